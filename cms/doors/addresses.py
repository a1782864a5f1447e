"""Whom a request comes from, as far as limits and locks care: one address, or the network that one visitor has."""

import ipaddress
from functools import lru_cache

from django.http import HttpRequest

ONE_VISITOR = 64
"""Bits of an IPv6 address that providers give to one household or machine; the others it may choose anew each time."""


def visitor(request: HttpRequest) -> str | None:
    """The visitor's address, an IPv6 one as the first of its network; None where the server says none that can be read.

    `REMOTE_ADDR` is the visitor's own: cms/wsgi.py has put what trusted proxies say in its place.
    """
    return visitor_at(request.META.get("REMOTE_ADDR") or "")


@lru_cache(maxsize=4_096)
def visitor_at(address: str) -> str | None:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    # A socket for both versions shows IPv4 visitors as ::ffff:192.0.2.1, which would all be of one network.
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), ONE_VISITOR), strict=False).network_address)
