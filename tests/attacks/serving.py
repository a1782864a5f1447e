"""A web server of its own for a test: granian with cms/wsgi.py, on the test's database, with the settings it is told."""

import http.client
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts import web_server
from scripts.machine import REPOSITORY, free_port

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    port: int

    def get(self, path: str, *headers: tuple[str, str], method: str = "GET", host: str = "127.0.0.1") -> Answer:
        """One request on a connection of its own; the same header may be given several times."""
        connection = http.client.HTTPConnection(host, self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path)
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()


@contextmanager
def serving(environment: Mapping[str, str], log: Path) -> Iterator[Server]:
    """The server's standard error goes to `log`."""
    server = Server(free_port())
    with log.open("wb") as kept:
        process = subprocess.Popen(
            web_server.command(str(server.port)), cwd=REPOSITORY, env=dict(environment), stdout=kept, stderr=kept
        )
        try:
            _await(server, process, log)
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _await(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            if server.get("/delivery/v1/health/live").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
