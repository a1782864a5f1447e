"""Counts of requests, kept in this process: a storage of the `limits` library, named `process://`.

Its own `memory://` looks through all its keys a hundred times a second, in a thread made anew each time: with the 100,000 addresses of a
flood that cost each request a millisecond. This one looks only when it is full.
"""

import time
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Any

from limits.storage import Storage

MOST = 100_000
"""Windows kept; about 25 MB. Beyond them the oldest are forgotten, so that a flood from everywhere fills no memory."""


@dataclass(slots=True)
class _Window:
    """`end`: as of `time.time()`."""

    end: float
    count: int


class ProcessStorage(Storage):
    STORAGE_SCHEME = ["process"]

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self._windows: dict[str, _Window] = {}
        self._lock = Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        return MemoryError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        now = time.time()
        with self._lock:
            window = self._windows.get(key)
            if window and window.end > now:
                window.count += amount
                return window.count
            if len(self._windows) >= MOST:
                self._forget(now)
            # Put at the end, so that the oldest stand first.
            self._windows.pop(key, None)
            self._windows[key] = _Window(now + expiry, amount)
            return amount

    def _forget(self, now: float) -> None:
        """At least half, so that it is done once in as many new windows."""
        held = {key: window for key, window in self._windows.items() if window.end > now}
        self._windows = dict(islice(held.items(), max(0, len(held) - MOST // 2), None))

    def get(self, key: str) -> int:
        window = self._windows.get(key)
        return window.count if window and window.end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        window = self._windows.get(key)
        return window.end if window else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            count = len(self._windows)
            self._windows.clear()
        return count

    def clear(self, key: str) -> None:
        with self._lock:
            self._windows.pop(key, None)
