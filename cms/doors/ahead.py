"""Kept answers, given before Django begins with the request: with all of its middleware, that takes longer than to find them.

They are given as all middleware made them the first time, and would make them again: `key_of` has what they go by. What else
they do is done here too: who asks is counted. Whoever comes with a key, or with what is not meant here, finds Django.
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from csp.constants import HEADER as POLICY

from cms.delivery.answers import Answer, has, keepable
from cms.delivery.kept import Kept, KeptAnswers, key_of

from . import keys
from .addresses import visitor_at
from .limits import COUNTED, DELIVERY, groups_of, shared

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

_OF_CONTENT = frozenset(("Content-Type", "Content-Length", "Content-Encoding", POLICY))
"""Headers that a 304 does not have."""

_OK, _NOT_MODIFIED = (f"{status.value} {status.phrase}" for status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED))


class Ahead:
    """A WSGI application that has the answers of `application` before it, where they are kept and still right."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._kept = KeptAnswers()
        self._limits = shared()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not _is_meant(environ):
            return self._application(environ, start_response)
        key = key_of(environ)
        if key in self._kept and self._may_pass(environ) and (kept := self._kept.find(key)):
            return _given(kept, environ, start_response)
        response = self._application(environ, start_response)
        # A 304 has not all of the headers.
        if isinstance(response, Answer) and response.status_code == HTTPStatus.OK and (kept := keepable(response)):
            self._kept.keep(key, kept)
        return response

    def _may_pass(self, environ: Environ) -> bool:
        """Count the request, and note that. Whoever asks too often finds Django, which refuses."""
        groups = groups_of(environ["REQUEST_METHOD"], environ["PATH_INFO"])
        who = visitor_at(environ.get("REMOTE_ADDR") or "")
        if groups and who and self._limits.wait(groups, who):
            return False
        environ[COUNTED] = True
        return True


def _is_meant(environ: Environ) -> bool:
    return environ["PATH_INFO"].startswith(DELIVERY) and "HTTP_AUTHORIZATION" not in environ and not keys.are_required()


def _given(kept: Kept, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if has(environ.get("HTTP_IF_NONE_MATCH", ""), kept.headers["ETag"]):
        start_response(_NOT_MODIFIED, [one for one in kept.headers.items() if one[0] not in _OF_CONTENT])
        return []
    start_response(_OK, [*kept.headers.items()])
    return [kept.body]
