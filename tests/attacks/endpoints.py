"""Every URL pattern of the site, and an address that it matches."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_REGEX = {
    r"^(\d+)/(.*)$": "<document_id>/<filename>",
    r"^pictures/([^/]*)/(\d*)/([^/]*)/[^/]*$": "pictures/<signature>/<image_id>/<filter_spec>/<filename>",
    r"^((?:[\w\-]+/)*)$": "<page_path>",
    "^.*/$": "nothing-here/",
}
"""Patterns without names for what they take."""


def patterns() -> list[str]:
    """In the order in which they are tried, each once."""
    return list(dict.fromkeys(_patterns(get_resolver(), "")))


def _patterns(resolver: URLResolver, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


def address(pattern: str, values: Mapping[str, Any]) -> str:
    """An address of `pattern`. `values`: by the name of a parameter, or by “folder/name” where one name is of many things.

    Raises KeyError for a parameter that has no value: say what it is of.
    """
    path = pattern
    for regex, plain in _REGEX.items():
        path = path.replace(regex, plain)
    path = re.sub(r"\(\?P(<\w+>)(?:[^()]|\([^()]*\))*\)", r"\1", path)
    path = path.replace(r"\.\.", "..").replace(r"\.", ".").replace("^", "").replace("$", "")
    folder = path.partition("<")[0].rstrip("/")
    return "/" + _PARAMETER.sub(lambda found: str(_value(values, folder, found[1])), path)


def _value(values: Mapping[str, Any], folder: str, name: str) -> Any:
    known = [key for key in values if key.endswith(f"/{name}") and folder.startswith(key.rpartition("/")[0])]
    return values[max(known, key=len)] if known else values[name]
