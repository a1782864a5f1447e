"""The API's requests, answered before sessions, forms' tokens, messages and redirects, which it has no use for: half of its time."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import get_resolver

from .answers import fresh, given, keepable
from .kept import KeptAnswers, key_of

ROOT = "/delivery/"
FOR_EDITORS = "explain"
"""The one parameter for which a session is read."""

EMPTY = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
"""A length of nothing would be taken for that of the answer which the caller has."""


class StraightMiddleware:
    """Below the limits and the policies, which hold for the API too. The view is the same as it would be at the end of the line.

    It keeps answers for those who come with a key: others are mostly answered before (cms/doors/ahead.py).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._kept = KeptAnswers()
        # What no view caught becomes an answer here, as Django does it around each middleware.
        self._answer = cast("Callable[[HttpRequest], HttpResponseBase]", convert_exception_to_response(_answered))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOT) or FOR_EDITORS in request.META.get("QUERY_STRING", ""):
            return self.get_response(request)
        key = key_of(request.META)
        if kept := self._kept.find(key):
            return fresh(request, given(kept))
        response = self._answer(request)
        if isinstance(response, HttpResponse) and response.status_code not in EMPTY:
            response.setdefault("Content-Length", str(len(response.content)))
        if kept := keepable(response):
            self._kept.keep(key, kept)
        return response


def _answered(request: HttpRequest) -> HttpResponseBase:
    match = get_resolver().resolve(request.path_info)
    request.resolver_match = match
    return match.func(request, *match.args, **match.kwargs)
