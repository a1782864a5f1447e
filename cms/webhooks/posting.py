"""One request to a receiver: to the address that was looked at, within bounds of time and size, no redirect followed."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from .destinations import Destination, RefusedError, UnknownNameError, looked_up, read

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 15.0
"""For all of it, however slowly a receiver speaks: a time-out of the socket begins anew with every byte."""

MOST_BYTES = 2_000
"""Read of an answer; the rest is not waited for."""

Connection = HTTPConnection | HTTPSConnection


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a try. `status` is None where there was no answer, and `failure` then says why.

    `is_away`: nobody was there at all, so that other events would fare no better now.
    """

    status: int | None = None
    text: str = ""
    failure: str = ""
    retry_after: str = ""
    is_away: bool = False

    @property
    def is_success(self) -> bool:
        return self.status is not None and HTTPStatus(200) <= self.status < HTTPStatus.MULTIPLE_CHOICES


def post(url: str, headers: Mapping[str, str], body: str) -> Answer:
    """Send `body` once. Whatever goes wrong on the way is an Answer, never an exception."""
    started = time.monotonic()
    try:
        destination = read(url)
        addresses = looked_up(destination)
    except (RefusedError, UnknownNameError) as error:
        return Answer(failure=str(error), is_away=True)
    answer = Answer(failure="It has no address.", is_away=True)
    for address in addresses:
        left = WHOLE_SECONDS - (time.monotonic() - started)
        if left <= 0:
            break
        connection = _connection(destination, address, min(left, CONNECT_SECONDS))
        with contextlib.closing(connection), _ended_after(left, connection) as ended:
            try:
                connection.connect()
            except (HTTPError, OSError, ValueError) as error:
                answer = Answer(failure=_told(f"No connection to {address}", error, ended), is_away=True)
                continue
            return _asked(connection, destination, headers, body.encode(), ended)
    return answer


def _connection(destination: Destination, address: str, seconds: float) -> Connection:
    if destination.scheme == "http":
        return HTTPConnection(address, destination.port, timeout=seconds)
    # The name of the certificate, and of SNI, is the one in the address that an editor wrote.
    return HTTPSConnection(
        address,
        destination.port,
        timeout=seconds,
        ssl_context=ssl.create_default_context(),
        server_hostname=destination.host,
        assert_hostname=destination.host,
    )


def _asked(
    connection: Connection, destination: Destination, headers: Mapping[str, str], body: bytes, ended: threading.Event
) -> Answer:
    sent = {
        **headers,
        "Host": destination.host_header,
        "Content-Type": "application/json",
        "User-Agent": "Topichub-Webhooks/1",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if connection.sock is not None:
        connection.sock.settimeout(WHOLE_SECONDS)
    try:
        connection.request(
            "POST", destination.target, body=body, headers=sent, preload_content=False, decode_content=False
        )
        response = connection.getresponse()
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        return Answer(
            failure=_told("No answer", error, ended), is_away=ended.is_set() or isinstance(error, TimeoutError)
        )
    if ended.is_set():
        # Cut off by us in the middle of its headers, which reads like their end.
        return Answer(failure=_told("No answer", TimeoutError(), ended), is_away=True)
    answered = Answer(
        status=response.status,
        text=_first_bytes(response).decode(errors="replace").replace("\0", "\ufffd"),
        retry_after=response.headers.get("Retry-After", ""),
    )
    return answered if answered.is_success else _with_reason(answered, response.headers.get("Location", ""))


def _first_bytes(response: BaseHTTPResponse) -> bytes:
    try:
        return response.read(MOST_BYTES)
    except (HTTPError, HTTPException, OSError, ValueError):
        # The status was told, and that decides. What is wrong with the text after it changes nothing.
        return b""


def _with_reason(answer: Answer, location: str) -> Answer:
    failure = f"It answered {answer.status}."
    if location and answer.status is not None and answer.status < HTTPStatus.BAD_REQUEST:
        failure = f"It answered {answer.status}: it is at {location[:150]} now. Redirects are not followed; write that address."
    return Answer(answer.status, answer.text, failure, answer.retry_after)


def _told(what: str, error: Exception, ended: threading.Event) -> str:
    if ended.is_set():
        return f"{what} within {WHOLE_SECONDS:.0f} seconds."
    return f"{what}: {error}"[:300]


@contextlib.contextmanager
def _ended_after(seconds: float, connection: Connection) -> Iterator[threading.Event]:
    """Shut the connection's socket after `seconds`, in whatever it is; the event then tells that this was us."""
    ended = threading.Event()

    def end() -> None:
        ended.set()
        if connection.sock is not None:
            with contextlib.suppress(OSError):  # The other side was quicker.
                # Not the method of an SSLSocket, which takes its layer away under the hands of who reads.
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield ended
    finally:
        timer.cancel()
