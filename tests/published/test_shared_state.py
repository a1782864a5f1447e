"""Threads of a process that ask together how far the log is: few questions, and none answered with what was asked before it came."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import OperationalError

from cms.published.state import SharedState

PATIENCE = 20.0
"""Seconds."""


class Database:
    """Answers with the number of the question; the first only when it is told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.was_asked, self.may_answer = Event(), Event()

    def state(self) -> Any:
        self.asked += 1
        number = self.asked
        self.was_asked.set()
        assert self.may_answer.wait(PATIENCE)
        return (number,)


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    database = Database()
    monkeypatch.setattr("cms.published.state.state", database.state)
    return database


@pytest.fixture
def shared(database: Database) -> SharedState:
    return SharedState()


@pytest.fixture
def ask(shared: SharedState) -> Iterator[Callable[[], Future[Any]]]:
    with ThreadPoolExecutor(5) as threads:
        yield lambda: threads.submit(shared.now)


def test_who_comes_while_one_asks_shares_the_next_question(
    database: Database, shared: SharedState, ask: Callable[[], Future[Any]]
) -> None:
    first = ask()
    assert database.was_asked.wait(PATIENCE)
    others = [ask() for _ in range(4)]
    sleep(0.2)  # Until they wait: one that came later would ask for itself, and be right to.
    database.may_answer.set()
    assert first.result(PATIENCE) == (1,)
    assert [other.result(PATIENCE) for other in others] == [(2,)] * 4
    assert database.asked == 2


def test_who_comes_alone_asks(database: Database, shared: SharedState) -> None:
    database.may_answer.set()
    assert [shared.now() for _ in range(3)] == [(1,), (2,), (3,)]


def test_an_error_is_told_to_who_asked_and_to_nobody_else(shared: SharedState, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> Any:
        raise OperationalError

    monkeypatch.setattr("cms.published.state.state", failing)
    with pytest.raises(OperationalError):
        shared.now()
    monkeypatch.setattr("cms.published.state.state", lambda: ("again",))
    assert shared.now() == ("again",)
