"""How long hostile queries take: the slowest that anybody can ask of search and of suggestions.

    python -m bench.hostile [--pages 5485] [--queries 300] [--here]

Fills a new site in a temporary folder with made-up pages, as `bench.suggest` does, and asks what `tests.attacks.queries` holds,
each many times with other words in it, so that no cache knows the answer; on the embedded engine and, where ELASTICSEARCH_URL is set, on
Elasticsearch. With `--here` it asks the site that the environment names. Prints milliseconds of the whole call over HTTP, without
the network, and the slowest queries. Exits 1 where one in a hundred takes longer than half a second, or an answer is 500 or more.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

from bench.suggest import MADE_UP, at, drop, engines, made_up

MOST = 500
"""Milliseconds that all but one in a hundred may take."""

PATHS = ("/delivery/v1/search", "/delivery/v1/suggest", "/search/")


def queries(count: int) -> list[tuple[str, str]]:
    """Give what is asked, by what it is: the corpus in turn, with the words of each in another order and other letters."""
    from tests.attacks.queries import ASKED_AT_MOST, TEXTS  # noqa: PLC0415  with the project's settings

    chance = random.Random(7)  # noqa: S311  queries, not secrets
    texts = [(name, unquote(text)[:ASKED_AT_MOST]) for name, text in TEXTS.items()]
    found = []
    for number in range(count):
        name, text = texts[number % len(texts)]
        words = text.split(" ")
        if number >= len(texts):
            chance.shuffle(words)
            swapped = str.maketrans("aeioupz", "".join(chance.sample("aeioupz", 7)))
            words = [word.translate(swapped) for word in words]
        found.append((name, " ".join(words)))
    return found


def ask(client: Any, path: str, query: str) -> tuple[int, float]:
    """The status of the answer, and its milliseconds."""
    text = query[:200] if path.endswith("suggest") else query
    started = time.perf_counter_ns()
    answer = client.get(f"{path}?{urlencode({'q': text})}")
    return answer.status_code, (time.perf_counter_ns() - started) / 1e6


def measure(engine: str, asked: Sequence[tuple[str, str]]) -> bool:
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder.
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": engine}
    client, fine = Client(SERVER_NAME="localhost", raise_request_exception=False), True
    for _, query in asked[:20]:
        ask(client, PATHS[0], f"{query[:500]} first")  # What is read once is read.
    print(f"\n{engine}: {len(asked)} queries{'median':>14}{'p95':>9}{'p99':>9}{'most':>9}  ms   slowest")
    for path in PATHS:
        told = [(*ask(client, path, query), name) for name, query in asked]
        times = sorted(milliseconds for _, milliseconds, _ in told)
        figures = "".join(f"{at(share, times):9.1f}" for share in (0.5, 0.95, 0.99, 1))
        slowest = list(dict.fromkeys(name for _, _, name in sorted(told, key=lambda one: -one[1])))[:3]
        print(f"{path:>24}{figures}       {'; '.join(slowest)}")
        wrong = [(status, name) for status, _, name in told if status >= 500]
        fine = fine and not wrong and at(0.99, times) <= MOST
        if wrong:
            print(f"{'':>24} {len(wrong)} answers of 500 or more: {wrong[:3]}")
    return fine


def in_new_site(pages: int, count: int) -> int:
    """Fill a site in a temporary folder, then run this module once more on it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "TOPICHUB_VAR": folder,
            "TOPICHUB_DATABASE": "sqlite",
            "ELASTICSEARCH_PREFIX": f"{MADE_UP}-{os.getpid()}",
        }
        file = Path(folder) / "made-up.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in made_up(pages)))

        def run(*command: str) -> int:
            return subprocess.run([sys.executable, *command], env=environment, check=False).returncode

        try:
            prepared = [run("manage.py", "migrate", "-v0"), run("manage.py", "import_content", str(file))]
            prepared += [run("manage.py", "search_index", "rebuild", "--engine", engine) for engine in engines()]
            return max(prepared) or run("-m", "bench.hostile", "--here", "--queries", str(count))
        finally:
            drop(environment["ELASTICSEARCH_PREFIX"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5_485)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--here", action="store_true")
    options = parser.parse_args()
    import django  # noqa: PLC0415  settings first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    if not options.here:
        return in_new_site(options.pages, options.queries)
    asked = queries(options.queries)
    fine = [measure(engine, asked) for engine in engines()]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
