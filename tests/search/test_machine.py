"""Nothing is lost and nothing leaks, in whatever order pages change, followers run, and processes die: see tests/search/machine."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from cms.content.models import ArticleIndexPage, ArticlePage
from cms.published import log, marks
from search import indexer
from search.engines.protocol import Engine
from tests.published.site import SmallSite, settle
from tests.search.machine.rules import LogAndIndex, drop_every_index
from tests.search.machine.seeded import HARD_TO_FIND, SEEDS, Seed

Run = Callable[[settings], None]

ORDINARY = settings(deadline=None, stateful_step_count=15)


@pytest.fixture
def run(transactional_db: None, own_index: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run the machine, each example from the same small site without an index."""
    # So that a few pages fill some batches.
    monkeypatch.setattr(indexer, "BATCH", 3)
    monkeypatch.setattr(marks, "BATCH", 3)
    get_user_model().objects.create(username="editor", is_superuser=True)
    site = SmallSite()
    topic = site.topic("Fennel", slug="fennel")
    site.article("Garlic", slug="garlic", primary_topic=topic)
    with log.recording():
        guides = site.home.add_child(instance=ArticleIndexPage(title="Guides", slug="guides"))
        guides.add_child(instance=ArticlePage(title="Ginger", slug="ginger", primary_topic=topic))
    settle()
    with closing(sqlite3.connect(":memory:")) as kept:
        connection.connection.backup(kept)

        def begin() -> LogAndIndex:
            kept.backup(connection.connection)
            drop_every_index()
            return LogAndIndex()

        yield lambda how: run_state_machine_as_test(begin, settings=how)  # pyright: ignore[reportArgumentType]  any maker will do


@pytest.mark.parametrize(("engine_name", "examples"), [("embedded", 10), ("elasticsearch", 3)])
def test_log_and_index(run: Run, examples: int) -> None:
    run(settings(ORDINARY, max_examples=examples))


@pytest.mark.exhaustive
@pytest.mark.parametrize(("engine_name", "examples"), [("embedded", 300), ("elasticsearch", 100)])
def test_log_and_index_for_long(run: Run, examples: int) -> None:
    run(settings(ORDINARY, max_examples=examples, stateful_step_count=40))


@pytest.mark.parametrize(
    ("seed", "told"),
    [
        pytest.param(seed, told, id=seed.__name__, marks=[pytest.mark.exhaustive] if seed in HARD_TO_FIND else [])
        for seed, told in SEEDS.items()
    ],
)
def test_the_machine_finds(run: Run, monkeypatch: pytest.MonkeyPatch, seed: Seed, told: str) -> None:
    seed(monkeypatch)
    # As found the first time, without looking for a shorter example.
    found = settings(ORDINARY, max_examples=200, derandomize=True, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError, match=told):
        run(found)
