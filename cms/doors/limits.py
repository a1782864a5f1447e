"""How often one visitor may ask. Refused before any work is done, for a flood must cost less than what it asks for."""

import logging
import math
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from limits import RateLimitItem, parse_many
from limits.errors import ConfigurationError, StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from cms.delivery.problems import TOO_MANY_REQUESTS, ProblemError, respond

from .addresses import visitor
from .counting import ProcessStorage

logger = logging.getLogger(__name__)

GROUPS = ("SEARCHES", "DELIVERY", "LOGINS", "KEY_SEARCHES", "KEYS", "WRONG_KEYS")
OF_KEYS = {"SEARCHES": "KEY_SEARCHES", "DELIVERY": "KEYS"}
"""What a request counts for that comes with a key, in place of what it would without."""

COUNTED = "topichub.counted"
"""In a request's `META` where it has been counted already, and may pass."""

HOLDER = "topichub.key"
"""Where a request's `META` says which key it came with: no header can set it, for those become HTTP_…"""

DELIVERY = "/delivery/"
UNLIMITED = "/delivery/v1/health/"
"""Whoever watches over the site asks from one address, and must not take a limit for a fault."""

SEARCHES = ("/delivery/v1/search", "/delivery/v1/suggest", "/search/")
FILLED_BY_SEARCH = (("/delivery/v1/articles/", "/related"), ("/delivery/v1/topics/", "/articles"))
WAGTAILS_API = "/api/"
"""A list of it costs more than a search."""

LOGINS = ("/admin/login/", "/admin/password_reset/", "/_util/login/", "/_util/authenticate_with_password/")
"""Where passwords are tried, and e-mails sent: hashing one takes a processor longer than a search."""

WITHOUT_STORAGE = 10.0
"""Seconds until a shared storage that did not answer is asked again."""

LONGEST_WAIT = 0.25
"""Seconds for a shared storage to answer."""


def groups_of(method: str | None, path: str) -> tuple[str, ...]:
    """The limits that a request counts for."""
    if path.startswith(DELIVERY):
        if path.startswith(UNLIMITED):
            return ()
        return ("DELIVERY", "SEARCHES") if _searches(path) else ("DELIVERY",)
    if path.startswith(WAGTAILS_API) or path in SEARCHES:
        return ("SEARCHES",)
    if method == "POST" and path.startswith(LOGINS):
        return ("LOGINS",)
    return ()


def _searches(path: str) -> bool:
    return path in SEARCHES or any(path.startswith(start) and path.endswith(end) for start, end in FILLED_BY_SEARCH)


class Limits:
    """The limits of `TOPICHUB_LIMITS`, counted in its storage; while that does not answer, in this process.

    Raises ImproperlyConfigured, with what to change.
    """

    def __init__(self, options: Mapping[str, str]) -> None:
        self._items = {group: limits_in(group, options[group]) for group in GROUPS}
        self._own = FixedWindowRateLimiter(ProcessStorage())
        self._chosen = FixedWindowRateLimiter(storage(options["STORAGE"]))
        self._ask_again = 0.0
        self._is_away = False

    def wait(self, groups: tuple[str, ...], who: str, *, counting: bool = True) -> int:
        """Seconds until this visitor may ask again; 0: now, and where `counting` that is counted."""
        if self._is_away and time.monotonic() < self._ask_again:
            return self._seconds(self._own, groups, who, counting)
        try:
            seconds = self._seconds(self._chosen, groups, who, counting)
        except StorageError as error:
            self._ask_again = time.monotonic() + WITHOUT_STORAGE
            if not self._is_away:
                logger.error("The storage of limits does not answer; each process counts for itself: %s", error)  # noqa: TRY400
            self._is_away = True
            return self._seconds(self._own, groups, who, counting)
        if self._is_away:
            self._is_away = False
            logger.warning("The storage of limits answers again.")
        return seconds

    def _seconds(self, limiter: FixedWindowRateLimiter, groups: tuple[str, ...], who: str, counting: bool) -> int:
        may = limiter.hit if counting else limiter.test
        for group in groups:
            for item in self._items[group]:
                if not may(item, group, who):
                    end = limiter.get_window_stats(item, group, who).reset_time
                    return max(1, math.ceil(end - time.time()))
        return 0


def shared() -> Limits:
    """Those of this process, for all that count in it. Raises ImproperlyConfigured."""
    return _made(tuple(settings.TOPICHUB_LIMITS.items()))


@lru_cache(maxsize=1)
def _made(options: tuple[tuple[str, str], ...]) -> Limits:
    return Limits(dict(options))


def forget() -> None:
    """Begin to count anew."""
    _made.cache_clear()


def limits_in(group: str, text: str) -> list[RateLimitItem]:
    """None where `text` is empty."""
    if not text.strip():
        return []
    try:
        found = parse_many(text)
    except ValueError as error:
        message = f"TOPICHUB_LIMITS['{group}'] is “{text}”, which is no limit such as “50/second;1200/minute”."
        raise ImproperlyConfigured(message) from error
    if not all(item.amount for item in found):
        message = f"TOPICHUB_LIMITS['{group}'] is “{text}”, which lets nobody in. For no limit, leave it empty."
        raise ImproperlyConfigured(message)
    return found


def storage(address: str) -> Storage:
    """Made, not asked: it need not answer now. The address may hold a password, so no message shows it."""
    scheme = address.partition(":")[0]
    # What a client of Redis calls them; other storages have their own ways, told in their addresses.
    waits = {"socket_timeout": LONGEST_WAIT, "socket_connect_timeout": LONGEST_WAIT}
    options = waits if scheme.startswith(("redis", "valkey")) else {}
    try:
        made = storage_from_string(address, wrap_exceptions=True, **options)
    except ConfigurationError as error:
        message = (
            f"TOPICHUB_LIMITS['STORAGE'] ({scheme}://…) is no storage that is known, or its client is not installed."
        )
        raise ImproperlyConfigured(message) from error
    except ValueError as error:
        message = f"TOPICHUB_LIMITS['STORAGE'] ({scheme}://…) is no address of a storage."
        raise ImproperlyConfigured(message) from error
    if not isinstance(made, Storage):
        message = f"TOPICHUB_LIMITS['STORAGE'] ({scheme}://…) is for asynchronous programs."
        raise ImproperlyConfigured(message)
    return made


class LimitsMiddleware:
    """429 for who asks too often, in the form of the answer that was asked for. Without an address or a key nobody is refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._limits = shared()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if COUNTED in request.META:
            return self.get_response(request)
        groups = groups_of(request.method, request.path_info)
        if holder := request.META.get(HOLDER):
            groups = tuple(OF_KEYS.get(group, group) for group in groups)
        if groups and (who := holder or visitor(request)) and (seconds := self._limits.wait(groups, who)):
            return refused(request, seconds)
        return self.get_response(request)


def refused(request: HttpRequest, seconds: int) -> HttpResponse:
    if request.path_info.startswith((DELIVERY, WAGTAILS_API)):
        whence = "with your key" if HOLDER in request.META else "from your address"
        detail = f"Too many requests came {whence}. Ask again in {seconds} seconds."
        return respond(request, ProblemError(TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(seconds)}))
    response = render(request, "429.html", {"seconds": seconds}, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
