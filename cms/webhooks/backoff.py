"""When to try again: soon after the first failures, then less and less often, for more than a day."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 36_000))
"""After the first failure, the second …: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h; nearly 28 hours. Then it is given up."""

JITTER = 0.2
"""By which share at most a pause is longer: what failed together must not come back together."""

LONGEST_REST = timedelta(days=1)
"""A receiver may ask for this much time, and no more."""

chance: Callable[[], float] = secrets.SystemRandom().random


def pause_after(failures: int) -> timedelta | None:
    """How long to wait after so many failures (1 or more); None: that was the last try."""
    if failures > len(PAUSES):
        return None
    return PAUSES[failures - 1] * (1 + JITTER * chance())


def asked_for(retry_after: str, now: datetime) -> timedelta:
    """The rest that a receiver asks for, in seconds or until a date; nothing where it asks for none that can be read."""
    if retry_after.isascii() and retry_after.isdigit():
        return min(timedelta(seconds=min(int(retry_after[:10]), 10**9)), LONGEST_REST)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return timedelta()
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(timedelta(), min(until - now, LONGEST_REST))
