"""Related articles and a hub's articles: pins, blocks, fusion, reasons."""

from dataclasses import replace

import pytest

from search import lifecycle
from search.answers import articles_of_topic, related_articles
from search.engines.protocol import Engine
from search.errors import NotInIndexError
from search.meaning import with_vectors
from tests import factories as make
from tests.search.engine_contract.asking import fill
from tests.search.index_documents import document

pytestmark = pytest.mark.django_db


def told(engine: Engine, page_id: int, limit: int = 5) -> list[tuple[int, str]]:
    return [(one.page.id, one.reason) for one in related_articles(engine, page_id, limit)]


def hub(engine: Engine, topic_id: int, offset: int = 0, limit: int = 10) -> list[int]:
    return [hit.id for hit in articles_of_topic(engine, topic_id, offset, limit)[1].hits]


def test_of_real_pages_pins_come_first_blocks_never_and_each_has_its_reason(own_index: Engine) -> None:
    nerve = make.topic("Neuropathic pain", definition="What neuropathic pain is.")
    pinned, blocked = make.article("Reading a leaflet"), make.article("Neuropathic pain at night", topics=[nerve])
    shared = make.article("Burning feet", topics=[nerve])
    alike = make.article("Neuropathic pain in the hands")
    make.article("Cooking for one")
    page = make.article("Neuropathic pain by day", topics=[nerve], related_pins=[pinned], related_blocks=[blocked])
    lifecycle.rebuild(own_index)
    reasons = dict(told(own_index, page.pk))
    assert next(iter(reasons)) == pinned.pk
    assert reasons == {
        pinned.pk: "chosen by the editors",
        shared.pk: "both about neuropathic pain",
        alike.pk: "both titles say “neuropathic” and “pain”",
    }


def test_shared_topics_and_likeness_are_fused(own_index: Engine) -> None:
    fill(
        own_index,
        [
            document(7, "Migraine", type_="topic", summary="Migraine is a headache."),
            document(1, "Migraine in children", topic_ids=(7,)),
            document(2, "Migraine in children at school", topic_ids=(7,)),
            document(3, "Light and noise", topic_ids=(7,)),
            document(4, "Children at school"),
            document(5, "Gout"),
        ],
    )
    assert [page_id for page_id, _ in told(own_index, 1)] == [2, 3, 4]


def test_never_itself_another_language_another_site_or_a_hub(own_index: Engine) -> None:
    fill(
        own_index,
        [
            document(1, "Gout", topic_ids=(7,), related_pins=(1, 3, 4, 7, 99)),
            document(2, "Gout again", topic_ids=(7,)),
            document(3, "Gout", topic_ids=(7,), locale="de"),
            document(4, "Gout", topic_ids=(7,), site_id=2),
            document(7, "Gout", type_="topic"),
        ],
    )
    assert [page_id for page_id, _ in told(own_index, 1)] == [2]


def test_more_pins_than_room_keep_their_order(own_index: Engine) -> None:
    pages = [document(number, f"Page number{number}") for number in range(2, 9)]
    fill(own_index, [document(1, "Gout", related_pins=(8, 5, 8, 2)), *pages])
    assert [page_id for page_id, _ in told(own_index, 1, limit=2)] == [8, 5]
    assert [page_id for page_id, _ in told(own_index, 1)] == [8, 5, 2]


def test_topics_are_written_as_inside_a_sentence(own_index: Engine) -> None:
    fill(
        own_index,
        [
            document(7, "Noonan syndrome", type_="topic", summary="People with Noonan syndrome are born with it."),
            document(8, "Back pain", type_="topic", summary="Back pain is common."),
            document(9, "HIV", type_="topic", summary="A virus."),
            document(1, "A", topic_ids=(7, 8, 9)),
            document(2, "B", topic_ids=(7, 8, 9)),
            document(3, "C", topic_ids=(9,)),
        ],
    )
    assert told(own_index, 1) == [(2, "both about Noonan syndrome and back pain"), (3, "both about HIV")]


def test_a_page_that_is_not_in_the_index_is_told(own_index: Engine) -> None:
    fill(own_index, [])
    with pytest.raises(NotInIndexError):
        related_articles(own_index, 1, 5)
    with pytest.raises(NotInIndexError):
        articles_of_topic(own_index, 1, 0, 5)


def test_a_hub_shows_pins_then_its_articles_then_those_named_like_it(own_index: Engine) -> None:
    fill(
        own_index,
        [
            document(7, "Hypertension", type_="topic", other_names=("High blood pressure",), related_pins=(5, 2)),
            document(1, "Salt", topic_ids=(7,)),
            document(2, "Hypertension and salt", topic_ids=(7,)),
            document(3, "Measuring high blood pressure"),
            document(4, "Low blood pressure"),
            document(5, "What to ask your doctor"),
            document(6, "Tablets for hypertension", topic_ids=(7,)),
            document(8, "Hypertension", topic_ids=(7,), locale="de"),
            document(9, "Hypertension hub two", type_="topic"),
        ],
    )
    assert hub(own_index, 7) == [5, 2, 6, 1, 3]
    topic, result = articles_of_topic(own_index, 7, 2, 2)
    assert (topic.title, result.total) == ("Hypertension", 5)
    assert hub(own_index, 7, 2, 2) == [6, 1]


@pytest.mark.parametrize("engine_name", ["embedded", "elasticsearch"])
def test_small_edits_leave_the_lists_as_they_are(own_index: Engine) -> None:
    """A sentence more, a typo mended, a summary put otherwise: of the page itself, and of all that its list holds."""
    subjects = (
        "Gout diet",
        "Gout in the foot",
        "Gout at night",
        "Migraine diet",
        "Migraine at night",
        "Back pain at night",
    )
    text = "It often begins at night.\nRest and cold packs ease it, and so does water. Most people are well after two weeks."
    pages = [
        document(
            number, title, text=f"{title}. {text}", summary=f"About {title.lower()}.", topic_ids=(90 + number % 3,)
        )
        for number, title in enumerate(subjects, 1)
    ]
    generation = fill(own_index, with_vectors(pages))
    before = {page.id: told(own_index, page.id) for page in pages}
    assert all(len(some) >= 2 for some in before.values())
    edited = [
        replace(
            page,
            sequence=100 + page.id,
            text=page.text.replace("ease", "eases") + "\nAsk your doctor or nurse if anything here is unclear to you.",
            summary=f"What helps against {page.title.lower()}.",
        )
        for page in pages
    ]
    for one in edited:
        own_index.apply(generation, with_vectors([one]), one.sequence)
        after = {page.id: told(own_index, page.id) for page in pages}
        assert {page_id: set(some) for page_id, some in after.items()} == {
            page_id: set(some) for page_id, some in before.items()
        }
        assert {page_id: some[0] for page_id, some in after.items()} == {
            page_id: some[0] for page_id, some in before.items()
        }
