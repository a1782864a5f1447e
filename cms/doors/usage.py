"""On which day a key was used last: written once a day, after the answer is sent, and never waited for."""

import logging
import time
from datetime import date

from django.db import Error as DatabaseError
from django.http.response import HttpResponseBase
from django.utils import timezone

from .models import ApiKey

logger = logging.getLogger(__name__)

AGAIN = 600.0
"""Seconds until a process tries again to write the day of the same key. On SQLite a long import lets nobody else write: each
try then keeps a thread busy for 20 s, and a key may be used many times a second."""


class Usage:
    def __init__(self) -> None:
        self._tried: dict[tuple[int, date], float] = {}

    def note(self, key: ApiKey, response: HttpResponseBase) -> None:
        """Write the day once `response` is sent, if it is not written yet."""
        today = timezone.now().date()
        if key.last_used == today or time.monotonic() < self._tried.get((key.pk, today), 0.0):
            return
        self._tried = {tried: until for tried, until in self._tried.items() if tried[1] == today}
        self._tried[key.pk, today] = time.monotonic() + AGAIN
        close = response.close

        def close_and_write() -> None:
            _write(key.pk, today)
            close()

        response.close = close_and_write


def _write(key_id: int, today: date) -> None:
    try:
        ApiKey.objects.filter(pk=key_id).update(last_used=today)
    except DatabaseError as error:
        logger.warning("The day on which API key %s was used is not written: %s", key_id, error)
