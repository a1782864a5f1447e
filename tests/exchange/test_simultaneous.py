"""Two imports of one file at the same time: each thing is made once."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cms.content.models import CareRole, Person, TopicPage
from cms.exchange.importing import Outcome, carry_out
from cms.exchange.models import ImportedObject
from cms.exchange.plan import Plan
from cms.exchange.snippets import SnippetWriter
from cms.exchange.validation import validate
from home.site import ensure_site
from tests.exchange.sample import ROLES, Line, write_file

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

LINES: list[Line] = [
    *ROLES,
    {"type": "person", "id": "ben", "name": "Ben Lund"},
    {"type": "topic", "id": "pain", "title": "Pain", "definition": "It hurts.", "reviewers": ["ben"]},
]


def waits_for_a_lock() -> bool:
    """Whether somebody waits for a transaction of ours to end."""
    with connection.cursor() as cursor:
        # PostgreSQL tells the same all through a transaction otherwise.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


class Meeting:
    """The first import pauses before it writes anything, until the second is about to write too, or must wait for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.first, self.second = threading.Event(), threading.Event()
        save = SnippetWriter.save

        def met(writer: SnippetWriter, line: Any, pk: int | None) -> int:
            self._meet()
            return save(writer, line, pk)

        monkeypatch.setattr(SnippetWriter, "save", met)

    def _meet(self) -> None:
        if not self.first.is_set():
            self.first.set()
            while not self.second.is_set() and not waits_for_a_lock():
                time.sleep(0.02)
        elif threading.current_thread().name.endswith("_1"):
            self.second.set()

    def hold(self, path: Path, plans: list[Plan]) -> list[Outcome]:
        with ThreadPoolExecutor(2) as threads:
            first = threads.submit(apart, lambda: carry_out(path, plans[0]))
            self.first.wait()
            second = threads.submit(apart, lambda: carry_out(path, plans[1]))
            return [first.result(), second.result()]


def apart(work: Callable[[], Outcome]) -> Outcome:
    try:
        return work()
    finally:
        connection.close()


def made_once() -> bool:
    named = dict(ImportedObject.objects.filter(type="person").values_list("external_id", "object_id"))
    return (
        [person.pk for person in Person.objects.all()] == [named["ben"]]
        and CareRole.objects.count() == len(ROLES)
        and TopicPage.objects.get().reviewers.get().person.name == "Ben Lund"
    )


def test_a_file_imported_twice_at_once_makes_each_thing_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_site()
    path = write_file(folder, LINES)
    outcomes = Meeting(monkeypatch).hold(path, [validate(path), validate(path)])
    assert made_once()
    assert sum(outcome.created for outcome in outcomes) == len(LINES)


def test_what_was_deleted_is_made_once_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_site()
    path = write_file(folder, LINES)
    carry_out(path, validate(path))
    TopicPage.objects.get().delete()
    Person.objects.all().delete()
    Meeting(monkeypatch).hold(path, [validate(path), validate(path)])
    assert made_once()


def test_what_another_import_made_again_is_not_forgotten(folder: Path) -> None:
    ensure_site()
    path = write_file(folder, LINES)
    carry_out(path, validate(path))
    TopicPage.objects.get().delete()
    Person.objects.all().delete()
    late = validate(path)
    carry_out(path, validate(path))
    carry_out(path, late)
    assert made_once()
