"""What Django answers when no view does: below /delivery/ problem documents, elsewhere pages for people."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from . import pages
from .faults import DATABASE_RETRY
from .problems import BAD_REQUEST, INTERNAL_ERROR, ProblemError, respond
from .problems import not_found as not_found_problem

ROOT = "/delivery/"


def no_endpoint(request: HttpRequest) -> HttpResponse:
    """For every address below /delivery/ that no endpoint has."""
    detail = f"There is no endpoint at {request.path[:200]}."
    if request.path.endswith("/"):
        detail += " Endpoints have no slash at their end."
    return respond(request, not_found_problem(f"{detail} The endpoints are listed at /delivery/v1/docs."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return no_endpoint(request) if request.path.startswith(ROOT) else pages.not_found(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django refuses before any view: an unknown host, too many parameters."""
    if request.path.startswith(ROOT):
        return respond(request, ProblemError(BAD_REQUEST, "The request was refused as malformed."))
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(ROOT):
        return respond(request, ProblemError(INTERNAL_ERROR, "The server failed to answer; the fault is logged."))
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        # An editor whose change had to wait too long for another's reads that nothing is lost, not “Server Error (500)”.
        return HttpResponse(
            render_to_string("503.html"),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Retry-After": str(DATABASE_RETRY), "Cache-Control": "no-store"},
        )
    return defaults.server_error(request)
