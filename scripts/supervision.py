"""Keep programs running: supervisord as our child, its log told in plain words, nothing left behind when we end.

supervisord restarts what dies and stops whole process groups. What it leaves open, we do around it: on a closed terminal
it would reload and live on (SIGHUP), a worker whose parent was killed would stay, still holding the port, and all of it
would stay when we are killed ourselves.
"""

import contextlib
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from scripts.watchdog import Watchdog

STOP_SECONDS = 10

# Paths are relative to the folder, where supervisord runs: it expands % in some absolute ones once, in others twice.
CONFIGURATION = """\
[supervisord]
nodaemon = true
logfile = /dev/null
logfile_maxbytes = 0
pidfile = run/supervisord.pid
childlogdir = log
"""

# A program that ends within `startsecs` failed to start, and after three retries it is given up. Django alone needs
# seconds until it can fail: with one second, a site that cannot start would be started again for ever.
PROGRAM = """
[program:{name}]
command = {command}
directory = {directory}
autorestart = true
startsecs = 10
startretries = 3
stopwaitsecs = {stop_seconds}
stopasgroup = true
killasgroup = true
redirect_stderr = true
stdout_logfile = log/{name}.log
stdout_logfile_maxbytes = 1MB
stdout_logfile_backups = 1
"""

SPAWNED = re.compile(r"spawned: '(?P<name>\w+)' with pid (?P<pid>\d+)")
ENDED = re.compile(r"(?:WARN|INFO) exited: (?P<name>\w+) \((?P<how>[^)]*)\)")
GAVE_UP = re.compile(r"gave up: (?P<name>\w+)")


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    command: list[str]


class Supervisor:
    """Runs programs for as long as the `with` block lasts.

    Their output goes to `folder`/log/NAME.log. `tell` gets a line when one ended and is started again; when one will
    not stay up, `failed` holds its name. `watchdog` ends them all should this process be killed.
    """

    def __init__(
        self, folder: Path, programs: list[Program], directory: Path, tell: Callable[[str], None], watchdog: Watchdog
    ) -> None:
        self.log = folder / "log"
        self.failed = ""
        self._last_words = ""
        self._watchdog = watchdog
        self._folder, self._programs, self._directory, self._tell = folder, programs, directory, tell
        self._groups: dict[str, int] = {}
        self._stopping = False

    def __enter__(self) -> Self:
        configuration = self._folder / "run" / "supervisord.conf"
        for part in (self.log, configuration.parent):
            part.mkdir(parents=True, exist_ok=True)
        configuration.write_text(self._configuration())
        self._process = subprocess.Popen(
            [sys.executable, "-m", "supervisor.supervisord", "--configuration", "run/supervisord.conf"],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # Ctrl-C reaches us alone, and we stop it in order
        )
        self._watchdog.watch(self._process.pid, at_once=True)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping = True
        # A second Ctrl-C, from an impatient hand, must not leave programs behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        self._process.terminate()
        self._process.wait()
        self._listener.join()
        for name in self._groups:
            self._end_group(name)

    def is_running(self) -> bool:
        return self._process.poll() is None

    def ending(self) -> str:
        """How the supervisor itself ended, in words; with its last line where it ended by its own decision."""
        code = self._process.wait()
        if code < 0:
            return f"it was ended by {signal.Signals(-code).name}."
        self._listener.join()
        return f"exit code {code}. {self._last_words}"

    def tail(self, name: str, lines: int = 20) -> str:
        """The end of a program's output."""
        file = self.log / f"{name}.log"
        return "\n".join(file.read_text(errors="replace").splitlines()[-lines:]) if file.exists() else ""

    def _configuration(self) -> str:
        programs = (
            PROGRAM.format(
                name=program.name,
                command=_escaped(shlex.join(program.command)),
                directory=_escaped(self._directory),
                stop_seconds=STOP_SECONDS,
            )
            for program in self._programs
        )
        return CONFIGURATION + "".join(programs)

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            if self._stopping:
                continue
            self._last_words = line.strip() or self._last_words
            if spawned := SPAWNED.search(line):
                self._groups[spawned["name"]] = int(spawned["pid"])
                self._watchdog.watch(self._groups[spawned["name"]])
            elif gave_up := GAVE_UP.search(line):
                self.failed = gave_up["name"]
            elif ended := ENDED.search(line):
                self._end_group(ended["name"])
                self._tell(f"{ended['name']} ended ({ended['how']}); starting it again.")

    def _end_group(self, name: str) -> None:
        """End what a program started and left behind: supervisord makes each the leader of a group of its own."""
        if group := self._groups.get(name):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)


def _escaped(value: str | os.PathLike[str]) -> str:
    """For supervisord's configuration, where % starts a variable."""
    return str(value).replace("%", "%%")
