"""Eight writers, some of whom roll back, and a follower that reads all the while: nothing is missed."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from cms.content.models import TopicPage
from cms.published import log
from cms.published.recording import look_at_page
from tests.published.site import SmallSite, settle

pytestmark = pytest.mark.postgresql

WRITERS = 8
PAGES = 240
SHARED = 16
CHANGES = 10_000
PAGES_A_TRANSACTION = 20


class ChangedMindError(Exception):
    """Raised by a writer to roll its transaction back."""


class Follower:
    """Keeps what the feed tells, as a search index would."""

    def __init__(self) -> None:
        self.state: dict[int, tuple[int, bytes | None]] = {}
        self.checkpoint = 0
        self.finished = threading.Event()

    def run(self) -> None:
        try:
            while not self.finished.is_set():
                self.step()
            while self.step():
                pass
        finally:
            connection.close()

    def step(self) -> int:
        changes = log.changes(self.checkpoint, 100)
        for change in changes:
            assert change.sequence > self.checkpoint, "a smaller sequence became visible after a larger one"
            self.checkpoint = change.sequence
            self.state[change.id] = (change.sequence, change.body)
        return len(changes)


def write(own: list[int], shared: list[int], seed: int, sequences: int) -> int:
    try:
        return write_until(own, shared, seed, sequences)
    finally:
        connection.close()


def change_mind(chance: random.Random) -> None:
    if chance.random() < 0.1:
        raise ChangedMindError


def write_until(own: list[int], shared: list[int], seed: int, sequences: int) -> int:
    """Change pages until `sequences` rows are changed, one transaction in ten rolled back; how many were changed."""
    chance, changed = random.Random(seed), 0
    while changed < sequences:
        # Mostly its own pages: writers who fight over the pages' rows never meet at the log. In one order, as any writer
        # of several rows must: or the pages' rows deadlock before the log is reached.
        some = sorted(
            chance.sample(own, PAGES_A_TRANSACTION) + (chance.sample(shared, 2) if chance.random() < 0.2 else [])
        )
        try:
            with log.recording():
                for page_id in some:
                    text = f"By {seed}: {chance.random()}"
                    TopicPage.objects.filter(pk=page_id).update(definition=text)
                    look_at_page(page_id)
                change_mind(chance)
        except ChangedMindError:
            continue
        changed += len(some)
    return changed


def in_thread(target: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=target)
    thread.start()
    return thread


def test_eight_writers_and_a_follower_miss_nothing(site: SmallSite) -> None:
    page_ids = sorted(site.topic(f"Topic {n}").pk for n in range(PAGES))
    started_at = log.head()
    follower = Follower()
    reading = in_thread(follower.run)
    with ThreadPoolExecutor(WRITERS) as pool:
        shared, rest = page_ids[:SHARED], page_ids[SHARED:]
        writers = [pool.submit(write, rest[n::WRITERS], shared, n, CHANGES // WRITERS) for n in range(WRITERS)]
    settle()
    follower.finished.set()
    reading.join()
    changed = sum(writer.result() for writer in writers)
    assert changed >= CHANGES
    assert log.head() - started_at >= CHANGES * 0.9, "rollbacks took no sequence, commits did"
    truth = {change.id: (change.sequence, change.body) for change in log.changes(0, 10_000)}
    assert follower.state == truth
    for page in TopicPage.objects.filter(pk__in=page_ids):
        assert page.definition.encode() in (truth[page.pk][1] or b"")
