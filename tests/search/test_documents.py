"""Index documents of real published documents: the page's own words, all of them, and nobody else's."""

import pytest

from cms.content.models import TopicPage
from cms.published import log
from search.documents import UNDATED, Card, IndexDocument, body_hash, index_document
from search.sections import Sections
from tests import factories as make

pytestmark = pytest.mark.django_db


def indexed(page_id: int) -> IndexDocument:
    change = log.by_id(page_id)
    assert change is not None
    return index_document(change)


def test_all_words_of_a_page_and_none_of_another_page() -> None:
    role = make.care_role()
    nerve = make.topic("Nerve trouble", definition="Zebra words of another page.", other_names="Giraffe")
    shown = make.image()
    article = make.article(
        "Own title",
        topics=[nerve],
        teaser_title="Own teaser",
        excerpt="Own excerpt.",
        other_names="Own name",
        authors=[make.person(biography="Lion, a life.")],
        related_pins=[make.article("Elephant", excerpt="Tiger")],
        references=[make.reference("Antelope study")],
        body=make.every_block(about=nerve, role=role, shown=shown)[:-1],
    )
    made = indexed(article.pk)
    lines = made.text.split("\n")
    assert lines[0] == "Own teaser"
    assert made.summary == "Own excerpt."
    assert made.other_names == ("Own name",)
    assert made.name_keys == ("own title", "own name")
    assert made.headings == (
        "Why pain lasts",
        "What it feels like",
        "When to get help",
        "Pacing a walk",
        "Start small",
        "Add a little",
        "Common questions",
        "Is it harm?",
        "Try this",
        "Graded movement",
    )
    assert made.key_points == ("Pain can outlast an injury.", "Help is more than tablets.")
    assert made.strategies == ("movement",)
    assert set(made.headings) <= set(lines)
    for line in (
        "Pain is real, and so is nerve pain.",
        "Two",
        "Help is more than tablets.",
        "New weakness in a leg",
        "Call a doctor today.",
        "One minute more each week.",
        "Not always.",
        "The pain stayed. My life came back.",
        "What helps how much",
        "Drug – Effect",
        "A – Some",
        "Write down what you want to ask.",
        "Moving a little more each week.",
        "Pacing: A little, often.",
        "Physiotherapist",
        "Sleep",
        "Stop if you feel faint.",
        "A walk",
        "How signals travel",
        "Breathe in, and out.",
    ):
        assert line in lines
    everything = repr(made)
    for stranger in ("Zebra", "Giraffe", "Lion", "Elephant", "Tiger", "Antelope"):
        assert stranger not in everything


def test_what_a_topic_is_found_and_filtered_by() -> None:
    role = make.care_role()
    pinned = make.article("Pinned")
    hub = make.topic(
        "Back pain",
        definition="Pain in the back.",
        other_names="Lumbago\nBackache",
        pinned=[pinned],
        body=[make.strategy(category="medication"), make.strategy("Again", "medication"), make.care_team(role)],
    )
    made = indexed(hub.pk)
    assert (made.type, made.title, made.summary) == ("topic", "Back pain", "Pain in the back.")
    assert made.name_keys == ("back pain", "lumbago", "backache")
    assert made.topic_ids == (hub.pk,)
    assert made.strategies == ("medication",)
    assert made.related_pins == (pinned.pk,)
    assert "Physiotherapist: Plans the exercises." in made.text


def test_an_articles_topics_pins_and_blocks_are_ids_in_the_editors_order() -> None:
    first, second = make.topic("First"), make.topic("Second")
    one, two = make.article("One"), make.article("Two")
    article = make.article("Three", topics=[second, first], related_pins=[two, one], related_blocks=[one])
    made = indexed(article.pk)
    assert made.topic_ids == (second.pk, first.pk)
    assert made.related_pins == (two.pk, one.pk)
    assert made.related_blocks == (one.pk,)


def test_the_card_is_what_a_hit_shows() -> None:
    article = make.article("Own title", teaser_title="Short", image=make.image(), other_names="Name")
    card = Card.model_validate_json(indexed(article.pk).card)
    assert (card.id, card.title, card.teaser_title, card.slug) == (article.pk, "Own title", "Short", "own-title")
    assert card.url == f"https://origin.invalid{card.path}"
    assert card.image is not None
    assert card.image.src.startswith("https://origin.invalid/")


def test_lists_are_ordered_by_the_editors_date_then_by_first_publishing() -> None:
    assert indexed(make.article("A", published="2020-02-03", updated="2021-03-04").pk).newest == "2021-03-04"
    assert indexed(make.article("B", published="2020-02-03").pk).newest == "2020-02-03"
    hub = TopicPage.objects.get(pk=make.topic("C").pk)
    assert hub.first_published_at is not None
    assert indexed(hub.pk).newest == hub.first_published_at.date().isoformat()
    assert indexed(make.site().pk).newest >= UNDATED


def test_a_tombstone_keeps_nothing_but_its_sequence() -> None:
    gone = log.Change(7, 9, "article", None, "", "", "", "x", ("page-7",), None)
    assert index_document(gone) == IndexDocument(7, 9, "", deleted=True)


def test_hashes_tell_bodies_apart() -> None:
    assert body_hash(b"a") != body_hash(b"b")
    assert body_hash(None) == ""


def test_each_place_of_a_text_knows_its_heading_by_the_anchor_of_the_document() -> None:
    role = make.care_role()
    questions = make.questions(
        ("Is it harm?", "<p>Mostly not.</p>"), ("Is it long?", "<p>At times.</p>"), title="Asked"
    )
    article = make.topic(
        "Pain",
        body=[
            make.rich_text("<p>Before all.</p>"),
            make.heading("Why"),
            make.rich_text("<p>Nerves.</p>"),
            make.key_points("Often."),
            make.rich_text("<p>Muscles.</p>"),
            make.strategy("Walk"),
            make.quote("Slowly."),
            make.heading("Asked", level=3),
            questions,
            make.steps(("Start", "<p>Low.</p>"), title=""),
            make.warning_signs("Fever"),
            make.callout("<p>Write.</p>"),
            make.care_team(role),
        ],
    )
    made = indexed(article.pk)
    under = {line: Sections(made.sections).at(made.text.index(line)) for line in made.text.split("\n")}
    assert {line: (section.heading, section.anchor) for line, section in under.items() if section.anchor} == {
        "Why": ("Why", "why"),
        "Nerves.": ("Why", "why"),
        "Often.": ("Key points", "key-points"),
        "Muscles.": ("Why", "why"),
        **dict.fromkeys(
            ("Walk", "Moving a little more each week.", "Pacing: A little, often.", "Sleep", "Stop if you feel faint."),
            ("Walk", "walk"),
        ),
        "Slowly.": ("Why", "why"),
        "Asked": ("Asked", "asked"),
        **dict.fromkeys(("Is it harm?", "Mostly not."), ("Is it harm?", "is-it-harm")),
        **dict.fromkeys(("Is it long?", "At times."), ("Is it long?", "is-it-long")),
        **dict.fromkeys(("Start", "Low."), ("Asked", "asked")),
        **dict.fromkeys(("When to get help", "Fever", "Call a doctor today."), ("When to get help", "warning-signs")),
        **dict.fromkeys(("Try this", "Write."), ("Asked", "asked")),
        **dict.fromkeys(
            ("Your care team", "No one does this alone.", "Physiotherapist: Plans the exercises."),
            ("Your care team", "care-team"),
        ),
    }
    assert [line for line, section in under.items() if not section.anchor] == ["Before all."]
