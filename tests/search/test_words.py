"""Folding, names, edits, suggestions and fusion: the small pure parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fusion import Ranking, fused
from search.highlights import highlights
from search.normalise import fold, name_key, words
from search.results import Named
from search.spelling import distance
from search.suggestions import begins_like, is_like, ranked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crohn's disease", ["crohn", "disease"]),
        ("Sjögren’s", ["sjogren"]),
        ("COX-2 inhibitors", ["cox", "2", "inhibitors"]),
        ("Ménière’s, naïve; straße", ["meniere", "naive", "strasse"]),
        ("snake_case", ["snake", "case"]),
        ("don't, DON’T; don´t", ["don't", "don't", "don't"]),
        ("O’Brien's 'quoted' boys'", ["o'brien", "quoted", "boys"]),
        ("  ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_names_compare_whole() -> None:
    assert name_key("Crohn’s  Disease") == name_key("CROHN'S DISEASE")


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("pain", "pain", 0),
        ("pain", "pian", 1),
        ("pain", "pains", 1),
        ("pain", "ain", 1),
        ("pain", "gain", 1),
        ("neuropathy", "nuropahty", 2),
        ("pain", "house", 3),
    ],
)
def test_distance(left: str, right: str, expected: int) -> None:
    assert distance(left, right) == expected
    assert distance(right, left) == expected


@pytest.mark.parametrize(
    ("typed", "word", "likely"),
    [
        ("neuro", "neuropathy", True),
        ("neuor", "neuropathy", True),
        ("neurp", "neuropathy", True),
        ("nuero", "neuropathy", False),
        ("neu", "nephritis", False),
        ("arthrtis", "arthritis", True),
    ],
)
def test_beginnings_forgive_one_typo_after_the_third_letter(typed: str, word: str, likely: bool) -> None:
    assert begins_like(typed, word) is likely


def test_whole_words_forgive_the_same() -> None:
    assert is_like("neuropaty", "neuropathy")
    assert not is_like("bak", "back")


def page(page_id: int, title: str, type_: str = "article", *others: str) -> Named:
    return Named(page_id, type_, title, others, "")


def test_suggestions_put_exact_before_typos_and_topics_before_articles() -> None:
    candidates = [
        page(1, "Pains and strains"),
        page(2, "Back pain"),
        page(3, "Chronic pain", "topic"),
        page(4, "Pain", "topic", "Painfulness"),
        page(5, "Paint allergy"),
        page(6, "Palsy", "topic", "Pain of the face"),
    ]
    found = ranked(["pain"], candidates, 10)
    assert [(one.page.id, one.text, one.kind) for one in found] == [
        (4, "Pain", "topic"),
        (6, "Pain of the face", "other_name"),
        (5, "Paint allergy", "article"),
        (1, "Pains and strains", "article"),
        (3, "Chronic pain", "topic"),
        (2, "Back pain", "article"),
    ]
    assert [one.page.id for one in ranked(["pain"], candidates, 2)] == [4, 6]


def test_the_same_words_are_suggested_once_for_a_topic_and_once_for_an_article() -> None:
    candidates = [page(1, "Diabetes"), page(2, "diabetes"), page(3, "Diabetes", "topic"), page(4, "Diabetic diet")]
    assert [one.page.id for one in ranked(["diab"], candidates, 10)] == [3, 1, 4]


def test_fusion_adds_and_breaks_ties_by_id() -> None:
    assert fused([Ranking([1, 2, 3]), Ranking([3, 4])]) == [3, 1, 2, 4]
    assert fused([Ranking([5]), Ranking([4])]) == [4, 5]
    assert fused([Ranking([5], 2.0), Ranking([4])]) == [5, 4]
    assert fused([]) == []


@given(st.text(max_size=300), st.sets(st.text(alphabet="abcdeé<&", min_size=1, max_size=4), max_size=3))
def test_highlights_hold_nothing_but_text_and_marks(text: str, terms: set[str]) -> None:
    for marked in highlights(text, terms, lambda word: word, count=2, length=50):
        bare = marked.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert ">" not in bare
        assert marked.count("<mark>") == marked.count("</mark>") > 0
