"""A receiver as a reader of the specification would write it: a real server that verifies every event it gets."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError


@dataclass(frozen=True, slots=True)
class Received:
    id: str
    event: dict[str, Any]
    headers: dict[str, str]
    body: bytes
    path: str

    @property
    def page(self) -> tuple[int, int]:
        return self.event["data"]["id"], self.event["data"]["sequence"]


@dataclass(frozen=True, slots=True)
class Reply:
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    text: bytes = b""


def always(status: int, **headers: str) -> Callable[[Received], Reply]:
    return lambda _: Reply(status, {name.replace("_", "-"): value for name, value in headers.items()})


class Receiver:
    """`reply` decides the answer to each; `secret` verifies, once it is told. `received` is all that came, in order."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/hook"
        self.secret = ""
        self.received: list[Received] = []
        self.unverified: list[str] = []
        self.reply: Callable[[Received], Reply] = lambda _: Reply()

    @property
    def pages(self) -> list[tuple[int, int]]:
        return [one.page for one in self.received]

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Reply:
        try:
            event = Webhook(self.secret).verify(body, headers)
        except WebhookVerificationError as error:
            self.unverified.append(str(error))
            return Reply(401)
        received = Received(headers["webhook-id"], event, headers, body, path)
        self.received.append(received)
        return self.reply(received)


@contextmanager
def receiving() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = receiver.take(self.path, headers, body)
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.text))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.text)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name for it
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
