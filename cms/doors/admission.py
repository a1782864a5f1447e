"""Who comes with a key, and who needs one: 401 and 403 before any work is done."""

from collections.abc import Callable

from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from cms.delivery.faults import answered
from cms.delivery.problems import KEY_REFUSED, SCOPE_MISSING, ProblemError, respond

from . import keys
from .addresses import visitor
from .limits import HOLDER, refused, shared
from .models import ApiKey
from .usage import Usage

CHALLENGE = 'Bearer realm="Topichub"'
FOR_ONE_CALLER = "private, max-age=0"
"""In place of what lets shared caches answer alone: they would go on doing so for whoever has no key, or one that is revoked."""

KNOWN = 1_000
"""Digests of right keys that a process remembers: only so that their holders are looked up though somebody guesses from the
same address, such as a hosting company's."""


class KeysMiddleware:
    """Below CORS, so that a browser can read the refusal; above the limits, which count by key where there is one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._limits = shared()
        self._usage = Usage()
        self._known: dict[str, None] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        scope = keys.scope_of(request.path_info)
        if scope is None or request.method == "OPTIONS":
            return self.get_response(request)
        response = self._answer(request, scope)
        if keys.are_required():
            patch_vary_headers(response, ["Authorization"])
            if "no-store" not in response.get("Cache-Control", ""):
                response["Cache-Control"] = FOR_ONE_CALLER
        return response

    def _answer(self, request: HttpRequest, scope: str) -> HttpResponseBase:
        given = keys.presented(request)
        if given is None:
            return _without_key(request) if keys.are_required() else self.get_response(request)
        found = self._found(request, given)
        if isinstance(found, HttpResponseBase):
            return found
        # In the open, the token is what a preview needs.
        is_needed = keys.are_required() or scope != "preview"
        response = (
            _without_scope(request, scope) if is_needed and scope not in found.scopes else self._let_in(request, found)
        )
        self._usage.note(found, response)
        return response

    def _let_in(self, request: HttpRequest, key: ApiKey) -> HttpResponseBase:
        request.META[HOLDER] = f"key {key.pk}"
        return self.get_response(request)

    def _found(self, request: HttpRequest, given: str) -> ApiKey | HttpResponseBase:
        """The key, or the refusal of what is none. Guesses are counted by address, and past the limit not even looked up."""
        who, digest = visitor(request), keys.digest(given)
        if who and digest not in self._known and (seconds := self._limits.wait(("WRONG_KEYS",), who, counting=False)):
            return refused(request, seconds)
        try:
            key = keys.found(given)
        except DatabaseError as error:
            # No view is reached that would say so: who asks is told when to try again, as without a key.
            return answered(request, error)
        if key:
            self._remember(digest)
            return key
        self._known.pop(digest, None)
        if who and (seconds := self._limits.wait(("WRONG_KEYS",), who)):
            return refused(request, seconds)
        detail = "The key in the header Authorization is wrong, unknown or revoked."
        headers = {"WWW-Authenticate": f'{CHALLENGE}, error="invalid_token"'}
        return respond(request, ProblemError(KEY_REFUSED, detail, headers=headers))

    def _remember(self, digest: str) -> None:
        if digest not in self._known and len(self._known) >= KNOWN:
            self._known.clear()
        self._known[digest] = None


def _without_key(request: HttpRequest) -> HttpResponseBase:
    detail = "This needs a key, in the header Authorization: Bearer th_…"
    return respond(request, ProblemError(KEY_REFUSED, detail, headers={"WWW-Authenticate": CHALLENGE}))


def _without_scope(request: HttpRequest, scope: str) -> HttpResponseBase:
    headers = {"WWW-Authenticate": f'{CHALLENGE}, error="insufficient_scope", scope="{scope}"'}
    return respond(request, ProblemError(SCOPE_MISSING, f"The key has not the scope {scope}.", headers=headers))
