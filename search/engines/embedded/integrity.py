"""Whether an index's files are what tantivy wrote.

tantivy checks that each file has its footer, not what is in it: on a flipped byte in the middle it panics in a search
(seen with "mid > len" in a .fast file), which Python can neither catch by name nor tell in words. So the checksums in the
footers are compared when a process opens a generation: 60 MB take about 50 ms, once.

Only the files of the last commit count: what a writer is at just now, or was when it was killed, is half a file and of
no use to anybody yet, but no damage. (A follower that was started after such a kill built the whole index again.)
"""

import json
import zlib
from pathlib import Path

_TAIL = 8
"""Bytes: the footer's length and a magic number, four each."""
_SEGMENT_FILES = ("idx", "pos", "term", "store", "fast", "fieldnorm")
_CHUNK = 1 << 22


def damaged_file(folder: Path) -> str | None:
    """Name the first file of the last commit whose content does not match its footer's CRC-32; None when all do.

    Raises ValueError when the list of the commit's files cannot be read, OSError when it is missing.
    """
    segments = _committed(folder)
    for file in sorted(folder.iterdir()):
        if file.suffix[1:] not in _SEGMENT_FILES or file.stem not in segments:
            continue
        try:
            damaged = not _intact(file)
        except FileNotFoundError:  # The writer merged the segment away meanwhile.
            continue
        if damaged:
            return file.name
    return None


def _committed(folder: Path) -> frozenset[str]:
    """Read which segments the last commit has, as their files are named."""
    try:
        listed = json.loads((folder / "meta.json").read_text("utf-8"))["segments"]
        return frozenset(segment["segment_id"].replace("-", "") for segment in listed)
    except (KeyError, TypeError) as error:
        message = f"meta.json does not list the segments: {error!r}"
        raise ValueError(message) from error


def _intact(file: Path) -> bool:
    size = file.stat().st_size
    with file.open("rb") as stream:
        stream.seek(max(0, size - _TAIL))
        length = int.from_bytes(stream.read(4), "little")
        body = size - _TAIL - length
        if body < 0:
            return False
        stream.seek(body)
        try:
            expected = json.loads(stream.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        return _checksum(file, body) == expected


def _checksum(file: Path, length: int) -> int:
    checksum = 0
    with file.open("rb") as stream:
        while length > 0:
            chunk = stream.read(min(_CHUNK, length))
            if not chunk:
                break
            checksum = zlib.crc32(chunk, checksum)
            length -= len(chunk)
    return checksum
