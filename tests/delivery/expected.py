"""Expected documents as files: `tests/expected/*.json`. Changing one changes the API: regenerate them on purpose.

    TOPICHUB_WRITE_EXPECTED=1 .venv/bin/pytest tests/delivery/test_expected.py

What differs from run to run is written in a stable form: ids by what they name and the order they come up in, dates of
publishing, signatures of pictures.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "expected"
WRITE = "TOPICHUB_WRITE_EXPECTED"

_THING = {
    "image": "image",
    "photo": "image",
    "authors": "person",
    "reviewers": "person",
    "care_roles": "care-role",
    "role": "care-role",
}
_ID_FIELDS = {"id", "page_id", "topic_id", "document_id", "related_blocks"}
_TIMES = {"first_published_at", "last_published_at", "changed_at"}
_TERM = re.compile(r'data-topic="(\d+)"')
_PICTURE = re.compile(r"/pictures/[^/]+/\d+/([^/]+)/(?:[^/]*?)(?:_\w{7})?\.webp")


def agrees(name: str, content: Any) -> bool:
    """Whether the stable form of `content` is that of the file; or write the file, where the environment asks for it."""
    file = FOLDER / f"{name}.json"
    text = json.dumps(stable(content), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get(WRITE):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    assert file.exists(), f"{file} is missing; see tests/delivery/expected.py"
    return json.loads(text) == json.loads(file.read_text())


def stable(content: Any) -> Any:
    return _Names().of(content, "page", "")


class _Names:
    def __init__(self) -> None:
        self.seen: dict[tuple[str, int], str] = {}

    def of(self, value: Any, thing: str, field: str) -> Any:
        if isinstance(value, dict):
            return {name: self.of(inner, _THING.get(name, thing), name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.of(inner, thing, field) for inner in value]
        if field in _ID_FIELDS:
            return self.name(thing, value) if isinstance(value, int) else "<block>"
        if field in _TIMES:
            return value and "<time>"
        return self.text(value) if isinstance(value, str) else value

    def text(self, value: str) -> str:
        value = _PICTURE.sub(r"/pictures/<signature>/\1/<file>.webp", value)
        return _TERM.sub(lambda found: f'data-topic="{self.name("page", int(found[1]))}"', value)

    def name(self, thing: str, id_: int) -> str:
        count = sum(known == thing for known, _ in self.seen)
        return self.seen.setdefault((thing, id_), f"<{thing} {count + 1}>")
