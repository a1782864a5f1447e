"""Where the words of a query stand in a text. Pure: the engine brings its analysis."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .normalise import fold, straight

_WORD_TAIL = r"[^\W_]*(?:'[^\W_]+)*"


class Mark(NamedTuple):
    """A word of the text from `start` to `end`, which stands for these `words` of the query: those of its stem."""

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A page's text with all places of the words of a query, in order. `sections` is JSON (sections.Section).

    `in_title` are those of the words whose stems the page's title holds.
    """

    text: str
    sections: str
    marks: tuple[Mark, ...]
    in_title: frozenset[str] = frozenset()


class _LengthPreserving(dict[int, str]):
    """Folds character by character, one for one, so that places in the folded text are places in the text."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_FOLDING = _LengthPreserving()


def folded_in_place(text: str) -> str:
    """Fold a text (`normalise.fold`) without moving any of its letters."""
    text = straight(text)
    return text.lower() if text.isascii() else text.translate(_FOLDING)


class Marker:
    """Finds the words of one query in many texts.

    `beginnings`: how a word must begin, folded in place, to be looked at. Analysing every word of a text took most of
    the time of a search. `words_of` tells which words of the query such a word stands for; mostly none.
    """

    def __init__(self, beginnings: Collection[str], words_of: Callable[[str], tuple[str, ...]]) -> None:
        ways = "|".join(sorted(map(re.escape, beginnings), key=len))
        self._pattern = re.compile(f"(?:{ways}){_WORD_TAIL}") if ways else None
        self._words_of = words_of

    def marks(self, text: str) -> tuple[Mark, ...]:
        """Find them all, in order."""
        if self._pattern is None:
            return ()
        folded = folded_in_place(text)
        return tuple(
            Mark(match.start(), match.end(), words)
            for match in self._pattern.finditer(folded)
            if _begins(folded, match.start()) and (words := self._words_of(match.group()))
        )

    def marked(self, title: str, text: str, sections: str) -> MarkedText | None:
        """Mark a page's text; None where it holds none of the words."""
        marks = self.marks(text)
        return MarkedText(text, sections, marks, words_of(self.marks(title))) if marks else None


def words_of(marks: Iterable[Mark]) -> frozenset[str]:
    """Tell for which words of the query these marks stand."""
    return frozenset(word for mark in marks for word in mark.words)


def _begins(folded: str, place: int) -> bool:
    """Whether a word begins here: not behind a letter, nor inside "can't". (To look behind in the pattern is slower.)"""
    before = folded[max(0, place - 2) : place]
    return not (before[-1:].isalnum() or (before[-1:] == "'" and before[:-1].isalnum()))
