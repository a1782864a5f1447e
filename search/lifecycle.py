"""The life of generations: build a new one while publishing goes on, swap, keep the last one, drop what is older."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from cms.published import log

from . import locks
from .documents import FORMAT, body_hash
from .engines.protocol import Engine, Entry, Generation
from .errors import GenerationError
from .indexer import BATCH, follow

logger = logging.getLogger(__name__)

Advance = Callable[[int], None]


def _quietly(_: int) -> None:
    """Nobody watches."""


def rebuild(engine: Engine, advance: Advance = _quietly) -> str:
    """Build a generation from the whole log, make it the active one and return its name.

    `advance` is told how many rows each batch held. Whatever fails, the active generation stays and the new one is
    dropped. Raises EngineBusyError while another rebuild is at work.
    """
    with locks.rebuilding(engine):
        return _rebuild(engine, advance)


def _rebuild(engine: Engine, advance: Advance) -> str:
    drop_abandoned(engine)
    before = active(engine)
    generation = engine.create()
    with ExitStack() as unfinished:
        unfinished.callback(engine.drop, generation)  # Half a generation is of no use to anybody.
        unfinished.callback(engine.close)
        fill(engine, generation, advance)
        engine.close()  # The follower writes it from now on.
        engine.activate(generation)
        unfinished.pop_all()
    drop_older(engine, keep=before)
    return generation


def fill(engine: Engine, generation: str, advance: Advance = _quietly) -> None:
    """Fill an empty generation, then follow until it has caught up.

    The checkpoint is noted before the first row is read: a page that is published while we read moves to the log's
    end and is met there. It is set only when everything up to it is in, so that half a generation is never active.
    """
    noted = log.head()
    reached = follow(engine, generation, 0, advance, keep_checkpoint=False)
    engine.apply(generation, [], max(noted, reached))
    follow(engine, generation, max(noted, reached), advance)


def rollback(engine: Engine) -> str:
    """Return to the newest other generation that is whole, after it has caught up with the log; returns its name."""
    whole = [one for one in engine.generations() if not one.active and one.checkpoint is not None]
    if not whole:
        message = "There is no earlier generation to return to: only one is kept, and only since the last rebuild."
        raise GenerationError(message)
    earlier = whole[-1]
    if earlier.format != FORMAT:
        message = f"Generation “{earlier.name}” is of format {earlier.format}; this version reads format {FORMAT}."
        raise GenerationError(message)
    follow(engine, earlier.name, earlier.checkpoint or 0)
    engine.close()
    engine.activate(earlier.name)
    return earlier.name


def active(engine: Engine) -> Generation | None:
    """Find the generation that readers use."""
    return next((one for one in engine.generations() if one.active), None)


def drop_abandoned(engine: Engine) -> None:
    """Drop generations without a checkpoint: the build that made them died, or their files are damaged."""
    for one in engine.generations():
        if one.checkpoint is None and not one.active:
            logger.warning("Dropping generation %s: its build did not finish, or it is damaged.", one.name)
            engine.drop(one.name)


def drop_older(engine: Engine, keep: Generation | None) -> None:
    """Drop all but the active generation and the one that was active before."""
    for one in engine.generations():
        is_kept = keep is not None and one.name == keep.name and one.checkpoint is not None
        if not one.active and not is_kept:
            engine.drop(one.name)


@dataclass(frozen=True, slots=True)
class Difference:
    """A page whose row in the index is not what the log says. `index` or `log` None: it has no row there."""

    id: int
    log: Entry | None
    index: Entry | None


def differences(engine: Engine, generation: str) -> Iterator[Difference]:
    """Compare a generation with the log, row by row: ids, sequences, hashes of bodies, tombstones.

    Rows of pages that are published meanwhile show up too: compare when the follower has caught up.
    """
    indexed = {entry.id: entry for entry in engine.dump(generation)}
    since = 0
    while some := log.changes(since, BATCH):
        since = some[-1].sequence
        for change in some:
            expected = Entry(change.id, change.sequence, body_hash(change.body), deleted=change.body is None)
            held = indexed.pop(change.id, None)
            if held != expected:
                yield Difference(change.id, expected, held)
    for entry in indexed.values():
        yield Difference(entry.id, None, entry)
