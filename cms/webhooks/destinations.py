"""Where events may be sent: to addresses that everybody on the internet can reach, and to nothing within our own network.

Editors write addresses, and our server asks them: an address such as http://169.254.169.254/ would have it ask for secrets
in our name. What decides is the numbers that a name stands for, looked up once; the connection then goes to these
very numbers, for a name may stand for others a moment later.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

PORTS = {"http": 80, "https": 443}
INTERNAL_NAMES = ("localhost", "local", "internal", "localdomain", "home.arpa")
MOST_ADDRESSES = 4
"""Tried in turn, of what a name stands for."""

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that is given out so far. Python calls more than this global, such as fec0::/10, which is a site's own."""

SPECIAL = tuple(ipaddress.IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "3fff::/20"))
"""Within it: Teredo and its like, and what documents use."""

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedError(Exception):
    """Nothing may be sent there. The message says why, in an editor's words."""


class UnknownNameError(Exception):
    """The name stands for no address now. The message names it."""


@dataclass(frozen=True, slots=True)
class Destination:
    """An address taken apart. `host`: lower case, without a dot at its end and without brackets."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def is_allowed_by_name(self) -> bool:
        allowed = settings.TOPICHUB_WEBHOOKS["ALLOWED_HOSTS"]
        return self.host in allowed or f"{self.host}:{self.port}" in allowed


def read(url: str) -> Destination:
    """Take `url` apart. Raises RefusedError for what is no address to send to, as far as that shows without asking for it."""
    destination = _apart(url)
    if not destination.is_allowed_by_name:
        _refuse_by_name(destination.host)
    return destination


def _apart(url: str) -> Destination:
    if not url.isascii() or any(char <= " " or char in "\\\x7f" for char in url):
        msg = (
            "Write the address without spaces, backslashes and letters such as ü: a name that has some is written xn--…"
        )
        raise RefusedError(msg)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        msg = f"This is no address: {error}."
        raise RefusedError(msg) from error
    if parts.scheme not in PORTS:
        msg = "Start the address with https:// or http://."
        raise RefusedError(msg)
    if "@" in parts.netloc:
        msg = "Leave out the user name and the password: events are signed, and say by that who sends them."
        raise RefusedError(msg)
    host = (parts.hostname or "").removesuffix(".")
    if not host or "%" in host:
        msg = "The address names no host."
        raise RefusedError(msg)
    if port == 0:
        msg = "There is no port 0."
        raise RefusedError(msg)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(parts.scheme, host, port or PORTS[parts.scheme], target)


def _refuse_by_name(host: str) -> None:
    is_one_word = "." not in host and ":" not in host
    if is_one_word or any(host == name or host.endswith(f".{name}") for name in INTERNAL_NAMES):
        _refuse(host, host)
    written = _written_as_numbers(host)
    if written is not None and not is_global(written):
        _refuse(host, str(written))


def _written_as_numbers(host: str) -> Address | None:
    """The address that a host is, in any way that resolvers read: 127.0.0.1, 127.1, 0x7f000001, 017700000001, 2130706433."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def looked_up(destination: Destination) -> list[str]:
    """The addresses to connect to, as numbers, looked up now. Raises RefusedError where one is not global, and
    UnknownNameError where there is none.
    """
    try:
        found = socket.getaddrinfo(destination.host, destination.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        msg = f"The name {destination.host} stands for no address now."
        raise UnknownNameError(msg) from error
    addresses = list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
    if not destination.is_allowed_by_name:
        for address in addresses:
            if not is_global(ipaddress.ip_address(address)):
                _refuse(destination.host, address)
    return addresses[:MOST_ADDRESSES]


def is_global(address: Address) -> bool:
    """Whether everybody on the internet can reach it. An IPv6 address that stands for an IPv4 one is judged by that."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_global(inner)
        if address not in GLOBAL_UNICAST or any(address in network for network in SPECIAL):
            return False
    return address.is_global and not address.is_multicast


def _refuse(host: str, address: str) -> None:
    stands = f"{host} is" if host == address else f"{host} stands for {address}, which is"
    msg = (
        f"{stands} no public address: events are sent to hosts on the internet only. Whoever runs this site can allow a "
        "host by name: TOPICHUB_WEBHOOK_HOSTS."
    )
    raise RefusedError(msg)
