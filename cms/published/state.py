"""How far the log is, in so few columns that each request can ask: what comes from the log alone is the same while this is."""

import time
from datetime import date
from functools import lru_cache
from threading import Lock
from weakref import WeakSet

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from .models import LogHead, PublishedDocument

HEAD = LogHead._meta.db_table  # noqa: SLF001  Django's documented model API
_LOG = PublishedDocument._meta.db_table  # noqa: SLF001
COLUMNS = (
    f"head.sequence, (SELECT changed_at FROM {_LOG} WHERE sequence = head.sequence), head.marks,"  # noqa: S608  a table's name
    f" EXISTS (SELECT 1 FROM {_LOG} WHERE stale)"
)
"""What `as_state` takes, of a head that is called so: for statements that ask for more besides."""

_STATEMENT = f"SELECT {COLUMNS} FROM {HEAD} head WHERE head.id = 1"  # noqa: S608  our own words
_PLANNED = "topichub_state"
_have_planned: WeakSet[object] = WeakSet()
"""The connections of PostgreSQL's driver that have planned the statement. They do as long as they last, whatever is rolled back."""

State = tuple[object, ...]
"""The sequence, with the moment of its row, for a log that is restored from a backup comes to the same sequences once more, with
other documents; the marks, which count what documents embed, sites and languages among it; and the day, for lists of what is due
for review.
"""


def state() -> State | None:
    """As it is now; None where a document waits to be rendered, and so may change without another sequence or mark. One query."""
    # Not `django.db.connection`, which looks for the thread's own at each use: 5 µs of the 80 that a kept answer took.
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute(_planned(connection) if connection.vendor == "postgresql" else _STATEMENT)
        row = cursor.fetchone()
    return as_state(*row) if row else None


def _planned(connection: BaseDatabaseWrapper) -> str:
    """The statement, planned once a connection: PostgreSQL plans it for longer than it takes to answer.

    As SQL, for Django's cursors do not prepare; `server_side_binding`, with which they would, changes every other statement too.
    """
    if connection.connection not in _have_planned:
        with connection.wrap_database_errors:
            connection.connection.execute(f"PREPARE {_PLANNED} AS {_STATEMENT}")
        _have_planned.add(connection.connection)
    return f"EXECUTE {_PLANNED}"


class SharedState:
    """`state` for the threads of a process: those that come while one asks wait for it, and then ask once for all of them.

    Each is told what was asked after it came. Four threads that ask one by one hand Python's lock to each other several times a
    question, and give half as many answers together as one of them would alone.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._begun = 0
        self._told: tuple[int, State | None] = 0, None

    def now(self) -> State | None:
        """As `state`. Raises DatabaseError."""
        before = self._begun
        with self._turn:
            number, told = self._told
            if number > before:
                return told
            self._begun += 1
            self._told = self._begun, state()
            return self._told[1]


def as_state(sequence: int | None, newest: object, marks: int | None, is_stale: bool) -> State | None:
    return None if is_stale or sequence is None else (_day(int(time.time()) // 60), sequence, newest, marks)


@lru_cache(maxsize=1)
def _day(minute: int) -> date:
    """Looked up once a minute, as no day begins within one: each time, it took 6 µs of the 80 for a kept answer."""
    return timezone.localdate()
