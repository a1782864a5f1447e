"""What search asks of the database once a second, not with each request: it is as late as its follower is anyway."""

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

from django.db import transaction

T = TypeVar("T")
LASTING = 1.0
"""Seconds."""


class Lately(Generic[T]):
    """Calls `look_up`, and gives what that gave for a second. Whoever changes it in this process says so."""

    def __init__(self, look_up: Callable[[], T]) -> None:
        self._look_up = look_up
        self._found: tuple[T, float] | None = None
        self._changes = 0

    def __call__(self) -> T:
        known = self._found
        if known and monotonic() < known[1]:
            return known[0]
        changes = self._changes
        found = self._look_up()
        if changes == self._changes:
            self._found = (found, monotonic() + LASTING)
        return found

    def forget(self) -> None:
        self._changes += 1
        self._found = None

    def changed(self) -> None:
        """In a transaction: what others read until it is committed is not what they should go by for a second."""
        self.forget()
        transaction.on_commit(self.forget)
