"""A small published site, and an embedded index of it that is brought up to the log when a test says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import LazySettings

from search import lifecycle
from search.engines.chosen import chosen
from search.engines.protocol import Engine
from search.follower import Follower
from tests.published.site import SmallSite

# So that a failing assertion in the shared suite tells its values, as in a test file.
pytest.register_assert_rewrite("tests.search.engine_contract")


@dataclass
class SearchedSite(SmallSite):
    """`catch_up` does what the follower does when it next looks."""

    engine: Engine = field(default_factory=chosen)

    def __post_init__(self) -> None:
        SmallSite.__init__(self)

    def catch_up(self) -> None:
        Follower(self.engine).round()
        Follower(self.engine).round()
        self.engine.close()

    def differences(self) -> list[lifecycle.Difference]:
        active = lifecycle.active(self.engine)
        assert active is not None
        return list(lifecycle.differences(self.engine, active.name))


@pytest.fixture
def own_index(settings: LazySettings, tmp_path: Path) -> Iterator[Engine]:
    """An embedded engine in a folder of this test's own, which the product uses too."""
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": "embedded", "EMBEDDED_PATH": tmp_path / "search"}
    engine = chosen()
    yield engine
    engine.close()


@pytest.fixture
def site(transactional_db: None, own_index: Engine) -> SearchedSite:
    return SearchedSite()
