"""Reading an index's rows, whatever they are: pages, tombstones, the checkpoint."""

from collections.abc import Iterator

from tantivy import Query, Searcher, SearchResult

from search.engines.protocol import Entry

from .schema import CHECKPOINT, PAGE, TOMBSTONE, schema


def total_of(result: SearchResult) -> int:
    """Read how many documents matched; tantivy's type stub forgets the attribute."""
    return result.count or 0  # pyright: ignore[reportAttributeAccessIssue]


def sequences(searcher: Searcher, ids: list[int]) -> dict[int, int]:
    """Read which sequence the index holds of each page that it knows."""
    if not ids:
        return {}
    found = searcher.search(Query.term_set_query(schema(), "id", ids), limit=len(ids), count=False)
    addresses = [address for _, address in found.hits]
    page_ids = searcher.fast_field_values("id", addresses)
    sequences = searcher.fast_field_values("sequence", addresses)
    return {int(page_id or 0): int(sequence or 0) for page_id, sequence in zip(page_ids, sequences, strict=True)}


def checkpoint_of(searcher: Searcher) -> int | None:
    """Read the checkpoint that the commit carries; None while the generation is being filled."""
    found = searcher.search(Query.term_query(schema(), "row", CHECKPOINT), limit=1, count=False)
    if not found.hits:
        return None
    return int(searcher.fast_field_values("sequence", [found.hits[0][1]])[0] or 0)


def count(searcher: Searcher, row: str) -> int:
    """Count the rows of one kind."""
    return total_of(searcher.search(Query.term_query(schema(), "row", row), limit=1))


def entries(searcher: Searcher) -> Iterator[Entry]:
    """Yield every page and tombstone."""
    for row in (PAGE, TOMBSTONE):
        found = searcher.search(Query.term_query(schema(), "row", row), limit=max(1, searcher.num_docs), count=False)
        addresses = [address for _, address in found.hits]
        page_ids = searcher.fast_field_values("id", addresses)
        sequences = searcher.fast_field_values("sequence", addresses)
        for address, page_id, sequence in zip(addresses, page_ids, sequences, strict=True):
            body_hash = searcher.doc(address).get_first("body_hash") or ""
            yield Entry(int(page_id or 0), int(sequence or 0), body_hash, deleted=row == TOMBSTONE)
