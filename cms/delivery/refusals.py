"""What no address may hold: refused before any view or query sees it, for PostgreSQL and files fail on it."""

from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

from . import failures, pages

ANSWERED = ("/delivery/", "/api/", "/search/")
"""Addresses whose views say themselves which parameter it is."""

LONGEST_PATH = 2_000
"""Characters: Wagtail takes a number of any length in the addresses of uploads, and Python reads none of 5,000 digits."""

LONGEST_NAME = 255
"""Bytes of a file's name, on all common file systems: they fail on more."""


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


def upload(request: HttpRequest, path: str, document_root: Path) -> FileResponse | HttpResponseBase:
    """A file of one folder of uploads."""
    if any(len(name.encode()) > LONGEST_NAME for name in path.split("/")):
        message = "No file has so long a name."
        raise Http404(message)
    return serve(request, path, str(document_root))
