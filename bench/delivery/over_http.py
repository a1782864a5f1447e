"""Requests a second over HTTP, and how long the slowest take: wrk against the servers as they are deployed."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

from bench.delivery.asked import Question
from scripts import web_server
from scripts.machine import UnavailableError, apt_install, free_port

SCRIPT = Path(__file__).with_name("paths.lua")
HEADERS = {"X-Forwarded-Proto": "https", "Accept": "application/json"}
CLIENTS = (1, 8)
"""At once: one, whose waiting is the time of an answer; and as many as keep one process busy."""


def provide() -> None:
    if not (which("wrk") or apt_install("wrk")):
        message = "wrk is needed: install it (Debian: wrk)."
        raise UnavailableError(message)


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[str]:
    """The product's own server, one process of it; gives its address once it answers."""
    port = free_port()
    process = subprocess.Popen(web_server.command(str(port)), env=dict(environment))
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/delivery/v1/health/live")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def measure(
    asked: Sequence[tuple[str, Question]], folder: Path, *, rounds: int, seconds: float
) -> dict[str, dict[str, Any]]:
    """Of each question, asked at its address: what wrk told in each round, by the number of clients.

    In turn, so that a machine that gets slower does so for all.
    """
    files = {
        question.name: _written(folder / f"{number}.paths", question) for number, (_, question) in enumerate(asked)
    }
    found: dict[str, dict[str, Any]] = {
        question.name: {"what": question.what, "whom": question.whom, **{str(clients): [] for clients in CLIENTS}}
        for _, question in asked
    }
    for address, question in asked:  # Caches are warm.
        _wrk(address, files[question.name], 1, seconds)
    for number in range(rounds):
        for address, question in [*asked[number % len(asked) :], *asked[: number % len(asked)]]:
            for clients in CLIENTS:
                found[question.name][str(clients)].append(_wrk(address, files[question.name], clients, seconds))
    return found


def _written(file: Path, question: Question) -> Path:
    file.write_text("\n".join(question.paths) + "\n")
    return file


def _wrk(address: str, paths: Path, clients: int, seconds: float) -> dict[str, int]:
    command = ["wrk", "-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", "--timeout", "30s", "-s", str(SCRIPT)]
    for name, value in HEADERS.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run([*command, address, "--", str(paths)], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    if told["failed"]:
        sys.exit(f"{told['failed']} of {told['requests']} requests failed: the first of {paths.read_text()[:200]}")
    return told


def _wait_for(address: str, seconds: float = 60) -> None:
    request = urllib.request.Request(address, headers=HEADERS)
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(request, timeout=5).close()
        except OSError as error:
            if time.monotonic() > end:
                message = f"Nothing answers at {address}: {error}"
                raise UnavailableError(message) from error
            time.sleep(0.2)
        else:
            return
