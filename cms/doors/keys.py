"""What a key is, where one is needed, and whether the one in a request is right.

A key is `th_`, a public part, and a secret of 256 random bits. Stored is a SHA-256 of it, not a slow hash: that is for
passwords, which people choose and others guess. Nobody guesses 256 bits, however fast he may try; and a slow hash would cost
each request more than its answer.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from .models import ApiKey

OPEN, REQUIRED = "open", "required"
SCOPES = ("published", "preview", "changes")
_API = ("/delivery/v1/", "/api/")
_WITHOUT = ("/delivery/v1/health/", "/delivery/v1/docs", "/delivery/v1/openapi.json", "/delivery/v1/problems/")
"""Health, for whoever watches over the site; and what explains the API, a refusal for want of a key among it."""

_OF_ENDPOINTS = {"/delivery/v1/preview": "preview", "/delivery/v1/changes": "changes"}
_FORM = re.compile(r"(th_[0-9a-f]{12})_[\w-]{43}", re.ASCII)
_PREFIX_BYTES, _SECRET_BYTES = 6, 32


@dataclass(frozen=True, slots=True)
class NewKey:
    """`key` is shown to whoever makes it, and kept nowhere."""

    key: str
    prefix: str
    digest: str


def new_key() -> NewKey:
    prefix = f"th_{secrets.token_hex(_PREFIX_BYTES)}"
    key = f"{prefix}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    return NewKey(key, prefix, digest(key))


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def are_required() -> bool:
    """A value that is neither of the two closes rather than opens; see checks.py."""
    return settings.TOPICHUB_API_KEYS != OPEN


def scope_of(path: str) -> str | None:
    """The scope that a key needs for this path; None where keys are not looked at."""
    if not path.startswith(_API) or path == "/delivery/v1/" or path.startswith(_WITHOUT):
        return None
    return _OF_ENDPOINTS.get(path, "published")


def presented(request: HttpRequest) -> str | None:
    """What the request gives as its key, right or wrong. Other ways to authorise, such as a proxy's password, are not ours."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else None


def found(key: str) -> ApiKey | None:
    """The key that this is; None for a wrong, unknown or revoked one. Asked each time, so that a revoked key is none at once."""
    form = _FORM.fullmatch(key)
    held = ApiKey.objects.filter(prefix=form[1], revoked_at=None).first() if form else None
    return held if held and constant_time_compare(held.digest, digest(key)) else None
