"""What every search engine must do. Each engine's test file subclasses this with a fixture `engine`: a real one."""

from collections.abc import Sequence

import pytest

from search.documents import FORMAT, IndexDocument
from search.engines.protocol import Applied, Engine, Entry
from search.errors import EngineDownError, GenerationError
from search.plans import (
    FACETS,
    AllWords,
    AnyWords,
    Best,
    Boosted,
    Clause,
    Completion,
    FacetName,
    Filters,
    Lookup,
    Phrase,
    Plan,
    Scope,
    SharedTopics,
    Sum,
)
from search.queries import FIELDS, TIE
from search.results import FacetCount
from tests.search.index_documents import SITE, document, tombstone

HERE = Scope(SITE, "en")
TITLE = (Boosted("title"),)
TEXT = (Boosted("text"),)


def words(text: str, fields: tuple[Boosted, ...] = FIELDS) -> AnyWords:
    return AnyWords(text, fields, TIE)


def fill(engine: Engine, documents: Sequence[IndexDocument]) -> str:
    """A new active generation with these documents."""
    generation = engine.create()
    engine.apply(generation, documents, max((one.sequence for one in documents), default=0))
    engine.activate(generation)
    return generation


def found(engine: Engine, query: Clause | None, scope: Scope = HERE, **filters: object) -> list[int]:
    plan = Plan(Filters(scope, **filters), query, limit=50)  # type: ignore[arg-type]
    return [hit.id for hit in engine.search(plan).hits]


def highlighted(engine: Engine, query: str) -> tuple[str, ...]:
    plan = Plan(Filters(HERE), words(query), highlight=query)
    return engine.search(plan).hits[0].highlights


class EngineContract:
    # Generations

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

    # Applying by sequence

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

    # Finding

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
        assert found(engine, words("pain"), only_ids=(2, 3)) == [2, 3]
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

    # Facets

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

    # Highlights

    def test_highlights_are_whole_sentences_with_the_words_marked(self, engine: Engine) -> None:
        text = (
            "Many people feel sore after sport. Gallstones often cause no trouble at all. Rest helps most of them.\n"
            "A doctor looks for a gallstone by ultrasound."
        )
        fill(engine, [document(1, "Stones", text=text)])
        marks = highlighted(engine, "gallstones")
        assert marks[0].strip() == "<mark>Gallstones</mark> often cause no trouble at all."
        assert marks[1].strip() == "A doctor looks for a <mark>gallstone</mark> by ultrasound."

    def test_highlights_are_safe_html(self, engine: Engine) -> None:
        fill(engine, [document(1, "X", text='Take <img src=x onerror=alert(1)> & "aspirin" <b>daily</b>.')])
        (marked,) = highlighted(engine, "aspirin")
        assert "<mark>aspirin</mark>" in marked
        without = marked.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in without
        assert ">" not in without
        assert "&lt;img" in without
        assert "&amp;" in without

    def test_the_sentence_with_most_of_the_words_comes_first(self, engine: Engine) -> None:
        text = "Pain is common. Pain in the back often goes within weeks. The back has many muscles. Pain again."
        fill(engine, [document(1, "X", text=text)])
        marks = highlighted(engine, "back pain")
        assert marks[0].strip() == "<mark>Pain</mark> in the <mark>back</mark> often goes within weeks."

    def test_long_sentences_are_cut_at_words_around_the_mark(self, engine: Engine) -> None:
        long = "word " * 200 + "gallbladder " + "other " * 200
        fill(engine, [document(1, "X", text=long)])
        (marked,) = highlighted(engine, "gallbladder")
        assert "<mark>gallbladder</mark>" in marked
        assert len(marked) < 400
        assert set(marked.replace("<mark>gallbladder</mark>", "").replace("…", "").split()) <= {"word", "other"}

    def test_no_highlights_where_the_text_has_none_of_the_words_or_none_are_asked(self, engine: Engine) -> None:
        fill(engine, [document(1, "Gallstones", text="Nothing of the sort here.")])
        assert highlighted(engine, "gallstones") == ()
        assert engine.search(Plan(Filters(HERE), words("gallstones"))).hits[0].highlights == ()

    def test_accents_are_marked_in_place(self, engine: Engine) -> None:
        fill(engine, [document(1, "X", text="Naïve but true: Sjögren’s syndrome dries the eyes.")])
        (marked,) = highlighted(engine, "sjogren")
        assert "<mark>Sjögren" in marked
        assert marked.startswith("Naïve but true: ")

    # Looking up

    def test_unknown_words_get_spellings_and_known_ones_are_left_alone(self, engine: Engine) -> None:
        fill(
            engine,
            [document(1, "Neuropathy"), document(2, "Neuropathy", text="arthritis"), document(3, "Nephropathy")],
        )
        asked = engine.look_up(Lookup(HERE, ("neuropahty", "arthritis", "nephropathy", "flu", "zzzzzzzz"), ()))
        assert asked.frequencies == {"neuropahty": 0, "arthritis": 1, "nephropathy": 1, "flu": 0, "zzzzzzzz": 0}
        spellings = {one.word: one for one in asked.spellings["neuropahty"]}
        assert (spellings["neuropathy"].frequency, spellings["neuropathy"].distance) == (2, 1)
        assert not asked.spellings.get("flu")
        assert not asked.spellings.get("zzzzzzzz")
        assert not asked.spellings.get("arthritis")

    def test_spellings_of_words_that_went_away_are_forgotten(self, engine: Engine) -> None:
        generation = fill(engine, [document(1, "Neuropathy", sequence=1)])
        engine.apply(generation, [tombstone(1, 2), document(2, "Arthritis", sequence=3)], 3)
        asked = engine.look_up(Lookup(HERE, ("neuropathy",), ()))
        assert asked.frequencies == {"neuropathy": 0}

    def test_topics_are_found_by_their_whole_names(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "Hypertension", type_="topic", other_names=("High blood pressure", "HBP")),
                document(2, "Blood", type_="topic"),
                document(3, "Hypertension", type_="article", other_names=("High blood pressure",)),
                document(4, "Bluthochdruck", type_="topic", other_names=("High blood pressure",), locale="de"),
            ],
        )
        asked = engine.look_up(Lookup(HERE, (), ("high", "high blood pressure", "pressure")))
        assert [(topic.id, topic.names) for topic in asked.topics] == [
            (1, ("Hypertension", "High blood pressure", "HBP"))
        ]
        assert asked.topics[0].title == "Hypertension"

    # Completing

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

    def test_of_too_many_candidates_topics_and_beginnings_are_kept(self, engine: Engine) -> None:
        many = [document(number, f"All about pain {number}") for number in range(1, 60)]
        fill(engine, [*many, document(90, "Chronic pain", type_="topic"), document(91, "Pain at night")])
        kept = {page.id for page in engine.complete(Completion(HERE, ("pain",), limit=5))}
        assert kept >= {90, 91}
        assert len(kept) == 5

    # Keeping

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
