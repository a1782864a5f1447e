"""Answers that a process keeps: the same while the log stands still, and another one as soon as it does not."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from cms.delivery import kept
from cms.delivery.kept import Kept, KeptAnswers
from cms.published import log, marks
from cms.published.models import LogHead, PublishedDocument
from cms.published.state import state
from tests import factories as make
from tests.delivery.conftest import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
PATHS = ("/topics/chronic-pain", "/topics", "/topics?fields=*", "/articles?include=topics", "/navigation")


@pytest.fixture
def topic() -> Any:
    topic = make.topic("Chronic pain", reviewers=[make.person()], last_reviewed=date(2024, 1, 1))
    make.article("Sleeping well", topics=[topic])
    make.settle()
    return topic


def statements(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(ROOT + path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", PATHS)
def test_asked_again_it_costs_one_small_query_and_is_the_same(client: Client, topic: Any, path: str) -> None:
    first = client.get(ROOT + path)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(ROOT + path)
    assert len(asked) == 1
    assert "body" not in asked[0]["sql"]
    assert (again.content, dict(again.items())) == (first.content, dict(first.items()))
    held = client.get(ROOT + path, headers={"if-none-match": first["ETag"]})
    assert (held.status_code, held.content) == (304, b"")


def test_a_document_costs_one_query_the_first_time_too(client: Client, topic: Any) -> None:
    assert statements(client, "/topics/chronic-pain") == 1


def test_it_is_kept_for_who_has_it_already_too(client: Client, topic: Any) -> None:
    etag = client.get(f"{ROOT}/topics?limit=5")["ETag"]
    other = Client()
    other.get(f"{ROOT}/topics?limit=5", headers={"if-none-match": etag})
    with CaptureQueriesContext(connection) as asked:
        assert other.get(f"{ROOT}/topics?limit=5", headers={"if-none-match": etag}).status_code == 304
    assert len(asked) == 1


@pytest.mark.parametrize("path", PATHS)
def test_any_change_ends_it(client: Client, topic: Any, path: str) -> None:
    before = client.get(ROOT + path).json()
    topic.title = "Lasting pain"
    topic.show_in_menus = True
    make.publish(topic)
    after = client.get(ROOT + path).json()
    assert before != after
    assert "Lasting pain" in json.dumps(after)


def test_what_documents_embed_ends_it(client: Client, topic: Any) -> None:
    client.get(f"{ROOT}/topics/chronic-pain")
    reviewer = topic.reviewers.get().person
    reviewer.name = "Ada Rowe-Lindt"
    reviewer.save()
    assert "Ada Rowe-Lindt" in client.get(f"{ROOT}/topics/chronic-pain").content.decode()


def test_it_is_gone_with_its_page(client: Client, topic: Any) -> None:
    assert client.get(f"{ROOT}/topics/chronic-pain").status_code == 200
    make.unpublish(topic)
    assert client.get(f"{ROOT}/topics/chronic-pain").status_code == 404
    assert client.get(f"{ROOT}/topics").json()["total"] == 0


def test_it_is_gone_when_its_page_expires(client: Client, topic: Any) -> None:
    assert client.get(f"{ROOT}/topics/chronic-pain").status_code == 200
    Page.objects.filter(pk=topic.pk).update(expire_at=topic.first_published_at + timedelta(microseconds=1))
    call_command("publish_scheduled")
    assert client.get(f"{ROOT}/topics/chronic-pain").status_code == 404


def test_a_site_of_another_host_ends_it(client: Client, topic: Any) -> None:
    assert client.get(f"{ROOT}/topics?site=localhost").status_code == 200
    site = Site.objects.get()
    site.hostname = "elsewhere.example"
    site.save()
    assert client.get(f"{ROOT}/topics?site=localhost").status_code == 422


def test_another_day_ends_it(client: Client, topic: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    topic.next_review = date(2026, 5, 2)
    make.publish(topic)
    for minute, day, due in ((1, date(2026, 5, 1), 0), (2, date(2026, 5, 2), 1)):
        monkeypatch.setattr("cms.published.state.time", Mock(time=lambda minute=minute: 60 * minute))
        monkeypatch.setattr("django.utils.timezone.localdate", lambda day=day: day)
        assert client.get(f"{ROOT}/topics?review=due").json()["total"] == due


def test_each_host_has_its_own(client: Client, topic: Any) -> None:
    for host in ("one.example", "two.example", "one.example"):
        answer = client.get(f"{ROOT}/topics/chronic-pain", headers={"host": host}).json()
        assert answer["url"] == f"http://{host}/topics/chronic-pain/"


def test_a_log_that_is_restored_and_goes_on_differently_is_another_one(client: Client, topic: Any) -> None:
    """The sequence is the same as before, and so are the marks; the documents are not."""
    client.get(f"{ROOT}/topics/chronic-pain")
    head = LogHead.objects.values().get()
    topic.title = "Lasting pain"
    make.publish(topic)
    newest = LogHead.objects.get().sequence
    PublishedDocument.objects.filter(sequence=head["sequence"]).update(sequence=newest + 1)
    PublishedDocument.objects.filter(sequence=newest).update(sequence=head["sequence"])
    LogHead.objects.update(sequence=head["sequence"], marks=head["marks"])
    assert client.get(f"{ROOT}/topics/chronic-pain").json()["title"] == "Lasting pain"


def test_nothing_is_kept_while_something_waits_to_be_rendered(client: Client, topic: Any) -> None:
    PublishedDocument.objects.filter(type="article").update(stale=True)
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{ROOT}/topics/chronic-pain")
        assert "body" in asked[0]["sql"]


def test_a_mark_ends_it_though_nothing_turns_out_different(client: Client, topic: Any) -> None:
    """What is rendered again may depend on other things now, and say so in no more than its tags."""
    client.get(f"{ROOT}/topics/chronic-pain")
    sequence = log.head()
    marks.mark_pages(marks.lock_head(), [topic.pk])
    make.settle()
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{ROOT}/topics/chronic-pain")
    assert log.head() == sequence
    assert "body" in asked[-1]["sql"]


def test_without_the_database_nothing_is_told(client: Client, topic: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get(f"{ROOT}/topics/chronic-pain")
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", Mock(side_effect=OperationalError))
    answer = client.get(f"{ROOT}/topics/chronic-pain")
    assert (answer.status_code, answer.json()["type"][-11:]) == (503, "unavailable")


def test_it_is_for_who_may_ask(client: Client, topic: Any, settings: Any) -> None:
    client.get(f"{ROOT}/topics/chronic-pain")
    settings.TOPICHUB_API_KEYS = "required"
    assert client.get(f"{ROOT}/topics/chronic-pain").status_code == 401


def test_pages_put_in_another_order_are_in_it_at_once(client: Client, topic: Any) -> None:
    """Which is no change of any document: the mark that it leaves ends what is kept."""
    other = make.topic("Acute pain", show_in_menus=True)
    topic.show_in_menus = True
    make.publish(topic)
    make.settle()
    titles = []
    for _ in range(2):
        titles.append([place["title"] for place in client.get(f"{ROOT}/navigation").json()["menu"]])
        Page.objects.get(pk=other.pk).move(Page.objects.get(pk=topic.pk), pos="left")
    assert titles == [["Chronic pain", "Acute pain"], ["Acute pain", "Chronic pain"]]


def test_each_origin_that_a_deployment_may_believe_is_its_own(client: Client, topic: Any, settings: Any) -> None:
    settings.USE_X_FORWARDED_HOST = True
    for host in ("one.example", "two.example"):
        answer = client.get(f"{ROOT}/topics/chronic-pain", headers={"x-forwarded-host": host}).json()
        assert answer["url"] == f"http://{host}/topics/chronic-pain/"


def test_search_and_what_it_fills_are_asked_each_time(client: Client, topic: Any) -> None:
    for path in ("/topics/chronic-pain/articles", "/topics/chronic-pain?include=articles", "/sitemap"):
        first = statements(client, path)
        assert statements(client, path) == first > 1


class TestBounds:
    @pytest.fixture(autouse=True)
    def room_for_two(self, monkeypatch: pytest.MonkeyPatch) -> None:
        make.topic("Chronic pain")
        make.settle()
        monkeypatch.setattr(kept, "MOST_BYTES", 2 * (kept.BESIDE + 10_000))

    def answer(self, size: int = 9_000) -> Kept:
        now = state()
        assert now
        return Kept(b"x" * size, {}, now)

    def kept_of(self, sizes: list[int]) -> list[int]:
        answers = KeptAnswers()
        for number, size in enumerate(sizes):
            answers.keep((str(number),), self.answer(size))
        return [number for number in range(len(sizes)) if answers.find((str(number),))]

    def test_those_asked_for_longest_ago_make_room(self) -> None:
        assert self.kept_of([9_000, 9_000, 9_000]) == [1, 2]

    def test_short_ones_count_for_all_that_they_need(self) -> None:
        assert len(self.kept_of([1] * 100)) < 2 * (kept.BESIDE + 10_000) / kept.BESIDE

    def test_headers_count_too(self) -> None:
        answers = KeptAnswers()
        for number in range(3):
            answers.keep((str(number),), replace(self.answer(1), headers={"Cache-Tag": "x" * 9_000}))
        assert not answers.find(("0",))

    def test_what_is_asked_for_stays(self) -> None:
        answers, keys = KeptAnswers(), [(str(number),) for number in range(3)]
        for key in keys[:2]:
            answers.keep(key, self.answer())
        answers.find(keys[0])
        answers.keep(keys[2], self.answer())
        assert [bool(answers.find(key)) for key in keys] == [True, False, True]

    def test_the_largest_are_not_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(kept, "LARGEST", 500)
        assert self.kept_of([500, 501]) == [0]

    def test_long_addresses_are_not_kept(self) -> None:
        answers = KeptAnswers()
        for length, is_kept in ((100, True), (3_000, False)):
            key = ("GET", "x" * length)
            answers.keep(key, self.answer())
            assert bool(answers.find(key)) is is_kept

    def test_what_is_kept_anew_counts_once(self) -> None:
        answers = KeptAnswers()
        answers.keep(("b",), self.answer())
        for _ in range(10):
            answers.keep(("a",), self.answer())
        assert answers.find(("b",))
        assert answers.find(("a",))
