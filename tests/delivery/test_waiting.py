"""Requests that wait for the next change: told as soon as it is there, and never so many that nobody else is answered."""

import json
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from cms.delivery import waiting
from cms.published import log
from tests import factories
from tests.delivery.conftest import ROOT

FEED = f"{ROOT}/changes"


@pytest.fixture
def asleep(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set once somebody waits."""
    event = threading.Event()

    def sleep(seconds: float) -> None:
        event.set()
        time.sleep(seconds)

    monkeypatch.setattr(waiting, "time", SimpleNamespace(monotonic=time.monotonic, sleep=sleep))
    return event


@pytest.mark.django_db(transaction=True)
def test_who_waits_is_told_as_soon_as_something_changes(live_server: LiveServer, asleep: threading.Event) -> None:
    factories.site()
    since = log.head()

    def ask() -> Any:
        with urllib.request.urlopen(f"{live_server.url}{FEED}?since={since}&wait=25", timeout=60) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            return json.load(answer)

    with ThreadPoolExecutor(1) as others:
        told = others.submit(ask)
        assert asleep.wait(30)
        article = factories.article("New")
        assert article.pk in [item["id"] for item in told.result()["items"]]


@pytest.mark.django_db
def test_an_answer_without_news_comes_when_the_time_is_over(client: Client, asleep: threading.Event) -> None:
    factories.site()
    answer = json.loads(client.get(f"{FEED}?since={log.head()}&wait=1").content)
    assert (answer["items"], answer["next"], asleep.is_set()) == ([], log.head(), True)


@pytest.mark.django_db
def test_where_there_is_news_or_no_place_nobody_waits(client: Client, asleep: threading.Event) -> None:
    factories.site()
    assert json.loads(client.get(f"{FEED}?wait=25").content)["items"]
    for _ in range(waiting.MOST):
        assert waiting._places.acquire(blocking=False)
    try:
        assert json.loads(client.get(f"{FEED}?since={log.head()}&wait=25").content)["items"] == []
    finally:
        waiting._places.release(waiting.MOST)
    assert not asleep.is_set()
