"""Writing to a generation: rows by sequence, then the checkpoint."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from elasticsearch import ConflictError, Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.documents import IndexDocument
from search.engines.protocol import Applied
from search.errors import EngineDownError, GenerationError

from .generations import known, missing
from .schema import CHECKPOINT, row_of

_RETRIES = 4
"""Of what Elasticsearch was too busy for (429); each waits twice as long as the one before."""

_CHUNK_BYTES = 8_000_000
"""Of one request, far below the 100 MB that Elasticsearch takes: it holds a request in memory while it works on it."""

_CONFLICT, _MISSING = 409, 404


class Writer:
    """Writes one generation. `place` is where Elasticsearch is, for messages; `backoff` the first wait in seconds."""

    def __init__(self, client: Elasticsearch, place: str, generation: str, alias: str, backoff: float) -> None:
        self._client, self._place, self._backoff = client, place, backoff
        self._generation, self._alias = generation, alias

    def apply(self, documents: Sequence[IndexDocument], checkpoint: int | None) -> Applied:
        """Write what is newer than what is there; see `protocol.Writing.apply`.

        The checkpoint is written when every row is in, never with them: a bulk request is no transaction, and a
        checkpoint ahead of its rows would lose them for good.
        """
        written = self._write(documents) if documents else 0
        if checkpoint is not None:
            self._move_checkpoint(checkpoint)
        return Applied(written=written, outdated=len(documents) - written)

    def _write(self, documents: Sequence[IndexDocument]) -> int:
        """Write rows and count those that were news. Raises EngineDownError or GenerationError if one was refused."""
        written: set[int] = set()
        refused: list[dict[str, Any]] = []
        for ok, item in self._bulk(documents):
            told = item["index"]
            if ok:
                written.add(int(told["_id"]))
            elif told["status"] != _CONFLICT:
                refused.append(told)
        if refused:
            self._complain(refused, len(documents))
        return len(written)

    def _bulk(self, documents: Sequence[IndexDocument]) -> Iterable[tuple[bool, dict[str, Any]]]:
        return streaming_bulk(
            self._client,
            (_action(document) for document in documents),
            index=self._alias,
            require_alias=True,
            timeout="10s",
            max_chunk_bytes=_CHUNK_BYTES,
            max_retries=_RETRIES,
            initial_backoff=self._backoff,
            # HTTP 200 may hold items that failed: each is looked at.
            raise_on_error=False,
        )

    def _complain(self, refused: Sequence[dict[str, Any]], total: int) -> None:
        first = refused[0]
        if first["status"] == _MISSING:
            raise GenerationError(missing(self._generation))
        message = (
            f"Elasticsearch at {self._place} refused {len(refused)} of {total} pages for generation "
            f"“{self._generation}”, first page {first['_id']} with {first['status']}: {_why(first)}. The checkpoint "
            "stays where it was: they are written again when it takes them."
        )
        raise EngineDownError(message)

    def _move_checkpoint(self, checkpoint: int) -> None:
        """Let it rise, never fall, and let readers see it together with the rows."""
        with known(self._generation):
            with suppress(ConflictError):  # A later checkpoint is there.
                self._client.index(
                    index=self._alias,
                    require_alias=True,
                    id=CHECKPOINT,
                    version=checkpoint,
                    version_type="external_gte",
                    document={"row": CHECKPOINT, "sequence": checkpoint},
                )
            self._client.indices.refresh(index=self._alias)


def _action(document: IndexDocument) -> dict[str, Any]:
    return {
        "_id": str(document.id),
        # The same sequence may be written again, a smaller one is refused: also against a tombstone, which is a row.
        "version": document.sequence,
        "version_type": "external_gte",
        "_source": row_of(document),
    }


def _why(item: dict[str, Any]) -> str:
    error = item.get("error")
    return str(error.get("reason") if isinstance(error, dict) else error).rstrip(".")
