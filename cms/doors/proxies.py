"""Behind a proxy every request comes from the proxy. What it says of the visitor counts, and from nobody else."""

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

Application = Callable[..., Any]


def behind(application: Application, trusted: list[str]) -> Application:
    """`application`, told the visitor's address where a `trusted` proxy (an address, or a network) passes a request on.

    X-Forwarded-For is read from its end, up to the first address that is no proxy's: what stands before, anybody can write.
    Without trusted proxies the header means nothing. Raises ImproperlyConfigured for what is no address: "*" among them.
    """
    if wrong := list(unreadable(trusted)):
        message = f"TOPICHUB_TRUSTED_PROXIES holds “{wrong[0]}”, which is no address and no network."
        raise ImproperlyConfigured(message)
    return wrap_wsgi_with_proxy_headers(application, trusted) if trusted else application


def unreadable(trusted: Iterable[str]) -> Iterable[str]:
    return (each for each in trusted if not _is_network(each))


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True
