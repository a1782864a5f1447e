"""Every exception → a problem document: those of ninja, of search, of Django, and those nobody foresaw."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from cms.published.listing import ForeignCursorError
from cms.published.sites import UnknownScopeError
from search.errors import EngineDownError, ForEditorsError, NotInIndexError

from .problems import (
    BAD_REQUEST,
    FOR_EDITORS,
    INTERNAL_ERROR,
    TYPES,
    FieldError,
    ProblemError,
    invalid,
    not_found,
    respond,
    unavailable,
)

logger = logging.getLogger(__name__)
requests = logging.getLogger("django.request")
DATABASE_RETRY = 10
"""Seconds; about as long as a database needs to start again."""


def handle(api: NinjaAPI) -> None:
    """Give `api` one handler for every exception; ninja's own have handlers of their own, which this replaces."""
    for kind in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, answered)


def answered(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    error = error if isinstance(error, Exception) else error()
    problem = next((tell(error) for kind, tell in _TOLD.items() if isinstance(error, kind)), None)
    if problem is None:
        got_request_exception.send(sender=None, request=request)
        requests.error("Internal Server Error: %s", request.path, exc_info=error, extra={"request": request})
        problem = ProblemError(INTERNAL_ERROR, "The server failed to answer this request; the fault is logged.")
    return respond(request, problem)


def _validation(error: ValidationError) -> ProblemError:
    return invalid(*map(_field_error, error.errors))


def _scope(error: UnknownScopeError) -> ProblemError:
    return invalid(FieldError(location="query", field=error.field, message=error.message, mend=error.mend))


def _cursor(_: ForeignCursorError) -> ProblemError:
    mend = "Take it from next_cursor of an answer to the same filters and order; leave it out to begin at the start."
    return invalid(FieldError(location="query", field="cursor", message="is none of this list.", mend=mend))


def _missing(error: Exception) -> ProblemError:
    return not_found(str(error) or "Nothing is published here.")


def _for_editors(error: ForEditorsError) -> ProblemError:
    return ProblemError(FOR_EDITORS, str(error))


def _engine(error: EngineDownError) -> ProblemError:
    # In the log, not in the answer: it names hosts and folders.
    logger.warning("Search cannot answer: %s", error)
    return unavailable("Search cannot answer now.", error.retry_after)


def _database(error: Exception) -> ProblemError:
    logger.error("The database does not answer", exc_info=error)
    return unavailable("The database does not answer now.", DATABASE_RETRY)


def _malformed(error: Exception) -> ProblemError:
    return ProblemError(BAD_REQUEST, "The request was refused as malformed.")


def _http(error: HttpError) -> ProblemError | None:
    type_ = next((type_ for type_ in TYPES.values() if type_.status == error.status_code), None)
    return ProblemError(type_, str(error)) if type_ else None


_TOLD: dict[type[Exception], Callable[[Any], ProblemError | None]] = {
    ProblemError: lambda error: error,
    ValidationError: _validation,
    UnknownScopeError: _scope,
    ForeignCursorError: _cursor,
    NotInIndexError: _missing,
    ForEditorsError: _for_editors,
    Http404: _missing,
    EngineDownError: _engine,
    OperationalError: _database,
    InterfaceError: _database,
    SuspiciousOperation: _malformed,
    HttpError: _http,
}
"""What callers are told; whatever is not here is a fault of ours."""


def _field_error(error: Mapping[str, Any]) -> FieldError:
    location, *path = error["loc"]
    # Within a list the place of the item comes last; before the name stands that of our own group of parameters.
    names = [step for step in path if isinstance(step, str)]
    kind, bounds = error["type"], error.get("ctx", {})
    own = error["msg"].removeprefix("Value error, ").removesuffix(".")
    said = {name: str(bound).replace("'", "") for name, bound in bounds.items()}
    message, mend = _WORDS.get(kind, ("{own}.", "See the documentation of this endpoint."))
    said["own"] = own
    return FieldError(
        location=location if location in ("path", "header") else "query",
        field=names[-1] if names else "",
        message=message.format(**said),
        mend=mend.format(**said),
    )


_WORDS = {
    "missing": ("is missing.", "Give it."),
    "int_parsing": ("is not a whole number.", "Give a whole number."),
    "int_parsing_size": ("is too large.", "Give a smaller number."),
    "bool_parsing": ("is neither true nor false.", "Give true or false."),
    "greater_than_equal": ("is too small.", "Give {ge} or more."),
    "less_than_equal": ("is too large.", "Give {le} or less."),
    "string_too_long": ("is too long.", "Shorten it to {max_length} characters."),
    "string_too_short": ("is too short.", "Give at least {min_length}."),
    "too_long": ("is given too often.", "Give it at most {max_length} times."),
    "literal_error": ("is not one of the known values.", "Choose one of: {expected}."),
    "unknown_name": ("has {name}, which is none of its values.", "{mend}"),
    "day": ("is no day.", "Write it such as {example}."),
    "moment": ("is no moment.", "Write it with its time zone, such as {example}."),
    "date_from_datetime_parsing": ("is a day that no calendar has.", "Write one such as 2026-05-31."),
    "datetime_from_date_parsing": ("is a moment that no clock shows.", "Write one such as 2026-05-31T12:00:00Z."),
    "datetime_parsing": ("is a moment that no clock shows.", "Write one such as 2026-05-31T12:00:00Z."),
    "timezone_aware": ("has no time zone.", "Add it: Z for UTC, or such as +02:00 (with its + as %2B)."),
    "string_pattern_mismatch": ("has another form than it should.", "See the documentation of this endpoint."),
}
"""What is wrong and how to mend it, by pydantic's type of error and with its bounds."""
