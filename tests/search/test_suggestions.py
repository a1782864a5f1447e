"""Suggestions while a reader types: which names fit, and in which order they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.languages import ENGLISH
from search.results import Named
from search.spelling import distance
from search.suggestions import FIRM, Fit, begins_like, fit, is_like, ranked

typing = st.text(alphabet="abc", max_size=9)


@pytest.mark.parametrize(
    ("typed", "word", "likely"),
    [
        ("neuro", "neuropathy", True),
        ("neuor", "neuropathy", True),
        ("neurp", "neuropathy", True),
        ("neurro", "neuropathy", True),
        ("nuero", "neuropathy", False),
        ("neu", "nephritis", False),
        ("arthrtis", "arthritis", True),
        ("neurxxp", "neuropathy", False),
    ],
)
def test_beginnings_forgive_one_typo_after_the_third_letter(typed: str, word: str, likely: bool) -> None:
    assert begins_like(typed, word) is likely


def test_whole_words_forgive_the_same() -> None:
    assert is_like("neuropaty", "neuropathy")
    assert not is_like("bak", "back")


@given(typing, typing)
def test_a_typo_is_what_counting_edits_says(typed: str, word: str) -> None:
    firm = len(typed) > FIRM and typed[:FIRM] == word[:FIRM]
    assert is_like(typed, word) == (typed == word or (firm and distance(typed, word, 1) <= 1))
    near = any(distance(typed, word[:end], 1) <= 1 for end in range(len(word) + 1))
    assert begins_like(typed, word) == (word.startswith(typed) or (firm and near))


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("heart attack", "heart attack", (Fit.EXACT, False)),
        ("heart", "heart attack", (Fit.BEGINS, False)),
        ("heart", "heartburn", (Fit.BEGINS, True)),
        ("heart at", "heart attack", (Fit.BEGINS, True)),
        ("attack", "heart attack", (Fit.LATER, False)),
        ("attack he", "heart attack", (Fit.LATER, True)),
        ("heatr", "heart attack", (Fit.TYPO, False)),
        ("hearf at", "heart attack", (Fit.TYPO, True)),
        ("atack", "heart attack", None),
        ("attakc", "heart attack", (Fit.TYPO_LATER, False)),
        ("heart attack now", "heart attack", None),
        ("heart lung", "heart attack", None),
    ],
)
def test_fit(typed: str, name: str, expected: tuple[Fit, bool] | None) -> None:
    assert fit(tuple(typed.split()), tuple(name.split())) == expected


def page(page_id: int, title: str, type_: str = "article", *others: str) -> Named:
    return Named(page_id, type_, title, others, "")


def told(typed: str, candidates: list[Named], limit: int = 10) -> list[tuple[str, str, int]]:
    found = ranked(tuple(typed.split()), candidates, limit, ENGLISH)
    return [(one.kind, one.text, one.page.id) for one in found if one.page]


def test_what_fits_better_comes_first_then_topics() -> None:
    candidates = [
        page(1, "Pains and strains"),
        page(2, "Back pain"),
        page(3, "Chronic pain", "topic"),
        page(4, "Pain management", "topic", "Painlessness"),
        page(5, "Paint allergy"),
        page(6, "Palsy", "topic", "Pain of the face"),
        page(7, "Pain"),
        page(8, "Palpitations", "topic"),
    ]
    assert told("pain", candidates) == [
        ("article", "Pain", 7),
        ("topic", "Pain management", 4),
        ("article", "Paint allergy", 5),
        ("other_name", "Pain of the face", 6),
        ("article", "Pains and strains", 1),
        ("topic", "Chronic pain", 3),
        ("article", "Back pain", 2),
    ]
    assert [text for _, text, _ in told("pain", candidates, 1)] == ["Pain"]
    assert [text for _, text, _ in told("pain", candidates, 2)] == ["Pain", "Pain management"]
    assert [text for _, text, _ in told("paim", candidates, 1)] == ["Pain management"]


def test_whole_words_come_before_unfinished_ones() -> None:
    assert [text for _, text, _ in told("heart", [page(1, "Heartburn"), page(2, "Heart failure")])] == [
        "Heart failure",
        "Heartburn",
    ]


def test_every_third_is_another_name() -> None:
    titles = [page(number, f"Hyperthing {'x' * number}") for number in range(1, 7)]
    others = [page(number, "Pressure", "article", f"Hypertension {'x' * number}") for number in range(11, 14)]
    assert [page_id for _, _, page_id in told("hyper", [*others, *titles])] == [1, 2, 11, 3, 4, 12, 5, 6, 13]


def test_a_page_is_suggested_once_and_by_its_title_where_that_fits_as_well() -> None:
    assert told("hyper", [page(1, "Hypertension", "topic", "Hyper", "Hypertonia")]) == [("other_name", "Hyper", 1)]
    assert told("hypert", [page(1, "Hypertension", "topic", "Hypert.on")]) == [("topic", "Hypertension", 1)]


def test_the_same_words_are_suggested_once_for_a_topic_and_once_for_an_article() -> None:
    candidates = [page(1, "Diabetes"), page(2, "diabetes"), page(3, "Diabetes", "topic"), page(4, "Diabetic diet")]
    assert [page_id for _, _, page_id in told("diab", candidates)] == [3, 1, 4]


def test_titles_that_more_pages_bear_come_first() -> None:
    candidates = [page(1, "Cancrum"), page(2, "Canker sores"), page(3, "Canker sores")]
    assert [text for _, text, _ in told("can", candidates)] == ["Canker sores", "Cancrum"]


def test_a_name_of_many_pages_leads_to_the_one_with_the_shortest_title() -> None:
    candidates = [page(1, "Neuropathy type 2", "article", "CMT"), page(2, "Neuropathy", "article", "CMT")]
    assert told("cmt", candidates) == [("article", "CMT", 2)]
