"""The health professions' lists, as their packages bring them."""

import bz2
import pickle
from pathlib import Path

import pytest

from search.terminology import icd10cm, mesh
from search.terminology.vocabulary import vocabulary


def test_the_lists_know_what_doctors_and_neighbours_say() -> None:
    english = vocabulary("en")
    assert "aphthous stomatitis" in english.others("canker sore")
    assert "canker sore" in english.others("aphthous stomatitis")
    assert vocabulary("en-gb") is english


@pytest.mark.parametrize("word", ["petit", "reiter", "pontiac", "shooting", "stabbing"])
def test_words_that_people_spell_like_this_are_no_typing_errors(word: str) -> None:
    assert vocabulary("en").knows(word)


@pytest.mark.parametrize("word", ["diabetis", "migrane", "hypertenshun", "shooti"])
def test_misspelt_words_are_unknown(word: str) -> None:
    assert not vocabulary("en").knows(word)


def test_other_languages_have_no_lists() -> None:
    assert vocabulary("de").others("canker sore") == ()


def test_names_turned_for_an_index_come_after_those_that_people_say() -> None:
    group = next(group for group in mesh.groups() if "canker sore" in group)
    assert [("," in name) for name in group] == sorted("," in name for name in group)


def test_codes_are_read_without_the_remarks_for_people_who_code() -> None:
    names = {name for group in icd10cm.groups() for name in group}
    assert len(names) > 10_000
    assert not [name for name in names if "NOS" in name.split() or "[" in name or name.startswith("Other ")]


def test_a_list_that_would_run_something_is_refused() -> None:
    # A class stands for any code here: the unpickler must not even look it up.
    with pytest.raises(pickle.UnpicklingError, match=r"more than data: pathlib"):
        mesh.loaded(bz2.compress(pickle.dumps({"names": Path()})))
    assert mesh.loaded(bz2.compress(pickle.dumps({"names": {"a": ["b"]}}))) == {"names": {"a": ["b"]}}
