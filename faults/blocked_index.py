"""F3. Elasticsearch blocks the index as at its flood stage, so that it answers each row with a 429, and lets go again."""

import time

from cms.published import log
from search.engines.chosen import chosen
from search.engines.protocol import Engine

from .comparison import behind, index_and_log
from .nodes import ask
from .stage import RECOVERED_WITHIN, STARTED_WITHIN, ShortfallError, Stage, wait_until
from .writer import write

BLOCKED_SECONDS = 5.0


def run(stage: Stage) -> str:
    """Do it. Returns the figures; raises ShortfallError."""
    engine = chosen("elasticsearch")
    stage.rebuild(engine.name)
    follower, before = stage.follower(engine.name), log.head()
    writer = stage.fork(write)
    wait_until(lambda: (engine.health().checkpoint or 0) > before, STARTED_WITHIN, "the follower follows")
    _block(engine, is_blocked=True)
    # A batch may have been on its way; from now on nothing gets in.
    time.sleep(1)
    held, head = engine.health().checkpoint, log.head()
    wait_until(lambda: log.head() > head + 100, STARTED_WITHIN, "pages change")
    time.sleep(BLOCKED_SECONDS)
    stage.stop(writer)
    if engine.health().checkpoint != held:
        message = f"the checkpoint went from {held} to {engine.health().checkpoint} while nothing could be written"
        raise ShortfallError(message)
    left = behind(engine)
    _block(engine, is_blocked=False)
    recovered = wait_until(lambda: behind(engine) == 0, RECOVERED_WITHIN, "the index is level with the log")
    stage.stop(follower)
    found = index_and_log(engine)
    engine.close()
    found.require_none()
    return f"checkpoint held with {left:,} changes waiting, level {recovered:.1f} s after the block, {found}"


def _block(engine: Engine, *, is_blocked: bool) -> None:
    # Elasticsearch itself takes the block of the flood stage off (null, not false) when there is room again.
    generation = engine.health().generation
    ask("PUT", f"/{generation}/_settings", {"index.blocks.read_only_allow_delete": is_blocked or None})
