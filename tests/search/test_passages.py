"""Which passages of a page are shown for a query, and under which heading the first one stands. No engine."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.expansions import Variant
from search.languages import PLAIN
from search.marks import MarkedText, Marker, places_of
from search.passages import HIGHLIGHTS, LENGTH, Passages, passages, worth_of
from search.queries import Understood
from search.sections import Section, Sections, sections_adapter


def page(*lines: str) -> tuple[str, tuple[Section, ...]]:
    """A text of these lines; one that begins with "# " is a heading, whose anchor is its last word."""
    sections, length, plain = list[Section](), 0, list[str]()
    for line in lines:
        bare = line.removeprefix("# ")
        if bare != line:
            sections.append(Section(length, bare, bare.lower().split()[-1].strip("?")))
        plain.append(bare)
        length += len(bare) + 1
    return "\n".join(plain), tuple(sections)


def answer(
    query: str,
    *lines: str,
    title: str = "",
    variants: tuple[Variant, ...] = (),
    frequencies: dict[str, int] | None = None,
) -> Passages:
    text, sections = page(*lines)
    reading = Understood(query, variants=variants)
    every = [*query.split(), *(word for variant in variants for word in variant.text.split())]
    marked = mark(every, text, sections, title)
    return passages(marked, worth_of(reading, frequencies or {})) if marked else Passages()


def mark(query: Iterable[str], text: str, sections: Sequence[Section], title: str = "") -> MarkedText | None:
    """Mark these words, without any stems."""
    told = sections_adapter.dump_json(tuple(sections)).decode()
    return Marker({word: [word] for word in query}).marked(text, told, places_of(title, text, PLAIN.words))


def plain(highlight: str) -> str:
    return highlight.replace("<mark>", "").replace("</mark>", "")


def test_the_passage_with_most_different_words_comes_first() -> None:
    found = answer("sleep pain", "Pain, pain and pain.", "Sleep is hard. Pain keeps you from sleep. Pain.", "Sleep.")
    assert found.highlights[0] == "<mark>Pain</mark> keeps you from <mark>sleep</mark>."
    assert len(found.highlights) == HIGHLIGHTS


def test_of_as_many_words_the_rarer_come_first() -> None:
    lines = ("Pain lasts for long.", "Gabapentin can make you dizzy.")
    assert (
        plain(answer("gabapentin pain", *lines, frequencies={"gabapentin": 3, "pain": 900}).highlights[0]) == lines[1]
    )
    assert (
        plain(answer("gabapentin pain", *lines, frequencies={"gabapentin": 900, "pain": 3}).highlights[0]) == lines[0]
    )


def test_a_synonym_is_another_way_to_say_it_not_more_of_it() -> None:
    both = "A heart attack is called myocardial infarction."
    more = "After a heart attack you may drive again."
    found = answer("heart attack drive", both, more, variants=(Variant("myocardial infarction drive", 0.9),))
    assert plain(found.highlights[0]) == more
    own, broad = "A nerve block helps some.", "There is a risk of bleeding."
    other = Variant("interventional pain procedures risk", 0.9)
    titled = answer("nerve block risk", broad, own, title="Interventional pain procedures", variants=(other,))
    assert plain(titled.highlights[0]) == own
    by_synonym = answer("mi", "A doctor comes.", "A heart attack.", variants=(Variant("heart attack", 0.9),))
    assert by_synonym.highlights == ("A <mark>heart</mark> <mark>attack</mark>.",)


def test_the_section_is_that_of_the_best_passage() -> None:
    lines = (
        "Gout hurts.",
        "# What is it",
        "A disease.",
        "# Your diet",
        "Cherries may help.",
        "Beer brings gout attacks.",
    )
    found = answer("gout attacks", *lines)
    assert found.section is not None
    assert (found.section.heading, found.section.anchor) == ("Your diet", "diet")
    assert answer("gout hurts", *lines).section is None
    assert answer("xylophone", *lines) == Passages()


def test_words_of_the_heading_count_for_what_stands_below_it() -> None:
    found = answer("gout treatment", "Gout is a disease.", "# Treatment", "Rest helps.", "Tablets end gout attacks.")
    assert plain(found.highlights[0]) == "Tablets end gout attacks."
    assert found.section is not None
    assert found.section.anchor == "treatment"
    said = answer("gout treatment", "# Treatment", "Gout needs rest.", "Gout treatment takes long.")
    assert plain(said.highlights[0]) == "Gout treatment takes long."


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("Treatment of gout", "Treatment of gout: Cold packs help."),
        ("What eases gout?", "What eases gout? Cold packs help."),
    ],
)
def test_a_heading_is_shown_with_the_sentence_below_it(heading: str, shown: str) -> None:
    found = answer(
        "gout treatment eases", "Gout is a disease.", f"# {heading}", "Cold packs help. So does rest.", "# End"
    )
    assert plain(found.highlights[0]) == shown
    assert found.section is not None
    assert found.section.heading == heading


def test_the_sentence_below_a_heading_that_says_it_all_is_the_answer() -> None:
    lines = ("# Can a nerve heal?", "Often, in part.", "A nerve grows slowly.", "# End", "Wounds heal.")
    assert plain(answer("nerve heal", *lines).highlights[0]) == "Can a nerve heal? Often, in part."


def test_a_heading_without_a_sentence_below_it_stands_alone() -> None:
    assert plain(answer("gout", "# On gout", "# On rest", "Rest.").highlights[0]) == "On gout"
    assert plain(answer("gout", "Rest.", "# On gout").highlights[0]) == "On gout"


def test_words_of_the_title_count_everywhere() -> None:
    lines = ("Gout pain at night is worst.", "Cold helps.")
    assert plain(answer("what helps gout pain at night", *lines).highlights[0]) == lines[0]
    assert plain(answer("what helps gout pain at night", *lines, title="Gout pain at night").highlights[0]) == lines[1]


def test_what_says_nothing_else_comes_last_and_never_second() -> None:
    assert plain(answer("gout diet", "Gout diet", "A gout diet helps.").highlights[0]) == "A gout diet helps."
    assert answer("gout diet", "Gout", "“Diet”", "Gout hurts.").highlights == ("<mark>Gout</mark> hurts.",)
    assert answer("gout diet", "Rest.", "“Gout”").highlights == ("“<mark>Gout</mark>”",)
    assert len(answer("gout diet", "Gout hurts.", "Gout diet.").highlights) == HIGHLIGHTS


def test_a_title_for_lists_is_no_passage_and_no_heading() -> None:
    marked = mark(["gout"], "Gout at home\nRest. Gout.", (Section(0, "Gout at home", ""), Section(13, "", "")))
    assert marked is not None
    assert passages(marked, worth_of(Understood("gout"), {})) == Passages(("<mark>Gout</mark>.",), None)


def test_no_passage_is_shown_twice() -> None:
    assert len(answer("gout", "Gout hurts.", "Rest.", "Gout hurts.").highlights) == 1
    assert len(answer("gout rest", "# On gout", "Rest helps.").highlights) == 1


def test_of_a_long_sentence_the_part_with_most_of_the_words_is_shown() -> None:
    long = "pain " + "other " * 100 + "sleep with pain " + "other " * 100
    (shown,) = answer("sleep pain", long).highlights
    assert "<mark>sleep</mark> with <mark>pain</mark> other" in shown
    assert shown.startswith("… other")
    assert shown.endswith("other …")
    assert len(plain(shown)) <= LENGTH + len("…  …")
    (near,) = answer("pain", "word " * 10 + "pain " + "other " * 100).highlights
    assert near.startswith("word word")


def test_an_endless_word_is_shown_as_it_is() -> None:
    assert answer("x" * 300, "a b " + "x" * 300 + " c").highlights == ("a b <mark>" + "x" * 300 + "</mark> …",)


def test_sentences_end_where_readers_see_them_end() -> None:
    lines = ("See e.g. this pain. It goes. “Does it?” Sleep.", "3.5 mg ease pain")
    assert answer("pain", *lines).highlights == ("See e.g. this <mark>pain</mark>.", "3.5 mg ease <mark>pain</mark>")
    assert answer("sleep", *lines).highlights == ("<mark>Sleep</mark>.",)


def test_sections_are_found_by_place() -> None:
    sections = (Section(10, "A", "a"), Section(20, "", ""), Section(30, "B", "b"))
    at = {place: Sections(sections).at(place) for place in (0, 9, 10, 19, 20, 29, 30, 99)}
    anchors = {place: section.anchor for place, section in at.items()}
    assert anchors == {0: "", 9: "", 10: "a", 19: "a", 20: "", 29: "", 30: "b", 99: "b"}
    assert Sections(()).at(3).anchor == ""


words = st.text(alphabet="abcdeé<&İß'’", min_size=1, max_size=4)


@given(st.lists(st.text(max_size=300), max_size=5), st.lists(words, min_size=1, max_size=3), st.integers(0, 4))
def test_highlights_hold_nothing_but_text_and_marks(lines: list[str], query: list[str], heading: int) -> None:
    text, _ = page(*lines)
    sections = (Section(0, text.split("\n")[0], "a"), Section(len(text) // 2, lines[0] if lines else "", "b"))[:heading]
    typed = PLAIN.words(" ".join(query))
    marked = mark(typed, text, sections)
    for shown in passages(marked, worth_of(Understood(" ".join(typed)), {})).highlights if marked else ():
        assert "<" not in plain(shown)
        assert ">" not in plain(shown)
        assert shown.count("<mark>") == shown.count("</mark>") > 0
