"""The sender as it runs, in the follower's process: killed at the worst moment, started twice, its secret rotated."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection

from cms.content.models import ArticlePage
from cms.published import log
from cms.webhooks.alone import alone
from cms.webhooks.models import FORMER_SECRET_FOR, Delivery, Endpoint, State
from tests.published.site import SmallSite, settle

from .conftest import Sending, states
from .receiver import Received, Receiver, Reply, always

pytestmark = pytest.mark.databases
PATIENCE = 180
"""Seconds before a test gives up; none of them says how long something may take."""

SENDER = """
import django; django.setup()
from search.chores import registered
[sending] = [chore for chore in registered() if chore.name == "Sending webhooks"]
print("alone" if sending.run(lambda: None) is None else "", flush=True)
"""

Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def start(command_environment: dict[str, str]) -> Iterator[Start]:
    """Start a process that sends, until it is killed."""
    started = []

    def start_one() -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", SENDER], env=command_environment, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.communicate()


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_sender_killed_before_it_noted_the_answer_sends_the_same_again(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, start: Start
) -> None:
    first = start()

    def kill_it(_: Received) -> Reply:
        receiver.reply = always(204)
        first.send_signal(signal.SIGKILL)
        first.wait()
        return Reply()

    receiver.reply = kill_it
    page = site.article("Arrives twice")
    eventually(lambda: first.poll() is not None)
    [lost] = receiver.received
    start()
    eventually(lambda: set(states()) == {State.DELIVERED})
    assert [one.id for one in receiver.received].count(lost.id) == 2
    assert len({one.body for one in receiver.received if one.id == lost.id}) == 1
    assert page.pk in {page for page, _ in receiver.pages}


def test_nothing_is_lost_and_nothing_out_of_order_while_senders_are_killed(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, start: Start
) -> None:
    pages = [site.article(f"Article {number}") for number in range(5)]
    sender = start()
    for round_ in range(12):
        ArticlePage.objects.filter(pk=pages[round_ % 5].pk).update(title=f"Round {round_}", live=round_ % 3 > 0)
        with log.recording():
            log.refresh([pages[round_ % 5].pk])
        settle()
        if round_ % 3 == 2:
            seen = len(receiver.received)
            eventually(lambda seen=seen: len(receiver.received) > seen)
            sender.send_signal(signal.SIGKILL)
            sender.wait()
            sender = start()
    eventually(lambda: level(endpoint))
    for page in pages:
        told = [sequence for page_id, sequence in receiver.pages if page_id == page.pk]
        assert told == sorted(told)
        assert told[-1] == newest(page)
    assert receiver.unverified == []


def newest(page: ArticlePage) -> int:
    return max(change.sequence for change in log.changes(0, 1000) if change.id == page.pk)


def level(endpoint: Endpoint) -> bool:
    endpoint.refresh_from_db()
    return endpoint.checkpoint == log.head() and State.WAITING not in states()


def test_a_second_sender_waits_until_the_first_is_gone(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, start: Start
) -> None:
    first = start()
    site.article("One")
    eventually(lambda: State.DELIVERED in states())
    output, _ = start().communicate(timeout=PATIENCE)
    assert output == "alone\n"  # It came back at once: there is another.
    first.send_signal(signal.SIGKILL)
    first.wait()
    start()
    page = site.article("Two")
    eventually(lambda: page.pk in {page for page, _ in receiver.pages})


def test_who_was_alone_lets_go(transactional_db: None) -> None:
    for _ in range(2):
        with alone() as is_alone:
            assert is_alone
    assert not connection.in_atomic_block


def test_after_a_rotation_both_secrets_sign_for_a_day(
    site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    first = endpoint.secret
    endpoint.rotate(send.now)
    second = Endpoint.objects.get().secret
    assert second.startswith("whsec_")
    assert second != first
    site.article("Known by the old secret")
    send()
    assert State.WAITING not in states()
    receiver.secret = second
    send.wait(seconds=FORMER_SECRET_FOR.total_seconds() - 60)
    site.article("Known by the new secret")
    send()
    assert receiver.unverified == []
    assert len(receiver.received[-1].headers["webhook-signature"].split(" ")) == 2
    send.wait(minutes=1)
    site.article("Signed by the new secret alone")
    send()
    assert len(receiver.received[-1].headers["webhook-signature"].split(" ")) == 1
    receiver.secret = first
    site.article("Not known any more")
    send()
    assert receiver.unverified != []
    assert set(Delivery.objects.filter(last_status=401).values_list("state", flat=True)) == {State.WAITING}


def test_two_rotations_in_a_row_end_the_first_secret(site: SmallSite, endpoint: Endpoint, send: Sending) -> None:
    first = endpoint.secret
    endpoint.rotate(send.now)
    second = endpoint.secret
    endpoint.rotate(send.now + timedelta(hours=1))
    assert endpoint.signing_secrets(send.now + timedelta(hours=2)) == [endpoint.secret, second]
    assert first not in endpoint.signing_secrets(send.now + timedelta(hours=2))
