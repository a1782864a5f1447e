"""A request to a receiver that is slow, endless, elsewhere, or not who it says: real sockets, real TLS."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cms.webhooks import posting
from cms.webhooks.posting import post
from cms.webhooks.signing import signed

from .names import stand_for
from .receiver import Received, Receiver, Reply, always

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@contextmanager
def speaking(
    speak: Callable[[socket.socket], None], context: ssl.SSLContext | None = None, *, greets: bool = False
) -> Iterator[int]:
    """A server that says to each who connects what `speak` writes, after the request or (`greets`) before it; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    plain, _ = server.accept()
                    with suppress(OSError), plain:
                        connection = context.wrap_socket(plain, server_side=True) if context else plain
                        with connection:
                            if not greets:
                                read_request(connection)
                            speak(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def read_request(connection: socket.socket) -> None:
    """All of it, its body `{}` last: what is closed with something unread takes the answer back."""
    request = b""
    while not request.endswith(b"{}"):
        part = connection.recv(65_536)
        if not part:
            return
        request += part


def drip(*, before: bytes = b"") -> Callable[[socket.socket], None]:
    """Say a byte now and then, for ever: no time-out between two bytes ends it."""

    def speak(connection: socket.socket) -> None:
        connection.sendall(before)
        stop = threading.Event()
        while not stop.wait(0.02):
            connection.sendall(b"x")

    return speak


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "WHOLE_SECONDS", 1.0)


def test_a_receiver_that_never_ends_its_headers_is_left(hurried: None) -> None:
    with speaking(drip(before=b"HTTP/1.1 200 OK\r\nX-Long: ")) as port:
        answer = post(f"http://127.0.0.1:{port}/", {}, "{}")
    assert (answer.status, answer.failure, answer.is_away) == (None, "No answer within 1 seconds.", True)


def test_a_receiver_that_says_nothing_is_left(hurried: None) -> None:
    silent = threading.Event()

    def say_nothing(_: socket.socket) -> None:
        silent.wait()

    with speaking(say_nothing) as port:
        answer = post(f"http://127.0.0.1:{port}/", {}, "{}")
        silent.set()
    assert (answer.status, answer.is_away) == (None, True)


def test_a_receiver_that_never_ends_its_greeting_is_left(hurried: None, settings: Any) -> None:
    """TLS greets in records of up to 16 kB; with a byte now and then, one of them takes a day."""
    with speaking(drip(before=b"\x16\x03\x03\x40\x00"), greets=True) as port:
        answer = post(f"https://127.0.0.1:{port}/", {}, "{}")
    assert (answer.status, answer.is_away) == (None, True)
    assert answer.failure == "No safe connection to 127.0.0.1 within 1 seconds."


def test_a_text_without_an_end_changes_nothing_of_the_status(hurried: None) -> None:
    with speaking(drip(before=b"HTTP/1.1 202 Accepted\r\n\r\n")) as port:
        answer = post(f"http://127.0.0.1:{port}/", {}, "{}")
    assert answer.is_success
    assert len(answer.text) < posting.MOST_BYTES  # It was left before it had said so much.


def test_no_more_of_an_answer_is_read_than_is_kept(receiver: Receiver) -> None:
    receiver.secret = SECRET
    with speaking(lambda connection: connection.sendall(b"HTTP/1.1 500 No\r\n\r\n" + b"a" * 1_000_000)) as port:
        answer = post(f"http://127.0.0.1:{port}/", {}, "{}")
    assert (answer.status, len(answer.text)) == (500, posting.MOST_BYTES)


def test_what_is_not_http_is_a_failure_like_any(hurried: None) -> None:
    with speaking(lambda connection: connection.sendall(b"SSH-2.0-OpenSSH\r\n")) as port:
        answer = post(f"http://127.0.0.1:{port}/", {}, "{}")
    assert answer.status is None
    assert answer.failure.startswith("No answer: ")


def signed_headers(body: str) -> dict[str, str]:
    return signed([SECRET], "msg_1", body, datetime.now(UTC))


def test_a_redirect_is_a_failure_that_says_where_to(receiver: Receiver) -> None:
    receiver.secret = SECRET
    receiver.reply = always(307, Location="http://169.254.169.254/latest/meta-data/")
    answer = post(receiver.url, signed_headers("{}"), "{}")
    assert (answer.status, answer.is_success) == (307, False)
    assert "169.254.169.254" in answer.failure
    assert "write that address" in answer.failure
    assert len(receiver.received) == 1


def test_proxies_of_the_environment_are_not_asked(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    receiver.secret = SECRET
    assert post(receiver.url, signed_headers("{}"), "{}").status == 204


def test_it_says_which_host_it_means_and_keeps_the_query(receiver: Receiver) -> None:
    receiver.secret = SECRET
    receiver.reply = lambda _: Reply(500, text=b"caf\xc3\xa9 \xff\x00")
    answer = post(receiver.url.replace("127.0.0.1", "localhost") + "?team=pain", signed_headers("{}"), "{}")
    [received] = receiver.received
    assert received.headers["host"] == receiver.url.split("/")[2].replace("127.0.0.1", "localhost")
    assert received.path == "/hook?team=pain"
    assert "cookie" not in received.headers
    assert answer.text.startswith("café")
    assert "\0" not in answer.text


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> ssl.SSLContext:
    """A certificate of hooks.example.org that this process trusts; the name stands for this machine."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=hooks.example.org", "-addext", "subjectAltName=DNS:hooks.example.org"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.TOPICHUB_WEBHOOKS = {"ALLOWED_HOSTS": ["hooks.example.org", "other.example.org"]}
    stand_for(monkeypatch, ["127.0.0.1"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def fine(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")


def test_the_certificate_must_be_of_the_name_though_the_connection_goes_to_a_number(certified: ssl.SSLContext) -> None:
    asked_for: list[str | None] = []
    certified.sni_callback = lambda _, name, __: asked_for.append(name)
    with speaking(fine, certified) as port:
        assert post(f"https://hooks.example.org:{port}/", {}, "{}").status == 204
        answer = post(f"https://other.example.org:{port}/", {}, "{}")
    assert asked_for == ["hooks.example.org", "other.example.org"]
    assert (answer.status, answer.is_away) == (None, True)
    assert "other.example.org" in answer.failure


def test_a_certificate_that_nobody_vouches_for_is_refused(
    certified: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with speaking(fine, certified) as port:
        answer = post(f"https://hooks.example.org:{port}/", {}, "{}")
    assert answer.status is None
    assert "certificate verify failed" in answer.failure


def test_the_next_address_of_a_name_is_tried(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TOPICHUB_WEBHOOKS = {"ALLOWED_HOSTS": ["hooks.example.org"]}
    stand_for(monkeypatch, ["127.9.9.9", "127.0.0.1"])
    receiver.secret = SECRET
    taken: list[Received] = []
    receiver.reply = lambda received: taken.append(received) or Reply()
    url = receiver.url.replace("127.0.0.1", "hooks.example.org")
    assert post(url, signed_headers("{}"), "{}").status == 204
    assert len(taken) == 1
