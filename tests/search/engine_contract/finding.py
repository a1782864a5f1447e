"""What a plan finds, and in which order."""

import pytest

from search.engines.protocol import Engine
from search.normalise import APOSTROPHES
from search.plans import AllWords, Best, Boosted, Filters, Lookup, Phrase, Plan, Scope, SharedTopics, Sum
from search.results import FacetCount
from tests.search.engine_contract.asking import HERE, TEXT, TITLE, fill, found, words
from tests.search.index_documents import SITE, document, tombstone


class Finding:
    def test_scope_and_type_limit_everything(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "Back pain"),
                document(2, "Back pain", locale="de"),
                document(3, "Back pain", site_id=2),
                document(4, "Back pain", type_="home"),
                document(5, "Back pain", type_="topic"),
            ],
        )
        assert found(engine, words("pain")) == [1, 5]
        assert found(engine, None) == [1, 5]
        assert found(engine, words("pain"), Scope(SITE, "de")) == [2]
        assert found(engine, words("pain"), Scope(2, "en")) == [3]
        assert found(engine, words("pain"), types=("topic",)) == [5]

    def test_words_match_by_stem_case_accent_and_possessive(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "Crohn's disease"),
                document(2, "Sjögren’s syndrome"),
                document(3, "Treating painful joints"),
                document(4, "The diseases of the eyes"),
            ],
        )
        assert found(engine, words("crohn")) == [1]
        assert found(engine, words("CROHN'S")) == [1]
        assert found(engine, words("sjogren")) == [2]
        assert found(engine, words("Sjögren")) == [2]
        assert found(engine, words("treatment of joint pain")) == [3]
        assert set(found(engine, words("disease"))) == {1, 4}
        assert found(engine, words("the of")) == []

    @pytest.mark.parametrize("apostrophe", ["'", *APOSTROPHES])
    def test_an_apostrophe_belongs_to_its_word_however_it_is_typed(self, engine: Engine, apostrophe: str) -> None:
        fill(
            engine,
            [
                document(1, text="I can't sleep, and the pain won’t stop."),
                document(2, "O’Brien's test", text="T cells."),
                document(3, text="We can, as they won."),
            ],
        )
        assert found(engine, words(f"can{apostrophe}t")) == [1]
        assert found(engine, words(f"WON{apostrophe}T")) == [1]
        assert found(engine, Phrase(f"pain won{apostrophe}t", TEXT, 0)) == [1]
        assert found(engine, words(f"o{apostrophe}brien{apostrophe}s")) == [2]
        assert found(engine, words("t s brien")) == [2]
        assert engine.look_up(Lookup(HERE, ("can't", "won't", "o'brien", "t"), ())).frequencies == {
            "can't": 1,
            "won't": 1,
            "o'brien": 1,
            "t": 1,
        }

    def test_endless_words_joined_by_apostrophes_are_read(self, engine: Engine) -> None:
        fill(engine, [document(1, "Back pain", text="a'" * 50_000 + "a")])
        assert found(engine, words("pain")) == [1]

    def test_every_text_field_is_searched_and_titles_count_most(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "A", text="gallstones"),
                document(2, "B", key_points=("gallstones",)),
                document(3, "C", headings=("gallstones",)),
                document(4, "D", summary="gallstones"),
                document(5, "E", other_names=("gallstones",)),
                document(6, "gallstones"),
            ],
        )
        hits = found(engine, words("gallstone"))
        assert hits[:2] == [6, 5]
        assert set(hits) == {1, 2, 3, 4, 5, 6}
        assert found(engine, words("gallstone", TITLE)) == [6]

    def test_pages_that_went_away_make_no_word_rarer(self, engine: Engine) -> None:
        common = [document(number, "Back pain") for number in range(1, 7)]
        generation = fill(engine, [*common, document(7, "Hospital gallstones")])
        asked = words("back pain gallstones", TITLE)
        assert found(engine, asked) == [7, 1, 2, 3, 4, 5, 6]
        engine.apply(generation, [tombstone(number, number) for number in range(100, 700)], 700)
        assert found(engine, asked) == [7, 1, 2, 3, 4, 5, 6]

    def test_a_field_that_few_pages_have_counts_no_less(self, engine: Engine) -> None:
        named = [document(number, other_names=(name,)) for number, name in enumerate(("Gout", "Flu", "Pain"), 401)]
        others = [document(number, text="Pain" if number % 2 else "Rest") for number in range(1, 301)]
        fill(engine, [*others, *named])
        assert found(engine, words("pain", (Boosted("other_names"), *TEXT)))[:2] == [403, 1]

    def test_all_words_must_be_in_one_field(self, engine: Engine) -> None:
        fill(
            engine, [document(1, "Back pain"), document(2, "Back", text="pain"), document(3, "Pain in the lower back")]
        )
        assert set(found(engine, AllWords("back pain", (*TITLE, *TEXT)))) == {1, 3}

    def test_a_phrase_needs_order_and_nearness(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, text="Cold hands and a warm heart."),
                document(2, text="Hands that are often cold."),
                document(3, text="Cold weather is hard on tired and sore old hands."),
                document(4, text="Cold and wet hands."),
            ],
        )
        assert found(engine, Phrase("cold hands", TEXT, 0)) == [1]
        assert set(found(engine, Phrase("cold hands", TEXT, 2))) >= {1, 4}
        assert 3 not in found(engine, Phrase("cold hands", TEXT, 2))
        assert found(engine, Phrase("hands", TEXT, 2)) == []

    def test_best_takes_the_better_way_to_say_it_and_sum_adds(self, engine: Engine) -> None:
        fill(engine, [document(1, "Hypertension"), document(2, "High blood pressure"), document(3, "Flu")])
        both = Best((words("high blood pressure"), words("hypertension")))
        assert set(found(engine, both)) == {1, 2}
        fill(engine, [document(1, "Flu", topic_ids=(7,)), document(2, "Flu", topic_ids=(8,)), document(3, "Cold")])
        assert found(engine, Sum((words("flu"), SharedTopics((8,), 5.0)))) == [2, 1]

    def test_shared_topics_count_each(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "A", topic_ids=(7,)),
                document(2, "B", topic_ids=(7, 8)),
                document(3, "C", topic_ids=(9,)),
                document(4, "D", topic_ids=(8,)),
            ],
        )
        assert found(engine, SharedTopics((7, 8))) == [2, 1, 4]

    def test_without_a_query_the_newest_come_first(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(3, "Old", newest="2019-05-01"),
                document(2, "New", newest="2026-05-01"),
                document(1, "New too", newest="2026-05-01"),
            ],
        )
        assert found(engine, None) == [1, 2, 3]

    def test_equal_scores_come_by_id_whatever_the_order_of_writing(self, engine: Engine) -> None:
        generation = fill(engine, [])
        for number in (5, 3, 9, 1):
            engine.apply(generation, [document(number, "Flu")], number)
        assert found(engine, words("flu")) == [1, 3, 5, 9]

    def test_pages_of_hits_join_without_gap_and_totals_are_exact(self, engine: Engine) -> None:
        fill(engine, [document(number, "Flu season") for number in range(1, 31)])
        pages = [engine.search(Plan(Filters(HERE), words("flu"), offset=offset, limit=7)) for offset in range(0, 36, 7)]
        assert [hit.id for page in pages for hit in page.hits] == list(range(1, 31))
        assert {page.total for page in pages} == {30}
        beyond = engine.search(Plan(Filters(HERE), words("flu"), offset=500, limit=7))
        assert (beyond.total, beyond.hits) == (30, ())

    def test_filters_by_topic_strategy_and_id(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "Pain", topic_ids=(7,), strategies=("medication",)),
                document(2, "Pain", topic_ids=(8,), strategies=("medication", "movement")),
                document(3, "Pain", topic_ids=(7, 8)),
            ],
        )
        assert found(engine, words("pain"), topics=(7,)) == [1, 3]
        assert found(engine, words("pain"), topics=(7, 8)) == [1, 2, 3]
        assert found(engine, words("pain"), strategies=("movement", "lifestyle")) == [2]
        assert found(engine, words("pain"), topics=(8,), strategies=("medication",)) == [2]
        assert found(engine, words("pain"), without_ids=(2, 99)) == [1, 3]

    def test_pins_come_first_in_their_order_and_count(self, engine: Engine) -> None:
        fill(
            engine,
            [document(1, "Back pain"), document(2, "Pain"), document(3, "Flu"), document(4, "Cold", locale="de")],
        )
        plan = Plan(Filters(HERE), words("pain"), pinned=(3, 1, 4, 99), facets=("type",), limit=2)
        first = engine.search(plan)
        assert [hit.id for hit in first.hits] == [3, 1]
        assert first.total == 3
        assert first.facets == {"type": (FacetCount("article", 3),)}
        rest = engine.search(Plan(plan.filters, plan.query, pinned=plan.pinned, offset=2, limit=2))
        assert [hit.id for hit in rest.hits] == [2]

    def test_any_text_is_a_query_and_none_an_error(self, engine: Engine) -> None:
        fill(engine, [document(1, "Back pain")])
        for text in (
            '"',
            "title:(",
            "*",
            "a AND",
            "/x/",
            "\\",
            "💊",
            "' OR 1=1 --",
            "~2^3",
            "x" * 5000,
            "pain\u2028back",
        ):
            assert set(found(engine, Sum((words(text), Phrase(text, TEXT, 2), AllWords(text, TITLE))))) <= {1}
