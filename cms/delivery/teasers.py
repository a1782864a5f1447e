"""Stored documents → teasers, as documents embed them and lists show them."""

from typing import Any

from pydantic_core import from_json

_SHARED = ("type", "id", "title", "slug", "path", "url", "image")
_OWN = {"topic": ("definition",), "article": ("excerpt", "last_reviewed")}


def teaser(body: bytes) -> dict[str, Any]:
    """The teaser of a stored topic or article, with the origin token still in it."""
    return teaser_of(from_json(body))


def teaser_of(document: dict[str, Any]) -> dict[str, Any]:
    short = {name: document[name] for name in (*_SHARED, *_OWN[document["type"]])}
    if document["type"] == "article":
        short["title"] = document["teaser_title"]
    return short
