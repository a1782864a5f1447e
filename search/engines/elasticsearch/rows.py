"""Reading an index's rows, whatever they are: pages, tombstones, the checkpoint."""

from collections.abc import Iterator

from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.helpers import scan

from search.engines.protocol import Entry

from .schema import CHECKPOINT, PAGE, TOMBSTONE

_PAGE_OF_ROWS = 5_000


def checkpoint_of(client: Elasticsearch, index: str) -> tuple[str, int | None]:
    """Read the name of the index behind an alias, and its checkpoint; None while the generation is being filled.

    Read from the transaction log, so that a checkpoint just written is seen before the next refresh. Raises
    NotFoundError when there is no such index.
    """
    try:
        row = client.get(index=index, id=CHECKPOINT, source_includes=["sequence"])
    except NotFoundError as error:
        # The same error for a missing row and a missing index; only the first names an index.
        name = error.body.get("_index") if isinstance(error.body, dict) else None
        if name is None:
            raise
        return name, None
    return row["_index"], int(row["_source"]["sequence"])


def counts(client: Elasticsearch, index: str) -> dict[str, int]:
    """Count the rows of each kind."""
    client.indices.refresh(index=index)
    found = client.search(index=index, size=0, aggs={"rows": {"terms": {"field": "row"}}})
    return {bucket["key"]: bucket["doc_count"] for bucket in found["aggregations"]["rows"]["buckets"]}


def is_damaged(client: Elasticsearch, index: str) -> bool:
    """Tell an index that Elasticsearch has given up on from one that it is still bringing up, as after a restart."""
    try:
        told = client.cluster.allocation_explain(index=index, shard=0, primary=True)
    except ApiError:  # It has no shard to explain (any more): whatever was wrong, it is no longer.
        return False
    return told.get("can_allocate") == "no_valid_shard_copy"


def entries(client: Elasticsearch, index: str) -> Iterator[Entry]:
    """Yield every page and tombstone. Raises NotFoundError when there is no such index."""
    client.indices.refresh(index=index)
    asked = {
        "query": {"terms": {"row": [PAGE, TOMBSTONE]}},
        "docvalue_fields": ["id", "sequence", "row", "body_hash"],
        "_source": False,
    }
    for hit in scan(client, query=asked, index=index, size=_PAGE_OF_ROWS):
        row = {name: values[0] for name, values in hit["fields"].items()}
        yield Entry(row["id"], row["sequence"], row["body_hash"], deleted=row["row"] == TOMBSTONE)
