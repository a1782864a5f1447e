"""One sender at a time, of all processes that share the database: two could overtake each other with the same page.

The lock goes with its process, however that ends: on PostgreSQL with the connection, on SQLite with the open file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from search.errors import EngineBusyError
from search.locks import held

LOCK = 7_246_118
"""Any number that nothing else in this database takes for a lock."""


@contextmanager
def alone() -> Iterator[bool]:
    """Whether nobody else is sending; if so, nobody is for as long as this lasts.

    On PostgreSQL it holds for this thread's connection: who loses that meets an error with the next query, and starts anew.
    """
    with _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite() as is_alone:
        yield is_alone


@contextmanager
def _on_postgresql() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        is_alone = bool(cursor.fetchone()[0])
        try:
            yield is_alone
        finally:
            if is_alone and connection.is_usable():
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def _on_sqlite() -> Iterator[bool]:
    database = Path(connection.settings_dict["NAME"])
    lock = held(database.parent / "locks", f"{database.name}-webhooks", "sending webhooks already")
    try:
        lock.__enter__()
    except EngineBusyError:
        yield False
        return
    try:
        yield True
    finally:
        lock.__exit__(None, None, None)
