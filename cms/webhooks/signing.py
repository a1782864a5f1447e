"""Secrets, and the headers that they sign, as the Standard Webhooks specification has them."""

import base64
import os
from collections.abc import Iterable
from datetime import datetime

from standardwebhooks import Webhook

SECRET_BYTES = 32
"""The specification asks for 24 to 64."""


def new_secret() -> str:
    return "whsec_" + base64.b64encode(os.urandom(SECRET_BYTES)).decode()


def signed(secrets: Iterable[str], message: str, body: str, now: datetime) -> dict[str, str]:
    """The headers of one try (`now`: UTC). With a signature by each secret, so that a receiver may know either."""
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(message, now, body) for secret in secrets),
    }
