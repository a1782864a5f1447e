"""What the follower's process does besides following. Apps above search register theirs when they are ready."""

from collections.abc import Callable
from dataclasses import dataclass


class StoppedError(Exception):
    """Raised inside a chore that asks whether to go on, when the follower is to end."""


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do every so many seconds, in a thread of its own: a long one must not hold up publishing.

    `run` gets a function to call now and then, which raises StoppedError when it is time to end.
    """

    name: str
    every: float
    run: Callable[[Callable[[], None]], object]


_registered: list[Chore] = []


def register(chore: Chore) -> None:
    """Have it done by every follower that starts from now on. Called in `AppConfig.ready()`."""
    _registered.append(chore)


def registered() -> list[Chore]:
    return list(_registered)
