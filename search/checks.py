"""Misconfiguration of search, told at start-up rather than by the first reader."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .engines.chosen import ENGINES


def register_all() -> None:
    register(check_settings, "topichub_search")


def check_settings(**_: object) -> list[CheckMessage]:
    """Look at `TOPICHUB_SEARCH` without touching an engine: a check must not need a server."""
    options = getattr(settings, "TOPICHUB_SEARCH", None)
    if not isinstance(options, Mapping):
        return [
            Error(
                "TOPICHUB_SEARCH is missing, or is no dictionary.",
                hint='Set at least {"ENGINE": "embedded", "EMBEDDED_PATH": a folder}.',
                id="search.E001",
            )
        ]
    return [*_engine(options), *_folder(options), *_elasticsearch(options)]


def _engine(options: Mapping[str, Any]) -> list[CheckMessage]:
    name = options.get("ENGINE")
    if name in ENGINES:
        return []
    return [
        Error(
            f"There is no search engine “{name}”.",
            hint=f"Set TOPICHUB_SEARCH['ENGINE'] (environment: TOPICHUB_SEARCH) to one of: {', '.join(ENGINES)}.",
            id="search.E002",
        )
    ]


def _folder(options: Mapping[str, Any]) -> list[CheckMessage]:
    """The folder holds the embedded index, and the locks of either engine."""
    path = options.get("EMBEDDED_PATH")
    if not path:
        problem = "TOPICHUB_SEARCH['EMBEDDED_PATH'] is not set."
    elif not _writable(Path(path)):
        problem = f"The search folder {path} cannot be made or written to."
    else:
        return []
    return [Error(problem, hint="Name a folder that this user may write to.", id="search.E003")]


def _writable(path: Path) -> bool:
    nearest = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK)


def _elasticsearch(options: Mapping[str, Any]) -> list[CheckMessage]:
    if options.get("ENGINE") != "elasticsearch":
        return []
    url = urlsplit(str(options.get("ELASTICSEARCH_URL", "")))
    problems: list[CheckMessage] = []
    if url.scheme not in {"http", "https"} or not url.hostname:
        problems.append(
            Error(
                "TOPICHUB_SEARCH['ELASTICSEARCH_URL'] is no http(s) address.",
                hint="For instance http://127.0.0.1:9200 (environment: ELASTICSEARCH_URL).",
                id="search.E004",
            )
        )
    prefix = str(options.get("ELASTICSEARCH_PREFIX", ""))
    if not prefix or prefix != prefix.lower() or not prefix.replace("-", "").replace("_", "").isalnum():
        problems.append(
            Error(
                f"TOPICHUB_SEARCH['ELASTICSEARCH_PREFIX'] “{prefix}” cannot begin an index name.",
                hint="Use lower-case letters, digits, - and _.",
                id="search.E005",
            )
        )
    return problems
