"""How far the log is, in so few columns that each request can ask: what comes from the log alone is the same while this is."""

import time
from datetime import date
from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS, connections
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

State = tuple[object, ...]
"""The sequence, with the moment of its row, for a log that is restored from a backup comes to the same sequences once more, with
other documents; the marks, which count what documents embed, sites and languages among it; and the day, for lists of what is due
for review.
"""


def state() -> State | None:
    """As it is now; None where a document waits to be rendered, and so may change without another sequence or mark. One query."""
    # Not `django.db.connection`, which looks for the thread's own at each use: a tenth of what a kept answer takes.
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_STATEMENT)
        row = cursor.fetchone()
    return as_state(*row) if row else None


def as_state(sequence: int | None, newest: object, marks: int | None, is_stale: bool) -> State | None:
    return None if is_stale or sequence is None else (_day(int(time.time()) // 60), sequence, newest, marks)


@lru_cache(maxsize=1)
def _day(minute: int) -> date:
    """Looked up once a minute, as no day begins within one: each time, it would be as much as the answer's own key."""
    return timezone.localdate()
