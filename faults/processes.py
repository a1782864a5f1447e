"""The processes that faults are done to: programs, and Python forked from one that has everything read."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Protocol

from django.core.management import call_command


class Process(Protocol):
    """What `subprocess.Popen` and `Forked` have in common."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        ...

    def wait(self) -> int: ...
    def terminate(self) -> None: ...
    def send_signal(self, sig: int, /) -> None: ...


class Forked:
    """Runs a function as the leader of a session of its own; what it says goes to a file."""

    def __init__(self, told: Path, run: Callable[..., object], arguments: tuple[object, ...]) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["faults.preloaded"])
        self._process: ForkServerProcess = context.Process(target=_begin, args=(told, run, arguments))
        self._process.start()
        self.pid = self._process.pid or 0

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int:
        self._process.join()
        return self._process.exitcode or 0

    def terminate(self) -> None:
        self._process.terminate()

    def send_signal(self, sig: int, /) -> None:
        os.kill(self.pid, sig)


def _begin(told: Path, run: Callable[..., object], arguments: tuple[object, ...]) -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with told.open("ab") as file:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            os.dup2(file.fileno(), stream.fileno())
    run(*arguments)


def manage(*arguments: str) -> None:
    """Run a management command, in a process of its own. For `Forked`."""
    call_command(*arguments)
