"""What no address may hold: refused before any view or query sees it, for PostgreSQL and files fail on it."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from . import failures, pages

ANSWERED = ("/delivery/", "/api/", "/search/")
"""Addresses whose views say themselves which parameter it is."""

LONGEST_PATH = 2_000
"""Characters: Wagtail takes a number of any length in the addresses of uploads, and Python reads none of 5,000 digits."""


class AddressMiddleware:
    """A NUL character or 2,000 others make a path the address of nothing (404); a NUL in a query is malformed (400)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(ANSWERED):
            return self.get_response(request)
        if "\x00" in request.path_info or len(request.path_info) > LONGEST_PATH:
            return pages.not_found(request)
        if any("\x00" in text for name, values in request.GET.lists() for text in (name, *values)):
            return failures.bad_request(request, BadRequest())
        return self.get_response(request)
