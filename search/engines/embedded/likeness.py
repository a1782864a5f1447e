"""Pages by how like the query they are in meaning, on top of how well their words fit it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from tantivy import DocAddress, Searcher

from search.meaning import SIZE, numbers
from search.plans import Likeness

from .fast_fields import whole_numbers

WINDOW = 300
"""Pages, best by their words, whose likeness counts. Reading more vectors costs more than it finds."""


class Vectors:
    """The vectors of a generation's pages, read when first needed and kept: half a megabyte for a thousand pages."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[int, npt.NDArray[np.float32]]] = {}

    def likeness(self, searcher: Searcher, addresses: Sequence[DocAddress], asked: Likeness) -> list[float]:
        """What each page's likeness adds to its score."""
        if not addresses:
            return []
        rows = np.stack(self._rows(searcher, list(addresses)))
        above = np.maximum(rows @ numbers(asked.vector) - asked.floor, 0.0)
        return [float(one) for one in asked.weight * above]

    def _rows(self, searcher: Searcher, addresses: list[DocAddress]) -> list[npt.NDArray[np.float32]]:
        """A page's vector belongs to one sequence of it: a later one is read anew."""
        ids, sequences = (whole_numbers(searcher, name, addresses) for name in ("id", "sequence"))
        rows = []
        for address, page_id, sequence in zip(addresses, ids, sequences, strict=True):
            held = self._held.get(page_id)
            if held is None or held[0] != sequence:
                held = self._held[page_id] = (sequence, _read(searcher, address))
            rows.append(held[1])
        return rows


def _read(searcher: Searcher, address: DocAddress) -> npt.NDArray[np.float32]:
    stored = bytes(searcher.doc(address).get_first("vector") or b"")
    return numbers(stored) if stored else np.zeros(SIZE, np.float32)
