"""Where the words of a query stand in a text. Pure: the engine brings its analysis."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .languages import Language
from .normalise import fold, straight, word_pattern

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


class Marker(ABC):
    """Finds the words of one query in many texts."""

    @abstractmethod
    def marks(self, text: str) -> tuple[Mark, ...]:
        """Find them all, in order."""

    def marked(self, title: str, text: str, sections: str) -> MarkedText | None:
        """Mark a page's text; None where it holds none of the words."""
        marks = self.marks(text)
        return MarkedText(text, sections, marks, words_of(self.marks(title))) if marks else None


class StemMarker(Marker):
    """For English, whose stems begin as the words do.

    `beginnings`: how a word must begin, folded in place, to be looked at. Analysing every word of a text took most of
    the time of a search. `words_of` tells which words of the query such a word stands for; mostly none.
    """

    def __init__(self, beginnings: Collection[str], words_of: Callable[[str], tuple[str, ...]]) -> None:
        ways = "|".join(sorted(map(re.escape, beginnings), key=len))
        self._pattern = re.compile(f"(?:{ways}){_WORD_TAIL}") if ways else None
        self._words_of = words_of

    def marks(self, text: str) -> tuple[Mark, ...]:
        if self._pattern is None:
            return ()
        folded = folded_in_place(text)
        return tuple(
            Mark(match.start(), match.end(), words)
            for match in self._pattern.finditer(folded)
            if _begins(folded, match.start()) and (words := self._words_of(match.group()))
        )


class TermMarker(Marker):
    """For the languages that are analysed here: every word of a text is looked up by the term it has."""

    def __init__(self, by_term: Mapping[str, tuple[str, ...]], language: Language) -> None:
        """`by_term`: the words of the query by their terms."""
        self._by_term = by_term
        self._language = language

    def marks(self, text: str) -> tuple[Mark, ...]:
        wanted = self._by_term
        return tuple(
            Mark(match.start(), match.end(), tuple(word for term in terms for word in wanted.get(term, ())))
            for match in word_pattern().finditer(text)
            if not (terms := _terms(self._language, match.group())).isdisjoint(wanted)
        )


@lru_cache(maxsize=100_000)
def _terms(language: Language, written: str) -> frozenset[str]:
    """What a text's word is looked up by: one term, as a rule."""
    return frozenset(filter(None, map(language.term, language.words(written))))


def words_of(marks: Iterable[Mark]) -> frozenset[str]:
    """Tell for which words of the query these marks stand."""
    return frozenset(word for mark in marks for word in mark.words)


def _begins(folded: str, place: int) -> bool:
    """Whether a word begins here: not behind a letter, nor inside "can't". (To look behind in the pattern is slower.)"""
    before = folded[max(0, place - 2) : place]
    return not (before[-1:].isalnum() or (before[-1:] == "'" and before[:-1].isalnum()))
