"""A process that outlives the command which started it: known by its number and start, so that a reused number is not killed."""

import json
import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Process:
    """A running process and when it started: a tick on Linux, a date elsewhere; "" where neither can be read."""

    pid: int
    started: str

    @classmethod
    def of(cls, pid: int) -> "Process":
        return cls(pid, _started(pid))

    @classmethod
    def load(cls, file: Path) -> "Process | None":
        """The process recorded in a file by `save`; None when there is none."""
        try:
            return cls(**json.loads(file.read_text()))
        except FileNotFoundError:
            return None

    def save(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)))

    def alive(self) -> bool:
        """Whether this very process still runs; one that ended and that nobody waited for does not count."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        return _started(self.pid) == self.started and not _ended(self.pid)

    def stop(self, grace_seconds: float = 30) -> None:
        """Ask it to end, then end it."""
        for number, patience in ((signal.SIGTERM, grace_seconds), (signal.SIGKILL, 5.0)):
            if not self.alive():
                return
            os.kill(self.pid, number)
            deadline = time.monotonic() + patience
            while self.alive() and time.monotonic() < deadline:
                time.sleep(POLL_SECONDS)


def _fields(pid: int) -> list[str]:
    try:
        # The command's name, in brackets, may hold spaces: everything of interest follows it.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _started(pid: int) -> str:
    fields = _fields(pid)
    return fields[19] if fields else _asked("lstart", pid)


def _ended(pid: int) -> bool:
    state = _fields(pid)[:1] or [_asked("stat", pid)]
    return state[0].startswith("Z")


def _asked(column: str, pid: int) -> str:
    """What `ps` knows, for systems without /proc."""
    if Path("/proc/self").exists():
        return ""
    return subprocess.run(
        ["ps", "-o", f"{column}=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
