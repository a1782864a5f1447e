"""One request to a receiver: to the address that was looked at, within bounds of time and size, no redirect followed."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse

from .destinations import Destination, RefusedError, UnknownNameError, looked_up, read

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 15.0
"""For all of it, however slowly a receiver speaks: a time-out of the socket begins anew with every byte."""

MOST_BYTES = 2_000
"""Read of an answer; the rest is not waited for."""


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
        return self.status is not None and not self.failure


def post(url: str, headers: Mapping[str, str], body: str) -> Answer:
    """Send `body` once. Whatever goes wrong on the way is an Answer, never an exception."""
    ends_at = time.monotonic() + WHOLE_SECONDS
    try:
        destination = read(url)
        addresses = looked_up(destination)
    except (RefusedError, UnknownNameError) as error:
        return Answer(failure=str(error), is_away=True)
    failure = "It has no address."
    for address in addresses:
        left = max(0.1, ends_at - time.monotonic())
        try:
            plain = socket.create_connection((address, destination.port), timeout=min(left, CONNECT_SECONDS))
        except OSError as error:
            failure = f"No connection to {address}: {error}"
            continue
        plain.settimeout(WHOLE_SECONDS)
        with _ended_after(left, plain) as is_over:
            return _sent(plain, destination, headers, body, is_over)
    return Answer(failure=failure, is_away=True)


def _sent(
    plain: socket.socket, destination: Destination, headers: Mapping[str, str], body: str, is_over: threading.Event
) -> Answer:
    try:
        connection = _secured(plain, destination)
    except (OSError, ValueError) as error:
        plain.close()
        return _no_answer(f"No safe connection to {destination.host}", error, is_over, is_away=True)
    with contextlib.closing(HTTPConnection(destination.host)) as http:
        http.sock = connection
        try:
            http.request("POST", destination.target, body.encode(), {**headers, **_plain_headers(destination)})
            response = http.getresponse()
        except (HTTPException, OSError, ValueError) as error:
            return _no_answer("No answer", error, is_over, is_away=isinstance(error, TimeoutError))
        if is_over.is_set():
            # Cut off by us in the middle of its headers, which reads like their end.
            return _no_answer("No answer", TimeoutError(), is_over, is_away=True)
        return _read(response)


def _secured(plain: socket.socket, destination: Destination) -> socket.socket:
    """With TLS where the address asks for it. The name of the certificate, and of SNI, is the one that an editor wrote."""
    if destination.scheme == "http":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=destination.host)


def _plain_headers(destination: Destination) -> dict[str, str]:
    return {
        "Host": destination.host_header,
        "Content-Type": "application/json",
        "User-Agent": "Topichub-Webhooks/1",
        "Connection": "close",
    }


def _read(response: HTTPResponse) -> Answer:
    """The answer; where it is no success, with the reason in words."""
    text = _first_bytes(response).decode(errors="replace").replace("\0", "\ufffd")
    failure, location = "", response.headers.get("Location", "")
    if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
        failure = f"It answered {response.status}."
    if location and HTTPStatus.MULTIPLE_CHOICES <= response.status < HTTPStatus.BAD_REQUEST:
        failure = f"It answered {response.status}: it is at {location[:150]} now. Redirects are not followed; write that address."
    return Answer(response.status, text, failure, response.headers.get("Retry-After", ""))


def _first_bytes(response: HTTPResponse) -> bytes:
    try:
        return response.read(MOST_BYTES)
    except (HTTPException, OSError, ValueError):
        # The status was told, and that decides. What is wrong with the text after it changes nothing.
        return b""


def _no_answer(what: str, error: Exception, is_over: threading.Event, *, is_away: bool) -> Answer:
    if is_over.is_set():
        return Answer(failure=f"{what} within {WHOLE_SECONDS:.0f} seconds.", is_away=True)
    return Answer(failure=f"{what}: {error}", is_away=is_away)


@contextlib.contextmanager
def _ended_after(seconds: float, connection: socket.socket) -> Iterator[threading.Event]:
    """Shut down `connection` after `seconds`, in whatever it is; the event then tells that this was us.

    By a second handle: TLS takes the first one over, and the library lets go of it once it has read an answer's headers.
    """
    is_over = threading.Event()
    with connection.dup() as handle:

        def end() -> None:
            is_over.set()
            with contextlib.suppress(OSError):  # The other side was quicker.
                handle.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield is_over
        finally:
            timer.cancel()
