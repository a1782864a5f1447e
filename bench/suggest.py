"""How fast suggestions come while a reader types, and whether they lead to what the reader is after.

    python -m bench.suggest [--pages 5485] [--names 100] [--here]

Fills a new site in a temporary folder with made-up pages under real names of diseases, and types some of these names
letter by letter: as they are, and with one typo after the third letter of a word. With `--here` it types names of the
site that the environment names (TOPICHUB_VAR, ELASTICSEARCH_PREFIX and so on), which has to be indexed. Measures the
embedded engine and, where ELASTICSEARCH_URL is set, Elasticsearch.

Prints milliseconds a letter, in the engine (`complete`) and for the whole call over HTTP (without the network), by the
clock and in this process's processor time; of three calls for the same letters, far apart, the quickest counts, for
other programs make the others slow. And how many of the pages are among the first five suggestions, by how many letters
of their title, or of another name of theirs, are typed.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LETTERS = "abcdefghijklmnopqrstuvwxyz"
FIRST = 5
LENGTHS = (3, 5, 8)
TURNS = 3
MADE_UP = "bench-suggest"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as readers type it, the page they mean, and whether it is its title."""

    key: str
    page_id: int
    is_title: bool


def with_typo(text: str, chance: random.Random) -> str | None:
    """Make one edit after the third letter of a word; None where there is none to make one in."""
    places = [place for place in range(3, len(text)) if text[place - 3 : place + 1].isalpha()]
    if not places:
        return None
    place = chance.choice(places)
    letter = chance.choice([other for other in LETTERS if other != text[place]])
    edits = [text[:place] + letter + text[place + 1 :], text[:place] + letter + text[place:]]
    edits.append(text[:place] + text[place + 1 :])
    if text[place : place + 2].isalpha() and text[place] != text[place + 1 : place + 2]:
        edits.append(text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :])
    return chance.choice(edits)


def made_up(count: int) -> Iterator[dict[str, Any]]:
    """Make lines of the import format: pages under the names of diseases, every tenth one a topic."""
    from search.terminology import mesh  # noqa: PLC0415  with the project's settings

    chance = random.Random(7)  # noqa: S311  names, not secrets
    for number, names in enumerate(chance.sample(list(mesh.groups()), count)):
        title, *others = (name[:90].capitalize() for name in names[:6])
        kind = {"type": "topic", "definition": f"{title}."} if number % 10 == 0 else {"type": "article"}
        text = [{"type": "rich_text", "html": f"<p>About {title}.</p>"}]
        yield {"id": str(number), "title": title, "other_names": list(dict.fromkeys(others)), "body": text, **kind}


def in_new_site(pages: int, names: int) -> None:
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

        def run(*command: str) -> None:
            subprocess.run([sys.executable, *command], env=environment, check=True)

        run("manage.py", "migrate", "-v0")
        run("manage.py", "import_content", str(file))
        try:
            for engine in engines():
                run("manage.py", "search_index", "rebuild", "--engine", engine)
            run("-m", "bench.suggest", "--here", "--names", str(names))
        finally:
            drop(environment["ELASTICSEARCH_PREFIX"])


def drop(prefix: str) -> None:
    """Remove the indices made in Elasticsearch, by name: it refuses patterns."""
    if url := os.environ.get("ELASTICSEARCH_URL"):
        with urllib.request.urlopen(f"{url}/{prefix}-*?features=aliases") as answer:
            names = ",".join(json.load(answer))
        urllib.request.urlopen(urllib.request.Request(f"{url}/{names}", method="DELETE")).close()


def engines() -> list[str]:
    return ["embedded", "elasticsearch"] if os.environ.get("ELASTICSEARCH_URL") else ["embedded"]


def names_of_the_site(count: int) -> list[Name]:
    """Draw pages and one name of each: for the first half its title, for the others another name."""
    from cms.published import log  # noqa: PLC0415
    from search.documents import index_document  # noqa: PLC0415
    from search.languages import ENGLISH  # noqa: PLC0415
    from search.plans import SEARCHABLE  # noqa: PLC0415

    pages: list[tuple[int, list[str]]] = []
    since = 0
    while some := log.changes(since, 500):
        since = some[-1].sequence
        found = (page for page in map(index_document, some) if page.type in SEARCHABLE)
        pages += [(page.id, [ENGLISH.name_key(name) for name in (page.title, *page.other_names)]) for page in found]
    chance = random.Random(7)  # noqa: S311  names, not secrets
    with_others = [page for page in pages if len(page[1]) > 1]
    titles = [Name(names[0], page_id, is_title=True) for page_id, names in chance.sample(pages, count // 2)]
    drawn = chance.sample(with_others, min(count - len(titles), len(with_others)))
    return [*titles, *(Name(chance.choice(names[1:]), page_id, is_title=False) for page_id, names in drawn)]


def typed(names: Iterable[Name]) -> list[str]:
    """List all that is typed on the way to the names, and the same with a typo."""
    chance = random.Random(7)  # noqa: S311  typos, not secrets
    beginnings = [name.key[:end] for name in names for end in range(1, min(len(name.key), 30) + 1)]
    wrong = [mistyped for beginning in beginnings if (mistyped := with_typo(beginning, chance))]
    return [*beginnings, *wrong]


@dataclass(frozen=True, slots=True)
class Times:
    """In milliseconds, sorted."""

    clock: list[float]
    processor: list[float]


def timed(calls: Sequence[str], call: Callable[[str], object], turns: int = TURNS) -> Times:
    clock, processor = [float("inf")] * len(calls), [float("inf")] * len(calls)
    for place, text in [*enumerate(calls)] * turns:
        started, busy = time.perf_counter_ns(), time.process_time_ns()
        call(text)
        processor[place] = min(processor[place], (time.process_time_ns() - busy) / 1e6)
        clock[place] = min(clock[place], (time.perf_counter_ns() - started) / 1e6)
    return Times(sorted(clock), sorted(processor))


def at(share: float, values: Sequence[float]) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


def show(what: str, times: Times) -> None:
    figures = "".join(
        f"{at(share, values):9.2f}" for values in (times.clock, times.processor) for share in (0.5, 0.95, 0.99)
    )
    print(f"{what:>24}{figures}")


def leads_to(suggestion: dict[str, Any], name: Name) -> bool:
    from search.languages import ENGLISH  # noqa: PLC0415

    return suggestion.get("id") == name.page_id or ENGLISH.name_key(suggestion["text"]) == name.key


def found_by(ask: Callable[[str], Sequence[dict[str, Any]]], names: Sequence[Name], letters: int, typo: bool) -> str:
    """Tell of which share of the pages typed by title, and by another name, the first five suggestions hold that."""
    chance = random.Random(letters)  # noqa: S311  typos, not secrets
    shares = []
    for is_title in (True, False):
        found = []
        for name in names:
            beginning: str | None = name.key[:letters]
            if typo:
                beginning = with_typo(name.key[:letters], chance)
            if name.is_title is is_title and beginning is not None and len(name.key) >= letters:
                found.append(any(leads_to(one, name) for one in ask(beginning)[:FIRST]))
        shares.append(f"{sum(found) / len(found):12.3f}" if found else f"{'-':>12}")
    return "".join(shares)


def measure(engine_name: str, names: Sequence[Name]) -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from wagtail.models import Site  # noqa: PLC0415

    from search.engines.chosen import chosen  # noqa: PLC0415
    from search.languages import ENGLISH  # noqa: PLC0415
    from search.plans import Completion, Scope  # noqa: PLC0415

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder.
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": engine_name}
    engine, client = chosen(), Client(SERVER_NAME="localhost")
    site = Site.objects.select_related("root_page__locale").get(is_default_site=True)
    scope = Scope(site.pk, site.root_page.locale.language_code)

    def ask(text: str) -> list[dict[str, Any]]:
        answer = client.get("/delivery/v1/suggest", {"q": text}).json()
        return [item for group in answer["groups"] for item in group["items"]]

    calls = typed(names)
    random.Random(7).shuffle(calls)  # noqa: S311  calls, not secrets
    timed(calls[:200], ask, turns=1)  # What is read once is read.
    print(f"\n{engine_name}: {len(calls):,} calls{'by the clock':>32}{'processor time':>27}")
    print(f"{'ms':>24}" + "".join(f"{share:>9}" for _ in range(2) for share in ("median", "p95", "p99")))
    show("in the engine", timed(calls, lambda text: engine.complete(Completion(scope, tuple(ENGLISH.words(text))))))
    show("over HTTP", timed(calls, ask))
    print(f"\n{f'in the first {FIRST} after':>24}{'titles':>12}{'other names':>12}")
    for letters in LENGTHS:
        print(f"{f'{letters} letters':>24}{found_by(ask, names, letters, typo=False)}")
        if letters > min(LENGTHS):
            print(f"{f'{letters}, one wrong':>24}{found_by(ask, names, letters, typo=True)}")
    engine.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5_485)
    parser.add_argument("--names", type=int, default=100)
    parser.add_argument("--here", action="store_true")
    options = parser.parse_args()
    import django  # noqa: PLC0415  settings first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    if not options.here:
        in_new_site(options.pages, options.names)
        return
    names = names_of_the_site(options.names)
    print(f"{len(names)} names, letter by letter")
    for engine in engines():
        measure(engine, names)


if __name__ == "__main__":
    main()
