"""Whether the log stands still is asked at each request: PostgreSQL plans that question once a connection."""

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction

from cms.published import state as states
from cms.published.models import LogHead
from cms.published.state import state

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def marks() -> object:
    now = state()
    assert now
    return now[3]


def times_planned() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = 'topichub_state'")
        return cursor.fetchone()[0]


@pytest.fixture(autouse=True)
def head() -> None:
    """And another connection, which has planned nothing."""
    LogHead.objects.update_or_create(id=1, defaults={"sequence": 1, "marks": 0})
    connection.close()


def test_the_question_is_planned_once_a_connection_and_answered_anew() -> None:
    before = marks()
    LogHead.objects.update(marks=41)
    assert (before, marks(), times_planned()) == (0, 41, 1)
    connection.close()
    assert times_planned() == 0
    assert (marks(), times_planned()) == (41, 1)


def test_the_plan_outlives_the_transaction_that_it_was_made_in() -> None:
    with transaction.atomic():
        assert marks() == 0
        transaction.set_rollback(True)
    assert (marks(), times_planned()) == (0, 1)


def test_a_lost_connection_is_told_as_django_tells_it_and_the_next_one_is_asked_as_usual() -> None:
    with connection.cursor() as cursor, pytest.raises(OperationalError):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(OperationalError):
        state()
    connection.close_if_unusable_or_obsolete()
    assert marks() == 0


def test_what_cannot_be_planned_is_told_as_django_tells_it_and_not_taken_for_planned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(states, "_STATEMENT", "SELECT nothing FROM nowhere")
        with pytest.raises(ProgrammingError):
            state()
    assert (marks(), times_planned()) == (0, 1)
