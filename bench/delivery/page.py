"""The page that tells what was measured: tables in Markdown, with the command that made them."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median
from typing import Any

from bench.delivery.asked import AGAINST, OWN

Found = Mapping[str, Mapping[str, Any]]
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


HEAD = """\
# How fast the delivery API answers

Made on {day:%Y-%m-%d} by

    {command}

with {versions}, on {articles:,} made-up articles.

All of it was measured in one run, each in turn, in several rounds; a ratio is the median of the rounds' own ratios, with the lowest and
the highest in brackets. All middleware was on: policies, CORS, keys, limits (counted, but too high to be reached). What is kept has
been through it once, is counted in the limits each time, and is given before Django begins. API v2 is Wagtail's,
as its documentation sets it up, with the fields that an article's document has; behind `cache_page` every answer was there already.
Topichub gives a document as its process keeps it while the log stands still, after one query that sees whether it does; “of too many to
keep” is all articles in turn, none of which is kept until it is asked for again. Once a second a search makes two statements
besides; these are not counted.
"""


def written(found: Mapping[str, Mapping[str, Found]], options: str, articles: int) -> str:
    programs = [f"{name} {version(name)}" for name in ("Django", "Wagtail", "granian")]
    head = HEAD.format(
        day=datetime.now(UTC),
        command=f"python -m bench.delivery {options}".strip(),
        versions=", ".join([f"Python {platform.python_version()}", *programs]),
        articles=articles,
    )
    lines = [head]
    for database, measured in found.items():
        lines += [f"## {NAMES[database]}, in process", "", *_in_process(measured["in_process"]), ""]
        lines += [f"## {NAMES[database]}, over HTTP", "", *_over_http(measured["http"]), ""]
    return "\n".join(lines)


def _in_process(found: Found) -> Iterator[str]:
    yield "Processor time of a request, the whole application, without the network."
    yield ""
    yield "| | µs | SQL | bytes | others | µs | SQL | times less |"
    yield "|---|---|---|---|---|---|---|---|"
    for own, other in _pairs(found):
        ratio = _ratio(other["us"], own["us"])
        ours = f"{own['what']} | {median(own['us']):,.0f} | {own['sql']} | {own['bytes']:,}"
        yield f"| {ours} | {other['whom']} | {median(other['us']):,.0f} | {other['sql']} | {ratio} |"


def _over_http(found: Found) -> Iterator[str]:
    yield (
        "Requests a second of one process: with one client, and with eight at once. 99 of 100 answers to one client came within p99."
        " Everybody was asked with the `Accept-Encoding` of Node's `fetch`; only Topichub compresses."
    )
    yield ""
    yield "| | 1 client | 8 clients | p99 ms | others | 1 client | 8 clients | p99 ms | times more, 8 clients | p99, times less |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for own, other in _pairs(found):
        more = _ratio(_rates(own, "8"), _rates(other, "8"))
        less = _ratio(_slowest(other), _slowest(own))
        yield f"| {own['what']} | {_row(own)} | {other['whom']} | {_row(other)} | {more} | {less} |"


def _pairs(found: Found) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for own in found.values():
        if own["whom"] != OWN:
            continue
        what = AGAINST.get(own["what"], own["what"])
        for other in found.values():
            if other["whom"] != OWN and other["what"] == what:
                yield own, other


def _rates(one: Mapping[str, Any], clients: str) -> list[float]:
    return [told["requests"] / told["us"] * 1e6 for told in one[clients]]


def _slowest(one: Mapping[str, Any]) -> list[float]:
    return [told["p99_us"] / 1000 for told in one["1"]]


def _row(one: Mapping[str, Any]) -> str:
    return f"{median(_rates(one, '1')):,.0f} | {median(_rates(one, '8')):,.0f} | {median(_slowest(one)):,.2f}"


def _ratio(higher: Sequence[float], lower: Sequence[float]) -> str:
    rounds = [one / other for one, other in zip(higher, lower, strict=True)]
    digits = 1 if median(rounds) < 10 else 0
    return f"{median(rounds):.{digits}f} ({min(rounds):.{digits}f}–{max(rounds):.{digits}f})"
