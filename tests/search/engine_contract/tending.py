"""A page that is looked after counts a little more, and never enough to pass a page that answers better."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from search.documents import IndexDocument
from search.engines.protocol import Engine
from search.plans import Clause, Filters, Likeness, Plan, Upkeep
from search.queries import wording
from search.upkeep import FRESHNESS, MOST, NEVER, REVIEW
from tests.search.engine_contract.asking import HERE, fill, words
from tests.search.engine_contract.liking import pointing
from tests.search.index_documents import document

TODAY = date(2026, 6, 1).toordinal()
YEAR = timedelta(days=365).days


def tended(page_id: int, title: str, **fields: object) -> IndexDocument:
    return replace(document(page_id, title, **fields), tended=TODAY, review_due=TODAY + YEAR)  # type: ignore[arg-type]


def scores(engine: Engine, query: Clause, upkeep: Upkeep | None = Upkeep(TODAY), **how: object) -> dict[int, float]:  # noqa: B008  frozen
    plan = Plan(Filters(HERE), query, upkeep=upkeep, limit=100, **how)  # type: ignore[arg-type]
    return {hit.id: hit.score for hit in engine.search(plan).hits}


class Tending:
    def test_of_pages_that_answer_alike_the_one_looked_after_comes_first(self, engine: Engine) -> None:
        ages = {1: NEVER, 2: TODAY - 10 * YEAR, 3: TODAY - 2 * YEAR, 4: TODAY, 5: TODAY - YEAR, 6: TODAY - YEAR}
        due = {5: TODAY, 6: TODAY - 1}
        fill(engine, [document(i, "Pain", tended=age, review_due=due.get(i, NEVER)) for i, age in ages.items()])
        plain, told = scores(engine, words("pain"), None), scores(engine, words("pain"))
        assert list(told) == [5, 4, 6, 3, 1, 2]
        grown = {page_id: told[page_id] / plain[page_id] - 1 for page_id in told}
        expected = {1: 0, 2: 0, 3: 0.6 * FRESHNESS, 4: FRESHNESS, 5: 0.8 * FRESHNESS + REVIEW, 6: 0.8 * FRESHNESS}
        assert grown == pytest.approx(expected, abs=1e-5)

    def test_it_never_passes_a_page_that_answers_better(self, engine: Engine) -> None:
        """Every page with fewer of the words, or with them in a lesser place, is looked after; the better ones are not."""
        lesser = [
            tended(1, "Sleep", text="Nerve pain at night."),
            tended(2, "Pain at night"),
            tended(3, "Nerve", text="Pain. " * 3),
            tended(4, "Night", text="Of pain and of nerves much could be said here. " * 4),
        ]
        better = [
            document(11, "Nerve pain at night"),
            document(12, "Nerve pain", text="Nerve pain at night is worse."),
        ]
        others = [document(page_id, f"Other{page_id}", text="Something else.") for page_id in range(20, 40)]
        fill(engine, [*lesser, *better, *others])
        asked = wording("nerve pain night")
        plain, told = scores(engine, asked, None), scores(engine, asked)
        assert set(list(plain)[:2]) == {11, 12}
        assert set(list(told)[:2]) == {11, 12}
        for above, one in plain.items():
            for below, other in plain.items():
                if one > other * (1 + MOST):
                    assert told[above] > told[below]

    def test_it_counts_after_meaning_and_never_for_pins_or_what_words_do_not_find(self, engine: Engine) -> None:
        pages = [
            document(1, "Pain", vector=pointing(1)),
            tended(2, "Pain", vector=pointing(0.5)),
            tended(3, "Ache", vector=pointing(1)),
            document(4, "Pain"),
        ]
        fill(engine, pages)
        likeness = Likeness(pointing(1), 10, 0.0)
        liked = scores(engine, words("pain"), None, likeness=likeness)
        told = scores(engine, words("pain"), likeness=likeness)
        assert told == pytest.approx({1: liked[1], 2: liked[2] * (1 + MOST), 4: liked[4]}, rel=1e-5)
        assert list(told) == [1, 2, 4]
        assert list(scores(engine, words("pain"), pinned=(4, 2))) == [4, 2, 1]

    def test_a_hit_tells_what_it_was_given(self, engine: Engine) -> None:
        fill(engine, [tended(1, "Pain"), document(2, "Pain")])
        told = {
            one.id: one.upkeep for one in engine.search(Plan(Filters(HERE), words("pain"), upkeep=Upkeep(TODAY))).hits
        }
        assert told == pytest.approx({1: MOST, 2: 0.0})
        assert [one.upkeep for one in engine.search(Plan(Filters(HERE), words("pain"))).hits] == [0.0, 0.0]
