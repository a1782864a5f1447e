"""The Elasticsearch engine keeps the contract; and what only it has: a server that may refuse, stall or be away."""

from collections.abc import Iterator

import pytest

from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.search.engine_contract import EngineContract


@pytest.fixture
def engine(elasticsearch_url: str, elasticsearch_prefix: str) -> Iterator[ElasticsearchEngine]:
    engine = ElasticsearchEngine(Connection(elasticsearch_url), elasticsearch_prefix, backoff=0.01)
    yield engine
    engine.close()


class TestContract(EngineContract):
    pass
