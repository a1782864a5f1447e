"""The words of an index, for spelling and for finishing what a reader types."""

from collections import Counter
from functools import lru_cache

from tantivy import Query, Searcher

from search.engines.fields import vocabulary_prefix
from search.results import Spelling
from search.spelling import MAX_DISTANCE, SHORTEST, apart, distance, parts_of

from .rows import total_of
from .schema import schema


class Vocabulary:
    """The words of one state of an index; a new commit gets a new one."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._beginning = lru_cache(maxsize=64)(self._read)

    def frequency(self, locale: str, word: str) -> int:
        """Tell on how many of a locale's pages a word stands; the dictionary's own count lags behind deletions."""
        term = Query.term_query(schema(), "words", vocabulary_prefix(locale) + word)
        return total_of(self._searcher.search(term, limit=1))

    def spellings(self, locale: str, word: str) -> tuple[Spelling, ...]:
        """Find what a misspelt word may stand for: words with the same first letter, few edits away, or two words."""
        if len(word) < SHORTEST:
            return ()
        letters = Counter(word)
        prefix = vocabulary_prefix(locale)
        found = []
        for term, _ in self._beginning("words", prefix + word[0]):
            candidate = term[len(prefix) :]
            if abs(len(candidate) - len(word)) > MAX_DISTANCE or len(candidate) < SHORTEST - 1:
                continue
            # Each edit changes at most one letter of the bag: a cheap test that spares most of the distances.
            if (letters - Counter(candidate)).total() > MAX_DISTANCE:
                continue
            edits = distance(word, candidate)
            if edits <= MAX_DISTANCE and (frequency := self.frequency(locale, candidate)):
                found.append(Spelling(candidate, frequency, edits))
        frequencies = {part: self.frequency(locale, part) for parts in parts_of(word) for part in parts}
        return (*found, *apart(word, frequencies))

    def beginning(self, field: str, beginning: str) -> list[str]:
        """List the terms of a field that begin like this."""
        return [term for term, _ in self._beginning(field, beginning)]

    def _read(self, field: str, beginning: str) -> list[tuple[str, int]]:
        return self._searcher.terms_with_prefix(field, beginning)
