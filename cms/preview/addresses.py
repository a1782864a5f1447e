"""The address of a frontend: what an editor may set, what the preview panel opens, and what the admin's policy allows."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

OWN = ("token", "type", "slug", "locale")
"""Parameters that the panel adds; an address that had one already would have it twice."""

_is_url = URLValidator(
    schemes=["http", "https"], message="Write a whole address, such as https://www.example.org/draft."
)


def check_address(address: str) -> None:
    """Raises ValidationError for what is no place to send an editor's browser with a token."""
    _is_url(address)
    parts = urlsplit(address)
    if "@" in parts.netloc:
        message = "Leave out user name and password: everybody who may use the admin would read them."
        raise ValidationError(message)
    if "[" in parts.netloc:
        message = "Write the frontend's host name: browsers cannot be told to allow a bare IPv6 address in the panel."
        raise ValidationError(message)
    if "#" in address:
        message = "Leave out “#” and what follows: it never reaches the frontend's server."
        raise ValidationError(message)
    if taken := [name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if name in OWN]:
        message = f"Leave out the parameter “{taken[0]}”: the preview panel adds it."
        raise ValidationError(message)


def origin(address: str) -> str:
    """Scheme, host and port as a policy names them: in ASCII, whatever letters the host has."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    return f"{parts.scheme}://{host}:{parts.port}" if parts.port else f"{parts.scheme}://{host}"


def with_parameters(address: str, parameters: Mapping[str, str]) -> str:
    """`address`, which keeps the parameters that it has."""
    parts = urlsplit(address)
    query = "&".join(filter(None, (parts.query, urlencode(parameters))))
    return urlunsplit(parts._replace(query=query))
