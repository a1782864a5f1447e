"""How web processes see the index: the active generation's newest commit, without a restart."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import tantivy

from search.errors import EngineDownError, GenerationError

from .generations import Folders
from .likeness import Vectors
from .opening import open_index, unreadable
from .vocabulary import Vocabulary

_Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class View:
    """One commit of one generation. It stays readable while newer ones come."""

    generation: str
    searcher: tantivy.Searcher
    vocabulary: Vocabulary
    vectors: Vectors


@dataclass(slots=True)
class _Open:
    generation: str
    index: tantivy.Index
    stamp: _Stamp
    vectors: Vectors = field(default_factory=Vectors)
    view: View = field(init=False)

    def look(self) -> None:
        self.index.reload()
        searcher = self.index.searcher()
        self.view = View(self.generation, searcher, Vocabulary(searcher), self.vectors)


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
                self._open = _opened(name, folder)
                self._open.look()
            elif self._open.stamp != stamp:
                self._open.stamp = stamp
                self._open.look()
        except (GenerationError, OSError, ValueError) as error:
            self._open = None
            raise EngineDownError(unreadable(self._folders.pointer.parent / name, error)) from error
        return self._open.view

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._open = None


def _opened(name: str, folder: Path) -> _Open:
    stamp = _stamp(folder)  # Before the index is read: a commit in between is then seen again, not missed.
    return _Open(name, open_index(folder), stamp)


def _stamp(folder: Path) -> _Stamp:
    """Tantivy replaces this file at every commit: another inode, another time."""
    status = (folder / "meta.json").stat()
    return status.st_ino, status.st_mtime_ns, status.st_size
