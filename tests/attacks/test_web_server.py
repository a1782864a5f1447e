"""What never reaches the application: the real web server answers requests that are too large or malformed, and stays up."""

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import port, web_server
from tests import factories
from tests.services import free_port

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
MEGABYTE = b"a" * 1_000_000
END = b"\r\nHost: localhost\r\nConnection: close\r\n\r\n"
SEARCH = b"GET /delivery/v1/search?q="
TOPICS = b"GET /delivery/v1/topics HTTP/1.1\r\nConnection: close\r\n"
REQUESTS: dict[str, tuple[bytes, set[int]]] = {
    "a query of 60 kB": (SEARCH + MEGABYTE[:60_000] + b" HTTP/1.1" + END, {422}),
    "a query of 100 kB": (SEARCH + MEGABYTE[:100_000] + b" HTTP/1.1" + END, {414}),
    "a query of 1 MB": (SEARCH + MEGABYTE + b" HTTP/1.1" + END, {414, 431}),
    "a path of 1 MB": (b"GET /" + MEGABYTE + b" HTTP/1.1" + END, {414, 431}),
    "10,000 parameters": (b"GET /delivery/v1/search?" + b"&a=1" * 10_001 + b" HTTP/1.1" + END, {400, 414}),
    "If-None-Match of 1 MB": (TOPICS + b'If-None-Match: "' + MEGABYTE + b'"' + END, {431}),
    "1,000 headers": (TOPICS + b"".join(b"X-%d: a\r\n" % number for number in range(1_000)) + END[2:], {431}),
    "no host": (TOPICS + b"\r\n", {400}),
    "two hosts": (TOPICS + b"Host: evil.example" + END, {400}),
    "another host": (TOPICS + b"Host: evil.example\r\n\r\n", {400}),
    "a host with a space": (TOPICS + b"Host: local host\r\n\r\n", {400}),
    "NUL in the path": (b"GET /\x00 HTTP/1.1" + END, {400}),
    "bytes that are no text": (b"GET /delivery/v1/topics/\xff\xfe HTTP/1.1" + END, {400, 404, 422}),
    "a body without an end": (
        b"POST /delivery/v1/topics HTTP/1.1\r\nContent-Length: 99999999999999999999" + END,
        {400},
    ),
    "two lengths": (b"POST /delivery/v1/topics HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4" + END, {400}),
    "no method": (b"\x00\x01\x02 / HTTP/1.1" + END, {400}),
    "another protocol": (b"GET / HTTP/9.9" + END, {400, 505}),
    "CONNECT": (b"CONNECT localhost:80 HTTP/1.1" + END, {400, 403, 404, 405}),
    "TRACE": (b"TRACE /delivery/v1/topics HTTP/1.1" + END, {405}),
    "OPTIONS *": (b"OPTIONS * HTTP/1.1" + END, {400, 404}),
}


@pytest.fixture
def server(command_environment: dict[str, str]) -> Iterator[int]:
    """The port of a web server as the demo starts it, on the test's database."""
    factories.site()
    number = free_port()
    # The tests' own settings answer for any host.
    environment = {**command_environment, "DJANGO_SETTINGS_MODULE": "tests.attacks.strict_hosts"}
    process = subprocess.Popen(web_server.command(str(number)), env=environment, cwd=ROOT)
    try:
        await_answer(number, process)
        yield number
    finally:
        process.terminate()
        process.wait()


def await_answer(number: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if status(number, b"GET /delivery/v1/health/live HTTP/1.1" + END) == 200:
                return
        except ConnectionRefusedError:
            time.sleep(0.2)
    message = "The web server does not answer."
    raise AssertionError(message)


def status(number: int, request: bytes) -> int:
    """The status of the answer; 0 where there is none."""
    with socket.create_connection((port.HOST, number), timeout=PATIENCE) as connection:
        connection.sendall(request)
        answer = b""
        while b"\r\n" not in answer and (some := connection.recv(65_536)):
            answer += some
    return int(answer.split(b" ")[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def test_every_request_is_answered(server: int) -> None:
    for what, (request, allowed) in REQUESTS.items():
        assert status(server, request) in allowed, what
    assert status(server, b"GET /delivery/v1/topics HTTP/1.1" + END) == 200
