"""Nothing in the tests leaves this machine: a connection or look-up beyond loopback fails, naming where it would go."""

import ipaddress
import socket
from typing import Any

import pytest

LOCAL_NAMES = ("localhost", "", None)


class NetworkError(Exception):
    """Not an OSError: code that treats these as "the server is down" would hide the attempt."""


def is_local(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name or "")
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def block(patch: pytest.MonkeyPatch) -> None:
    """Guard connections and look-ups of this process for as long as the patch lasts."""

    def guard(owner: Any, name: str, host_of: Any) -> None:
        original = getattr(owner, name)

        def guarded(*args: Any, **kwargs: Any) -> Any:
            host = host_of(*args)
            if not is_local(host):
                msg = f"A test tried to reach {host!r}: tests use services on loopback only."
                raise NetworkError(msg)
            return original(*args, **kwargs)

        patch.setattr(owner, name, guarded)

    def of_socket(connection: socket.socket, address: Any) -> Any:
        return address[0] if connection.family in (socket.AF_INET, socket.AF_INET6) else None

    guard(socket.socket, "connect", of_socket)
    guard(socket.socket, "connect_ex", of_socket)
    guard(socket, "getaddrinfo", lambda host, *_: host)
    guard(socket, "gethostbyname", lambda host: host)
