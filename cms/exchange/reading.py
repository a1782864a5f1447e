"""An import file: numbered lines of JSON, plain or compressed with gzip."""

import gzip
import io
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError

from .faults import Fault, dotted, format_faults
from .format import ImportLine, line_adapter

MAX_LINE_BYTES = 5_000_000
"""Far more than a page that can be edited, far less than what would fill the memory."""

MOST_OF_A_LINE = 1_000
"""Faults of one line that are told one by one. No page has so many parts, and to tell 200,000 would take minutes."""

MOST_SKIPPED = 100_000_000
"""Bytes of a line that is too long: past that, this is no file of lines."""

MOST_TIMES = 200
"""As large as itself a compressed file may be unpacked. Text is ten times, a table of the same word a hundred times."""

SMALL = 1_000_000
"""Bytes: what is no larger unpacked may be in any proportion."""

_GZIP_MAGIC = b"\x1f\x8b"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What people name by mistake, told once instead of line by line: how such a file begins, what it is, what to do.
_OTHER_KINDS = (
    (b"PK\x03\x04", "a ZIP archive or an office document", "Unpack it, or export it as JSON lines."),
    (b"BZh", "compressed with bzip2", "Unpack it, or compress it with gzip."),
    (b"\xfd7zXZ\x00", "compressed with xz", "Unpack it, or compress it with gzip."),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "Unpack it, or compress it with gzip."),
    (b"\xff\xfe", "UTF-16 text", "Save it as UTF-8."),
    (b"\xfe\xff", "UTF-16 text", "Save it as UTF-8."),
    (b"\x89PNG", "a picture", "Name the file of JSON lines; pictures are lines in it."),
    (b"\xff\xd8\xff", "a picture", "Name the file of JSON lines; pictures are lines in it."),
    (b"%PDF", "a PDF", "Name the file of JSON lines."),
    (b"<", "XML or HTML", "Export it as JSON lines."),
)
# What PostgreSQL refuses (NUL), what XML and HTML cannot hold, and what no keyboard types. Tab and line breaks are text.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message says why, in words for whoever named it."""


@dataclass(frozen=True, slots=True)
class RawLine:
    number: int
    content: bytes


def read_lines(path: Path, advance: Callable[[int], None] = lambda _: None) -> Iterator[RawLine]:
    """The lines that are not blank. `advance` hears how many bytes of the file on disk were read since it last did.

    Raises `UnreadableFileError` also half-way, where a compressed file turns out to be cut off or damaged.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        # It is read twice: checked first, then written.
        msg = f"{path} is not a file but a pipe or a device. Save what it gives as a file, and import that."
        raise UnreadableFileError(msg)
    try:
        with path.open("rb") as file:
            start = file.read(8)
            _refuse_other_kinds(path, start)
            file.seek(0)
            told = 0
            for line in _numbered(io.BufferedReader(_Unpacked(file)) if start[:2] == _GZIP_MAGIC else file):
                yield line
                position = file.tell()
                advance(position - told)
                told = position
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        msg = f"{path.name} is damaged or cut off: {error}. Compress it again, or import it uncompressed."
        raise UnreadableFileError(msg) from error
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}."
        raise UnreadableFileError(msg) from error


def _refuse_other_kinds(path: Path, start: bytes) -> None:
    for begins, kind, mend in _OTHER_KINDS:
        if start.startswith(begins):
            msg = f"{path} is {kind}, not JSON lines. {mend}"
            raise UnreadableFileError(msg)


class _Unpacked(io.RawIOBase):
    """What a compressed file holds, while that is in proportion: a megabyte may hold a gigabyte of one letter."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._gzip = gzip.GzipFile(fileobj=file)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._gzip.read(len(buffer))
        self._given += len(content)
        if self._given > SMALL and self._given > MOST_TIMES * self._file.tell():
            msg = (
                f"The file is more than {MOST_TIMES} times as large unpacked: no text is, so it was not read on. "
                "If it is right, unpack it, and import that."
            )
            raise UnreadableFileError(msg)
        buffer[: len(content)] = content
        return len(content)


def _numbered(stream: BinaryIO) -> Iterator[RawLine]:
    number = 0
    while content := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(content) > MAX_LINE_BYTES:
            yield RawLine(number, content)
            skipped = 0
            while content and not content.endswith(b"\n"):
                if skipped > MOST_SKIPPED:
                    msg = (
                        f"Line {number} is longer than {MOST_SKIPPED:,} bytes, so this is no file of JSON lines. "
                        "Write one JSON object a line."
                    )
                    raise UnreadableFileError(msg)
                content = stream.readline(MAX_LINE_BYTES)
                skipped += len(content)
            continue
        # On any line: files that were put together one after the other each bring theirs.
        content = content.removeprefix(_BYTE_ORDER_MARK)
        if content.strip():
            yield RawLine(number, content)


def parse(raw: RawLine) -> tuple[ImportLine | None, list[Fault]]:
    """What a line says, or every way in which it is not of the format."""
    if len(raw.content) > MAX_LINE_BYTES:
        mend = "Is it JSON with one object a line? If so, split the page."
        return None, [Fault(raw.number, "", f"The line is longer than {MAX_LINE_BYTES:,} bytes.", mend)]
    try:
        # Without its end, or a parser that runs into it speaks of another line.
        text = raw.content.decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        problem = f"Byte {error.start + 1} of the line is not UTF-8."
        return None, [Fault(raw.number, "", problem, "Save the file as UTF-8.")]
    try:
        line = line_adapter.validate_json(text, strict=True)
    except ValidationError as error:
        if (count := error.error_count()) > MOST_OF_A_LINE:
            problem = f"The line has {count:,} faults."
            return None, [Fault(raw.number, "", problem, "Is it of this format? See docs/import.md.")]
        faults = list(format_faults(raw.number, error))
        # Of broken JSON nothing else can be told.
        known = [] if error.errors(include_url=False)[0]["type"] == "json_invalid" else _text_faults(raw.number, text)
        return None, [*faults, *known]
    if faults := _text_faults(raw.number, text):
        return None, faults
    return line, []


def loose_key(raw: RawLine) -> tuple[str, str] | None:
    """Type and id of a line that has faults, where these two can be read nevertheless."""
    try:
        value = json.loads(raw.content[:MAX_LINE_BYTES])
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict) and isinstance(value.get("type"), str) and isinstance(value.get("id"), str):
        return value["type"], value["id"].strip()
    return None


def _text_faults(number: int, text: str) -> list[Fault]:
    """What pydantic lets pass: the same field twice (the last would win, silently), and unprintable characters."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        twice.extend(name for name, times in Counter(names).items() if times > 1)
        return dict(pairs)

    value = json.loads(text, object_pairs_hook=once)
    faults = [Fault(number, name, "is given twice.", "Keep one of them.") for name in twice]
    faults += [
        Fault(number, field, f"has an unprintable character (U+{ord(found):04X}).", "Remove it.")
        for field, found in islice(_unprintable(value, ()), MOST_OF_A_LINE)
    ]
    return faults


def _unprintable(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if match := _UNPRINTABLE.search(value):
            yield dotted(path), match[0]
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _unprintable(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _unprintable(inner, (*path, place))
