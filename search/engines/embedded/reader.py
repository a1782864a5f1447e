"""How web processes see the index: the active generation's newest commit, without a restart."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import tantivy

from search.errors import EngineDownError, GenerationError

from .analysis import register
from .generations import Folders
from .integrity import damaged_file
from .vocabulary import Vocabulary

_Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class View:
    """One commit of one generation. It stays readable while newer ones come."""

    generation: str
    searcher: tantivy.Searcher
    vocabulary: Vocabulary


@dataclass(slots=True)
class _Open:
    generation: str
    index: tantivy.Index
    stamp: _Stamp
    view: View = field(init=False)

    def look(self) -> None:
        self.index.reload()
        searcher = self.index.searcher()
        self.view = View(self.generation, searcher, Vocabulary(searcher))


class Reader:
    """Keeps the active generation open. Each call costs a read of the pointer and a stat; a commit, a reload."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._lock = Lock()
        self._open: _Open | None = None

    def view(self) -> View:
        """Look at the newest commit of the active generation. Raises EngineDownError when there is none to look at."""
        name = self._folders.active()
        if name is None:
            message = (
                f"There is no search index yet in {self._folders.pointer.parent}: run manage.py search_index rebuild."
            )
            raise EngineDownError(message)
        with self._lock:
            return self._current(name)

    def _current(self, name: str) -> View:
        try:
            folder = self._folders.folder(name)
            stamp = _stamp(folder)
            if self._open is None or self._open.generation != name:
                self._open = opened(name, folder)
                self._open.look()
            elif self._open.stamp != stamp:
                self._open.stamp = stamp
                self._open.look()
        except (GenerationError, OSError, ValueError) as error:
            self._open = None
            message = (
                f"The search index “{name}” cannot be read ({error}). Build it again: manage.py search_index rebuild."
            )
            raise EngineDownError(message) from error
        return self._open.view

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._open = None


def opened(name: str, folder: Path, check: Callable[[Path], str | None] = damaged_file) -> _Open:
    """Open an index after checking its files. Raises ValueError or OSError when it is damaged."""
    damaged = check(folder)
    if damaged is not None:
        message = f"the file {damaged} is damaged"
        raise ValueError(message)
    stamp = _stamp(folder)  # Before the index is read: a commit in between is then seen again, not missed.
    index = register(tantivy.Index.open(str(folder)))
    index.config_reader("manual")
    return _Open(name, index, stamp)


def _stamp(folder: Path) -> _Stamp:
    """Tantivy replaces this file at every commit: another inode, another time."""
    status = (folder / "meta.json").stat()
    return status.st_ino, status.st_mtime_ns, status.st_size
