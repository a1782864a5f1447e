"""Counting by kind, topic and strategy."""

from search.engines.protocol import Engine
from search.plans import FACETS, FacetName, Filters, Plan
from search.results import FacetCount
from tests.search.engine_contract.asking import HERE, fill, words
from tests.search.index_documents import document


class Facets:
    def facets(self, engine: Engine, **filters: object) -> dict[FacetName, dict[str, int]]:
        plan = Plan(Filters(HERE, **filters), words("pain"), facets=FACETS, limit=0)  # type: ignore[arg-type]
        counts = engine.search(plan).facets
        return {name: {count.value: count.count for count in values} for name, values in counts.items()}

    def test_a_facet_does_not_count_against_itself_but_against_the_others(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "Pain", topic_ids=(7,), strategies=("medication",)),
                document(2, "Pain", topic_ids=(8,), strategies=("medication", "movement")),
                document(3, "Pain", topic_ids=(7, 8)),
                document(7, "Pain", type_="topic", strategies=("movement",)),
                document(9, "Flu", topic_ids=(7,)),
            ],
        )
        assert self.facets(engine) == {
            "type": {"article": 3, "topic": 1},
            "topic": {"7": 3, "8": 2},
            "strategy": {"medication": 2, "movement": 2},
        }
        assert self.facets(engine, topics=(8,)) == {
            "type": {"article": 2},
            "topic": {"7": 3, "8": 2},
            "strategy": {"medication": 1, "movement": 1},
        }
        assert self.facets(engine, types=("article",), strategies=("movement",)) == {
            "type": {"article": 1, "topic": 1},
            "topic": {"8": 1},
            "strategy": {"medication": 2, "movement": 1},
        }

    def test_facets_are_most_frequent_first_and_exact_beyond_a_screenful(self, engine: Engine) -> None:
        pages = [document(n, "Pain", topic_ids=tuple(range(1000, 1000 + n % 150 + 1))) for n in range(1, 301)]
        fill(engine, pages)
        counts = engine.search(Plan(Filters(HERE), words("pain"), facets=("topic",), limit=0)).facets["topic"]
        assert counts[0] == FacetCount("1000", 300)
        assert len(counts) == 150
        assert [one.count for one in counts] == sorted((one.count for one in counts), reverse=True)
        assert counts[-1] == FacetCount("1149", 2)
