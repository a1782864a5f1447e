"""The folders that the generations live in, and the pointer to the active one.

EMBEDDED_PATH/active                       the name of the active generation, replaced in one step
EMBEDDED_PATH/generations/NAME/            a tantivy index, and format.json
EMBEDDED_PATH/generations/.NAME.dropped    on its way out
"""

import json
import os
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

import tantivy

from search.documents import FORMAT
from search.errors import GenerationError

from .schema import schema

_FORMAT_FILE = "format.json"


class Folders:
    """Generations as folders below one path. It knows names and places, nothing of what is in an index."""

    def __init__(self, path: Path) -> None:
        self._root = path / "generations"
        self._pointer = path / "active"

    @property
    def pointer(self) -> Path:
        """The file that names the active generation."""
        return self._pointer

    def names(self) -> list[str]:
        """List them, oldest first."""
        if not self._root.is_dir():
            return []
        return sorted(folder.name for folder in self._root.iterdir() if not folder.name.startswith("."))

    def active(self) -> str | None:
        """Name the active one, if any."""
        try:
            name = self._pointer.read_text().strip()
        except FileNotFoundError:
            return None
        return name or None

    def folder(self, name: str) -> Path:
        """Find a generation's folder. Raises GenerationError when there is none of this name."""
        folder = self._root / name
        if not name or "/" in name or name.startswith(".") or not folder.is_dir():
            known = ", ".join(self.names()) or "none"
            message = f"There is no generation “{name}” in {self._root}. There are: {known}."
            raise GenerationError(message)
        return folder

    def format(self, name: str) -> int:
        """Read which format a generation was made in. Raises GenerationError when there is none of this name."""
        try:
            told = (self.folder(name) / _FORMAT_FILE).read_text()
        except FileNotFoundError as error:
            message = f"Generation “{name}” has no {_FORMAT_FILE}: it was dropped meanwhile, or lost files."
            raise GenerationError(message) from error
        return int(json.loads(told)["format"])

    def create(self) -> str:
        """Make an empty index. It gets its name only when whole, so that nobody opens half a folder."""
        self._sweep()
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(2)}"
        building = self._root / f".{name}.new"
        building.mkdir(parents=True)
        tantivy.Index(schema(), str(building))
        (building / _FORMAT_FILE).write_text(json.dumps({"format": FORMAT}))
        building.rename(self._root / name)
        return name

    def activate(self, name: str) -> None:
        """Point to another generation: readers see the old name or the new one, never half of it."""
        self.folder(name)
        replacement = self._pointer.with_suffix(".new")
        with replacement.open("w") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())
        replacement.replace(self._pointer)

    def drop(self, name: str) -> None:
        """Delete a folder; what a reader holds open stays readable to it until it looks again."""
        if name == self.active():
            message = f"Generation “{name}” is the active one: activate another one before dropping it."
            raise GenerationError(message)
        leaving = self._root / f".{name}.dropped"
        self.folder(name).rename(leaving)
        shutil.rmtree(leaving)

    def _sweep(self) -> None:
        """Remove what a killed process left half made or half dropped; only one process builds at a time."""
        for folder in self._root.glob(".*") if self._root.is_dir() else ():
            shutil.rmtree(folder, ignore_errors=True)
