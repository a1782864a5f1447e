"""Which engine this installation uses: `TOPICHUB_SEARCH["ENGINE"]`. Each engine's package has a `from_settings`."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from .protocol import Engine

ENGINES = {
    "embedded": "search.engines.embedded.from_settings",
    "elasticsearch": "search.engines.elasticsearch.from_settings",
}


def chosen(name: str | None = None) -> Engine:
    """Give the engine that the settings name, or another one by name; one object a process, connections and all."""
    options = settings.TOPICHUB_SEARCH
    return _made(name or options["ENGINE"], json.dumps(options, default=str, sort_keys=True))


@lru_cache(maxsize=4)
def _made(name: str, options: str) -> Engine:
    """Keyed by the settings too: a test that changes them gets another engine."""
    make = import_string(ENGINES[name])
    parsed: Mapping[str, Any] = json.loads(options)
    return make(parsed)
