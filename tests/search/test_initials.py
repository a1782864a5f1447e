"""What people abbreviate names to."""

import pytest

from search.initials import initials
from search.languages import ENGLISH


@pytest.mark.parametrize(
    ("name", "abbreviated"),
    [
        ("Maple syrup urine disease", "msud"),
        ("Hutchinson-Gilford progeria syndrome", "hgps"),
        ("Irritable bowel syndrome with diarrhoea", "ibsd"),
        ("Multiple endocrine neoplasia type 1", "men1"),
        ("Chapare Hemorrhagic Fever (CHHF)", "chf"),
        ("Crohn's disease of children", "cdc"),
    ],
)
def test_a_name_has_the_initials_of_its_words(name: str, abbreviated: str) -> None:
    assert initials([name], ENGLISH) == (abbreviated,)


@pytest.mark.parametrize(
    "name", ["", "Migraine", "Back pain", "What to do when all of your joints hurt at the same time today", "1 2 3"]
)
def test_some_names_nobody_abbreviates(name: str) -> None:
    assert initials([name], ENGLISH) == ()


def test_each_is_there_once() -> None:
    assert initials(["Chronic back pain", "Constant Back Pain"], ENGLISH) == ("cbp",)
