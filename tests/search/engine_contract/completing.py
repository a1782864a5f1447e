"""What a reader who types may be about to ask for."""

from search.documents import IndexDocument
from search.engines.protocol import Engine
from search.plans import Completion
from tests.search.engine_contract.asking import HERE, fill
from tests.search.index_documents import document


class Completing:
    def completed(self, engine: Engine, *typed: str) -> set[int]:
        return {page.id for page in engine.complete(Completion(HERE, typed))}

    def names(self) -> list[IndexDocument]:
        return [
            document(1, "Neuropathic pain", type_="topic", other_names=("Nerve pain",)),
            document(2, "Living with neuropathy"),
            document(3, "Back pain"),
            document(4, "Neuropathie", locale="de"),
            document(5, "Neurons at home", type_="home"),
            document(6, "Sjögren's syndrome"),
        ]

    def test_completion_finds_unfinished_names(self, engine: Engine) -> None:
        fill(engine, self.names())
        assert self.completed(engine, "neu") == {1, 2}
        assert self.completed(engine, "pai") == {1, 3}
        assert self.completed(engine, "nerve", "p") == {1}
        assert self.completed(engine, "sjogren") == {6}
        assert self.completed(engine, "with") == {2}
        assert self.completed(engine, "back", "neu") == set()
        assert self.completed(engine, "xyz") == set()

    def test_completion_forgives_a_typo_after_the_third_letter(self, engine: Engine) -> None:
        fill(engine, self.names())
        assert self.completed(engine, "neurp") == {1, 2}
        assert self.completed(engine, "neuorp") == {1, 2}
        assert self.completed(engine, "neuropathik") == {1}
        assert self.completed(engine, "neuropatic", "pa") == {1}
        assert self.completed(engine, "nuero") == set()

    def test_completion_tells_what_ranking_needs(self, engine: Engine) -> None:
        fill(engine, self.names())
        (page,) = engine.complete(Completion(HERE, ("nerve",)))
        assert (page.type, page.title, page.other_names) == ("topic", "Neuropathic pain", ("Nerve pain",))
        assert '"path":"/page-1/"' in page.card

    def test_of_too_many_candidates_what_ranks_first_is_kept(self, engine: Engine) -> None:
        many = [document(number, f"All about paintings {number}") for number in range(1, 60)]
        better = [
            document(91, "Chronic pain"),
            document(92, "Neurology", other_names=("Pain",)),
            document(93, "Pain at night in old age and how to sleep well"),
            document(94, "Rheumatism", type_="topic", other_names=("Much pain",)),
            document(95, "Soreness in all parts of the body", other_names=("Pain in all parts of the body",)),
        ]
        fill(engine, [*many, *better])

        def kept(limit: int) -> list[int]:
            return sorted(page.id for page in engine.complete(Completion(HERE, ("pain",), limit)))

        # A whole name; names that begin so, the title's first; then a topic; then the shortest title, however old.
        assert [kept(limit) for limit in range(1, 6)] == [
            [92],
            [92, 93],
            [92, 93, 95],
            [92, 93, 94, 95],
            [91, 92, 93, 94, 95],
        ]
        assert len(kept(50)) == 50

    def test_of_too_many_candidates_those_without_a_typo_are_kept(self, engine: Engine) -> None:
        topics = [document(number, f"Neurons {number}", type_="topic") for number in range(1, 60)]
        fill(engine, [*topics, document(90, "All that can be known about neurology")])
        kept = engine.complete(Completion(HERE, ("neurol",), limit=1))
        assert [page.id for page in kept] == [90]
