"""Calling the application as a WSGI server does: the whole of it, without the network."""

from collections.abc import Callable
from typing import Any
from wsgiref.util import setup_testing_defaults


def ask(application: Callable[..., Any], path: str, **headers: str) -> tuple[str, int]:
    """The status of the answer to a path with its query, such as “200 OK”, and the bytes of its content, once they are there."""
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    environ["PATH_INFO"], _, environ["QUERY_STRING"] = path.partition("?")
    environ |= headers
    told: list[str] = []
    answer = application(environ, lambda status, _headers: told.append(status))
    size = sum(map(len, answer))
    if hasattr(answer, "close"):
        answer.close()
    return told[0], size
