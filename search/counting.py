"""Counting searches: in memory first, written to the database every so often by a thread of its own.

A search costs one step in a dictionary. The first one after a while starts a timer; when that runs out, its thread
writes all counts at once, while searches go on. A process that is killed loses the counts of the last half minute.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from functools import cache

from django.db import Error as DatabaseError
from django.db import connection

from .answers import Answer
from .asked import Asked, asked
from .frequent import is_counting, write
from .queries import SearchRequest

logger = logging.getLogger(__name__)

PAUSE = 30.0
"""Seconds between the first count and the writing."""

MOST = 2_000
"""Different searches that are kept in memory; further ones are not counted. One in thousands is not frequent."""


class Tally:
    """Counts until they are written. Safe to use from several threads."""

    def __init__(self, write_counts: Callable[[Mapping[Asked, int]], object], pause: float = PAUSE) -> None:
        self._write = write_counts
        self._pause = pause
        self._lock = threading.Lock()
        self._counts: dict[Asked, int] = {}

    def add(self, one: Asked) -> None:
        """Count it once more."""
        with self._lock:
            if one not in self._counts and len(self._counts) >= MOST:
                return
            is_first = not self._counts
            self._counts[one] = self._counts.get(one, 0) + 1
        if is_first:
            timer = threading.Timer(self._pause, self._flush_and_leave)
            timer.daemon = True  # Nobody waits for counts when the process ends.
            timer.start()

    def take(self) -> Mapping[Asked, int]:
        """Hand over what was counted, and begin anew."""
        with self._lock:
            counts, self._counts = self._counts, {}
        return counts

    def flush(self) -> None:
        """Write what was counted. Where the database cannot take it, it is lost: it is no more than an estimate."""
        counts = self.take()
        if not counts:
            return
        try:
            self._write(counts)
        except DatabaseError as error:
            logger.warning("The counts of %s searches are lost: %s", len(counts), error)

    def _flush_and_leave(self) -> None:
        try:
            self.flush()
        finally:
            connection.close()  # Each timer has a thread of its own, and so a connection of its own.


@cache
def tally() -> Tally:
    """The process's one."""
    return Tally(write)


def count(request: SearchRequest, answer: Answer) -> None:
    """Count a search that was successful and tells nothing of who asked, where the settings allow it."""
    if is_counting() and (one := asked(request, answer)):
        tally().add(one)
