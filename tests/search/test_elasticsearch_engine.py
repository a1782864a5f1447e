"""The Elasticsearch engine keeps the contract; and what only it has: a server that may refuse, stall or be away."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import ApiError, Elasticsearch

from search import lifecycle
from search.engines.elasticsearch import engine as engine_module
from search.engines.elasticsearch import rows
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.protocol import Applied, Entry
from search.errors import EngineDownError, GenerationError
from search.plans import Completion, Filters, Lookup, Plan
from tests import services
from tests.search.engine_contract import EngineContract
from tests.search.engine_contract.asking import HERE, fill, found, highlighted, words
from tests.search.index_documents import document, tombstone


@pytest.fixture
def engine(elasticsearch_url: str, elasticsearch_prefix: str) -> Iterator[ElasticsearchEngine]:
    engine = ElasticsearchEngine(Connection(elasticsearch_url), elasticsearch_prefix, backoff=0.02)
    yield engine
    engine.close()


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """Behind the engine's back."""
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        yield client


class TestContract(EngineContract):
    pass


# What Elasticsearch refuses


READ_ONLY = {"index.blocks.read_only_allow_delete": True}
"""What Elasticsearch does to an index when its disk is nearly full: HTTP 200, and a 429 for each item."""


@pytest.mark.parametrize(("block", "status"), [(READ_ONLY, 429), ({"index.blocks.write": True}, 403)])
def test_a_block_is_told_and_the_checkpoint_stays(
    engine: ElasticsearchEngine, client: Elasticsearch, block: dict[str, Any], status: int
) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    client.indices.put_settings(index=generation, settings=block)
    with pytest.raises(EngineDownError, match=rf"refused 1 of 1 pages .* first page 2 with {status}: .*blocked"):
        engine.apply(generation, [document(2, "Neck pain")], 2)
    with pytest.raises(EngineDownError, match=str(status)):
        engine.apply(generation, [], 2)
    assert engine.health().checkpoint == 1

    client.indices.put_settings(index=generation, settings=dict.fromkeys(block))
    engine.apply(generation, [document(2, "Neck pain")], 2)
    assert engine.health().checkpoint == 2
    assert found(engine, words("pain")) == [1, 2]


def test_a_busy_moment_is_waited_out(
    engine: ElasticsearchEngine, client: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    client.indices.put_settings(index=generation, settings=READ_ONLY)
    waits: list[float] = []

    def wait(seconds: float) -> None:
        """Let Elasticsearch recover during the second wait."""
        waits.append(seconds)
        if len(waits) == 2:
            client.indices.put_settings(index=generation, settings=dict.fromkeys(READ_ONLY))

    monkeypatch.setattr("elasticsearch.helpers.actions.time.sleep", wait)
    assert engine.apply(generation, [document(2, "Neck pain")], 2) == Applied(written=1, outdated=0)
    assert waits == [0.02, 0.04]
    assert engine.health().checkpoint == 2


def test_one_refused_page_holds_the_checkpoint_while_the_others_are_written(
    engine: ElasticsearchEngine,
) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    batch = [document(2, "Neck pain"), document(3, "Sore throat", newest="someday"), document(4, "Flu")]
    with pytest.raises(EngineDownError, match=r"refused 1 of 3 pages .* first page 3 with 400: .*newest"):
        engine.apply(generation, batch, 4)
    assert engine.health().checkpoint == 1
    assert {entry.id for entry in engine.dump(generation)} == {1, 2, 4}
    engine.apply(generation, [*batch[::2], document(3, "Sore throat")], 4)
    assert {entry.id for entry in engine.dump(generation)} == {1, 2, 3, 4}


def test_a_missing_index_is_told_and_not_made(engine: ElasticsearchEngine, client: Elasticsearch) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    client.indices.delete(index=generation)
    for attempt in (
        lambda: engine.apply(generation, [document(2, "Neck pain")], 2),
        lambda: engine.apply(generation, [], 2),
        lambda: engine.activate(generation),
        lambda: list(engine.dump(generation)),
    ):
        with pytest.raises(GenerationError, match=f"no generation “{generation}”"):
            attempt()
    assert client.indices.get(index=f"{generation}*") == {}
    with pytest.raises(EngineDownError, match="search_index rebuild"):
        found(engine, words("pain"))
    assert engine.generations() == []


def test_old_news_stays_old_after_elasticsearch_forgot_deletions(
    engine: ElasticsearchEngine, client: Elasticsearch
) -> None:
    """Of a document that was deleted, Elasticsearch remembers the version for `index.gc_deletes`, a minute."""
    generation = fill(engine, [document(1, "Back pain", sequence=5)])
    client.indices.put_settings(index=generation, settings={"index.gc_deletes": "0s"})
    engine.apply(generation, [tombstone(1, 7)], 7)
    client.indices.forcemerge(index=generation, max_num_segments=1)

    assert engine.apply(generation, [document(1, "Back pain", sequence=6)], 7) == Applied(written=0, outdated=1)

    assert found(engine, words("pain")) == []
    assert list(engine.dump(generation)) == [Entry(1, 7, "", deleted=True)]


# Reading


def test_pages_of_hits_go_beyond_ten_thousand(engine: ElasticsearchEngine) -> None:
    fill(engine, [document(1, "Back pain")])
    for offset in (9_999, 10_001, 5_000_000):
        page = engine.search(Plan(Filters(HERE), words("pain"), offset=offset, limit=7))
        assert (page.total, page.hits) == (1, ())


def test_highlights_mark_by_stem_and_escape_what_looks_like_a_mark(engine: ElasticsearchEngine) -> None:
    fill(engine, [document(1, "X", text="A <mark>false</mark> mark & a <script>treats()</script> for pain.")])
    (marked,) = highlighted(engine, "treating pains")
    assert marked == (
        "A &lt;mark&gt;false&lt;/mark&gt; mark &amp; a &lt;script&gt;<mark>treats</mark>()&lt;/script&gt; "
        "for <mark>pain</mark>."
    )


def test_endless_words_are_no_trouble(engine: ElasticsearchEngine) -> None:
    fill(engine, [document(1, "a" * 40_000, text="b" * 40_000)])
    asked = engine.look_up(Lookup(HERE, ("a" * 40_000, "c" * 59), ("d" * 40_000,)))
    assert set(asked.frequencies.values()) == {0}
    assert engine.complete(Completion(HERE, ("a" * 40_000,))) == []
    assert found(engine, words("a" * 40_000)) == []


def test_spellings_never_come_from_pages_that_went_away(engine: ElasticsearchEngine) -> None:
    generation = fill(engine, [document(1, "Neuropathy", sequence=1), document(2, "Arthritis", sequence=2)])
    engine.apply(generation, [tombstone(1, 3)], 3)
    assert not engine.look_up(Lookup(HERE, ("neuropahty",), ())).spellings.get("neuropahty")


# Generations


def test_a_prefix_that_begins_like_ours_is_another_installation(
    engine: ElasticsearchEngine, elasticsearch_url: str, elasticsearch_prefix: str
) -> None:
    other = ElasticsearchEngine(Connection(elasticsearch_url), f"{elasticsearch_prefix}-other")
    theirs = fill(other, [document(1, "Back pain")])
    ours = fill(engine, [document(2, "Back pain")])
    assert [one.name for one in engine.generations()] == [ours]
    assert [one.name for one in other.generations()] == [theirs]
    assert (found(engine, words("pain")), found(other, words("pain"))) == ([2], [1])
    with pytest.raises(GenerationError):
        engine.drop(theirs)
    other.close()


def test_readers_never_meet_a_gap_while_generations_are_swapped(engine: ElasticsearchEngine) -> None:
    fill(engine, [document(1, "Back pain")])
    swapped = threading.Event()
    answers: list[list[int]] = []

    def read() -> None:
        while not swapped.is_set():
            answers.append(found(engine, words("pain")))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(5):
        fill(engine, [document(1, "Back pain")])
    swapped.set()
    reader.join()
    assert answers
    assert set(map(tuple, answers)) == {(1,)}


def test_one_that_is_dropped_while_generations_are_listed_is_left_out(
    engine: ElasticsearchEngine, client: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, dropped = fill(engine, [document(1, "Back pain")]), fill(engine, [document(1, "Back pain")])
    engine.activate(kept)

    def counts(node: Elasticsearch, index: str) -> dict[str, int]:
        if index != dropped:
            return rows.counts(node, index)
        client.indices.delete(index=index)
        # As Elasticsearch says it where the index goes between the beginning of the search and its end.
        response = client.info().meta
        msg = "search_phase_execution_exception"
        raise ApiError(msg, replace(response, status=503), {})

    monkeypatch.setattr(engine_module, "counts", counts)
    assert [one.name for one in engine.generations()] == [kept]


def test_an_index_that_is_coming_up_is_told_from_a_damaged_one(
    engine: ElasticsearchEngine, client: Elasticsearch, elasticsearch_prefix: str
) -> None:
    client.indices.create(
        index=f"{elasticsearch_prefix}-20260101t000000000000-ffff",
        settings={"index.routing.allocation.require._name": "nobody"},
        aliases={f"{elasticsearch_prefix}-active": {}},
        wait_for_active_shards=0,
    )
    with pytest.raises(EngineDownError, match="cannot read the index now"):
        engine.search(Plan(Filters(HERE), words("pain")))
    assert "cannot read the index now" in engine.health().message
    with pytest.raises(EngineDownError, match="cannot read the index now"):
        engine.generations()


def test_a_damaged_index_is_listed_and_a_rebuild_replaces_it(
    engine: ElasticsearchEngine, client: Elasticsearch
) -> None:
    (node,) = client.nodes.info(metric="settings")["nodes"].values()
    data = Path(node["settings"]["path"].get("data", "nowhere"))
    if not data.is_dir():
        services.missing("The node keeps its files elsewhere: to damage one, a test needs a node without Docker.")
    generation = fill(engine, [document(number, f"Back pain {number}") for number in range(1, 50)])
    client.indices.flush(index=generation)
    uuid = client.indices.get(index=generation)[generation]["settings"]["index"]["uuid"]
    client.indices.close(index=generation)
    for file in data.glob(f"indices/{uuid}/0/index/segments_*"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 0xFF
        file.write_bytes(bytes(content))
    client.indices.open(index=generation, wait_for_active_shards=0)
    eventually(lambda: [(one.active, one.checkpoint) for one in engine.generations()] == [(True, None)])
    with pytest.raises(EngineDownError, match="search_index rebuild"):
        found(engine, words("pain"))
    replacement = fill(engine, [document(1, "Back pain")])
    lifecycle.drop_abandoned(engine)
    assert [one.name for one in engine.generations()] == [replacement]
    assert found(engine, words("pain")) == [1]


def eventually(holds: Callable[[], bool]) -> None:
    """Until then, Elasticsearch tries to bring the index up, and the engine says that it may be starting."""
    waiting = threading.Event()
    for _ in range(300):
        try:
            if holds():
                return
        except EngineDownError:
            pass
        waiting.wait(0.1)
    pytest.fail("It never came about.")
