"""The one writer of a generation: batches in, each with its checkpoint in the same commit."""

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

from tantivy import Query

from search.documents import IndexDocument
from search.engines.protocol import Applied
from search.errors import EngineBusyError, EngineDownError

from .opening import open_index, unreadable
from .rows import checkpoint_of, sequences
from .schema import CHECKPOINT, checkpoint_row, row_of, schema

logger = logging.getLogger(__name__)

_HEAP = 60_000_000
"""Bytes that tantivy gathers before it writes a segment; above its minimum of 15 MB for bulk, one thread of it."""


class Writer:
    """Holds tantivy's lock on a folder until closed (or until the process ends, however it ends)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = open_index(folder)
        try:
            self._writer = self._index.writer(_HEAP, 1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise EngineDownError(unreadable(folder, error)) from error
            message = f"Another process is writing to the search index {folder}. Stop it first; one writer at a time."
            raise EngineBusyError(message) from error

    def apply(self, documents: Sequence[IndexDocument], checkpoint: int | None) -> Applied:
        """Write what is newer than what is there; see `protocol.Writing.apply`.

        Raises EngineDownError where the disk takes no more. This writer is then good for nothing but to be closed: what it
        had not committed is gone, and written again from the checkpoint that is.
        """
        try:
            return self._apply(documents, checkpoint)
        except (ValueError, OSError) as error:
            raise EngineDownError(_unwritable(self._folder, error)) from error

    def _apply(self, documents: Sequence[IndexDocument], checkpoint: int | None) -> Applied:
        newest: dict[int, IndexDocument] = {}
        for document in documents:
            held = newest.get(document.id)
            if held is None or held.sequence <= document.sequence:
                newest[document.id] = document
        self._index.reload()
        searcher = self._index.searcher()
        known = sequences(searcher, list(newest))
        fresh = [document for document in newest.values() if known.get(document.id, -1) <= document.sequence]
        replaced = [document.id for document in fresh if document.id in known]
        if replaced:
            # By query: deleting by the term of a number finds nothing in tantivy-py 0.27, and says nothing.
            self._writer.delete_documents_by_query(Query.term_set_query(schema(), "id", replaced))
        for document in fresh:
            self._writer.add_document(row_of(document))
        moved = self._move_checkpoint(checkpoint_of(searcher), checkpoint)
        if fresh or moved:
            self._writer.commit()
        return Applied(written=len(fresh), outdated=len(documents) - len(fresh))

    def _move_checkpoint(self, current: int | None, checkpoint: int | None) -> bool:
        if checkpoint is None or (current is not None and current >= checkpoint):
            return False
        self._writer.delete_documents_by_term("row", CHECKPOINT)
        self._writer.add_document(checkpoint_row(checkpoint))
        return True

    def close(self) -> None:
        """Finish merges and give the lock back. What was committed stays, whether or not its merges come to an end."""
        try:
            self._writer.wait_merging_threads()
        except ValueError as error:
            logger.warning("%s", _unwritable(self._folder, error))
        finally:
            del self._writer


def _unwritable(folder: Path, reason: object) -> str:
    # tantivy says that a thread failed, and keeps to itself that its disk was full.
    free = shutil.disk_usage(folder).free / 1_000_000
    return f"The search index {folder} cannot be written: {reason} Its disk has {free:,.1f} MB left; make room if that is little."
