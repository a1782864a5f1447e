"""Transactions that somebody has begun and left open. What they have locked, nobody else can publish meanwhile."""

from dataclasses import dataclass

from django.db import connection

IDLE_AFTER = 10.0
"""Seconds without a statement after which an open transaction is told of. Ours run from one statement to the next; the longest
pause in them is a batch of documents being rendered, some two seconds."""

_QUERY = """
    SELECT one.pid, one.application_name, extract(epoch FROM clock_timestamp() - one.state_change),
           (SELECT count(*) FROM pg_stat_activity AS other WHERE one.pid = ANY (pg_blocking_pids(other.pid)))
      FROM pg_stat_activity AS one
     WHERE one.datname = current_database() AND one.state LIKE 'idle in transaction%%'
       AND one.state_change < clock_timestamp() - make_interval(secs => %s)
     ORDER BY one.state_change
"""


@dataclass(frozen=True, slots=True)
class IdleTransaction:
    """`process` on the database's server, idle for `seconds`, while `waiting` others wait for what it has locked."""

    process: int
    application: str
    seconds: float
    waiting: int

    def __str__(self) -> str:
        by = f"{self.application}, process" if self.application else "process"
        return (
            f"A transaction in the database ({by} {self.process}) was left open {self.seconds:.0f} s ago; "
            f"kept waiting by it: {self.waiting or 'nobody yet'}. While it is open, publishing may wait. End its program, or it: SELECT pg_terminate_backend({self.process});"
        )


def idle_transactions(seconds: float = IDLE_AFTER) -> list[IdleTransaction]:
    """Those that have done nothing for `seconds`, the longest first. None on SQLite, whose locks end after 20 s for who waits."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, [seconds])
        return [
            IdleTransaction(pid, name or "", float(idle), waiting) for pid, name, idle, waiting in cursor.fetchall()
        ]
