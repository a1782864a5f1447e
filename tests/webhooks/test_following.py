"""What an endpoint is told, and in which order: from the log to a real receiver, which verifies."""

import pytest
from django.db import connection
from wagtail.models import Page, Site

from cms.content.models import ArticlePage
from cms.published import log
from cms.webhooks.models import Delivery, Endpoint, State
from cms.webhooks.taking_in import take_in
from tests.published.site import SmallSite, settle

from .conftest import Sending, states
from .receiver import Received, Receiver, Reply, always

pytestmark = pytest.mark.databases


def retitle(page: ArticlePage, title: str) -> None:
    page.title = title
    with log.recording():
        page.save_revision().publish()
    settle()


def about(receiver: Receiver, page: Page) -> list[Received]:
    return [one for one in receiver.received if one.event["data"]["id"] == page.pk]


def test_an_endpoint_is_told_of_what_is_published_after_it_was_made(
    site: SmallSite, receiver: Receiver, send: Sending
) -> None:
    site.article("Before")
    endpoint = Endpoint.objects.create(url=receiver.url)
    receiver.secret = endpoint.secret
    send()
    assert receiver.received == []
    page = site.article("Back pain")
    send()
    [told] = about(receiver, page)
    change = log.by_id(page.pk)
    assert change is not None
    assert told.id == f"msg_{endpoint.name.hex}_{page.pk}_{change.sequence}"
    assert told.event["type"] == "document.published"
    assert told.event["timestamp"].endswith("Z")
    origin = f"http://{site_host()}"
    assert told.event["data"] == {
        "id": page.pk,
        "sequence": change.sequence,
        "type": "article",
        "site": Site.objects.get().hostname,
        "locale": "en",
        "path": "/articles/back-pain/",
        "url": f"{origin}/articles/back-pain/",
        "document_url": f"{origin}/delivery/v1/documents/{page.pk}",
        "tags": list(change.tags),
    }
    assert told.headers["content-type"] == "application/json"
    assert set(states()) == {State.DELIVERED}
    assert receiver.unverified == []
    before = len(receiver.received)
    send()
    assert len(receiver.received) == before


def site_host() -> str:
    site = Site.objects.get()
    return site.hostname if site.port == 80 else f"{site.hostname}:{site.port}"


def test_of_what_is_gone_only_its_number_is_told(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    page = site.article("A private matter")
    send()
    receiver.received.clear()
    with log.recording():
        page.unpublish()
    send()
    [told] = about(receiver, page)
    assert told.event["type"] == "document.gone"
    assert set(told.event["data"]) == {"id", "sequence"}
    assert b"private" not in told.body


def test_types_and_sites_that_are_not_asked_for(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    elsewhere = Site.objects.create(hostname="elsewhere.example", root_page=site.article_index, port=443)
    endpoint.types, endpoint.site = ["topic"], elsewhere
    endpoint.save()
    article, topic = site.article("Left out"), site.topic("On no site of theirs")
    send()
    assert about(receiver, article) == []
    # On another site, so gone for this one: as in the feed.
    assert [one.event["type"] for one in about(receiver, topic)] == ["document.gone"]


def test_a_failing_page_holds_up_no_other_and_never_comes_out_of_order(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    bad = site.article("Bad")
    receiver.reply = lambda received: Reply(500 if received.event["data"]["id"] == bad.pk else 204)
    send()
    good = site.article("Good")
    retitle(bad, "Worse")
    send()
    assert about(receiver, good) != []
    of_bad = Delivery.objects.filter(page_id=bad.pk).order_by("sequence")
    assert [one.state for one in of_bad] == [State.REPLACED, State.WAITING]
    receiver.reply = always(204)
    send.wait(hours=1)
    send()
    sequences = [one.page[1] for one in about(receiver, bad)]
    assert sequences == sorted(sequences)
    assert sequences[-1] == getattr(log.by_id(bad.pk), "sequence", None)
    assert State.WAITING not in states()


def test_what_was_replaced_while_under_way_is_not_sent_once_more(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    page = site.article("First")
    send()
    receiver.received.clear()
    retitle(page, "Second")

    def while_it_is_sent(received: Received) -> Reply:
        receiver.reply = always(204)
        retitle(page, "Third")
        take_in(send.now)
        connection.close()  # This thread's own.
        return Reply(503)

    receiver.reply = while_it_is_sent
    send()
    assert not Delivery.objects.filter(state=State.REPLACED).exclude(next_attempt_at=None).exists()
    send.wait(hours=1)
    send()
    of_page = about(receiver, page)
    assert [one.page[1] for one in of_page] == sorted({one.page[1] for one in of_page})
    assert len(of_page) == 2
    assert [one.state for one in Delivery.objects.filter(page_id=page.pk).order_by("pk")][-2:] == [
        State.REPLACED,
        State.DELIVERED,
    ]


def test_an_endpoint_that_is_off_goes_on_where_it_stopped(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    Endpoint.objects.update(active=False)
    page = site.article("While it was off")
    retitle(page, "Still off")
    send()
    assert receiver.received == []
    Endpoint.objects.update(active=True)
    send()
    assert len(about(receiver, page)) == 1
