"""The change feed: whoever follows it holds what the log holds, and learns nothing of what went away."""

import json
from typing import Any

import pytest
from django.test import Client

from cms.published import log
from tests import factories
from tests.delivery.conftest import ROOT, Ask
from tests.delivery.test_documents import second_site

pytestmark = pytest.mark.django_db


def follow(ask: Ask, held: dict[int, Any], since: int, **query: Any) -> int:
    """What a follower outside does: apply page after page of the feed."""
    while True:
        answer = ask("/changes", since=since, **query)
        for item in answer["items"]:
            if item["kind"] == "document":
                held[item["id"]] = item["document"]
            else:
                held.pop(item["id"], None)
        since = answer["next"]
        if not answer["more"]:
            return since


def test_a_follower_holds_what_is_public(ask: Ask) -> None:
    site = factories.full_site()
    held: dict[int, Any] = {}
    checkpoint = follow(ask, held, 0, limit=3)
    assert checkpoint == log.head()
    assert held == {change.id: ask(f"/documents/{change.id}") for change in log.every_live()}

    site["nerve"].title = "Neuropathic pain"
    factories.publish(site["nerve"])
    factories.unpublish(site["first"])
    follow(ask, held, checkpoint, limit=2)
    assert held == {change.id: ask(f"/documents/{change.id}") for change in log.every_live()}
    assert "Neuropathic pain" in json.dumps(held[site["topic"].pk])


def test_a_tombstone_says_id_and_sequence_and_nothing_else(ask: Ask, client: Client) -> None:
    article = factories.article("A secret withdrawal")
    since = log.head()
    factories.unpublish(article)
    (item,) = ask("/changes", since=since)["items"]
    assert item == {"kind": "tombstone", "id": article.pk, "sequence": log.head()}
    assert b"withdrawal" not in client.get(f"{ROOT}/changes?since={since}").content


def test_items_come_in_order_each_page_once(ask: Ask) -> None:
    topic = factories.topic("Asthma")
    for number in range(3):
        topic.definition = f"Version {number}."
        topic = factories.publish(topic)
    items = ask("/changes")["items"]
    assert [item["sequence"] for item in items] == sorted(item["sequence"] for item in items)
    mine = [item for item in items if item["id"] == topic.pk]
    assert [item["document"]["definition"] for item in mine] == ["Version 2."]
    assert f"page-{topic.pk}" in mine[0]["tags"]


def test_nothing_new_is_an_empty_answer(ask: Ask) -> None:
    factories.site()
    head = log.head()
    assert ask("/changes", since=head) == {"since": head, "next": head, "head": head, "more": False, "items": []}


def test_a_checkpoint_from_another_life_is_gone(client: Client) -> None:
    factories.site()
    answer = client.get(f"{ROOT}/changes", {"since": log.head() + 1})
    assert answer.status_code == 410
    assert json.loads(answer.content)["type"].endswith("/checkpoint-gone")


def test_a_page_of_another_site_is_not_told(ask: Ask) -> None:
    home, index = second_site()
    topic = factories.topic("Asthma")
    held: dict[int, Any] = {}
    checkpoint = follow(ask, held, 0)
    assert topic.pk in held
    assert not held.keys() & {home.pk, index.pk}
    with log.recording():
        topic.move(index, pos="last-child")
    factories.settle()
    follow(ask, held, checkpoint)
    assert topic.pk not in held
    other: dict[int, Any] = {}
    follow(ask, other, 0, site="second.example")
    assert other.keys() == {home.pk, index.pk, topic.pk}
