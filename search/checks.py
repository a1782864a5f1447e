"""Misconfiguration of search, told at start-up rather than by the first reader."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .engines.chosen import ENGINES

_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
"""Stricter than Elasticsearch, whose index names may hold other alphabets, and leave 255 bytes for prefix and all."""


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
    return [*_engine(options), *_stand_in(options), *_folder(options), *_counting(options), *_elasticsearch(options)]


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


def _stand_in(options: Mapping[str, Any]) -> list[CheckMessage]:
    name = options.get("STAND_IN")
    if not name or (name in ENGINES and name != options.get("ENGINE")):
        return []
    return [
        Error(
            f"TOPICHUB_SEARCH['STAND_IN'] is “{name}”, which is no other search engine.",
            hint="Set it to “embedded” where the engine is elasticsearch, and run a follower for it, or leave it out "
            "(environment: TOPICHUB_SEARCH_STAND_IN).",
            id="search.E009",
        )
    ]


def _counting(options: Mapping[str, Any]) -> list[CheckMessage]:
    """Whoever wants nothing counted must not be misunderstood: any other word would do the same, and tell nobody."""
    value = options.get("COUNT_QUERIES", "off")
    if value in ("on", "off"):
        return []
    return [
        Error(
            f"TOPICHUB_SEARCH['COUNT_QUERIES'] is “{value}”, neither “on” nor “off”.",
            hint="Set it to “off” to count no searches (environment: TOPICHUB_COUNT_QUERIES).",
            id="search.E008",
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


def _readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _elasticsearch(options: Mapping[str, Any]) -> list[CheckMessage]:
    if options.get("ENGINE") != "elasticsearch":
        return []
    problems: list[CheckMessage] = []
    if not _is_address(str(options.get("ELASTICSEARCH_URL", ""))):
        problems.append(
            Error(
                "TOPICHUB_SEARCH['ELASTICSEARCH_URL'] is no http(s) address.",
                hint="For instance http://127.0.0.1:9200 (environment: ELASTICSEARCH_URL).",
                id="search.E004",
            )
        )
    prefix = str(options.get("ELASTICSEARCH_PREFIX", ""))
    if not _PREFIX.fullmatch(prefix):
        problems.append(
            Error(
                f"TOPICHUB_SEARCH['ELASTICSEARCH_PREFIX'] “{prefix}” cannot begin an index name.",
                hint="Begin with a lower-case letter or a digit; then these, - and _, 100 characters at most "
                "(environment: ELASTICSEARCH_PREFIX).",
                id="search.E005",
            )
        )
    return [*problems, *_credentials(options)]


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # A port that is no number, or half a bracket.
        return False


def _credentials(options: Mapping[str, Any]) -> list[CheckMessage]:
    """Look at who we say that we are, and whom we trust: a fault would show only when a reader first searches."""
    scheme, _, rest = str(options.get("ELASTICSEARCH_URL", "")).partition("://")
    certificate = options.get("ELASTICSEARCH_CA_CERTS")
    problems: list[CheckMessage] = []
    if certificate and scheme != "https":
        problems.append(
            Error(
                "TOPICHUB_SEARCH['ELASTICSEARCH_CA_CERTS'] is set, but the address of Elasticsearch is not https.",
                hint="Write https:// in ELASTICSEARCH_URL, or leave ELASTICSEARCH_CA_CERTS out.",
                id="search.E006",
            )
        )
    elif certificate and not _readable(Path(certificate)):
        problems.append(
            Error(
                f"TOPICHUB_SEARCH['ELASTICSEARCH_CA_CERTS'] “{certificate}” is no file that can be read.",
                hint="Name a PEM file with the certificate of your own authority (environment: ELASTICSEARCH_CA_CERTS).",
                id="search.E006",
            )
        )
    if options.get("ELASTICSEARCH_API_KEY") and "@" in rest.partition("/")[0]:
        problems.append(
            Error(
                "Elasticsearch is given both an API key and a user in its address.",
                hint="Leave one of them out: ELASTICSEARCH_API_KEY, or “user:password@” in ELASTICSEARCH_URL.",
                id="search.E007",
            )
        )
    return problems
