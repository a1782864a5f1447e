"""The follower: one process that keeps an engine's index in step with the log, and does the site's chores meanwhile."""

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection

from cms.published import log

from . import lifecycle
from .chores import Chore, StoppedError
from .documents import FORMAT
from .engines.protocol import Engine
from .errors import EngineBusyError, EngineDownError, GenerationError
from .indexer import follow

logger = logging.getLogger(__name__)

POLL = 0.3
"""Seconds between two looks at the log. With half a second at the reader, publishing shows well within two."""

LONGEST_PAUSE = 30.0
"""Seconds between two tries while the engine or the database is away."""

STALE_BATCH = 200
"""Documents rendered again between two looks at the log: half a second of work, which a page just published can wait."""


class Follower:
    """Follows until told to stop. The engine may come and go: the log waits."""

    def __init__(self, engine: Engine, chores: Sequence[Chore] = (), poll: float = POLL) -> None:
        self._engine = engine
        self._chores = chores
        self._poll = poll
        self._stop = threading.Event()
        self._following: str | None = None
        self._renewed = False

    def stop(self) -> None:
        """Ask it to end after the batch in hand. Safe in a signal handler."""
        self._stop.set()

    def run(self) -> None:
        """Follow until stopped. What a chore cannot cope with is raised here, so that it is not lost."""
        pause = 0.0
        with ThreadPoolExecutor(max_workers=max(1, len(self._chores))) as threads:
            doing = [threads.submit(self._keep_doing, chore) for chore in self._chores]
            try:
                while not self._stop.wait(pause):
                    pause = self._try(pause)
                    for chore in doing:
                        if chore.done():
                            chore.result()
            finally:
                self._stop.set()
                self._engine.close()

    def _try(self, waited: float) -> float:
        """Do one round and say how many seconds to wait before the next.

        None while documents are left to render; longer each time while the engine or the database is away, for which
        waiting is the only cure. A generation that a rebuild drops under our hands is gone at the next look.
        """
        close_old_connections()
        try:
            if not self._renewed:
                self.renew_outdated()
                self._renewed = True
            is_more_stale = self.round()
        except (EngineDownError, EngineBusyError, GenerationError, DatabaseError) as error:
            logger.warning("The search index cannot follow now, trying again: %s", error)
            self._engine.close()
            self._following = None
            return min(LONGEST_PAUSE, max(self._poll, waited * 2))
        return 0.0 if is_more_stale else self._poll

    def round(self) -> bool:
        """Render stale documents and bring the active generation up to the log; True: there may be more to render."""
        is_more_stale = log.render_stale(STALE_BATCH) == STALE_BATCH
        self._follow()
        return is_more_stale

    def _follow(self) -> None:
        health = self._engine.health()
        if health.generation is None or health.checkpoint is None:
            self._begin()
            return
        if self._following != health.generation:
            self._engine.close()  # Of the generation that was active before: its writer is not ours to hold.
            self._following = health.generation
        follow(self._engine, health.generation, health.checkpoint)

    def _begin(self) -> None:
        """Build the index where there is none, or none that can be read. Raises EngineDownError: the engine is away."""
        found = lifecycle.active(self._engine)
        if found is not None and found.checkpoint is not None:
            raise EngineDownError(self._engine.health().message)
        level = logging.INFO if found is None else logging.WARNING
        logger.log(level, "%s The follower builds it.", self._engine.health().message)
        lifecycle.rebuild(self._engine)

    def renew_outdated(self) -> None:
        """Build the index again where it is of another version's format."""
        found = lifecycle.active(self._engine)
        if found is not None and found.checkpoint is not None and found.format != FORMAT:
            logger.info("The search index is of format %s, not %s: building it again.", found.format, FORMAT)
            lifecycle.rebuild(self._engine)

    def _keep_doing(self, chore: Chore) -> None:
        try:
            while not self._stop.wait(chore.every):
                self._do(chore)
        finally:
            connection.close()

    def _do(self, chore: Chore) -> None:
        close_old_connections()
        try:
            chore.run(self._go_on)
        except StoppedError:
            logger.info("%s ends early.", chore.name)
        except DatabaseError as error:
            logger.warning("%s failed, trying again in %s s: %s", chore.name, chore.every, error)

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise StoppedError
