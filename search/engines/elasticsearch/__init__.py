"""Search with Elasticsearch 8, for production: it defines how search behaves."""

from collections.abc import Mapping
from typing import Any

from .connection import Connection
from .engine import ElasticsearchEngine


def from_settings(options: Mapping[str, Any]) -> ElasticsearchEngine:
    """Make the engine from `TOPICHUB_SEARCH`. Connects only when it is first asked something."""
    connection = Connection(
        options["ELASTICSEARCH_URL"],
        api_key=options.get("ELASTICSEARCH_API_KEY") or None,
        ca_certs=options.get("ELASTICSEARCH_CA_CERTS") or None,
    )
    return ElasticsearchEngine(connection, options["ELASTICSEARCH_PREFIX"])
