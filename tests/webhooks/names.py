"""What names stand for, as a test has it. Numbers stand for themselves."""

import ipaddress
import socket
from typing import Any

import pytest


def stand_for(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Have every name stand for the first list of addresses at the first look-up, for the second at the next …

    Gives the names that were looked up, as they are.
    """
    asked: list[str] = []

    def answer(host: str, port: int, *_: object, **__: object) -> list[Any]:
        if is_numbers(host):
            return [place(host, port)]
        addresses = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [place(address, port) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def place(address: str, port: int) -> tuple[Any, ...]:
    """As `getaddrinfo` gives it."""
    family, where = (socket.AF_INET6, (address, port, 0, 0)) if ":" in address else (socket.AF_INET, (address, port))
    return family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", where


def is_numbers(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
