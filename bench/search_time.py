"""What a search costs beside the engine: the whole call as a server makes it, without the network, and the part in the engine.

    TOPICHUB_VAR=… python -m bench.search_time [--queries 300] [--hits 20] [--page FILE]

Asks the site that the environment names, which has to be indexed, for titles of its own pages and questions about them,
with facets and highlights, so many hits each. Measures the embedded engine and, where ELASTICSEARCH_URL is set,
Elasticsearch, query by query in turn. "In the engine" is the time inside its methods: its index, its queries and answers, for
Elasticsearch the way there and back too. Prints a page: milliseconds by the clock at the median and the 95th percentile, and the
ratio of the medians.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.calling import ask

FORMS = ("{}", "{}", "What helps against {}?", "symptoms of {} in children", "is {} inherited and how is it treated")
HEAD = """\
# What a search costs beside the engine

Made on {day:%Y-%m-%d} by

    python -m bench.search_time {command}

on {pages:,} pages, with {queries} queries, {hits} hits each, facets and highlights; from the whole application called as a server does it,
without the network. “In the engine” is the time inside its methods, for Elasticsearch the way there and back too.
"""
METHODS = ("search", "look_up", "keep")


class Clock:
    """Adds up the time spent inside an engine's methods."""

    def __init__(self, engine: Any) -> None:
        self.seconds = 0.0
        for name in METHODS:
            setattr(engine, name, self._timed(getattr(engine, name)))

    def _timed(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            start = time.perf_counter()
            try:
                return method(*arguments)
            finally:
                self.seconds += time.perf_counter() - start

        return timed


def at(share: float, values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def queries(count: int) -> list[str]:
    from wagtail.models import Page  # noqa: PLC0415  with the project's settings

    chance = random.Random(7)  # noqa: S311  queries, not secrets
    titles = list(Page.objects.live().filter(depth__gt=3).order_by("pk").values_list("title", flat=True))
    return [chance.choice(FORMS).format(title) for title in chance.sample(titles, min(count, len(titles)))]


def measure(name: str, asked: Sequence[str], hits: int) -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415

    from search.engines.chosen import chosen  # noqa: PLC0415

    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": name, "COUNT_QUERIES": "off"}
    engine, handler = chosen(), WSGIHandler()
    clock = Clock(engine)
    whole, inside = [], []
    for turn in range(2):  # What is read once is read: only the second turn counts.
        for query in asked:
            clock.seconds, start = 0.0, time.perf_counter()
            status, _ = ask(
                handler, f"/delivery/v1/search?{urlencode({'q': query, 'limit': hits})}", HTTP_HOST="localhost"
            )
            if turn:
                whole.append(time.perf_counter() - start)
                inside.append(clock.seconds)
            if status != "200 OK":
                msg = f"“{query}” was answered with {status}."
                raise SystemExit(msg)
    engine.close()
    beside = [one - other for one, other in zip(whole, inside, strict=True)]
    yield from (f"## {name}", "", "| | median, ms | p95, ms |", "|---|---|---|")
    for what, values in (("whole call", whole), ("in the engine", inside), ("beside the engine", beside)):
        yield f"| {what} | {at(0.5, values):.2f} | {at(0.95, values):.2f} |"
    yield from (
        "",
        f"At the median, the whole call takes {at(0.5, whole) / at(0.5, inside):.2f} times as long as the engine.",
        "",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--hits", type=int, default=20)
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    import django  # noqa: PLC0415  settings first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    from django.conf import settings  # noqa: PLC0415

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder.
    from wagtail.models import Page  # noqa: PLC0415

    asked = queries(options.queries)
    pages = Page.objects.live().filter(depth__gt=3).count()
    lines = [
        HEAD.format(
            day=datetime.now(UTC), command=" ".join(sys.argv[1:]), pages=pages, queries=len(asked), hits=options.hits
        )
    ]
    for engine in ("embedded", *(["elasticsearch"] if os.environ.get("ELASTICSEARCH_URL") else [])):
        lines += measure(engine, asked, options.hits)
    text = "\n".join(lines)
    if options.page:
        options.page.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
