"""Faults of small files, and the lines that they are made of."""

import json
from pathlib import Path

from cms.exchange.validation import validate
from tests.exchange.sample import Line, write_file

TOPIC: Line = {"type": "topic", "id": "t", "title": "Pain", "definition": "It hurts."}
ARTICLE: Line = {"type": "article", "id": "a", "title": "An article"}
IMAGE: Line = {"type": "image", "id": "i", "file": "pictures/hill.png", "title": "Hill", "alt": "A hill."}


def faults(folder: Path, *lines: Line | str | bytes) -> list[tuple[int, str, str]]:
    path = write_file(folder, [])
    path.write_bytes(
        b"\n".join(
            line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
            for line in lines
        )
    )
    return [(fault.line, fault.field, fault.problem) for fault in validate(path).faults]


def problem(folder: Path, line: Line | str | bytes) -> tuple[str, str]:
    """The one fault of a file of one line."""
    found = faults(folder, line)
    assert len(found) == 1, found
    assert found[0][0] == 1
    return found[0][1:]


def body(*blocks: Line) -> Line:
    return {**ARTICLE, "body": list(blocks)}


def rich(html: str) -> Line:
    return body({"type": "rich_text", "html": html})
