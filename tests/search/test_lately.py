"""A search asks nothing of the database; what it goes by is a second old at most, and not even that where it was changed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Site

from cms.published import lately
from cms.published.lately import Lately
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from search.models import RulesStamp, SynonymSet
from tests import factories as make
from tests.delivery.conftest import ROOT

pytestmark = pytest.mark.django_db


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(lately, "monotonic", clock)
    return clock


@pytest.fixture(autouse=True)
def index(own_index: Any) -> None:
    make.topic("Chronic pain")
    rebuild(chosen())


@pytest.mark.parametrize("path", ["/search?q=pain", "/suggest?q=pai"])
def test_it_asks_the_database_once_a_second(client: Client, clock: Clock, path: str) -> None:
    asked = []
    for now in (0, 0.9, 1.1):
        clock.now = 1_000 + now
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ROOT + path).status_code == 200
        asked.append(len(queries))
    assert asked[1] == 0
    assert asked[2] > 0


def found(client: Client, **query: str) -> int:
    answer = client.get(f"{ROOT}/search", query)
    return answer.json()["total"] if answer.status_code == 200 else answer.status_code


def test_a_rule_that_was_changed_here_holds_at_once(client: Client, clock: Clock) -> None:
    assert found(client, q="blorptitis") == 0
    SynonymSet.objects.create(locale=Locale.get_default(), names="blorptitis\nchronic pain")
    assert found(client, q="blorptitis") == 1


def test_one_that_was_changed_elsewhere_holds_after_a_second(client: Client, clock: Clock) -> None:
    found(client, q="blorptitis")
    rule = SynonymSet(locale=Locale.get_default(), names="blorptitis\nchronic pain")
    SynonymSet.objects.bulk_create([rule])  # No signal, as none comes from another process.
    RulesStamp.objects.update_or_create(pk=1, defaults={"value": "00000000-0000-4000-8000-000000000001"})
    assert found(client, q="blorptitis") == 0
    clock.now += 1
    assert found(client, q="blorptitis") == 1


def test_a_site_that_was_changed_here_is_another_one_at_once(client: Client, clock: Clock) -> None:
    assert found(client, q="pain", site="localhost") == 1
    site = Site.objects.get()
    site.hostname = "elsewhere.example"
    site.save()
    assert found(client, q="pain", site="localhost") == 422


def test_what_was_read_before_a_change_is_not_gone_by_after_it() -> None:
    values = iter("abc")

    def look_up() -> str:
        value = next(values)
        if value == "a":
            remembered.forget()  # Somebody else changes it meanwhile.
        return value

    remembered = Lately(look_up)
    assert [remembered() for _ in range(3)] == ["a", "b", "b"]


def test_what_is_changed_in_a_transaction_is_looked_up_after_it(django_capture_on_commit_callbacks: Any) -> None:
    values = iter("abc")
    remembered = Lately(lambda: next(values))
    with django_capture_on_commit_callbacks(execute=True):
        remembered.changed()
        assert remembered() == "a"
    assert remembered() == "b"
