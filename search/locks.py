"""Locks between processes of one machine. The kernel lets go of them when a process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .engines.protocol import Engine
from .errors import EngineBusyError


@contextmanager
def following(engine: Engine) -> Iterator[None]:
    """One follower writes an engine.

    A second one on another machine would do no harm (changes are applied by sequence), only the work twice.
    """
    with held(_folder(), f"{engine.name}-follow", "following the log already"):
        yield


@contextmanager
def rebuilding(engine: Engine) -> Iterator[None]:
    """One rebuild at a time: the next one would take the other's half-made generation for left behind."""
    with held(_folder(), f"{engine.name}-rebuild", "building the index already"):
        yield


def _folder() -> Path:
    return Path(settings.TOPICHUB_SEARCH["EMBEDDED_PATH"]) / "locks"


@contextmanager
def held(folder: Path, name: str, doing: str) -> Iterator[None]:
    """Hold a lock, or raise EngineBusyError at once: `doing` says what the other process is at.

    The file stays: removing it would let two processes hold two locks of one name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.lock"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            message = f"Another process ({file.read().strip() or 'unknown'}) is {doing}: {path} is locked."
            raise EngineBusyError(message) from error
        file.truncate(0)
        file.write(f"process {os.getpid()}")
        file.flush()
        yield
