"""Folding, names, edits and fusion: the small pure parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fusion import Ranking, fused
from search.languages import ENGLISH
from search.normalise import fold
from search.spelling import distance


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
    assert ENGLISH.words(text) == expected


def test_names_compare_whole() -> None:
    assert ENGLISH.name_key("Crohn’s  Disease") == ENGLISH.name_key("CROHN'S DISEASE")


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


def test_fusion_adds_and_breaks_ties_by_id() -> None:
    assert fused([Ranking([1, 2, 3]), Ranking([3, 4])]) == [3, 1, 2, 4]
    assert fused([Ranking([5]), Ranking([4])]) == [4, 5]
    assert fused([Ranking([5], 2.0), Ranking([4])]) == [5, 4]
    assert fused([]) == []
