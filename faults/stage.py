"""What the faults are done to: a PostgreSQL cluster, an Elasticsearch, a site of made-up pages, and Topichub's processes."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from scripts import elasticsearch, postgresql, service, web_server
from scripts.machine import REPOSITORY, free_port

from . import nodes
from .processes import Forked, Process, manage

STARTED_WITHIN = 60.0
"""Seconds until a process is at work."""

DRAINED_WITHIN = 10.0
"""Seconds after the last change in which the index is level with the log."""

RECOVERED_WITHIN = 30.0
"""The same, after a fault that kept the follower from writing."""

ENGINES = ("embedded", "elasticsearch")

WORDS = ["ankle", "breath", "elbow", "fever", "gout", "hand", "joint", "knee", "nerve", "sleep"]


class ShortfallError(Exception):
    """A fault had an effect that it must not have. The message says which."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is done: `pages` of the site, and how often a fault is repeated, in full and in the quick form."""

    pages: int
    repeats: int
    is_quick: bool


@dataclass(slots=True)
class Stage:
    """A site, and the processes that faults start on it. All of it is gone afterwards."""

    folder: Path
    extent: Extent
    processes: list[Process] = field(default_factory=list)

    def manage(self, *arguments: str) -> str:
        """Run a management command to its end, in this process, and give what it printed. Raises ShortfallError where it fails."""
        printed = io.StringIO()
        try:
            call_command(*arguments, stdout=printed)
        except CommandError as error:
            message = f"manage.py {' '.join(arguments)} failed: {error} {printed.getvalue()[-2000:]}"
            raise ShortfallError(message) from error
        return printed.getvalue()

    def rebuild(self, engine: str) -> None:
        self.manage("search_index", "rebuild", "--engine", engine, "--json")

    @property
    def told(self) -> Path:
        """What the processes of this fault have said."""
        return self.folder / "processes.log"

    def fork(self, run: Callable[..., object], *arguments: object) -> Process:
        """Run a function of a module in a process of its own, which has Django set up already."""
        process = Forked(self.told, run, arguments)
        self.processes.append(process)
        return process

    def start(self, *command: str, **environment: str) -> Process:
        """Start a program, with variables of its own in the environment."""
        with self.told.open("ab") as told:
            process = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                env={**os.environ, **environment},
                stdout=told,
                stderr=told,
                start_new_session=True,  # The web server has workers, which a killed parent would leave behind.
            )
        self.processes.append(process)
        return process

    def follower(self, engine: str, **environment: str) -> Process:
        command = ("search_index", "follow", "--engine", engine, "--json")
        if environment:
            return self.start(sys.executable, "manage.py", *command, **environment)
        return self.fork(manage, *command)

    def web(self, **environment: str) -> str:
        """Start the web server as it is started in production; returns its origin, once it answers."""
        port = str(free_port())
        self.start(*web_server.command(port), **environment)
        origin = f"http://127.0.0.1:{port}"
        wait_until(
            lambda: get(f"{origin}/delivery/v1/health/ready").status == 200, STARTED_WITHIN, "the web server answers"
        )
        return origin

    def stop(self, process: Process) -> None:
        """End it as a supervisor does."""
        process.terminate()
        process.wait()
        self.processes.remove(process)

    def kill(self, process: Process) -> None:
        """End it outright, and all that it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.processes.remove(process)

    def last_words(self, lines: int = 20) -> str:
        """The end of what the processes said."""
        said = self.told.read_text(errors="replace") if self.told.exists() else ""
        return "\n".join(said.splitlines()[-lines:])

    def stop_all(self) -> None:
        for process in list(self.processes):
            self.kill(process)

    def clear(self) -> None:
        """After a fault: nothing runs, and nothing is said."""
        self.stop_all()
        self.told.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Got:
    """An answer over HTTP: 0 where there was none. `seconds` until all of it was there."""

    status: int
    body: bytes
    headers: dict[str, str]
    seconds: float

    def json(self) -> Any:
        return json.loads(self.body)


def get(url: str, timeout: float = 30) -> Got:
    started = time.perf_counter()

    def got(answer: "HTTPResponse | urllib.error.HTTPError") -> Got:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Got(answer.status or 0, answer.read(), headers, time.perf_counter() - started)

    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return got(answer)
    except urllib.error.HTTPError as error:
        with error:
            return got(error)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return Got(0, b"", {}, time.perf_counter() - started)


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait, and tell how many seconds it took. Raises ShortfallError where it takes longer than `seconds`."""
    started = time.monotonic()
    while not holds():
        if time.monotonic() - started > seconds:
            message = f"after {seconds:g} s not yet: {what}"
            raise ShortfallError(message)
        time.sleep(0.02)
    return time.monotonic() - started


@contextlib.contextmanager
def stage(extent: Extent) -> Iterator[Stage]:
    """Set up a stage, in this process's environment too, and Django with it."""
    with (
        tempfile.TemporaryDirectory(prefix="topichub-faults-") as folder,
        service.throwaway(postgresql.SERVICE) as database,
        service.throwaway(elasticsearch.SERVICE) as search,
    ):
        os.environ |= {
            **database,
            **search,
            "TOPICHUB_VAR": folder,
            "ELASTICSEARCH_PREFIX": f"faults-{os.getpid()}",
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "TOPICHUB_LIMIT_SEARCHES": "",  # One reader stands for many here.
            "TOPICHUB_LIMIT_DELIVERY": "",
        }
        import django  # noqa: PLC0415  settings first

        django.setup()
        made = Stage(Path(folder), extent)
        try:
            _fill(made)
            yield made
        finally:
            made.stop_all()
            _drop_indices()


def _fill(made: Stage) -> None:
    made.manage("migrate", "-v0")
    (made.folder / "static").mkdir()
    file = made.folder / "pages.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in _pages(made.extent.pages)))
    made.manage("import_content", str(file), "--json")


def _pages(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        name = f"{WORDS[number % len(WORDS)]} {WORDS[number // len(WORDS) % len(WORDS)]}"
        text = f"<p>Page {number} says what helps with {name}.</p>"
        yield {
            "id": str(number),
            "type": "article",
            "title": f"{name.capitalize()} {number}",
            "body": [{"type": "rich_text", "html": text}],
        }


def _drop_indices() -> None:
    """Remove what was made in an Elasticsearch that lives on."""
    prefix = os.environ["ELASTICSEARCH_PREFIX"]
    for name in nodes.ask("GET", f"/{prefix}-*?features=aliases"):
        nodes.ask("DELETE", f"/{name}")
