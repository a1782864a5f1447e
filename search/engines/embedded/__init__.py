"""Search without a server: tantivy in our own processes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .engine import EmbeddedEngine


def from_settings(options: Mapping[str, Any]) -> EmbeddedEngine:
    """Make the engine from `TOPICHUB_SEARCH`."""
    return EmbeddedEngine(Path(options["EMBEDDED_PATH"]))
