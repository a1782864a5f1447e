"""A real Varnish before the test's server, configured as docs/varnish.vcl says; and what it says of its answers."""

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from scripts.machine import free_port
from tests import services

CONFIGURATION = Path(settings.BASE_DIR) / "docs" / "varnish.vcl"
STARTED_WITHIN = 30.0


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that came through the cache. `age` in seconds, as Varnish tells it; `is_hit`: it asked nobody."""

    status: int
    body: str
    age: int
    is_hit: bool
    headers: dict[str, str]


class Varnish:
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def get(self, path: str) -> Kept:
        request = urllib.request.Request(self.url + path)
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            # One number is this request's; a second one is that of the request which fetched what was kept.
            is_hit = len(headers["x-varnish"].split()) == 2
            return Kept(answer.status or 0, answer.read().decode(), int(headers["age"]), is_hit, headers)


@contextmanager
def varnish(origin: str, folder: Path, port: int | None = None) -> Iterator[Varnish]:
    """Start it before `origin`, wait until it answers, and end it."""
    port = port or free_port()
    configuration = folder / "varnish.vcl"
    configuration.write_text(CONFIGURATION.read_text().replace('"8000"', f'"{origin.rpartition(":")[2]}"'))
    listening = ["-a", f"127.0.0.1:{port}", "-T", f"127.0.0.1:{free_port()}"]
    command = [services.varnish_path(), "-F", "-j", "none", "-n", str(folder / "varnish"), *listening]
    with (folder / "varnish.log").open("wb") as told:
        process = subprocess.Popen(
            [*command, "-f", str(configuration), "-s", "malloc,16m"], stdout=told, stderr=subprocess.STDOUT
        )
    try:
        _wait(process, port, folder / "varnish.log")
        yield Varnish(port)
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, told: Path) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/delivery/v1/health/live", timeout=5):
                return
        except OSError:
            assert process.poll() is None, told.read_text()
            assert time.monotonic() < deadline, told.read_text()
            time.sleep(0.05)
