"""Reading pages back, and letting go."""

from search.engines.protocol import Engine
from tests.search.engine_contract.asking import fill, found, words
from tests.search.index_documents import document, tombstone


class Keeping:
    def test_keep_reads_back_what_related_articles_need(self, engine: Engine) -> None:
        page = document(
            1, "Pain", topic_ids=(7, 8), related_pins=(5, 4), related_blocks=(6,), other_names=("Ache",), locale="de"
        )
        fill(engine, [page, tombstone(2, 2)])
        kept = engine.keep([2, 1, 99])
        assert kept.keys() == {1}
        for name in (
            "title",
            "other_names",
            "topic_ids",
            "related_pins",
            "related_blocks",
            "card",
            "locale",
            "site_id",
        ):
            assert getattr(kept[1], name) == getattr(page, name)
        assert engine.keep([]) == {}

    def test_closing_lets_go_and_the_engine_can_be_used_again(self, engine: Engine) -> None:
        generation = fill(engine, [document(1, "Pain")])
        engine.close()
        assert found(engine, words("pain")) == [1]
        engine.apply(generation, [document(2, "Pain", sequence=2)], 2)
        assert found(engine, words("pain")) == [1, 2]
