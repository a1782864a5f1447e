"""Misconfigured doors, told at start-up rather than by the first visitor who is refused, or is not."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured
from limits.errors import StorageError

from .keys import OPEN, REQUIRED
from .limits import GROUPS, limits_in, storage
from .proxies import unreadable

_HOW = "Write numbers and units, with semicolons between them, such as “50/second;1200/minute”; or leave it empty for no limit"


def register_all() -> None:
    register(check_settings, Tags.security)
    register(check_storage, Tags.security, deploy=True)


def check_settings(**_: object) -> list[CheckMessage]:
    options: Mapping[str, str] = settings.TOPICHUB_LIMITS
    problems: list[CheckMessage] = []
    for group in GROUPS:
        try:
            limits_in(group, options[group])
        except ImproperlyConfigured as error:
            hint = f"{_HOW} (environment: TOPICHUB_LIMIT_{group})."
            problems.append(Error(str(error), hint=hint, id="doors.E001"))
    try:
        storage(options["STORAGE"])
    except ImproperlyConfigured as error:
        hint = (
            "Give an address such as redis://127.0.0.1:6379/0, and install its client (pip install redis); or leave it out "
            "(environment: TOPICHUB_LIMITS_STORAGE)."
        )
        problems.append(Error(str(error), hint=hint, id="doors.E002"))
    return [*problems, *_keys(settings.TOPICHUB_API_KEYS), *_proxies(settings.TOPICHUB_TRUSTED_PROXIES)]


def _keys(value: str) -> list[CheckMessage]:
    if value in (OPEN, REQUIRED):
        return []
    return [
        Error(
            f"TOPICHUB_API_KEYS is “{value}”, which is neither “{OPEN}” nor “{REQUIRED}”. Until it is one, keys are required.",
            hint=f"Write {OPEN} to answer who sends no key, or {REQUIRED} (environment: TOPICHUB_API_KEYS).",
            id="doors.E005",
        )
    ]


def _proxies(trusted: list[str]) -> list[CheckMessage]:
    """An entry that is no address would match none, and every visitor would seem to be the proxy."""
    return [
        Error(
            f"TOPICHUB_TRUSTED_PROXIES holds “{each}”, which is no address and no network.",
            hint="Write those of your proxies, such as 10.0.0.5 or 10.0.0.0/24, with commas between them. Not “*”: whoever "
            "asks could then say that he is somebody else (environment: TOPICHUB_TRUSTED_PROXIES).",
            id="doors.E004",
        )
        for each in unreadable(trusted)
    ]


def check_storage(**_: object) -> list[CheckMessage]:
    """Only for a deployment: it asks a server. No error, for the site does without."""
    try:
        answers: Any = storage(settings.TOPICHUB_LIMITS["STORAGE"]).check()
    except ImproperlyConfigured:
        return []  # Told by check_settings.
    except StorageError:
        answers = False
    if answers:
        return []
    return [
        Caution(
            "The storage of limits does not answer.",
            hint="Look at the address in TOPICHUB_LIMITS_STORAGE, and whether the server runs. Until it answers, each process "
            "counts requests for itself.",
            id="doors.W003",
        )
    ]
