"""What a valid file asks for: kept small, so that files of any length fit; the lines themselves are read again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .faults import Fault
from .format import ImageLine, ImportLine
from .known import Key
from .pictures import read_picture

BUILD = 1
"""Part of every digest: raised when the importer makes other objects of the same lines, so that they are written again."""

PASSES: tuple[tuple[str, ...], ...] = (("image",), ("person", "care_role"), ("topic",), ("article",), ("home",))
"""The order of writing: whatever can exist before what mentions it does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to come. `title` and `slug` of a page, so that others can refer to it before it is written."""

    number: int
    type: str
    id: str
    digest: str
    title: str = ""
    slug: str | None = None

    @property
    def key(self) -> Key:
        return (self.type, self.id)


@dataclass(slots=True)
class Plan:
    entries: dict[Key, Entry] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    slugs: dict[Key, str] = field(default_factory=dict)
    """For pages that do not exist yet: the address each will have."""
    vanished: set[Key] = field(default_factory=set)
    stale: set[Key] = field(default_factory=set)
    """Lines that mention something vanished."""

    def of(self, types: tuple[str, ...]) -> Iterator[Entry]:
        return (entry for entry in self.entries.values() if entry.type in types)


def digest(line: ImportLine, picture_digest: str = "") -> str:
    """Tells whether a line says the same as when it was last written, whatever the order and spacing of its JSON."""
    said = f"{BUILD}:{picture_digest}:{line.model_dump_json()}"
    return hashlib.sha256(said.encode()).hexdigest()


def picture_digest(line: ImportLine, folder: Path) -> str:
    """Of the file that a picture's line names; empty for any other line. Raises `PictureError`."""
    return read_picture(folder, line.file).digest if isinstance(line, ImageLine) else ""
