"""The figures of the report, in words that need no knowledge of search."""

from dataclasses import dataclass

from search.golden_queries import DEPTH, FEW, Figures


@dataclass(frozen=True, slots=True)
class Line:
    """`then` is empty where there is nothing to compare with."""

    label: str
    explanation: str
    now: str
    then: str


def in_short(now: Figures, then: Figures | None) -> list[Line]:
    texts_then = _texts(then) if then else [""] * len(_NAMES)
    return [Line(*name, *texts) for name, *texts in zip(_NAMES, _texts(now), texts_then, strict=True)]


_NAMES = (
    ("Right at the top", "Queries for which one of their pages is the very first hit."),
    ("Near the top", f"Queries for which one of their pages is among the first {FEW} hits."),
    ("Not found", f"Queries for which none of their pages is among the first {DEPTH} hits."),
    ("Pages found", f"Of all pages that should come up, those among the first {DEPTH} hits of their query."),
    (
        "Score",
        "From 0 to 1: a page that comes first counts 1, second ½, third ⅓, and so on. (Mean reciprocal rank.)",
    ),
)


def _texts(of: Figures) -> list[str]:
    return [
        _share(of.at_first, of.queries),
        _share(of.at_few, of.queries),
        _share(of.nowhere, of.queries),
        _share(of.pages_found, of.pages),
        f"{of.mean_reciprocal_rank:.2f}",
    ]


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "–"
