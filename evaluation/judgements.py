"""Queries and judgements as files: JSON lines, and TREC's formats for judgements and runs. Pure.

A query is `{"qid": "q1", "set": "names", "text": "heart attack"}`; one that asks for related articles has `"doc"`, the article
asked about, instead of a text; `stratum` may name a part of the set that is measured on its own too. Judgements are lines of
`qid 0 document grade`, runs of `qid Q0 document rank score tag`. Documents are named by the ids they were imported with.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

Judgements = dict[str, dict[str, int]]
"""Grades by document by query."""

Run = dict[str, list[str]]
"""The documents that were found by query, best first."""

_JUDGEMENT_COLUMNS = 4
_RUN_COLUMNS = 6


class FileError(Exception):
    """A file does not hold what it should; the message says where and what."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: `text`, or the articles related to the document `doc`."""

    qid: str
    set: str
    text: str
    doc: str
    stratum: str


def read_queries(file: Path) -> list[Query]:
    """Read a file of queries. Raises FileError."""
    return [_query(file, number, line) for number, line in _lines(file)]


def read_judgements(file: Path) -> Judgements:
    """Read TREC judgements. Raises FileError."""
    judgements: Judgements = {}
    for number, line in _lines(file):
        parts = line.split()
        if len(parts) != _JUDGEMENT_COLUMNS or not parts[3].lstrip("-").isdecimal():
            msg = f"{file}, line {number}: a judgement is “qid 0 document grade”, with a whole number as the grade."
            raise FileError(msg)
        judgements.setdefault(parts[0], {})[parts[2]] = int(parts[3])
    return judgements


def read_run(file: Path) -> Run:
    """Read a TREC run. Raises FileError."""
    found: dict[str, list[tuple[int, str]]] = {}
    for number, line in _lines(file):
        parts = line.split()
        if len(parts) != _RUN_COLUMNS or not parts[3].isdecimal():
            msg = f"{file}, line {number}: a line of a run is “qid Q0 document rank score tag”."
            raise FileError(msg)
        found.setdefault(parts[0], []).append((int(parts[3]), parts[2]))
    return {qid: [document for _, document in sorted(places)] for qid, places in found.items()}


def write_run(file: Path, run: Mapping[str, Iterable[str]], tag: str) -> None:
    """Write a TREC run. Scores fall with the rank: who reads a run sorts by them."""
    lines = (
        f"{qid} Q0 {document} {rank} {1 / rank:.6f} {tag}\n"
        for qid, documents in run.items()
        for rank, document in enumerate(documents, 1)
    )
    file.write_text("".join(lines), encoding="utf-8")


def _lines(file: Path) -> Iterable[tuple[int, str]]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{file} cannot be read: {error}"
        raise FileError(msg) from error
    return [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _query(file: Path, number: int, line: str) -> Query:
    try:
        told = json.loads(line)
        query = Query(*(str(told.get(name, "")) for name in Query.__slots__))
    except (ValueError, AttributeError) as error:
        msg = f"{file}, line {number}: this is not a JSON object."
        raise FileError(msg) from error
    if not query.qid or not query.set or bool(query.text) == bool(query.doc):
        msg = f"{file}, line {number}: a query has “qid”, “set”, and either “text” or “doc”."
        raise FileError(msg)
    return query
