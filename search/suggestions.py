"""Suggestions while a reader types: which of the engine's candidates, by which of their names, in which order. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .normalise import name_key, words
from .results import Named
from .spelling import distance

FIRM = 3
"""Letters that must be right: a typo this early leads to another word as often as to the one meant."""

Kind = Literal["topic", "other_name", "article"]
_ORDER: dict[str, int] = {"topic": 0, "other_name": 1, "article": 2}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is what was matched: the title, or another name of the page; `page` where it leads."""

    text: str
    kind: Kind
    page: Named


def is_like(word: str, other: str) -> bool:
    """Tell whether two words are the same but for one typo after the third letter."""
    if word == other:
        return True
    return len(word) > FIRM and word[:FIRM] == other[:FIRM] and distance(word, other, 1) <= 1


def begins_like(beginning: str, word: str) -> bool:
    """Tell whether a word begins like this, but for one typo after the third letter."""
    if word.startswith(beginning):
        return True
    if len(beginning) <= FIRM or word[:FIRM] != beginning[:FIRM]:
        return False
    # A typo may have made what was typed one letter longer or shorter than what was meant.
    return any(distance(beginning, word[: len(beginning) + more], 1) <= 1 for more in (-1, 0, 1))


def ranked(typed: Sequence[str], candidates: Iterable[Named], limit: int) -> list[Suggestion]:
    """Order what may be meant: without typos first, then whole names, topics, other names, articles, shorter first."""
    scored = []
    for page in candidates:
        best = min((found for found in _matches(typed, page)), key=lambda item: item[0], default=None)
        if best is not None:
            scored.append(best)
    scored.sort(key=lambda item: item[0])
    # Ten articles called “Diabetes” are one suggestion: the words are what the reader chooses by.
    told: dict[tuple[str, bool], Suggestion] = {}
    for _, suggestion in scored:
        told.setdefault((name_key(suggestion.text), suggestion.kind == "article"), suggestion)
    return list(told.values())[:limit]


_Rank = tuple[bool, bool, int, int, str, int]


def _matches(typed: Sequence[str], page: Named) -> Iterable[tuple[_Rank, Suggestion]]:
    for place, name in enumerate((page.title, *page.other_names)):
        fit = _fit(typed, words(name))
        if fit is None:
            continue
        typo, inside = fit
        kind: Kind = "article" if page.type == "article" else "topic"
        if place and kind == "topic":
            kind = "other_name"
        rank = (typo, inside, _ORDER[kind], len(name), name_key(name), page.id)
        yield rank, Suggestion(name, kind, page)


def _fit(typed: Sequence[str], name: Sequence[str]) -> tuple[bool, bool] | None:
    """Tell how typed words fit a name: (with a typo, not at its beginning); None when they do not."""
    *whole, last = typed
    if all(word in name for word in whole) and any(word.startswith(last) for word in name):
        return False, not " ".join(name).startswith(" ".join(typed))
    if all(any(is_like(word, other) for other in name) for word in whole) and any(
        begins_like(last, word) for word in name
    ):
        return True, not _is_or_begins(typed[0], name[0], last=len(typed) == 1)
    return None


def _is_or_begins(word: str, first: str, *, last: bool) -> bool:
    """Tell whether a name's first word is what was typed first, finished or not."""
    return begins_like(word, first) if last else is_like(word, first)
