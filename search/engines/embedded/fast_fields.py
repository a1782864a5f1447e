"""Numbers of pages, read by the column: no stored document is touched."""

from collections.abc import Sequence

from tantivy import DocAddress, Searcher


def whole_numbers(searcher: Searcher, field: str, addresses: Sequence[DocAddress]) -> list[int]:
    """A number of each page; 0 where it has none."""
    return [int(one or 0) for one in searcher.fast_field_values(field, list(addresses))]
