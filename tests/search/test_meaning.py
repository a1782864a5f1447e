"""Vectors of what texts are about, by the real model."""

import importlib.util
import logging

import numpy as np
import pytest

from search import meaning, queries
from search.documents import IndexDocument
from tests.search.index_documents import document, tombstone


def likeness(one: str, other: str) -> float:
    return float(meaning.numbers(meaning.vector(one)) @ meaning.numbers(meaning.vector(other)))


def test_texts_that_mean_alike_are_nearer_than_others() -> None:
    assert likeness("high blood pressure", "hypertension") > queries.LIKENESS_FLOOR
    assert likeness("belly ache", "abdominal pain") > queries.LIKENESS_FLOOR
    assert likeness("belly ache", "knee surgery") < queries.LIKENESS_FLOOR
    assert likeness("sore throat", "sore throat") == pytest.approx(1, abs=0.001)


def test_a_text_without_a_word_has_no_vector() -> None:
    assert meaning.vector("") == b""
    assert queries.likeness_of(b"", 100) is None


def test_a_page_is_like_its_title_and_its_beginning() -> None:
    beginning = "What helps when a child has a fever."
    texts = ["", beginning, beginning + " It may be a cold." * 50 + " Broken bones."]
    bare, short, long = meaning.with_vectors([document(1, "Fever", text=text) for text in texts])
    asked = meaning.numbers(meaning.vector("child"))
    assert meaning.numbers(short.vector) @ asked > meaning.numbers(bare.vector) @ asked
    bones = [
        page.vector for page in meaning.with_vectors([document(1, "Fever", text=texts[2].replace("bones", "nails"))])
    ]
    assert bones == [long.vector]  # the end of a long text makes no difference
    assert len(long.vector) == meaning.SIZE * meaning.FORM.itemsize


def test_only_pages_that_readers_look_for_and_that_the_model_can_read_have_one() -> None:
    pages = [
        document(1, "Migräne", locale="de"),
        document(2, "Home", type_="home"),
        tombstone(3, 3),
        document(4, "Migraine", locale="en-GB"),
    ]
    assert [bool(page.vector) for page in meaning.with_vectors(pages)] == [False, False, False, True]


def test_without_the_package_words_decide_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    page: IndexDocument = document(1, "Migraine")
    assert meaning.with_vectors([page]) == [page]
    meaning.prepare()


def test_the_package_may_not_set_up_our_logging(monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(importlib, "import_module", lambda _: logging.basicConfig(level=logging.DEBUG, force=True))
    before = (root.level, list(root.handlers))
    with pytest.raises(AttributeError):
        meaning._model.__wrapped__()
    assert (root.level, list(root.handlers)) == before


def test_likeness_counts_as_a_share_of_what_a_rare_word_scores() -> None:
    few, many = (queries.likeness_of(meaning.vector("pain"), pages) for pages in (10, 10_000))
    assert few
    assert many
    assert np.isclose(many.weight / few.weight, np.log1p(10_000 / 1.5) / np.log1p(10 / 1.5))
