"""The one shape of every error below /delivery/: a problem document (RFC 9457). This is their catalogue."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from pydantic import Field

from cms.published.schema.base import Model

MEDIA_TYPE = "application/problem+json"
CATALOGUE = "/delivery/v1/problems/"


class FieldError(Model):
    """One fault of a request: where it is, what is wrong there, and how to mend it."""

    location: Literal["query", "path", "header"]
    field: str
    message: str
    mend: str


class Problem(Model):
    """What went wrong. `type` is an address that explains the kind of problem and how to mend it."""

    type: Annotated[str, Field(description="Absolute URL.")]
    title: str
    status: int
    detail: Annotated[str, Field(description="About this one occurrence, in words.")]
    instance: Annotated[str, Field(description="The path that was asked for.")]
    errors: Annotated[list[FieldError], Field(description="Each fault of the request; empty where none can be named.")]


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: `explanation` says when it happens, `mend` what the caller can do."""

    name: str
    status: int
    title: str
    explanation: str
    mend: str


BAD_REQUEST = ProblemType(
    "bad-request",
    400,
    "The request cannot be read",
    "The request is not well-formed, or it came for a host that this server does not answer for.",
    "Check the Host header and the encoding of the address. The operator allows hosts with the setting ALLOWED_HOSTS.",
)
KEY_REFUSED = ProblemType(
    "key-refused",
    401,
    "The key is not right",
    "This server answers only who has a key, and there is none in the request; or the key that is given is wrong, unknown "
    "or revoked, which is refused also where none is needed.",
    "Send the header Authorization: Bearer th_… with the whole key. Whoever looks after the site makes keys in the admin, "
    "under Settings → API keys.",
)
SCOPE_MISSING = ProblemType(
    "scope-missing",
    403,
    "The key does not open this",
    "A key has scopes: published for documents, lists and search; preview for drafts; changes for the feed. This one has "
    "not the one that is needed here.",
    "Ask whoever looks after the site to give the key the scope that WWW-Authenticate names.",
)
FOR_EDITORS = ProblemType(
    "for-editors",
    403,
    "This is for editors",
    "What explains search results is told to those who may use the admin, and to nobody else.",
    "Log in to the admin in the same browser and ask again; or leave the parameter explain out.",
)
NOT_FOUND = ProblemType(
    "not-found",
    404,
    "Nothing is published here",
    "No public document has this slug, id or path on this site in this language, or there is no such endpoint. "
    "A page that was unpublished, deleted or made private is answered like one that never was.",
    "Check the spelling and the parameters site and locale. GET /lookup?path= also follows redirects.",
)
PREVIEW_TOKEN_UNREADABLE = ProblemType(
    "preview-token-unreadable",
    403,
    "The preview token cannot be read",
    "The token of a preview was not made by this server, or it was cut off or altered on its way.",
    "Pass token on exactly as it came in the address that the preview panel opened, all of it.",
)
PREVIEW_ENDED = ProblemType(
    "preview-ended",
    403,
    "The preview has ended",
    "The editor who opened the preview has logged out, or may not edit the page any more, or the page is gone: which of "
    "them, nobody is told.",
    "Log in to the admin and open the preview again.",
)
PREVIEW_OF_ANOTHER_PAGE = ProblemType(
    "preview-of-another-page",
    404,
    "The preview is of another page",
    "A preview token is for one page, and the request names another one in type and slug.",
    "Show what is published of that page; or leave type and slug out, and look at what the token is for.",
)
PREVIEW_EXPIRED = ProblemType(
    "preview-expired",
    410,
    "The preview is too old",
    "A preview token is good for 15 minutes.",
    "Go back to the preview panel in the admin: it makes a new token whenever it shows the draft.",
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed",
    405,
    "This API is for reading",
    "Every endpoint answers GET, HEAD and OPTIONS, and nothing else.",
    "Use GET. Content is written in the admin, or imported by a command.",
)
CHECKPOINT_GONE = ProblemType(
    "checkpoint-gone",
    410,
    "The change feed started again",
    "The checkpoint in since is newer than anything in the feed: the database was restored or made anew.",
    "Forget what you have and follow the feed from since=0.",
)
INVALID_PARAMETERS = ProblemType(
    "invalid-parameters",
    422,
    "A parameter is wrong",
    "A parameter is unknown, missing, given twice, out of bounds, or holds a character that no text has.",
    "Each entry of errors names the parameter, says what is wrong with it and how to mend it.",
)
TOO_MANY_REQUESTS = ProblemType(
    "too-many-requests",
    429,
    "Too many requests",
    "More requests came from this address, or with this key, than one visitor may send in this time. Searches and wrong keys "
    "have limits of their own.",
    "Wait for the number of seconds in the header Retry-After. Keep what you have, and ask with If-None-Match whether it "
    "still holds; follow /changes rather than ask for everything again.",
)
INTERNAL_ERROR = ProblemType(
    "internal-error",
    500,
    "The server failed",
    "A fault of the server, not of the request. It has been logged with its details.",
    "Try again later; tell the operator the time and the address you asked for, if it stays.",
)
UNAVAILABLE = ProblemType(
    "unavailable",
    503,
    "Not available now",
    "Search or the database cannot answer at the moment. Documents do not need search, and are delivered without it.",
    "Try again after the number of seconds in the header Retry-After.",
)
TYPES = {
    type_.name: type_
    for type_ in (
        BAD_REQUEST,
        KEY_REFUSED,
        FOR_EDITORS,
        SCOPE_MISSING,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        CHECKPOINT_GONE,
        PREVIEW_TOKEN_UNREADABLE,
        PREVIEW_ENDED,
        PREVIEW_OF_ANOTHER_PAGE,
        PREVIEW_EXPIRED,
        INVALID_PARAMETERS,
        TOO_MANY_REQUESTS,
        INTERNAL_ERROR,
        UNAVAILABLE,
    )
}


class ProblemError(Exception):
    """Raised anywhere in the API; answered as a problem document."""

    def __init__(
        self,
        type_: ProblemType,
        detail: str,
        *,
        errors: Iterable[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.type = type_
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})


def not_found(detail: str) -> ProblemError:
    return ProblemError(NOT_FOUND, detail)


def invalid(*errors: FieldError) -> ProblemError:
    return ProblemError(
        INVALID_PARAMETERS, " ".join(f"{error.field}: {error.message}" for error in errors), errors=errors
    )


def unavailable(detail: str, retry_after: int) -> ProblemError:
    """`retry_after` in seconds."""
    return ProblemError(UNAVAILABLE, detail, headers={"Retry-After": str(retry_after)})


def respond(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """The problem document of an error. Never cached: what is missing now may be published in a second."""
    problem = Problem(
        type=_address(request, error.type),
        title=error.type.title,
        status=error.type.status,
        detail=error.detail,
        instance=request.path[:500],
        errors=error.errors,
    )
    headers = {"Cache-Control": "no-store", **error.headers}
    content = json.dumps(problem.model_dump(), ensure_ascii=False)
    return HttpResponse(content, status=error.type.status, content_type=MEDIA_TYPE, headers=headers)


def _address(request: HttpRequest, type_: ProblemType) -> str:
    try:
        return request.build_absolute_uri(f"{CATALOGUE}{type_.name}")
    except DisallowedHost:
        # A host we do not answer for must not come back in an address of ours.
        return f"{CATALOGUE}{type_.name}"
