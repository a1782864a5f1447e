"""F10. The disk of the embedded index is full, and its files are damaged: documents do not notice, a build heals it."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from cms.published import log
from scripts.machine import UnavailableError
from search.engines.chosen import chosen
from search.engines.protocol import Engine

from .comparison import behind, index_and_log
from .stage import RECOVERED_WITHIN, STARTED_WITHIN, ShortfallError, Stage, get, wait_until
from .writer import write

SIZE_MB = 24
LEFT_BYTES = 64 * 1024


def run(stage: Stage) -> str:
    """Do it. Returns the figures; raises ShortfallError."""
    with _small_disk(stage.folder / "search") as disk:
        engine = chosen("embedded")
        origin = stage.web()
        stage.rebuild(engine.name)
        told = _filled(stage, engine, disk, origin)
        found = _damaged(stage, engine, disk, origin)
        stage.stop_all()
        engine.close()
    return f"{told}; damaged: {found}"


def _filled(stage: Stage, engine: Engine, disk: Path, origin: str) -> str:
    """Fill the disk while pages change, then make room. The follower has to tell, and to go on by itself."""
    ballast = disk / "ballast"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    ballast.write_bytes(bytes(max(0, free - LEFT_BYTES)))
    follower, writer = stage.follower(engine.name), stage.fork(write)
    wait_until(lambda: "cannot follow now" in stage.last_words(), STARTED_WITHIN, "the follower tells of the full disk")
    _require_documents(origin)
    stage.stop(writer)
    left, said = behind(engine), stage.last_words()
    if "make room" not in said:
        message = f"the follower does not say what is wrong: {said[-500:]}"
        raise ShortfallError(message)
    ballast.unlink()
    took = wait_until(lambda: behind(engine) == 0, RECOVERED_WITHIN, "the index is level with the log")
    stage.stop(follower)
    found = index_and_log(engine)
    found.require_none()
    return f"full with {left:,} changes waiting, level {took:.1f} s after there was room, {found}"


def _damaged(stage: Stage, engine: Engine, disk: Path, origin: str) -> str:
    """Overwrite the files of the index, and build it anew."""
    engine.close()
    for file in disk.glob("generations/*/*.store"):
        with file.open("r+b") as stored:
            stored.write(b"x" * file.stat().st_size)
    if chosen(engine.name).health().ok:
        message = "a damaged index says that it answers"
        raise ShortfallError(message)
    _require_documents(origin)
    stage.rebuild(engine.name)
    found = index_and_log(engine)
    found.require_none()
    return f"told and healed by a build, {found}"


def _require_documents(origin: str) -> None:
    document = next(log.every_live())
    answer = get(f"{origin}/delivery/v1/documents/{document.id}")
    if answer.status != 200:
        message = f"a document was answered with {answer.status}"
        raise ShortfallError(message)


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk of a few megabytes over a folder; for root."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "topichub-faults", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        message = f"A small disk cannot be mounted ({done.stderr.strip()}). Run as root."
        raise UnavailableError(message)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
