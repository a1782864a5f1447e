"""A TCP proxy before a server, which can be down, hold back every byte, or reset each connection."""

import socket
import struct
import threading
from enum import StrEnum, auto

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_CHUNK = 1 << 16


class Mode(StrEnum):
    OPEN = auto()
    DOWN = auto()
    SLOW = auto()
    RESET = auto()


class Proxy:
    """Listens on a port of its own. A new mode holds for connections that are there already, too."""

    def __init__(self, host: str, port: int) -> None:
        self._target = host, port
        self._mode = Mode.OPEN
        self._flowing = threading.Event()
        self._flowing.set()
        self._ended = threading.Event()
        self._pairs: list[socket.socket] = []
        self._listener = self._listening(0)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def set(self, mode: Mode) -> None:
        """Behave like this from now on."""
        was_down, self._mode = self._mode is Mode.DOWN, mode
        if mode is Mode.SLOW:
            self._flowing.clear()
        else:
            self._flowing.set()
        if mode in (Mode.DOWN, Mode.RESET):
            self._reset_all()
        if mode is Mode.DOWN:
            self._listener.close()
        elif was_down:
            self._listener = self._listening(self.port)

    def close(self) -> None:
        self._ended.set()
        self._flowing.set()
        self._listener.close()
        self._reset_all()

    def _listening(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        listener.settimeout(0.1)
        return listener

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:  # Nobody came, or we are down.
                self._ended.wait(0.01)
                continue
            client.settimeout(None)
            if self._mode is Mode.RESET:
                _reset(client)
                continue
            server = socket.create_connection(self._target)
            self._pairs += [client, server]
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while some := source.recv(_CHUNK):
                self._flowing.wait()
                sink.sendall(some)
        except OSError:  # The other side has gone, or a reset took both.
            pass
        finally:
            source.close()
            sink.close()

    def _reset_all(self) -> None:
        pairs, self._pairs = self._pairs, []
        for one in pairs:
            _reset(one)


def _reset(connection: socket.socket) -> None:
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # It is closed already.
        pass
    connection.close()
