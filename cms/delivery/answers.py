"""Stored bytes → an HTTP answer: the origin put in, an ETag that covers it, how long caches may keep it."""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from cms.published.log import digest
from cms.published.purges import ANY_CHANGE
from cms.published.schema.base import ORIGIN
from cms.published.sites import Scope
from cms.published.state import State

from .encodings import SHORTEST, chosen, encoded
from .kept import Kept
from .problems import METHOD_NOT_ALLOWED, ProblemError, respond

JSON = "application/json"
CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-while-revalidate=60"
"""A browser asks again each time, which costs it a 304; a shared cache may answer alone for a minute, and for one more
while it fetches."""

LONGEST_TAGS = 4_000
"""Characters; caches refuse answers with headers of 8 kB. What depends on more than that is forgotten at any change."""

METHODS = "GET, HEAD, OPTIONS"
KEPT = ("ETag", "Cache-Control", "Cache-Tag", "Surrogate-Key", "Vary", "Link")
"""Headers of a 304: what caches put on the answer that they have."""

_TOKEN = ORIGIN.encode()
View = Callable[..., HttpResponseBase]


class Answer(HttpResponse):
    """`state`: the log's, where the answer comes from nothing else."""

    state: State | None = None


class NotModified(HttpResponseNotModified):
    """`whole`: what the caller has already."""

    def __init__(self, whole: HttpResponse) -> None:
        super().__init__(headers={name: whole[name] for name in KEPT if name in whole})
        self.whole = whole


def given(kept: Kept) -> Answer:
    answer = Answer(kept.body, headers=kept.headers)
    answer.state = kept.as_of
    return answer


def keepable(response: HttpResponseBase) -> Kept | None:
    """What may be kept of a response: an answer that depends on nothing but the log, whole, though a caller has it already."""
    whole = response.whole if isinstance(response, NotModified) else response
    if not isinstance(whole, Answer) or whole.state is None:
        return None
    return Kept(whole.content, dict(whole.items()), whole.state)


def sent(body: bytes, scope: Scope, *, tags: Iterable[str] = (), stored_etag: str = "", of_log: bool = False) -> Answer:
    """An answer with `body`, the origin token in it replaced by the scope's.

    `tags`: what it depends on, for purging. `stored_etag`: of the stored bytes, where they are sent as they are; without it
    the bytes that go out are hashed. `of_log`: nothing is in it but what the log, the sites and the day say.
    """
    body = with_origin(body, scope.origin)
    etag = digest(f"{stored_etag} {scope.origin}".encode()) if stored_etag else digest(body)
    response = Answer(body, content_type=JSON)
    response.state = scope.state if of_log else None
    response["ETag"] = f'"{etag}"'
    tag(response, tags)
    return response


def tag(response: HttpResponse, tags: Iterable[str]) -> None:
    """Say what an answer depends on, in both ways that caches know: with commas, and with spaces."""
    named = tuple(dict.fromkeys(tags))
    if sum(map(len, named)) > LONGEST_TAGS:
        named = (ANY_CHANGE,)
    if named:
        response["Cache-Tag"] = ", ".join(named)
        response["Surrogate-Key"] = " ".join(named)


def with_origin(body: bytes, origin: str) -> bytes:
    return body.replace(_TOKEN, json.dumps(origin)[1:-1].encode())


def answering(view: View) -> View:
    """What every endpoint has in common: HEAD, OPTIONS, the error for other methods, ETag, 304, Cache-Control."""

    # Nothing is written here, so there is nothing to forge; and a refusal is to be a problem document too.
    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _empty()
        if request.method == "HEAD":
            request.method = "GET"
            response = answered(request, *args, **kwargs)
            request.method = "HEAD"
            return _headed(response) if isinstance(response, HttpResponse) else response
        if request.method != "GET":
            return _refused(request)
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and response.status_code == HTTPStatus.OK:
            return _finished(request, response)
        return response

    return answered


def _empty() -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": METHODS})
    del response["Content-Type"]
    return response


def _refused(request: HttpRequest) -> HttpResponse:
    detail = f"{(request.method or '')[:20]} is not answered here; only {METHODS}."
    return respond(request, ProblemError(METHOD_NOT_ALLOWED, detail, headers={"Allow": METHODS}))


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with what caches need to know, in an encoding that the caller reads; or 304 where it has it already."""
    response.setdefault("Cache-Control", CACHE_CONTROL)
    if "no-store" in response["Cache-Control"]:
        return response
    response.setdefault("ETag", f'"{digest(response.content)}"')
    if len(response.content) >= SHORTEST:
        _encode(request, response)
    response["Content-Length"] = str(len(response.content))
    return fresh(request, response)


def _encode(request: HttpRequest, response: HttpResponse) -> None:
    """Other bytes are another answer, and have another ETag."""
    patch_vary_headers(response, ["Accept-Encoding"])
    encoding = chosen(request.headers.get("Accept-Encoding", ""))
    if not encoding or response.headers.get("Content-Encoding"):
        return
    response.content = encoded(response.content, encoding)
    response["Content-Encoding"] = encoding
    response["ETag"] = f'{response["ETag"][:-1]}-{encoding}"'


def fresh(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, or 304 where the caller has it already."""
    return NotModified(response) if has(request.headers.get("If-None-Match", ""), response["ETag"]) else response


def has(condition: str, etag: str) -> bool:
    """Whether the caller has it, by a header If-None-Match. Weak comparison, as RFC 9110 asks for: a proxy that compresses may have
    weakened our ETag.
    """
    if not condition:
        return False
    held = [item.removeprefix("W/") for item in parse_etags(condition)]
    return held == ["*"] or etag in held


def _headed(response: HttpResponse) -> HttpResponse:
    """The same answer without its content, but with its length."""
    if response.status_code != HTTPStatus.NOT_MODIFIED:
        response.setdefault("Content-Length", str(len(response.content)))
    response.content = b""
    return response
