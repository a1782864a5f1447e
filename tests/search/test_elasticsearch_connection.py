"""A server that is away, stalls, or wants to know who asks: always a clear word, soon, and never a password in it."""

import base64
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from scripts.machine import free_port
from search.engines.elasticsearch import from_settings
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.errors import EngineDownError
from search.plans import Completion, Filters, Lookup, Plan
from tests.search.engine_contract.asking import HERE, words

NAME = "pages-20260101t000000000000-ffff"

READING: dict[str, Callable[[ElasticsearchEngine], object]] = {
    "search": lambda engine: engine.search(Plan(Filters(HERE), words("pain"))),
    "look_up": lambda engine: engine.look_up(Lookup(HERE, ("pain",), ("pain",))),
    "complete": lambda engine: engine.complete(Completion(HERE, ("pain",))),
    "keep": lambda engine: engine.keep([1]),
}
WRITING: dict[str, Callable[[ElasticsearchEngine], object]] = {
    "generations": lambda engine: engine.generations(),
    "create": lambda engine: engine.create(),
    "apply": lambda engine: engine.apply(NAME, [], 1),
    "activate": lambda engine: engine.activate(NAME),
    "drop": lambda engine: engine.drop(NAME),
    "dump": lambda engine: list(engine.dump(NAME)),
}


@pytest.mark.parametrize("name", [*READING, *WRITING])
def test_a_server_that_is_away_is_told_without_the_password(name: str) -> None:
    port = free_port()
    engine = ElasticsearchEngine(Connection(f"http://elastic:secret@127.0.0.1:{port}"), "pages")
    with pytest.raises(EngineDownError, match=f"http://127.0.0.1:{port} cannot be reached") as told:
        (READING | WRITING)[name](engine)
    assert "secret" not in str(told.value)
    health = engine.health()
    assert (health.ok, health.generation) == (False, None)
    assert "secret" not in health.message


@pytest.fixture
def stalling() -> Iterator[socket.socket]:
    """Takes connections, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_a_server_that_stalls_is_given_up_and_left_alone_for_a_moment(stalling: socket.socket) -> None:
    engine = ElasticsearchEngine(Connection(f"http://127.0.0.1:{stalling.getsockname()[1]}", read_seconds=0.1), "pages")
    with pytest.raises(EngineDownError, match=r"did not answer in 0\.1 s"):
        READING["search"](engine)
    stalling.accept()[0].close()
    for ask in READING.values():
        with pytest.raises(EngineDownError, match="did not answer"):
            ask(engine)
    assert not engine.health().ok
    stalling.settimeout(0)
    with pytest.raises(BlockingIOError):  # Nobody knocked again.
        stalling.accept()


class _Recording(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen = self.headers["authorization"]  # type: ignore[attr-defined]
        self.send_response(401)
        self.send_header("x-elastic-product", "Elasticsearch")
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"error": {"root_cause": [{"reason": "unable to authenticate user [elastic]"}]}}')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.mark.parametrize(
    ("user", "options", "header"),
    [
        ("elastic:p%40ss@", {}, f"Basic {base64.b64encode(b'elastic:p@ss').decode()}"),
        ("", {"ELASTICSEARCH_API_KEY": "a2V5"}, "ApiKey a2V5"),
    ],
)
def test_who_asks_is_told_to_the_server_and_a_refusal_to_us(user: str, options: dict[str, str], header: str) -> None:
    with HTTPServer(("127.0.0.1", 0), _Recording) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,)).start()
        url = f"http://{user}127.0.0.1:{server.server_port}"
        engine = from_settings({"ELASTICSEARCH_URL": url, "ELASTICSEARCH_PREFIX": "pages", **options})
        health = engine.health()
        engine.close()
        server.shutdown()
    assert server.seen == header  # type: ignore[attr-defined]
    assert health.message == (
        f"Elasticsearch at http://127.0.0.1:{server.server_port} answered 401: unable to authenticate user [elastic]."
    )


def test_a_server_that_is_something_else_is_told(stalling: socket.socket) -> None:
    def answer() -> None:
        connection = stalling.accept()[0]
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2\r\n\r\nhi")
        connection.close()

    threading.Thread(target=answer).start()
    engine = ElasticsearchEngine(Connection(f"http://127.0.0.1:{stalling.getsockname()[1]}"), "pages")
    with pytest.raises(EngineDownError, match="not Elasticsearch"):
        READING["search"](engine)
    engine.close()
