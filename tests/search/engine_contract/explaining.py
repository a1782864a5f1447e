"""What each part of a plan scores on the hits, to explain why they are where they are."""

import pytest

from search.answers import Answer
from search.engines.protocol import Engine
from search.explaining import contributions, explain, leaves
from search.plans import AllWords, AnyWords, Best, Boosted, Filters, Likeness, Phrase, Plan, SharedTopics, Sum
from search.queries import FIELDS, PASSAGES, SLOP, TIE, Understood, wording
from tests.search.engine_contract.asking import HERE, TEXT, TITLE, fill, words
from tests.search.engine_contract.liking import pointing
from tests.search.index_documents import document, tombstone


class Explaining:
    def test_each_clause_is_scored_alone_on_the_pages_it_matches(self, engine: Engine) -> None:
        generation = fill(engine, [document(1, "Back pain"), document(2, "Neck", text="Pain."), document(3, "Pain")])
        engine.apply(generation, [tombstone(3, 4)], 4)
        asked = (words("back"), words("neck pain"), Phrase("back pain", TITLE, 0), AllWords("neck pain", TITLE))
        scores = engine.scores(asked, [2, 1, 3, 99], "en")
        assert [set(one) for one in scores] == [{1}, {1, 2}, {1}, set()]
        for clause, told in zip(asked, scores, strict=True):
            hits = engine.search(Plan(Filters(HERE), clause)).hits
            assert told == pytest.approx({hit.id: hit.score for hit in hits}, rel=1e-4)
        assert [set(one) for one in engine.scores(asked, [2], "en")] == [set(), {2}, set(), set()]

    def test_nothing_to_score_and_nobody_to_score(self, engine: Engine) -> None:
        fill(engine, [document(1, "Back pain")])
        assert engine.scores((), [1], "en") == ()
        assert engine.scores((words("pain"), words("the"), words("")), [], "en") == ({}, {}, {})
        assert engine.scores((words("the"), Phrase("pain", TEXT, 0), SharedTopics(())), [1], "en") == ({}, {}, {})

    def test_the_parts_of_a_score_add_up_to_it(self, engine: Engine) -> None:
        pages = [
            document(
                1, "Nerve pain", text="Pain of a nerve: nerve pain at night. Sleep is hard.", headings=("At night",)
            ),
            document(
                2, "Neuralgia", text="Neuralgia at night, and nerves.", other_names=("Nerve pain",), topic_ids=(7,)
            ),
            document(3, "Sleep", summary="Neuralgia keeps you from sleep at night.", key_points=("Night",)),
            document(4, "Neuralgia at night", text="Night."),
            *(document(number, f"Pain number{number}", text="Night and day. " * number) for number in range(10, 30)),
        ]
        fill(engine, pages)
        query = Sum(
            (
                Best((wording("nerve pain night"), wording("neuralgia night", 0.9)), 0.1),
                Best((AnyWords("sleep", FIELDS, TIE, 2.0), Phrase("nerve pain", PASSAGES, SLOP, 3.0))),
                AllWords("neuralgia night", (Boosted("title", 2.0), Boosted("text")), 1.5),
                SharedTopics((7, 8), 4.0),
            ),
            1.25,
        )
        asked = list(leaves(query))
        hits = engine.search(Plan(Filters(HERE), query, limit=50)).hits
        scores = dict(zip(asked, engine.scores(asked, [hit.id for hit in hits], "en"), strict=True))
        assert len(hits) == 24
        for hit in hits:
            parts = contributions(query, hit.id, scores)
            assert sum(part.amount for part in parts) == pytest.approx(hit.score, rel=1e-3)

    def test_what_words_do_not_account_for_is_likeness_in_meaning(self, engine: Engine) -> None:
        vectors = {1: pointing(1), 2: pointing(0.5), 3: pointing(0.1), 4: pointing(1)}
        fill(engine, [document(page_id, "Pain", vector=vector) for page_id, vector in vectors.items()])
        by_words = engine.search(Plan(Filters(HERE), words("pain"))).hits[0].score
        plan = Plan(Filters(HERE), words("pain"), Likeness(pointing(1), by_words, 0.5), pinned=(4,))
        told = explain(engine, Answer(engine.search(plan), Understood("pain"), frozenset((4,)), plan))
        shares = {
            page_id: {share.signal: share.percent for share in explained.shares} for page_id, explained in told.items()
        }
        assert shares[1] == pytest.approx({"words": 67, "meaning": 33}, abs=1)
        assert shares[2] == shares[3] == shares[4] == {"words": 100}
        like = {page_id for page_id, explained in told.items() if "is about" in explained.sentences[-1]}
        assert like == {1}
