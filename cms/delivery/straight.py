"""The API's requests, answered before sessions, forms' tokens, messages and redirects, which it has no use for: half of its time."""

from collections.abc import Callable
from typing import cast

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import get_resolver

from .answers import Answer, NotModified, fresh
from .kept import KeptAnswers

ROOT = "/delivery/"
FOR_EDITORS = "explain"
"""The one parameter for which a session is read."""


class StraightMiddleware:
    """Below the limits and the policies, which hold for the API too. The view is the same as it would be at the end of the line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._kept = KeptAnswers()
        # What no view caught becomes an answer here, as Django does it around each middleware.
        self._answer = cast("Callable[[HttpRequest], HttpResponseBase]", convert_exception_to_response(_answered))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOT) or FOR_EDITORS in request.META.get("QUERY_STRING", ""):
            return self.get_response(request)
        if kept := self._kept.find(request):
            return fresh(request, kept)
        response = self._answer(request)
        if isinstance(response, HttpResponse) and "Content-Length" not in response:
            response["Content-Length"] = str(len(response.content))
        whole = response.whole if isinstance(response, NotModified) else response
        if isinstance(whole, Answer):
            self._kept.keep(request, whole)
        return response


def _answered(request: HttpRequest) -> HttpResponseBase:
    match = get_resolver().resolve(request.path_info)
    request.resolver_match = match
    return match.func(request, *match.args, **match.kwargs)
