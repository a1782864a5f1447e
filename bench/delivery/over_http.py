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
from types import MappingProxyType
from typing import Any

from bench.delivery.asked import CACHED, Question
from scripts import web_server
from scripts.machine import UnavailableError, apt_install, free_port

SCRIPT = Path(__file__).with_name("paths.lua")
HEADERS = {"X-Forwarded-Proto": "https", "Accept": "application/json"}
ENCODINGS = {"Accept-Encoding": "br, gzip, deflate"}
"""As a frontend asks: the `fetch` of Node over TLS. Who does not compress sends all of it."""

FEWEST, SLOW = 20, 4
"""Who answers fewer requests in a round than the first gets rounds so many times as long."""

WARMING = 5.0
"""Seconds."""

AT_REST, QUICK = 10, 0.005
"""A server that answers so often in a row within so many seconds has nothing else to do."""

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
        answers_at(f"{address}/delivery/v1/health/live")
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
    lasting: dict[str, float] = {}
    for address, question in asked:
        _warm(address, question)
        told = _wrk(address, files[question.name], 1, seconds)
        lasting[question.name] = seconds if told["requests"] >= FEWEST else SLOW * seconds
    for number in range(rounds):
        for address, question in [*asked[number % len(asked) :], *asked[: number % len(asked)]]:
            for clients in CLIENTS:
                told = _wrk(address, files[question.name], clients, lasting[question.name])
                _rest(asked[0][0])
                found[question.name][str(clients)].append(told)
    return found


def _rest(address: str, seconds: float = 30) -> None:
    """Wait until the server has done what wrk left it with: eight answers of API v2 to a search take it another five seconds."""
    end, quick = time.monotonic() + seconds, 0
    while quick < AT_REST and time.monotonic() < end:
        started = time.perf_counter()
        _get(f"{address}/delivery/v1/health/live").close()
        quick = quick + 1 if time.perf_counter() - started < QUICK else 0
        time.sleep(0.02)
    if quick < AT_REST:
        sys.exit(f"The server at {address} does not come to rest: what it answers next would take the blame.")


def _warm(address: str, question: Question) -> None:
    """Ask everything once, so that caches have it; of what takes long, a part, but for the cache that must have all of it."""
    end = time.perf_counter() + WARMING
    for path in question.paths:
        _get(address + path, ENCODINGS).close()
        if question.whom != CACHED and time.perf_counter() > end:
            return


def _written(file: Path, question: Question) -> Path:
    file.write_text("\n".join(question.paths) + "\n")
    return file


def _wrk(address: str, paths: Path, clients: int, seconds: float) -> dict[str, int]:
    command = ["wrk", "-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", "--timeout", "30s", "-s", str(SCRIPT)]
    for name, value in {**HEADERS, **ENCODINGS}.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run([*command, address, "--", str(paths)], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    if told["failed"]:
        sys.exit(f"{told['failed']} of {told['requests']} requests failed: the first of {paths.read_text()[:200]}")
    return told


def answers_at(address: str, seconds: float = 60) -> None:
    """Wait until something answers there. Raises UnavailableError."""
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


def every_article(address: str) -> Iterator[dict[str, Any]]:
    """The whole documents of a site's articles, from its own API."""
    query = "fields=*&limit=100"
    while query:
        with _get(f"{address}/delivery/v1/articles?{query}") as answer:
            content = json.load(answer)
        yield from content["items"]
        query = f"fields=*&limit=100&cursor={content['next_cursor']}" if content["next_cursor"] else ""


def _get(address: str, besides: Mapping[str, str] = MappingProxyType({})) -> Any:
    return urllib.request.urlopen(urllib.request.Request(address, headers={**HEADERS, **besides}), timeout=60)
