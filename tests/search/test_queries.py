"""The query plan, looked at without any engine."""

import pytest

from search import expansions, queries
from search.expansions import SYNONYM_WEIGHT, Expansion, Variant
from search.languages import ENGLISH
from search.plans import AllWords, AnyWords, Best, Filters, Phrase, Scope, Sum
from search.queries import Correction, SearchRequest, Understood
from search.results import Found, Spelling

HERE = Scope(1, "en")
PRESSURE = ("Hypertension", "High blood pressure")


def read(text: str, *groups: tuple[str, ...], corrections: tuple[Correction, ...] = ()) -> Understood:
    return queries.understood(text, corrections, groups, ENGLISH)


def found(frequencies: dict[str, int], **spellings: list[tuple[str, int, int]]) -> Found:
    return Found(frequencies, {word: tuple(Spelling(*one) for one in some) for word, some in spellings.items()}, ())


def test_question_words_are_dropped_and_told() -> None:
    reading = read("What can I do about my Crohn's disease?")
    assert reading.text == "crohn disease"
    assert reading.dropped == ("what", "can", "i", "do", "about", "my")


@pytest.mark.parametrize("text", ["I can’t sleep", "why won't I sleep", "cant sleep", "I'm told they’re asleep sleep"])
def test_contractions_are_question_words_too(text: str) -> None:
    assert read(text).text.removeprefix("told asleep ") == "sleep"


def test_a_query_of_nothing_but_question_words_keeps_them() -> None:
    assert read("What is it?").text == "what is it"


@pytest.mark.parametrize("text", ["", "   ", "?!", "💊"])
def test_no_words_no_query(text: str) -> None:
    reading = read(text)
    assert reading.text == ""
    plan = queries.plan_of(SearchRequest(text, Filters(HERE)), reading, pinned=[7])
    assert plan.query is None
    assert plan.pinned == ()


def test_a_story_is_cut_and_costs_no_more_than_its_beginning() -> None:
    text = "pain " * 3000 + "gallstones"
    assert "gallstones" not in read(text).text
    assert len(queries.lookup_of(text, HERE).name_keys) < 300


def test_names_to_look_up_are_runs_of_words_that_mean_something() -> None:
    keys = queries.lookup_of("treatment of high blood pressure", HERE).name_keys
    assert {"high blood pressure", "treatment", "treatment of high blood pressure"} <= set(keys)
    assert "of" not in keys


def test_one_word_a_typo_away_comes_before_two_and_two_before_one_further_away() -> None:
    near = found({"selfcare": 0}, selfcare=[("self care", 9, 1), ("selfcared", 1, 1)])
    assert [one.replacement for one in queries.corrections_of("selfcare", near, ENGLISH)] == ["selfcared"]
    far = found({"selfcare": 0}, selfcare=[("selfware", 9, 2), ("self care", 1, 1)])
    assert [one.replacement for one in queries.corrections_of("selfcare", far, ENGLISH)] == ["self care"]


def test_only_unknown_words_are_corrected_by_the_nearest_and_then_the_most_frequent() -> None:
    index = found(
        {"neuropahty": 0, "pian": 0, "rare": 1, "causes": 0},
        neuropahty=[("neuropathies", 9, 2), ("neuropathy", 2, 1), ("neuropathe", 1, 1)],
        rare=[("care", 90, 1)],
    )
    assert queries.corrections_of("neuropahty pian rare", index, ENGLISH) == (Correction("neuropahty", "neuropathy"),)


def test_a_corrected_query_says_what_was_searched() -> None:
    reading = read("Causes of neuropahty?", corrections=(Correction("neuropahty", "neuropathy"),))
    assert reading.text == "neuropathy"
    assert queries.corrected("Causes of neuropahty?", reading.corrections, ENGLISH) == "causes of neuropathy"


def test_synonyms_work_in_both_directions_and_for_several_words() -> None:
    assert read("treating hypertension", PRESSURE).variants == (
        Variant("treating high blood pressure", SYNONYM_WEIGHT),
    )
    assert read("treating high blood pressure", PRESSURE).variants == (
        Variant("treating hypertension", SYNONYM_WEIGHT),
    )
    assert read("High Blood-Pressure", PRESSURE).expansions == (Expansion("high blood pressure", ("hypertension",)),)


def test_a_part_of_a_name_is_no_name_and_the_longest_name_wins() -> None:
    assert read("low blood pressure", PRESSURE).variants == ()
    assert read("pressures", PRESSURE).variants == ()
    back_pain, pain = ("back pain", "lumbago"), ("pain", "ache")
    assert [one.text for one in read("back pain", pain, back_pain).variants] == ["lumbago"]


def test_names_that_share_a_name_bring_all_others_once() -> None:
    reading = read("mi", ("MI", "Heart attack"), ("MI", "Mitral insufficiency", "heart attack"))
    assert [one.text for one in reading.variants] == ["heart attack", "mitral insufficiency"]


def test_variants_are_few() -> None:
    many = ("pain", *(f"name{number}" for number in range(40)))
    assert len(read("pain", many).variants) == expansions.MOST_VARIANTS


def test_the_plan_is_words_phrase_and_names() -> None:
    plan = queries.plan_of(SearchRequest("back pain", Filters(HERE), offset=20, limit=5), read("back pain"), [3, 4])
    assert plan.query == Sum(
        (
            AnyWords("back pain", queries.FIELDS, queries.TIE),
            Phrase("back pain", queries.PASSAGES, queries.SLOP),
            AllWords("back pain", queries.NAMES),
        )
    )
    assert (plan.offset, plan.limit, plan.pinned, plan.highlight) == (20, 5, (3, 4), "back pain")
    assert plan.facets == ("type", "topic", "strategy")


def test_a_synonym_is_another_way_to_say_it_not_more_of_it() -> None:
    query = queries.query_of(read("hypertension", PRESSURE))
    assert isinstance(query, Best)
    own, other = query.clauses
    assert query.tie == 0.0
    assert isinstance(own, Sum)
    assert isinstance(other, Sum)
    assert own.boost > other.boost


def test_facets_and_highlights_can_be_left_out() -> None:
    request = SearchRequest("pain", Filters(HERE), facets=False, highlights=False)
    plan = queries.plan_of(request, read("pain"))
    assert (plan.facets, plan.highlight) == ((), "")


def test_synonyms_are_marked_too() -> None:
    assert queries.plan_of(SearchRequest("hypertension", Filters(HERE)), read("hypertension", PRESSURE)).highlight == (
        "hypertension high blood pressure"
    )


def test_pins_are_for_a_query_however_it_is_put() -> None:
    assert queries.pin_key("What is Back-Pain?", ENGLISH) == queries.pin_key("back pain", ENGLISH) == "back pain"
