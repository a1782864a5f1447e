"""F5. Eight writers at a time, a tenth of whose transactions roll back, while somebody follows the log all the while."""

import psycopg

from cms.published import log

from .comparison import BATCH, log_and_pages
from .stage import STARTED_WITHIN, ShortfallError, Stage, wait_until
from .writer import write

WRITERS = 8
ROLLBACKS = 0.1


class Replica:
    """What somebody holds who has only ever asked what happened after the last sequence he has seen."""

    def __init__(self) -> None:
        self.sequences: dict[int, int] = {}
        self.since, self.read = 0, 0

    def follow(self) -> bool:
        """Read on; False where there was nothing new. While everybody writes, there always is."""
        some = log.changes(self.since, BATCH)
        if not some:
            return False
        if some[0].sequence <= self.since:
            message = f"sequence {some[0].sequence} came after {self.since}"
            raise ShortfallError(message)
        self.sequences |= {one.id: one.sequence for one in some}
        self.since, self.read = some[-1].sequence, self.read + len(some)
        return True

    def catch_up(self) -> None:
        while self.follow():
            pass


def run(stage: Stage) -> str:
    """Do it. Returns the figures; raises ShortfallError."""
    changes = 1_500 if stage.extent.is_quick else 10_000
    replica, before = Replica(), log.head()
    replica.catch_up()
    writers = [stage.fork(write, 0.0, ROLLBACKS, place, WRITERS) for place in range(WRITERS)]
    wait_until(lambda: log.head() > before, STARTED_WITHIN, "the writers write")
    while log.head() < before + changes:
        replica.follow()
        if any(writer.poll() is not None for writer in writers):
            message = f"a writer ended by itself: {stage.last_words(3)}"
            raise ShortfallError(message)
    for writer in writers:
        stage.stop(writer)
    replica.catch_up()
    truth = Replica()
    truth.catch_up()
    missed = sum(replica.sequences.get(page_id) != sequence for page_id, sequence in truth.sequences.items())
    if missed:
        message = f"{missed} pages are not held as the log has them"
        raise ShortfallError(message)
    found = log_and_pages()
    found.require_none()
    told = f"{WRITERS} writers, {log.head() - before:,} changes, {replica.read:,} rows read meanwhile, 0 missed; log and pages: {found}"
    return told if stage.extent.is_quick else f"{told}; {_alarmed(stage)}"


def _alarmed(stage: Stage) -> str:
    """Leave a transaction open, with the head of the log in its hands; libpq finds the cluster in the environment."""
    stage.follower("embedded")
    with psycopg.connect(application_name="forgotten") as other:
        other.execute("SELECT * FROM published_loghead FOR UPDATE")
        took = wait_until(
            lambda: "(forgotten, process" in stage.last_words(), STARTED_WITHIN, "the follower tells of the transaction"
        )
    return f"a transaction left open is told after {took:.0f} s"
