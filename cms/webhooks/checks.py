"""Misconfigured webhooks, told at start-up."""

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution


def register_all() -> None:
    register(check_allowed_hosts, Tags.security, deploy=True)


def check_allowed_hosts(**_: object) -> list[CheckMessage]:
    """For a deployment alone: in development, receivers are on this machine."""
    allowed = settings.TOPICHUB_WEBHOOKS["ALLOWED_HOSTS"]
    if not allowed:
        return []
    return [
        Caution(
            f"Webhooks may be sent into your own network: {', '.join(allowed)}.",
            hint="Whoever may write an endpoint's address can have this server send requests there. Leave TOPICHUB_WEBHOOK_HOSTS "
            "out, unless a receiver of yours is there; then name it with its port, such as hooks.internal:8443.",
            id="webhooks.W001",
        )
    ]
