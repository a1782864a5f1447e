"""The follower that sends: takes in what the log tells, and gives each endpoint a thread of its own while something is due.

One endpoint gets one event at a time, in the order of the log; a slow or dead one keeps nobody waiting but itself. A process
that is killed loses nothing: what was not noted as delivered waits, and is sent again under the same id.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from .alone import alone
from .models import Delivery, State
from .outcomes import record
from .posting import post
from .signing import signed
from .taking_in import take_in

LOOK_EVERY = 0.5
"""Seconds between two looks at the log."""

MOST_AT_ONCE = 20
"""Endpoints that are sent to at the same time. Each costs a thread and, while it lasts, a connection to the database."""

A_TURN = 50
"""Deliveries to one endpoint before it is another's turn, where more endpoints wait than there are threads."""

KEPT_FOR = timedelta(days=30)
"""How long editors can see what was delivered, replaced or given up."""

FORGET_EVERY = timedelta(hours=1)

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Sender:
    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._stop = threading.Event()
        self._threads = ThreadPoolExecutor(max_workers=MOST_AT_ONCE, thread_name_prefix="webhooks")
        self._busy: dict[int, Future[None]] = {}
        self._forgets_at = clock()

    def round(self) -> bool:
        """Look at the log and at what is due; whether the log may tell more at once.

        Raises what a thread could not cope with, such as DatabaseError.
        """
        for endpoint_id in [one for one, work in self._busy.items() if work.done()]:
            self._busy.pop(endpoint_id).result()
        now = self._clock()
        is_more = take_in(now)
        for endpoint_id in due(now).order_by().values_list("endpoint_id", flat=True).distinct():
            if endpoint_id not in self._busy:
                self._busy[endpoint_id] = self._threads.submit(self._work, endpoint_id)
        if now >= self._forgets_at:
            forget(now)
            self._forgets_at = now + FORGET_EVERY
        return is_more

    def _work(self, endpoint_id: int) -> None:
        try:
            for _ in range(A_TURN):
                if self._stop.is_set() or not send_next(endpoint_id, self._clock):
                    return
        finally:
            connection.close()

    def close(self) -> None:
        """Wait for the requests under way, and begin no other."""
        self._stop.set()
        self._threads.shutdown()


def run(go_on: Callable[[], None]) -> None:
    """Send until `go_on` raises. Ends at once where another process does."""
    with alone() as is_alone:
        if not is_alone:
            return
        sender, pause = Sender(), threading.Event()
        try:
            while True:
                go_on()
                is_more = sender.round()
                pause.wait(0 if is_more else LOOK_EVERY)
        finally:
            sender.close()


def due(now: datetime) -> QuerySet[Delivery]:
    """What is to be sent now, in the order of the log."""
    rested = Q(endpoint__rests_until=None) | Q(endpoint__rests_until__lte=now)
    return Delivery.objects.filter(
        rested, state=State.WAITING, next_attempt_at__lte=now, endpoint__active=True
    ).order_by("pk")


def send_next(endpoint_id: int, clock: Clock = utc_now) -> bool:
    """Send one endpoint what is due first; False: nothing is."""
    delivery = due(clock()).filter(endpoint_id=endpoint_id).select_related("endpoint").first()
    if delivery is None:
        return False
    now = clock()
    headers = signed(delivery.endpoint.signing_secrets(now), delivery.message, delivery.body, now)
    answer = post(delivery.endpoint.url, headers, delivery.body)
    record(delivery.pk, answer, clock())
    return True


def forget(now: datetime) -> None:
    """Take away what ended long ago. What waits is kept, however old."""
    Delivery.objects.exclude(state=State.WAITING).filter(made_at__lt=now - KEPT_FOR).delete()
