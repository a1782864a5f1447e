"""The connection to Elasticsearch: how long we wait, and what its failures are called here."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from urllib.parse import urlsplit

from elastic_transport.client_utils import url_to_node_config
from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, TransportError

from search.errors import EngineDownError

READ_SECONDS = 2.0
"""A reader's longest wait. The server itself gives up a little earlier (`searching.SERVER_SECONDS`)."""

WRITE_SECONDS = 30.0
"""A batch's longest wait: the follower has no one to answer, and a busy node may take its time."""

PAUSE_SECONDS = 2.0
"""After a time-out, readers are refused at once for as long: else a node that hangs would hold every web thread."""

_UNAVAILABLE = 503


class Connection:
    """One client a process, made when first needed, safe to share between threads."""

    def __init__(
        self, url: str, api_key: str | None = None, ca_certs: str | None = None, read_seconds: float = READ_SECONDS
    ) -> None:
        self._url, self._api_key, self._ca_certs = url, api_key, ca_certs
        self._read_seconds = read_seconds
        self._lock = Lock()
        self._client: Elasticsearch | None = None
        self._refused_until = 0.0

    @property
    def place(self) -> str:
        """Where it is, without a password: for messages."""
        parts = urlsplit(self._url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")

    @contextmanager
    def reading(self) -> Iterator[Elasticsearch]:
        """Lend the client for a short read. Raises EngineDownError for whatever Elasticsearch cannot answer."""
        if monotonic() < self._refused_until:
            raise EngineDownError(self._timed_out(self._read_seconds))
        try:
            with self._lent(self._read_seconds) as client:
                yield client
        except ConnectionTimeout as error:
            self._refused_until = monotonic() + PAUSE_SECONDS
            raise EngineDownError(self._timed_out(self._read_seconds)) from error
        except (ApiError, TransportError) as error:
            raise EngineDownError(self._failed(error)) from error

    @contextmanager
    def writing(self) -> Iterator[Elasticsearch]:
        """Lend the client for writing and for the life of indices. Raises EngineDownError, as `reading` does."""
        try:
            with self._lent(WRITE_SECONDS) as client:
                yield client
        except ConnectionTimeout as error:
            raise EngineDownError(self._timed_out(WRITE_SECONDS)) from error
        except (ApiError, TransportError) as error:
            raise EngineDownError(self._failed(error)) from error

    @contextmanager
    def _lent(self, seconds: float) -> Iterator[Elasticsearch]:
        with self._lock:
            if self._client is None:
                self._client = self._made()
            client = self._client
        yield client.options(request_timeout=seconds)

    def _made(self) -> Elasticsearch:
        node = url_to_node_config(self._url, use_default_ports_for_scheme=True)
        if self._ca_certs:
            node = node.replace(ca_certs=self._ca_certs)
        return Elasticsearch(
            [node],
            api_key=self._api_key,
            # A connection that the server closed while it lay idle deserves one more try; a time-out and a busy
            # server do not: the reader waits already, and the follower has its own patience.
            max_retries=1,
            retry_on_timeout=False,
            retry_on_status=(),
        )

    def close(self) -> None:
        """Close the sockets; the next use opens new ones."""
        with self._lock:
            client, self._client = self._client, None
            self._refused_until = 0.0
        if client is not None:
            client.close()

    def _timed_out(self, seconds: float) -> str:
        return f"Elasticsearch at {self.place} did not answer in {seconds:g} s."

    def _failed(self, error: ApiError | TransportError) -> str:
        if isinstance(error, ApiError) and error.status_code == _UNAVAILABLE:
            return (
                f"Elasticsearch at {self.place} cannot read the index now ({reason(error)}). It may be starting "
                "up; if it stays so, build the index again: manage.py search_index rebuild."
            )
        if isinstance(error, ApiError):
            return f"Elasticsearch at {self.place} answered {error.status_code}: {reason(error)}."
        return f"Elasticsearch at {self.place} cannot be reached: {error.message}."


def reason(error: ApiError) -> str:
    """Say what Elasticsearch says, from the innermost cause: the outermost is often "all shards failed"."""
    told = error.body.get("error") if isinstance(error.body, dict) else None
    if not isinstance(told, dict):
        return str(error.message)
    causes = told.get("root_cause") or [told]
    return str(causes[0].get("reason") or told.get("reason") or error.message).rstrip(".")
