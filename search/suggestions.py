"""Suggestions while a reader types: which of the engine's candidates, by which of their names, in which order. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import groupby, islice
from typing import Literal

from .languages import Language
from .results import Named

FIRM = 3
"""Letters that must be right: a typo this early leads to another word as often as to the one meant."""

Kind = Literal["topic", "other_name", "article", "query"]
KINDS: tuple[Kind, ...] = ("topic", "other_name", "article", "query")
"""In the order in which they are shown."""


TITLES_BETWEEN = 2
"""Titles suggested before each other name. (Fewer, and titles are pushed out; more, and what many call a thing is.)"""


class Fit(IntEnum):
    """How what is typed fits a name, best first."""

    EXACT = 0
    BEGINS = 1
    LATER = 2
    """Its words are in the name, but not at its beginning."""
    TYPO = 3
    TYPO_LATER = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is what was matched: the title, or another name of the page; `page` where it leads, None for a query."""

    text: str
    kind: Kind
    page: Named | None = None


@dataclass(frozen=True, slots=True)
class Popular:
    """A search that was asked so many times."""

    text: str
    words: tuple[str, ...]
    times: int


def is_like(word: str, other: str) -> bool:
    """Tell whether two words are the same but for one typo after the third letter."""
    return word == other or _is_one_edit_away(word, other, str.__eq__)


def begins_like(beginning: str, word: str) -> bool:
    """Tell whether a word begins like this, but for one typo after the third letter."""
    return word.startswith(beginning) or _is_one_edit_away(beginning, word, str.startswith)


def _is_one_edit_away(typed: str, meant: str, ends: Callable[[str, str], bool]) -> bool:
    """Look at the first letter that differs: one too many, one left out, another one, or two swapped.

    `ends` compares what is left of the word that was meant with what is left of the typed one. A hundred words are
    compared for each letter that a reader types: `spelling.distance` says the same, thirty times slower.
    """
    if len(typed) <= FIRM or typed[:FIRM] != meant[:FIRM]:
        return False
    place = FIRM
    shorter = min(len(typed), len(meant))
    while place < shorter and typed[place] == meant[place]:
        place += 1
    left, other = typed[place:], meant[place:]
    return (
        ends(other, left[1:])
        or ends(other[1:], left)
        or ends(other[1:], left[1:])
        or (len(left) > 1 and left[:2] == other[1::-1] and ends(other[2:], left[2:]))
    )


@lru_cache(maxsize=20_000)
def words_of(name: str, language: Language) -> tuple[str, ...]:
    """Split a name as its language does. The same names come up with every letter that a reader types."""
    return tuple(language.words(name))


def fit(typed: tuple[str, ...], name: tuple[str, ...]) -> tuple[Fit, bool] | None:
    """Tell how typed words fit a name, and whether the last one is only the beginning of a word; None: they do not."""
    *whole, last = typed
    beginning = name[: len(typed)]
    if beginning == typed:
        return (Fit.EXACT if len(name) == len(typed) else Fit.BEGINS), False
    if len(beginning) == len(typed) and beginning[:-1] == typed[:-1] and beginning[-1].startswith(last):
        return Fit.BEGINS, True
    if all(word in name for word in whole) and any(word.startswith(last) for word in name):
        return Fit.LATER, last not in name
    if all(any(is_like(word, other) for other in name) for word in whole) and any(
        begins_like(last, word) for word in name
    ):
        is_first = is_like(typed[0], name[0]) if whole else begins_like(last, name[0])
        return (Fit.TYPO if is_first else Fit.TYPO_LATER), not any(is_like(last, word) for word in name)
    return None


def ranked(typed: tuple[str, ...], candidates: Sequence[Named], limit: int, language: Language) -> list[Suggestion]:
    """Choose the pages that may be meant, at most `limit`, best first.

    Where names fit alike, every third one is another name, as far as there are any: else “hypert” would lead to
    “Hypertension” only where that is a title. In both rows topics come before articles, whole words before unfinished
    ones, names that more pages bear (more was written about these), then shorter ones.
    """
    bearing = Counter(use for page in candidates for use in _uses(page, language))
    best = [min(found) for page in candidates if (found := list(_matches(typed, page, bearing, language)))]
    # Ten articles called “Diabetes” are one suggestion: the words are what the reader chooses by.
    told: dict[tuple[tuple[str, ...], bool], _Match] = {}
    for match in sorted(best):
        told.setdefault((words_of(match.suggestion.text, language), match.suggestion.kind == "article"), match)
    return [match.suggestion for match in islice(_woven(told.values()), limit)]


def popular(typed: tuple[str, ...], candidates: Iterable[Popular]) -> list[Popular]:
    """Choose the frequent searches that may be meant: what fits best first, then what is asked most."""
    found = [(how, one) for one in candidates if (how := fit(typed, one.words))]
    return [one for _, one in sorted(found, key=lambda match: (match[0][0], -match[1].times, match[1].text))]


_Use = tuple[tuple[str, ...], bool]
"""A name's words, and whether it is but another name."""


def _uses(page: Named, language: Language) -> Iterator[_Use]:
    yield words_of(page.title, language), False
    yield from {(words_of(name, language), True) for name in (page.title, *page.other_names)}


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    """Sorts by how well it fits, then titles and other names apart, each in their order."""

    fit: Fit
    is_other: bool
    rank: tuple[int, bool, int, int, tuple[str, ...], int, int]
    suggestion: Suggestion = field(compare=False)


def _matches(typed: tuple[str, ...], page: Named, bearing: Counter[_Use], language: Language) -> Iterator[_Match]:
    for place, name in enumerate((page.title, *page.other_names)):
        key, is_other = words_of(name, language), place > 0
        found = fit(typed, key) if key else None
        if found is None:
            continue
        how, is_cut = found
        kind: Kind = "article" if page.type == "article" else "other_name" if is_other else "topic"
        rank = (KINDS.index(kind), is_cut, -bearing[key, is_other], len(name), key, len(page.title), page.id)
        yield _Match(how, is_other, rank, Suggestion(name, kind, page))


def _woven(ordered: Iterable[_Match]) -> Iterator[_Match]:
    for _, alike in groupby(ordered, key=lambda match: match.fit):
        rows = {is_other: list(row) for is_other, row in groupby(alike, key=lambda match: match.is_other)}
        titles, others = iter(rows.get(False, ())), iter(rows.get(True, ()))
        for other in others:
            yield from islice(titles, TITLES_BETWEEN)
            yield other
        yield from titles
