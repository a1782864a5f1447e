"""Ends what a killed program would leave behind: started by it, and told which process groups are its own.

A program that is killed outright runs no clean-up. Its end of our pipe closes all the same, on every Unix.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from scripts.machine import REPOSITORY

GRACE_SECONDS = 10
POLL_SECONDS = 0.05


class Watchdog:
    """Watches this process for as long as the `with` block lasts; whoever leaves the block has ended the groups."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "scripts.watchdog"],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,  # what ends the terminal's processes must not end their watchdog
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def watch(self, group: int, *, at_once: bool = False) -> None:
        """End this group too, should we be killed. `at_once`: no SIGTERM first, for one that restarts the others."""
        # A watchdog that somebody ended can guard nothing; that is no reason to end what it guarded.
        with contextlib.suppress(BrokenPipeError):
            print(group, int(at_once), file=self._process.stdin, flush=True)


def end(groups: dict[int, bool]) -> None:
    for group, at_once in groups.items():
        _signal(group, signal.SIGKILL if at_once else signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while any(_signal(group, 0) for group in groups) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    for group in groups:
        _signal(group, signal.SIGKILL)


def _signal(group: int, number: int) -> bool:
    """Whether there was such a group."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):  # macOS forbids to signal a group of which only zombies are left
        return False
    return True


def _told() -> Iterator[tuple[int, bool]]:
    for line in sys.stdin:
        group, _, at_once = line.partition(" ")
        yield int(group), at_once.strip() == "1"


if __name__ == "__main__":
    end(dict(_told()))
