"""The queries that do worst, told so that somebody can do something about them."""

from collections.abc import Mapping, Sequence
from typing import Any

from .asking import Asking
from .judgements import Judgements, Query, Run
from .metrics import Figure

SHOWN_HITS = 3


def worst(
    asking: Asking,
    queries: Sequence[Query],
    judgements: Judgements,
    run: Run,
    understood: Mapping[str, dict[str, Any]],
    figure: Figure,
    number: int,
) -> list[str]:
    """Tell of each: how it was understood, what should have come up and where it did, and what came first instead."""
    by_id = {query.qid: query for query in queries}
    lowest = sorted(figure.values, key=lambda qid: (figure.values[qid], qid))[:number]
    return [
        _told(asking, by_id[qid], judgements[qid], run.get(qid, []), understood.get(qid, {}), figure.values[qid])
        for qid in lowest
    ]


def _told(
    asking: Asking,
    query: Query,
    grades: Mapping[str, int],
    found: Sequence[str],
    understood: Mapping[str, Any],
    value: float,
) -> str:
    best = max(grades, key=lambda document: (grades[document], document))
    place = f"at place {found.index(best) + 1}" if best in found else f"not among the first {len(found)}"
    lines = [f"{value:.3f}  {query.qid}  {query.text or asking.title(query.doc)}"]
    lines += [f"       wanted: {asking.title(best) or best}, {place}"]
    if understood:
        lines += [f"       searched: {_reading(understood)}"]
    instead = [asking.title(document) for document in found[:SHOWN_HITS]]
    return "\n".join([*lines, f"       first: {'; '.join(instead) or 'nothing'}"])


def _reading(understood: Mapping[str, Any]) -> str:
    corrected = "".join(f", {one['word']} → {one['replacement']}" for one in understood["corrections"])
    names = "".join(f"; {one['name']} also as {', '.join(one['others'])}" for one in understood["synonyms"])
    return f"{understood['searched']}{corrected}{names}"
