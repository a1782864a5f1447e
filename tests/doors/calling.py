"""Asking a WSGI application as a web server does, each rule of PEP 3333 looked at on the way."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@dataclass(frozen=True, slots=True)
class Told:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def call(application: Callable[..., Any], path: str, /, **environ: str | None) -> Told:
    """What it answers to a path with its query. `environ`: as WSGI calls things, HTTP_HOST among them; None leaves one out."""
    name, _, query = path.partition("?")
    whole: dict[str, Any] = {"SCRIPT_NAME": "", "PATH_INFO": name, "QUERY_STRING": query, "REMOTE_ADDR": "192.0.2.1"}
    setup_testing_defaults(whole)
    whole = {name: value for name, value in (whole | environ).items() if value is not None} | {"wsgi.input": BytesIO()}
    heads: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> Callable[[bytes], Any]:
        heads.append((status, headers))
        return BytesIO().write

    with _connections_left_open():
        answer: Any = validator(application)(whole, start)
        body = b"".join(answer)
        answer.close()
    [(status, headers)] = heads
    assert len({name.lower() for name, _ in headers}) == len(headers), "a header is sent twice"
    return Told(int(status[:3]), dict(headers), body)


@contextmanager
def _connections_left_open() -> Iterator[None]:
    """Or Django would close the test's own transaction with the request, as its test client knows too."""
    signals = request_started, request_finished
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
