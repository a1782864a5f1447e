"""The requests in docs/api.md and the answers that it shows to them, and whether an answer is as it is shown."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

TEXT = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
MORE = "…"
OF_THE_SITE = {"id", "sequence", "next", "since", "next_cursor", "changed_at", "search_sequence", "tags"}
"""Fields whose values are other ones on each site: only their kind is as shown."""

_IN_JSON = re.compile(r"^    GET (?P<path>/\S+)\n\n```json\n(?P<answer>.*?)```", re.DOTALL | re.MULTILINE)
_IN_HTTP = re.compile(
    r"^```http\nGET (?P<path>/\S+)\n(?P<asked>.*?)\n?\n(?P<status>\d{3}) .*?\n(?P<told>.*?)```",
    re.DOTALL | re.MULTILINE,
)
REQUESTS = re.findall(r"^(?:    )?GET (/\S+)$", TEXT, re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and what is shown of its answer: its content, or its headers."""

    path: str
    status: int
    asked: dict[str, str] = field(default_factory=dict)
    content: Any = None
    told: dict[str, str] = field(default_factory=dict)


def exchanges() -> list[Exchange]:
    return [*map(_in_json, _IN_JSON.finditer(TEXT)), *map(_in_http, _IN_HTTP.finditer(TEXT))]


def _in_json(match: re.Match[str]) -> Exchange:
    content = json.loads(match["answer"])
    status = content["status"] if "/problems/" in content.get("type", "") else 200
    return Exchange(match["path"], status, content=content)


def _in_http(match: re.Match[str]) -> Exchange:
    return Exchange(match["path"], int(match["status"]), asked=_headers(match["asked"]), told=_headers(match["told"]))


def _headers(lines: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in lines.splitlines() if line)


def differences(shown: Any, sent: Any, where: str = "") -> list[str]:
    """Where an answer is not as shown. An object may have more fields; a list that ends in “…” goes on, as a text does."""
    if isinstance(shown, dict) and isinstance(sent, dict):
        missing = [f"{where}.{name} is not there" for name in shown.keys() - sent.keys()]
        both = shown.keys() & sent.keys()
        return missing + [one for name in both for one in _of_field(name, shown[name], sent[name], f"{where}.{name}")]
    if isinstance(shown, list) and isinstance(sent, list):
        goes_on = shown[-1:] == [MORE]
        first = shown[: len(shown) - goes_on]
        if len(sent) < len(shown) if goes_on else len(sent) != len(shown):
            return [f"{where} has {len(sent)} items"]
        pairs = enumerate(zip(first, sent, strict=False))
        return [one for at, (here, there) in pairs for one in differences(here, there, f"{where}[{at}]")]
    if isinstance(shown, str) and shown.endswith(MORE) and isinstance(sent, str) and sent.startswith(shown[:-1]):
        return []
    return [] if shown == sent else [f"{where} is {sent!r:.200}, shown is {shown!r:.200}"]


def _of_field(name: str, shown: Any, sent: Any, where: str) -> list[str]:
    if name not in OF_THE_SITE:
        return differences(shown, sent, where)
    is_alike = type(shown) is type(sent) and bool(shown) == bool(sent)
    return [] if is_alike else [f"{where} is {sent!r:.200}, shown is {shown!r:.200}"]


def is_as_told(shown: str, sent: str) -> bool:
    """Whether a header is as shown: numbers are ids, of this site or another."""
    pattern = re.sub(r"-\d+", r"-\\d+", re.escape(shown).replace(r"\-", "-"))
    return bool(re.fullmatch(pattern.replace(MORE, ".*"), sent))
