"""Where the words of a query stand in a text. Pure: the engine brings its analysis.

A text is taken apart once, when its page is indexed: `places_of` writes down where its sentences begin and each term stands.
A search then looks up its few terms, in a small part of the time that going through the texts of twenty hits took.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from .normalise import word_pattern
from .sentences import borders

_LINE, _OF = "\n", "\t"
"""End a line of places, and the term that they are of. No term has a blank in it."""

Terms = int
"""Some of a query's terms: a bit for each, by its number in `MarkedText.terms`."""


class Mark(NamedTuple):
    """A word of the text from `start` to `end`, which has the query's term of this number."""

    start: int
    end: int
    term: int


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A page's text with all places of the terms of a query. `sections` is JSON (sections.Section).

    `terms` are the query's, each as those of its words that have it; the same for all texts of a search. `starts` are where
    words with each of them begin, by its number, in order. `borders` of sentences as `sentences.borders` gives them.
    """

    text: str
    sections: str
    terms: tuple[frozenset[str], ...]
    starts: Mapping[int, Sequence[int]]
    borders: Sequence[int]
    in_title: Terms = 0

    def said(self) -> dict[int, Terms]:
        """Tell by number which sentences hold terms of the query, and which. In order of the terms."""
        found: dict[int, Terms] = {}
        for term, starts in self.starts.items():
            some = 1 << term
            for after in map(bisect_right, repeat(self.borders), starts):
                found[after - 1] = found.get(after - 1, 0) | some
        return found

    def count(self, start: int, end: int) -> int:
        """Count the marks between two places."""
        return sum(bisect_left(starts, end) - bisect_left(starts, start) for starts in self.starts.values())

    def marks(self, start: int, end: int) -> list[Mark]:
        """Give the marks between two places, in order."""
        return sorted(
            Mark(place, self._end(place), term)
            for term, starts in self.starts.items()
            for place in starts[bisect_left(starts, start) : bisect_left(starts, end)]
        )

    def _end(self, start: int) -> int:
        word = word_pattern().match(self.text, start)
        return word.end() if word else start


def places_of(title: str, text: str, terms_of: Callable[[str], Iterable[str]]) -> str:
    """Write down where the terms of a text stand, as `Marker` reads it. `terms_of` a word as it is written.

    The first line has the borders of the sentences, the second the terms of the title; then comes a line for each term, with
    the places where a word with it begins.
    """
    places: dict[str, list[str]] = {}
    for match in word_pattern().finditer(text):
        for term in terms_of(match.group()):
            places.setdefault(term, []).append(str(match.start()))
    named = dict.fromkeys(term for match in word_pattern().finditer(title) for term in terms_of(match.group()))
    lines = (
        " ".join(map(str, borders(text))),
        f" {' '.join(named)} ",
        *(f"{term}{_OF}{' '.join(some)}" for term, some in places.items()),
    )
    return "".join(f"{line}{_LINE}" for line in lines)


class Marker:
    """Finds the words of one query in many texts."""

    def __init__(self, by_term: Mapping[str, Iterable[str]]) -> None:
        """`by_term`: the words of the query by their terms."""
        self._terms = tuple(map(frozenset, by_term.values()))
        self._lines = [f"{_LINE}{term}{_OF}" for term in by_term]
        self._named = [f" {term} " for term in by_term]

    def marked(self, text: str, sections: str, places: str) -> MarkedText | None:
        """Mark a page's text; None where it holds none of the words. `places` as `places_of` has written them."""
        starts = {number: found for number, line in enumerate(self._lines) if (found := _starts(places, line))}
        if not starts:
            return None
        sentences, title, _ = places.split(_LINE, 2)
        in_title = sum(1 << number for number, named in enumerate(self._named) if named in title)
        return MarkedText(text, sections, self._terms, starts, list(map(int, sentences.split())), in_title)


def _starts(places: str, line: str) -> list[int]:
    found = places.find(line)
    if found < 0:
        return []
    begin = found + len(line)
    return list(map(int, places[begin : places.index(_LINE, begin)].split()))
