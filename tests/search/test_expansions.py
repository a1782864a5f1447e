"""Other words for the same question: the site's own, and those of the health professions' lists."""

import pytest

from search import expansions
from search.expansions import LISTED_WEIGHT, LISTED_WITHIN_WEIGHT, Expansion, Variant
from search.languages import ENGLISH
from search.plans import Scope
from search.queries import Understood, corrections_of, lookup_of, understood
from search.results import Found, Spelling
from search.terminology.vocabulary import of_groups

LISTS = of_groups(
    [
        ("Aphthous stomatitis", "Canker sore", "Canker sores", "sore, canker", "Mouth ulcer", "Aphthae"),
        ("Aphthae", "Thrush of the mouth"),
        ("Alone",),
    ]
)


def read(text: str, *carried: str, groups: tuple[tuple[str, ...], ...] = ()) -> Understood:
    return understood(text, (), groups, ENGLISH, LISTS, carried)


def texts(reading: Understood) -> list[str]:
    return [variant.text for variant in reading.variants]


def test_a_name_that_no_page_carries_is_searched_as_the_others_those_that_pages_carry_first() -> None:
    reading = read("canker sore", "aphthous stomatitis")
    others = ("aphthous stomatitis", "aphthae", "mouth ulcer")
    assert reading.expansions == (Expansion("canker sore", others, listed=True),)
    assert reading.variants[0] == Variant("aphthous stomatitis", LISTED_WEIGHT)


@pytest.mark.parametrize("own", ["canker sore", "canker sores", "sore canker"])
def test_a_name_that_a_page_carries_in_whatever_form_needs_no_others(own: str) -> None:
    assert read("canker sore", own, "aphthous stomatitis").variants == ()


def test_a_name_is_known_in_any_order_of_its_words_and_without_the_small_ones_around_it() -> None:
    lists = of_groups([("Cancer of the retina", "Retinoblastoma")])
    reading = understood("What is retina cancer?", (), (), ENGLISH, lists, ("retinoblastoma",))
    assert reading.expansions == (Expansion("retina cancer", ("retinoblastoma",), listed=True),)


def test_with_names_that_pages_carry_too_they_are_said_in_other_words_all_the_same() -> None:
    reading = understood("canker sore", (), (), ENGLISH, LISTS, ("canker sore",), carried_too=True)
    assert reading.expansions[0].others[0] == "aphthae"


def test_a_word_that_the_lists_know_is_never_taken_for_a_typing_error() -> None:
    spellings = {word: (Spelling("sprains", 3, 1),) for word in ("aphthae", "stomatitsi")}
    found = Found(dict.fromkeys(spellings, 0), spellings, ())
    assert [one.word for one in corrections_of("aphthae and stomatitsi", found, ENGLISH, LISTS)] == ["stomatitsi"]


def test_inside_a_longer_question_the_lists_count_for_less() -> None:
    reading = read("How can I treat a canker sore?", "aphthous stomatitis")
    assert reading.variants[0] == Variant("treat aphthous stomatitis", LISTED_WITHIN_WEIGHT)
    assert read("What is a canker sore?", "mouth ulcer").variants[0] == Variant("mouth ulcer", LISTED_WEIGHT)


def test_what_the_site_says_itself_comes_before_the_lists() -> None:
    reading = read("canker sore", groups=(("Canker sore", "Ulcers of the mouth"),))
    assert texts(reading) == ["ulcers mouth"]


def test_a_name_in_two_groups_has_the_others_of_both() -> None:
    assert set(LISTS.others("aphthae")) == {
        "aphthous stomatitis", "canker sore", "canker sores", "sore canker", "mouth ulcer", "thrush of the mouth",
    }  # fmt: skip
    assert LISTS.others("alone") == LISTS.others("nothing") == ()


def test_few_other_names_are_taken_and_few_are_looked_up() -> None:
    many = of_groups([("Pain", *(f"ache number {number}" for number in range(500)))])
    assert len(understood("pain", (), (), ENGLISH, many).variants) == expansions.MOST_LISTED
    assert len(lookup_of("pain", Scope(1, "en"), many).listed) == expansions.MOST_LOOKED_UP


def test_the_index_is_asked_about_the_name_and_all_its_others() -> None:
    asked = lookup_of("my canker sore hurts", Scope(1, "en"), LISTS).listed
    assert set(asked) == {"canker sore", *LISTS.others("canker sore")}
    assert lookup_of("of the", Scope(1, "en"), LISTS).listed == ()
