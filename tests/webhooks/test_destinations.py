"""Addresses inside our own network, in every way that they can be written, are asked for nothing."""

import ipaddress
import socket
from typing import Any

import pytest

from cms.webhooks.checks import check_allowed_hosts
from cms.webhooks.destinations import RefusedError, UnknownNameError, is_global, looked_up, read
from cms.webhooks.posting import post

from .names import stand_for
from .receiver import Receiver


@pytest.fixture(autouse=True)
def no_host_is_allowed(settings: Any) -> None:
    settings.TOPICHUB_WEBHOOKS = {"ALLOWED_HOSTS": []}


INSIDE = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "0x7f000001",
    "0x7f.1",
    "0x7F.0.0.1",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "0",
    "0.0.0.0",  # noqa: S104  not bound, but refused
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "0xa9fea9fe",
    "169.254.43518",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "224.0.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "printer.local",
    "hooks.internal",
    "intranet",
    "127.0.0.1.",
    "127.1.",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[0:0:0:0:0:ffff:169.254.169.254]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a00:1]",
    "[64:ff9b:1::a00:1]",
    "[2002:7f00:1::]",
    "[2002:a00:1::1]",
    "[2002:a9fe:a9fe::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[ff0e::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[100::1]",
    "[5f00::1]",
]


@pytest.mark.parametrize("host", INSIDE)
@pytest.mark.parametrize("form", ["http://{}/", "https://{}:8443/hook"])
def test_an_inner_address_is_refused_when_it_is_written(host: str, form: str) -> None:
    with pytest.raises(RefusedError):
        read(form.format(host))


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("ftp://example.org/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("gopher://example.org/", "https://"),
        ("//example.org/", "https://"),
        ("example.org", "https://"),
        ("", "https://"),
        ("http://", "host"),
        ("http:///hook", "host"),
        ("http://ada:secret@example.org/", "password"),
        ("http://example.org@127.0.0.1/", "password"),
        ("http://127.0.0.1\\@example.org/", "backslashes"),
        ("http://example.org/a b", "spaces"),
        ("http://example.org/\r\nX-Header: 1", "spaces"),
        ("http://example.org/\x00", "spaces"),
        ("http://bücher.example/", "xn--"),
        ("http://①②⑦.0.0.1/", "xn--"),
        ("http://127。0。0。1/", "xn--"),
        ("http://example.org:99999/", "no address"),
        ("http://example.org:0/", "port 0"),
        ("http://[::1/", "no address"),
        ("http://[127.0.0.1]/", "no address"),
    ],
)
def test_what_is_no_address_to_send_to_is_told_in_words(url: str, word: str) -> None:
    with pytest.raises(RefusedError, match=word):
        read(url)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"]
)
def test_public_addresses_are_let(address: str) -> None:
    assert is_global(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["10.1.2.3"], ["::1"], ["64:ff9b::7f00:1"], ["8.8.8.8", "127.0.0.1"], ["fe80::1%eth0"]]
)
def test_a_name_that_stands_for_an_inner_address_is_refused(
    addresses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_for(monkeypatch, addresses)
    with pytest.raises(RefusedError, match=r"hooks\.example\.org stands for"):
        looked_up(read("https://hooks.example.org/"))


def test_a_name_of_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(UnknownNameError, match=r"nobody\.example"):
        looked_up(read("http://nobody.example/"))


def test_a_name_that_stands_for_something_else_the_second_time_is_asked_once(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = receiver.url.rpartition(":")[2].partition("/")[0]
    connected: list[Any] = []
    asked = stand_for(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])

    def connect(connection: socket.socket, address: Any) -> None:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    answer = post(f"http://rebinding.example:{port}/hook", {}, "{}")
    assert answer.is_away
    assert (asked, connected) == (["rebinding.example"], ["8.8.8.8"])
    assert receiver.received == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "localhost", "[::ffff:127.0.0.1]"])
def test_no_request_arrives_inside(host: str, receiver: Receiver) -> None:
    answer = post(receiver.url.replace("127.0.0.1", host), {}, "{}")
    assert (answer.status, answer.is_away) == (None, True)
    assert "no public address" in answer.failure
    assert (receiver.received, receiver.unverified) == ([], [])


def test_a_host_that_is_allowed_by_name_is_let(settings: Any) -> None:
    settings.TOPICHUB_WEBHOOKS = {"ALLOWED_HOSTS": ["127.0.0.1:8080", "hooks.internal"]}
    assert looked_up(read("http://127.0.0.1:8080/")) == ["127.0.0.1"]
    assert read("https://hooks.internal/").host == "hooks.internal"
    for url in ("http://127.0.0.1:8081/", "http://127.0.0.1/", "http://a.hooks.internal/"):
        with pytest.raises(RefusedError):
            read(url)


def test_hosts_that_are_allowed_are_told_of_in_a_deployment(settings: Any) -> None:
    assert check_allowed_hosts() == []
    settings.TOPICHUB_WEBHOOKS = {"ALLOWED_HOSTS": ["hooks.internal:8443"]}
    [told] = check_allowed_hosts()
    assert told.id == "webhooks.W001"
    assert "hooks.internal:8443" in told.msg
