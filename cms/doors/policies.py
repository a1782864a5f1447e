"""What a browser may do with an answer: run, draw, load, be framed by. One policy for each kind of answer."""

from collections.abc import Mapping
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any

from csp.constants import HEADER, NONCE, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.preview.frontends import origins
from cms.published.editors import is_editor

from .limits import DELIVERY

ADMIN_PATH = "/admin/"
DOCS_PATH = "/delivery/v1/docs"
VIDEOS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
Directives = Mapping[str, Any]

DATA: Directives = {"default-src": [NONE], "frame-ancestors": [NONE]}
"""JSON, pictures, style sheets: nothing of them runs, even if a browser takes one for a page."""

READER: Directives = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [*VIDEOS],
    "form-action": [SELF],
    "base-uri": [NONE],
    # The admin shows previews in a frame.
    "frame-ancestors": [SELF],
}

API_DOCS: Directives = {
    **READER,
    # Swagger UI draws with styles and pictures that it writes itself.
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "frame-ancestors": [NONE],
}

ADMIN: Directives = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    # Wagtail's editor for rich text, its date picker and its dialogues write styles into what they draw.
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    # And the frontends that drafts are shown by: see `get_policy_parts`.
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
)

_DATA, _READER, _API_DOCS = (build_policy(dict(policy)) for policy in (DATA, READER, API_DOCS))
_asked: ContextVar[HttpRequest | None] = ContextVar("request_with_a_nonce", default=None)


def nonce() -> str:
    """The one that scripts of the present answer may carry; "" outside of any. Widgets are drawn without their request."""
    request = _asked.get()
    return str(getattr(request, "csp_nonce", "")) if request else ""


class PolicyMiddleware(CSPMiddleware):
    """The outermost: so that redirects, refusals and failures of the others have a policy too."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(DELIVERY):
            # None of its answers has a nonce: not even the page to try it on.
            return self.process_response(request, self.get_response(request))  # pyright: ignore[reportArgumentType] (as below)
        token = _asked.set(request)
        try:
            return super().__call__(request)  # pyright: ignore[reportReturnType] (never asynchronous under WSGI)
        finally:
            _asked.reset(token)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.setdefault("Permissions-Policy", PERMISSIONS)
        if HEADER in response or response.status_code == HTTPStatus.NOT_MODIFIED:
            # Caches put the headers of a 304, which has no type, on what they have: it keeps its own policy.
            return response
        if not response.get("Content-Type", "").startswith("text/html"):
            response[HEADER] = _DATA
        elif request.path_info.startswith(ADMIN_PATH):
            return super().process_response(request, response)
        else:
            response[HEADER] = _API_DOCS if request.path_info == DOCS_PATH else _READER
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Of the admin: the only kind with a nonce, which is new for each answer, and with the frontends of the preview panel."""
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        return PolicyParts(
            {**ADMIN, "frame-src": [SELF, *_frontends(request, response)]}, parts.update, parts.replace, parts.nonce
        )


def _frontends(request: HttpRequest, response: HttpResponseBase) -> list[str]:
    """None for strangers, whom they are not told; nor for failures, when the database may be what failed."""
    return origins() if response.status_code == HTTPStatus.OK and is_editor(request) else []
