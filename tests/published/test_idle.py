"""A transaction that somebody has left open: those who watch are told, and those who wait are not left waiting."""

import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import Page

from cms.content.models import TopicPage
from cms.published import idle, log
from cms.published.models import PublishedDocument
from cms.settings import base
from search.management.commands.search_index import tell_idle_transactions
from tests.delivery.conftest import ROOT
from tests.published.site import SmallSite

pytestmark = pytest.mark.postgresql


@pytest.fixture
def topic(site: SmallSite) -> TopicPage:
    return site.topic("Chronic pain")


def connected(application: str, options: str = "") -> "psycopg.Connection[tuple[object, ...]]":
    """One more connection to the test's database."""
    told = connection.settings_dict
    return psycopg.connect(
        host=told["HOST"],
        port=told["PORT"] or None,
        user=told["USER"],
        password=told["PASSWORD"] or None,
        dbname=told["NAME"],
        application_name=application,
        options=options,
    )


@pytest.fixture
def forgetful(topic: TopicPage) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """Somebody who has locked the head of the log in psql, and gone for lunch."""
    with connected("psql") as other:
        other.execute("SELECT * FROM published_loghead FOR UPDATE")
        yield other
        other.rollback()


@pytest.fixture
def impatient(site: SmallSite) -> None:
    """The product waits for 20 s, which a test need not."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("20s",)
        cursor.execute("SET lock_timeout = '200ms'")


def publish_apart(page_id: int) -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        log.refresh([page_id])
    except OperationalError as error:
        return str(error)
    finally:
        connection.close()
    return "published"


@pytest.mark.usefixtures("forgetful")
def test_who_watches_is_told_who_it_is_and_that_others_wait(
    topic: TopicPage, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert idle.idle_transactions() == []
    monkeypatch.setattr(idle.idle_transactions, "__defaults__", (0.1,))
    assert client.get(f"{ROOT}/health/ready").json()["publishing"] == "ok"
    with ThreadPoolExecutor(1) as others:
        waiting = others.submit(publish_apart, topic.pk)
        deadline = time.monotonic() + 10
        while not any(one.waiting for one in idle.idle_transactions()):
            assert time.monotonic() < deadline
        told = client.get(f"{ROOT}/health/ready").json()
        assert (told["status"], told["publishing"]) == ("degraded", "held up")
        with caplog.at_level(logging.WARNING):
            tell_idle_transactions()
        assert "lock timeout" in waiting.result()
    (alarm,) = (record.getMessage() for record in caplog.records if record.name == tell_idle_transactions.__module__)
    assert "(psql, process " in alarm
    assert "kept waiting by it: 1" in alarm
    assert "pg_terminate_backend" in alarm


@pytest.mark.usefixtures("forgetful", "impatient")
def test_an_editor_reads_that_nothing_is_lost(topic: TopicPage) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("editor"))
    before = Page.objects.get(pk=topic.pk)
    answer = client.post(f"/admin/pages/{topic.pk}/unpublish/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "Nothing was saved half-way" in answer.content.decode()
    assert Page.objects.get(pk=topic.pk).live == before.live


@pytest.mark.usefixtures("impatient")
def test_a_reader_of_what_is_stale_is_asked_to_come_again(
    topic: TopicPage, client: Client, forgetful: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    forgetful.rollback()
    PublishedDocument.objects.filter(pk=topic.pk).update(stale=True)
    forgetful.execute("SELECT * FROM published_loghead FOR UPDATE")
    answer = client.get(f"{ROOT}/documents/{topic.pk}")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    forgetful.rollback()
    assert client.get(f"{ROOT}/documents/{topic.pk}").status_code == 200


def test_a_process_of_ours_that_hangs_in_a_transaction_loses_it(topic: TopicPage) -> None:
    with connected("follower", base.DATABASES["default"]["OPTIONS"]["options"]) as hanging:
        assert hanging.execute("SHOW idle_in_transaction_session_timeout").fetchone() == ("15s",)
        hanging.commit()
        hanging.execute("SET idle_in_transaction_session_timeout = '300ms'")
        hanging.execute("SELECT * FROM published_loghead FOR UPDATE")
        with ThreadPoolExecutor(1) as others:
            assert others.submit(publish_apart, topic.pk).result() == "published"
        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            hanging.execute("SELECT 1")
