"""A token: a signed reference to one kept draft. It says nothing of the draft, and no time but its own."""

from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

LIFETIME = timedelta(minutes=15)
LONGEST = 200
_SALT = "cms.preview.tokens"


class UnreadableTokenError(Exception):
    """Not made here, or altered since."""


class ExpiredTokenError(Exception):
    """Made here, more than `LIFETIME` ago."""


def signed(draft_id: UUID) -> str:
    return _signer().sign(draft_id.hex)


def read(token: str) -> UUID:
    """The draft's id. Raises UnreadableTokenError, or ExpiredTokenError."""
    try:
        return UUID(hex=_signer().unsign(token, max_age=LIFETIME))
    except SignatureExpired as error:
        raise ExpiredTokenError from error
    except BadSignature as error:
        raise UnreadableTokenError from error


def _signer() -> TimestampSigner:
    # A point needs no escape in an address; Django's own colon does.
    return TimestampSigner(salt=_SALT, sep=".")
