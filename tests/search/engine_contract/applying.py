"""Changes are applied by sequence, whatever the order in which they come."""

from search.engines.protocol import Applied, Engine, Entry
from search.plans import Filters, Plan
from tests.search.engine_contract.asking import HERE, fill, found, words
from tests.search.index_documents import document, tombstone


class Applying:
    def test_old_news_never_overwrites_newer(self, engine: Engine) -> None:
        generation = fill(engine, [document(1, "Back pain", sequence=5)])
        applied = engine.apply(generation, [document(1, "Sore throat", sequence=4)], 6)
        assert applied == Applied(written=0, outdated=1)
        assert found(engine, words("back")) == [1]
        assert found(engine, words("throat")) == []

    def test_the_same_news_twice_is_one_page(self, engine: Engine) -> None:
        generation = fill(engine, [document(1, "Back pain", sequence=5)])
        engine.apply(generation, [document(1, "Back pain", sequence=5)], 5)
        assert found(engine, words("back")) == [1]
        assert list(engine.dump(generation)) == [Entry(1, 5, "hash-1-5", deleted=False)]

    def test_the_newest_of_a_batch_wins_in_any_order(self, engine: Engine) -> None:
        generation = fill(engine, [])
        batch = [
            document(1, "Newest", sequence=9),
            document(1, "Older", sequence=8),
            tombstone(2, 4),
            document(2, "Old", 3),
        ]
        engine.apply(generation, batch, 9)
        assert found(engine, words("newest older old")) == [1]
        assert {(one.id, one.sequence, one.deleted) for one in engine.dump(generation)} == {(1, 9, False), (2, 4, True)}

    def test_a_tombstone_takes_a_page_away_and_stays(self, engine: Engine) -> None:
        generation = fill(engine, [document(1, "Back pain", sequence=1), document(2, "Neck pain", sequence=2)])
        engine.apply(generation, [tombstone(1, 3)], 3)
        assert found(engine, words("pain")) == [2]
        assert engine.keep([1, 2]).keys() == {2}
        engine.apply(generation, [document(1, "Back pain", sequence=1)], 3)
        assert found(engine, words("pain")) == [2]
        assert set(engine.dump(generation)) == {Entry(1, 3, "", deleted=True), Entry(2, 2, "hash-2-2", deleted=False)}
        (listed,) = engine.generations()
        assert (listed.documents, listed.tombstones) == (1, 1)

    def test_a_page_may_come_back_after_its_tombstone(self, engine: Engine) -> None:
        generation = fill(engine, [tombstone(1, 3)])
        engine.apply(generation, [document(1, "Back pain", sequence=4)], 4)
        assert found(engine, words("pain")) == [1]

    def test_a_checkpoint_never_goes_back_and_may_move_alone(self, engine: Engine) -> None:
        generation = fill(engine, [document(1, "Back pain", sequence=5)])
        engine.apply(generation, [], 9)
        engine.apply(generation, [], 7)
        engine.apply(generation, [document(2, "Neck pain", sequence=8)], None)
        assert engine.health().checkpoint == 9

    def test_a_large_batch_is_all_there(self, engine: Engine) -> None:
        generation = fill(engine, [document(number, f"Page number{number}") for number in range(1, 1201)])
        assert len(list(engine.dump(generation))) == 1200
        assert engine.search(Plan(Filters(HERE))).total == 1200
