"""What a page is about counts beside its words."""

import numpy as np
import pytest

from search.engines.protocol import Engine
from search.meaning import FORM, SIZE
from search.plans import Filters, Likeness, Plan
from tests.search.engine_contract.asking import HERE, fill, words
from tests.search.index_documents import document


def pointing(*numbers: float) -> bytes:
    """A vector with these first numbers."""
    return np.array([*numbers, *[0.0] * (SIZE - len(numbers))], FORM).tobytes()


def scores(engine: Engine, likeness: Likeness | None, query: str = "pain", **how: object) -> dict[int, float]:
    plan = Plan(Filters(HERE), words(query), likeness, limit=50, **how)  # type: ignore[arg-type]
    return {hit.id: hit.score for hit in engine.search(plan).hits}


class Liking:
    def test_likeness_above_its_floor_is_added_to_what_words_score(self, engine: Engine) -> None:
        pages = [(1, pointing(1)), (2, pointing(0.5, 0.5)), (3, pointing(0.25)), (4, pointing(-1)), (5, b"")]
        fill(engine, [document(page_id, "Pain", vector=vector) for page_id, vector in pages])
        plain = scores(engine, None)
        liked = scores(engine, Likeness(pointing(1), weight=10, floor=0.3))
        assert {page_id: liked[page_id] - plain[page_id] for page_id in plain} == pytest.approx(
            {1: 7.0, 2: 2.0, 3: 0.0, 4: 0.0, 5: 0.0}, abs=0.01
        )
        assert list(liked) == [1, 2, 3, 4, 5]

    def test_what_the_words_do_not_match_stays_unfound_and_the_total_exact(self, engine: Engine) -> None:
        fill(engine, [document(1, "Pain", vector=pointing(0.4)), document(2, "Ache", vector=pointing(1))])
        result = engine.search(Plan(Filters(HERE), words("pain"), Likeness(pointing(1), 10, 0.3)))
        assert ([hit.id for hit in result.hits], result.total) == ([1], 1)

    def test_pins_stay_first_and_pages_of_a_list_do_not_overlap(self, engine: Engine) -> None:
        fill(engine, [document(page_id, "Pain", vector=pointing(page_id / 10)) for page_id in range(1, 10)])
        asked = Likeness(pointing(1), 10, 0.0)
        assert list(scores(engine, asked, pinned=(1, 4))) == [1, 4, 9, 8, 7, 6, 5, 3, 2]
        pages = [
            [hit.id for hit in engine.search(Plan(Filters(HERE), words("pain"), asked, offset=at, limit=3)).hits]
            for at in (0, 3, 6)
        ]
        assert pages == [[9, 8, 7], [6, 5, 4], [3, 2, 1]]

    def test_a_page_that_was_written_again_has_its_new_vector(self, engine: Engine) -> None:
        generation = fill(engine, [document(1, "Pain", vector=pointing(1)), document(2, "Pain", vector=pointing(0.5))])
        asked = Likeness(pointing(1), 10, 0.0)
        assert list(scores(engine, asked)) == [1, 2]
        engine.apply(generation, [document(1, "Pain", sequence=3, vector=pointing(0.1))], 3)
        assert list(scores(engine, asked)) == [2, 1]
