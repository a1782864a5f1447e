"""Following the log: what happened after a generation's checkpoint goes into it, in batches."""

from collections.abc import Callable

from cms.published import log

from .documents import index_document
from .engines.protocol import Writing
from .meaning import with_vectors

BATCH = 500
"""Rows. A batch of usual articles is some 5 MB, which both engines take in well below a second."""


def follow(
    engine: Writing,
    generation: str,
    since: int,
    advance: Callable[[int], None] = lambda _: None,
    *,
    keep_checkpoint: bool = True,
) -> int:
    """Apply everything after `since` and return the sequence reached, which is `since` where nothing happened.

    `advance` is told how many rows each batch held. Killed anywhere, it goes on from the generation's checkpoint:
    a batch that was written twice is written once. `keep_checkpoint` False is for a generation that is not whole yet.
    """
    while some := log.changes(since, BATCH):
        since = some[-1].sequence
        documents = with_vectors([index_document(change) for change in some])
        engine.apply(generation, documents, since if keep_checkpoint else None)
        advance(len(some))
    return since
