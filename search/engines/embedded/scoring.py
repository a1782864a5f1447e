"""tantivy's scores brought to Elasticsearch's.

Both score by BM25, but count differently: Elasticsearch among the pages that have the field at all, tantivy among all
rows, tombstones too. So after many pages went away, common words would count as much as rare ones; and a field that few
pages have, such as other names, would count next to nothing, since its average length is taken over the others too.
"""

from collections.abc import Iterable
from math import log1p

from tantivy import Searcher

from .schema import CHECKPOINT, PAGE, TOMBSTONE

K1, B = 1.2, 0.75
"""Of BM25, in both engines: how soon a repeated word stops to count, and how much a long text is held against a page."""


class Scoring:
    """The counts of one state of an index. Deleted rows are in them until tantivy merges them away, as in `doc_freq`."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._rows = sum(searcher.doc_freq("row", row) for row in (PAGE, TOMBSTONE, CHECKPOINT))

    def factor(self, field: str, terms: Iterable[str]) -> float:
        """By how much to multiply tantivy's score of these terms (one, or a phrase).

        Exact as to how rare they are, and as to length for a text of average length that holds them once; a factor
        cannot know the length of each text.
        """
        frequencies = [self._searcher.doc_freq(field, term) for term in terms]
        having = max(1, self._searcher.doc_freq("has", field), *frequencies)
        rarity = sum(_idf(having, one) for one in frequencies) / sum(_idf(self._rows, one) for one in frequencies)
        length = (1 + K1 * (1 - B + B * self._rows / having)) / (1 + K1)
        return rarity * length


def _idf(documents: int, frequency: int) -> float:
    return log1p((documents - frequency + 0.5) / (frequency + 0.5))
