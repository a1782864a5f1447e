"""A small published site and a real index of it, which is brought up to the log when a test says so."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from search import counting, frequent, lifecycle
from search.engines.chosen import chosen
from search.engines.protocol import Engine
from search.follower import Follower
from tests.published.site import SmallSite, settle

# So that a failing assertion in the shared suite tells its values, as in a test file.
pytest.register_assert_rewrite("tests.search.engine_contract")


class SearchedSite(SmallSite):
    """`catch_up` does what the follower does the next time it looks."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine

    def catch_up(self) -> None:
        settle()
        follower = Follower(self.engine)
        follower.round()  # Builds the index where there is none.
        follower.round()
        self.engine.close()

    def differences(self) -> list[lifecycle.Difference]:
        """How the active generation differs from the log."""
        active = lifecycle.active(self.engine)
        assert active is not None
        return list(lifecycle.differences(self.engine, active.name))


@pytest.fixture
def engine_name() -> str:
    """Parametrize this to run a test on another engine."""
    return "embedded"


@pytest.fixture
def own_index(request: pytest.FixtureRequest, settings: LazySettings, engine_name: str) -> Iterator[Engine]:
    """The product's own engine, without any generation."""
    folder = Path(settings.TOPICHUB_SEARCH["EMBEDDED_PATH"])
    shutil.rmtree(folder, ignore_errors=True)
    options = {**settings.TOPICHUB_SEARCH, "ENGINE": engine_name}
    if engine_name == "elasticsearch":
        options["ELASTICSEARCH_URL"] = request.getfixturevalue("elasticsearch_url")
        options["ELASTICSEARCH_PREFIX"] = request.getfixturevalue("elasticsearch_prefix")
    settings.TOPICHUB_SEARCH = options
    engine = chosen()
    yield engine
    engine.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def counting_searches(settings: LazySettings) -> Iterator[None]:
    """Searches are counted, as they are not in other tests, and nothing is left of it afterwards."""
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "COUNT_QUERIES": "on"}
    frequent._read.cache_clear()
    yield
    counting.tally().take()
    frequent._read.cache_clear()


@pytest.fixture
def index_environment(command_environment: dict[str, str], own_index: Engine, settings: LazySettings) -> dict[str, str]:
    """For commands that a test starts: its database, and its index."""
    options = settings.TOPICHUB_SEARCH
    return {
        **command_environment,
        "TOPICHUB_SEARCH": own_index.name,
        "ELASTICSEARCH_URL": options["ELASTICSEARCH_URL"],
        "ELASTICSEARCH_PREFIX": options["ELASTICSEARCH_PREFIX"],
    }


@pytest.fixture
def site(transactional_db: None, own_index: Engine) -> SearchedSite:
    return SearchedSite(own_index)
