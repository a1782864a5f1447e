"""A small site, a receiver, and a sender whose clock the test sets."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cms.webhooks.models import Delivery, Endpoint, State
from cms.webhooks.sending import due, send_next
from cms.webhooks.taking_in import take_in
from tests.published.site import SmallSite

from .receiver import Receiver, receiving


@pytest.fixture
def site(transactional_db: None) -> SmallSite:
    return SmallSite()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


@pytest.fixture
def endpoint(site: SmallSite, receiver: Receiver) -> Endpoint:
    made = Endpoint.objects.create(url=receiver.url)
    receiver.secret = made.secret
    return made


class Sending:
    """What the sender does in its rounds, one after the other, at times that the test tells."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def __call__(self) -> None:
        """Take in what the log tells, and send what is due until nothing is."""
        while take_in(self.now):
            pass
        while some := due(self.now).first():
            send_next(some.endpoint.pk, lambda: self.now)


@pytest.fixture
def send(monkeypatch: pytest.MonkeyPatch) -> Sending:
    """The receiver's clock goes with it: the library refuses what was signed more than five minutes from now."""
    sending = Sending()

    class SameClock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return sending.now.astimezone(tz)

    monkeypatch.setattr("standardwebhooks.webhooks.datetime", SameClock)
    return sending


def states() -> list[Any]:
    """Of all deliveries, from the first."""
    return [State(state) for state in Delivery.objects.order_by("pk").values_list("state", flat=True)]
