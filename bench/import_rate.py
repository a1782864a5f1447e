"""How fast pages come in: in bulk by `import_content`, and one by one by `add_child` and `save_revision().publish()`.

    python -m bench.import_rate [--pages 400] [--file FILE.jsonl] [--batch-size 200]

Both write the same lines to new databases on SQLite in a temporary folder, both with rendering and the log. Bulk includes
reading and checking the file twice, as the command does; one by one starts from lines in memory. Prints pages a second and
the ratio, by the clock and in processor time, which tells more on a machine that is busy with other things. The lines are made up (about 6 kB of text, headings, a strategy, references, two authors), or the articles of FILE.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORDS = [
    "pain",
    "nerve",
    "sleep",
    "move",
    "walk",
    "rest",
    "often",
    "help",
    "day",
    "week",
    "doctor",
    "nurse",
    "medicine",
    "muscle",
    "joint",
    "back",
    "knee",
    "head",
    "warm",
    "cold",
    "gentle",
    "strong",
    "plan",
    "goal",
    "pace",
    "small",
    "step",
    "body",
    "mind",
    "breathe",
    "slow",
    "learn",
    "know",
    "feel",
    "better",
    "worse",
    "change",
    "talk",
    "ask",
    "team",
]


def made_up(count: int) -> Iterator[dict[str, Any]]:
    source = random.Random(7)  # noqa: S311  words, not secrets

    def text(words: int) -> str:
        return " ".join(source.choice(WORDS) for _ in range(words)).capitalize() + "."

    for number in range(2):
        yield {"type": "person", "id": f"p{number}", "name": f"Author {number}"}
        yield {"type": "care_role", "id": f"r{number}", "name": f"Role {number}"}
        yield {"type": "topic", "id": f"t{number}", "title": f"Topic {number}", "definition": text(12)}
    for number in range(count):
        body: list[dict[str, Any]] = []
        for _ in range(5):
            body.append({"type": "heading", "text": text(5)})
            body.append(
                {"type": "rich_text", "html": f"<p>{text(100)}</p><p>{text(60)} <strong>{text(4)}</strong></p>"}
            )
        body.append({"type": "key_points", "points": [text(8), text(8)]})
        strategy = {"type": "strategy", "name": text(3), "category": "lifestyle", "summary": text(20)}
        body.append(strategy | {"care_roles": ["r0", "r1"], "topic": "t1", "techniques": [{"name": text(2)}]})
        yield {
            "type": "article",
            "id": f"a{number}",
            "title": f"{text(4)[:-1]} {number}",
            "excerpt": text(20),
            "topics": ["t0", "t1"],
            "authors": ["p0"],
            "reviewers": ["p1"],
            "references": [{"citation": text(12), "url": "https://example.org/a"}, {"citation": text(12)}],
            "body": body,
        }


def in_new_database(way: str, file: Path, batch_size: int) -> dict[str, float]:
    """Run this module once more, on a database of its own: neither way finds what the other left."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TOPICHUB_VAR": folder, "TOPICHUB_DATABASE": "sqlite"}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        command = [sys.executable, "-m", "bench.import_rate", "--way", way, "--file", str(file)]
        done = subprocess.run(
            [*command, "--batch-size", str(batch_size)], env=environment, check=True, capture_output=True, text=True
        )
        return json.loads(done.stdout)


def measure(way: str, file: Path, batch_size: int) -> dict[str, float]:
    import django  # noqa: PLC0415  settings first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    from bench import import_ways  # noqa: PLC0415

    started, busy = time.perf_counter(), time.process_time()
    pages = import_ways.in_bulk(file, batch_size) if way == "bulk" else import_ways.one_by_one(file)
    return {"pages": pages, "seconds": time.perf_counter() - started, "cpu": time.process_time() - busy}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--batch-size", type=int, default=200)
    parser.add_argument("--way", choices=["bulk", "single"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(json.dumps(measure(options.way, options.file, options.batch_size)))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = options.file.resolve() if options.file else Path(folder) / "made-up.jsonl"
        if not options.file:
            file.write_text("".join(json.dumps(line) + "\n" for line in made_up(options.pages)))
        rates, cpu = {}, {}
        for way, name in (("single", "one by one"), ("bulk", "in bulk")):
            told = in_new_database(way, file, options.batch_size)
            rates[way], cpu[way] = told["pages"] / told["seconds"], told["cpu"] / told["pages"]
            seconds = f"{told['seconds']:.1f} s ({told['cpu']:.1f} s of processor time)"
            print(f"{name:>10}: {told['pages']:.0f} pages in {seconds}, {rates[way]:.1f} a second")
    print(
        f"     ratio: {rates['bulk'] / rates['single']:.1f} by the clock, {cpu['single'] / cpu['bulk']:.1f} in processor time"
    )


if __name__ == "__main__":
    main()
