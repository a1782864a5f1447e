"""The life of generations: made, filled, activated, dropped."""

import pytest

from search.documents import FORMAT
from search.engines.protocol import Engine
from search.errors import EngineDownError, GenerationError
from search.plans import Filters, Plan
from tests.search.engine_contract.asking import HERE, fill, found, words
from tests.search.index_documents import document


class Generations:
    def test_without_an_index_readers_are_told_and_health_says_so(self, engine: Engine) -> None:
        with pytest.raises(EngineDownError, match="search_index rebuild"):
            engine.search(Plan(Filters(HERE), words("pain")))
        health = engine.health()
        assert (health.ok, health.generation, health.checkpoint) == (False, None, None)
        assert engine.generations() == []

    def test_a_generation_is_filled_activated_and_replaced(self, engine: Engine) -> None:
        first = fill(engine, [document(1, "Back pain")])
        second = engine.create()
        engine.apply(second, [document(2, "Neck pain")], 2)
        assert found(engine, words("pain")) == [1]

        engine.activate(second)

        assert found(engine, words("pain")) == [2]
        listed = engine.generations()
        assert [(one.name, one.active, one.checkpoint) for one in listed] == [(first, False, 1), (second, True, 2)]
        assert {one.format for one in listed} == {FORMAT}
        assert (engine.health().generation, engine.health().checkpoint) == (second, 2)
        engine.activate(first)
        assert found(engine, words("pain")) == [1]

    def test_a_generation_without_a_checkpoint_cannot_be_activated(self, engine: Engine) -> None:
        generation = engine.create()
        engine.apply(generation, [document(1, "Back pain")], None)
        assert [one.checkpoint for one in engine.generations()] == [None]
        with pytest.raises(GenerationError, match="no checkpoint"):
            engine.activate(generation)

    def test_an_empty_log_makes_a_whole_generation_too(self, engine: Engine) -> None:
        fill(engine, [])
        assert engine.health().checkpoint == 0
        assert found(engine, words("pain")) == []

    def test_generations_are_dropped_but_never_the_active_one(self, engine: Engine) -> None:
        first = fill(engine, [document(1, "Back pain")])
        second = fill(engine, [document(2, "Neck pain")])
        engine.drop(first)
        assert [one.name for one in engine.generations()] == [second]
        with pytest.raises(GenerationError, match="active"):
            engine.drop(second)
        with pytest.raises(GenerationError):
            engine.drop(first)

    def test_unknown_generations_are_refused_and_not_made(self, engine: Engine) -> None:
        fill(engine, [])
        for name in ("nonsense", "", "../up", "*"):
            with pytest.raises(GenerationError):
                engine.activate(name)
            with pytest.raises(GenerationError):
                engine.apply(name, [document(1, "Back pain")], 1)
            with pytest.raises(GenerationError):
                engine.drop(name)
        assert len(engine.generations()) == 1
