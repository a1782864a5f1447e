"""Failures: when it is tried again, who else waits, when it is given up, and when an endpoint is switched off."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from cms.webhooks import backoff
from cms.webhooks.backoff import PAUSES, asked_for, pause_after
from cms.webhooks.models import Delivery, Endpoint, State
from cms.webhooks.sending import KEPT_FOR, Sender, forget
from scripts.machine import free_port
from tests.published.site import SmallSite

from .conftest import Sending, states
from .receiver import Receiver, Reply, always, receiving

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backoff, "chance", lambda: 0.0)


def test_pauses_grow_and_are_never_the_same_for_all() -> None:
    pauses = [pause_after(failures) for failures in range(1, len(PAUSES) + 1)]
    for pause, base in zip(pauses, PAUSES, strict=True):
        assert pause is not None
        assert base <= pause <= base * 1.2
    assert pause_after(len(PAUSES) + 1) is None
    assert len({pause_after(3) for _ in range(20)}) > 1
    assert sum(PAUSES, timedelta()) > timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("", timedelta()),
        ("120", timedelta(minutes=2)),
        ("-5", timedelta()),
        ("soon", timedelta()),
        ("²", timedelta()),
        ("9" * 30, timedelta(days=1)),
        ("Sun, 01 Mar 2026 12:10:00 GMT", timedelta(minutes=10)),
        ("Sun, 01 Mar 2026 12:10:00 -0000", timedelta(minutes=10)),
        ("Sun, 01 Mar 2020 12:10:00 GMT", timedelta()),
        ("Sun, 01 Mar 2099 12:10:00 GMT", timedelta(days=1)),
        ("Sun, 99 Mar 2026 99:99:99 GMT", timedelta()),
    ],
)
def test_what_a_receiver_asks_for(said: str, rest: timedelta) -> None:
    assert asked_for(said, NOW) == rest


@pytest.mark.usefixtures("no_jitter")
def test_it_is_tried_with_the_same_id_and_body_until_it_is_given_up(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    receiver.reply = lambda _: Reply(500, text=b"Out of order")
    site.article("Never arrives")
    send()
    for pause in PAUSES:
        tries = len(receiver.received)
        send.wait(seconds=pause.total_seconds() - 1)
        send()
        assert len(receiver.received) == tries
        send.wait(seconds=1)
        send()
        assert len(receiver.received) > tries
    send.wait(days=30)
    tries = len(receiver.received)
    send()
    assert len(receiver.received) == tries
    for delivery in Delivery.objects.all():
        told = [one for one in receiver.received if one.id == delivery.message]
        assert len(told) == delivery.attempts == len(PAUSES) + 1
        assert {one.body for one in told} == {delivery.body.encode()}
        assert len({one.headers["webhook-timestamp"] for one in told}) == len(told)
        assert delivery.state == State.GIVEN_UP
        assert (delivery.last_status, delivery.last_answer) == (500, "Out of order")
        assert delivery.last_failure == "It answered 500."
    assert receiver.unverified == []


@pytest.mark.usefixtures("no_jitter")
def test_an_endpoint_that_asks_for_a_rest_gets_it(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    receiver.reply = always(429, Retry_After="3600")
    site.article("One")
    site.article("Two")
    send()
    assert len(receiver.received) == 1
    receiver.reply = always(204)
    send.wait(seconds=3599)
    send()
    assert len(receiver.received) == 1
    send.wait(seconds=1)
    send()
    assert set(states()) == {State.DELIVERED}


@pytest.mark.usefixtures("no_jitter")
def test_where_nobody_is_one_try_is_made_for_all_that_waits(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    Endpoint.objects.update(url=f"http://127.0.0.1:{free_port()}/")
    for number in range(3):
        site.article(f"Article {number}")
    send()
    tried = Delivery.objects.filter(attempts__gt=0)
    assert [one.last_status for one in tried] == [None]
    assert "No connection to 127.0.0.1" in tried[0].last_failure
    endpoint.refresh_from_db()
    assert endpoint.failures == 1
    assert endpoint.state().startswith("Not answering since ")
    Endpoint.objects.update(url=receiver.url)
    send.wait(seconds=5)
    send()
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.failing_since, endpoint.state()) == (0, None, "On")
    assert set(states()) == {State.DELIVERED}


def test_gone_switches_an_endpoint_off(site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending) -> None:
    receiver.reply = always(410)
    site.article("One")
    send()
    endpoint.refresh_from_db()
    assert not endpoint.active
    assert "410 Gone" in endpoint.state()
    assert len(receiver.received) == 1
    send.wait(days=3)
    send()
    assert len(receiver.received) == 1
    receiver.reply = always(204)
    Endpoint.objects.update(active=True)
    endpoint.begin_anew(send.now)
    send()
    assert set(states()) == {State.DELIVERED}


@pytest.mark.usefixtures("no_jitter")
def test_an_endpoint_where_nothing_has_arrived_for_days_is_switched_off(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    receiver.reply = always(500)
    site.article("One")
    try_until_given_up(send)
    endpoint.refresh_from_db()
    assert endpoint.active
    assert set(states()) == {State.GIVEN_UP}
    send.wait(days=2)
    site.article("Two")
    send()
    endpoint.refresh_from_db()
    assert endpoint.active
    try_until_given_up(send)
    endpoint.refresh_from_db()
    assert not endpoint.active
    assert "nothing has arrived there since" in endpoint.state()


def try_until_given_up(send: Sending) -> None:
    for pause in (timedelta(), *PAUSES):
        send.wait(seconds=pause.total_seconds())
        send()


def test_old_deliveries_are_forgotten_and_what_waits_is_not(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    page = site.article("Old")
    send()
    Endpoint.objects.update(active=False)
    site.article("Waits")
    Endpoint.objects.update(active=True)
    receiver.reply = always(500)
    send()
    forget(send.now)
    assert State.DELIVERED in states()
    forget(send.now + KEPT_FOR + timedelta(minutes=1))
    assert set(states()) == {State.WAITING}
    assert not Delivery.objects.filter(page_id=page.pk, state=State.DELIVERED).exists()


def test_a_slow_endpoint_keeps_no_other_waiting(site: SmallSite, endpoint: Endpoint, receiver: Receiver) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def slow(_: object) -> Reply:
        arrived.set()
        go_on.wait(60)
        return Reply()

    receiver.reply = slow
    with receiving() as other:
        other.secret = Endpoint.objects.create(url=other.url).secret
        page = site.article("For both")
        sender = Sender()
        try:
            sender.round()
            assert arrived.wait(60)
            while page.pk not in {one for one, _ in other.pages}:
                sender.round()
            assert len(receiver.received) == 1
        finally:
            go_on.set()
            sender.close()
