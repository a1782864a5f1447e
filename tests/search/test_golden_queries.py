"""Golden queries: how they are counted and compared, and what their form takes. No index is needed for any of it."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from search.golden_queries import (
    Comparison,
    Measured,
    Move,
    Places,
    badness,
    best,
    compared,
    figures,
    places,
    state_adapter,
)
from search.models import GoldenQuery
from tests import factories as make

ADD = "/admin/snippets/search/goldenquery/add/"


def test_places_are_counted_from_one_to_ten() -> None:
    found = [*range(101, 112)]
    assert places([101, 110, 111, 7], found) == {101: 1, 110: 10, 111: None, 7: None}
    assert best({1: None, 2: 4, 3: 2}) == 2
    assert best({1: None}) is None
    assert best({}) is None


def test_the_worst_is_what_readers_find_last_and_then_what_lacks_most() -> None:
    nowhere: Places = {1: None}
    low, half, whole = {1: 10}, {1: 2, 2: None}, {1: 2, 2: 3}
    top = {1: 1}
    deleted: Places = {}
    assert sorted([top, whole, half, low, nowhere, deleted], key=badness) == [nowhere, deleted, low, half, whole, top]


def test_figures_count_queries_and_pages() -> None:
    told = figures([{1: 1, 2: None}, {3: 4}, {4: None, 5: 6}, {6: None}, {}])
    assert (told.queries, told.at_first, told.at_few, told.nowhere) == (4, 1, 2, 1)
    assert (told.pages, told.pages_found) == (6, 3)
    assert told.mean_reciprocal_rank == pytest.approx((1 + 1 / 4 + 1 / 6) / 4)
    assert figures([{}]).mean_reciprocal_rank == 0


@pytest.mark.parametrize(
    ("now", "then", "move"),
    [
        ({1: 2}, {1: 3}, Move.UP),
        ({1: 3}, {1: 2}, Move.DOWN),
        ({1: 10}, {1: None}, Move.UP),
        ({1: None}, {1: 10}, Move.DOWN),
        ({1: None}, {1: None}, Move.SAME),
        ({1: 1, 2: 4}, {1: 1, 2: None}, Move.UP),
        ({1: 2, 2: 3}, {1: 1, 2: 9}, Move.DOWN),
        ({1: 2, 2: 1}, {1: 1, 2: 2}, Move.SAME),
    ],
)
def test_a_query_moves_with_the_first_of_its_pages_then_with_the_next(now: Places, then: Places, move: Move) -> None:
    assert Comparison(now, then).move is move


def test_only_what_is_still_the_same_is_compared() -> None:
    now = Measured("back pain", "en", {1: 2, 2: 1})
    assert compared(now, Measured("back pain", "en", {1: 3, 9: 1})) == Comparison({1: 2}, {1: 3})
    assert compared(now, None) is None
    assert compared(now, Measured("back pains", "en", {1: 3})) is None
    assert compared(now, Measured("back pain", "de", {1: 3})) is None
    assert compared(now, Measured("back pain", "en", {9: 3})) is None


def test_a_state_comes_back_from_json_as_it_was() -> None:
    state = {12: Measured("back pain", "en", {7: 2, 8: None})}
    stored = json.loads(json.dumps(state_adapter.dump_python(state, mode="json")))
    assert state_adapter.validate_python(stored) == state


# The form


@pytest.fixture
def admin(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


def post(admin: Client, *pages: Any, **fields: Any) -> str:
    """What the form answers; empty where it has saved."""
    rows = inline_formset([{"page": page.pk} for page in pages])
    form = {"query": "back pain", "note": "", "locale": Locale.objects.get(language_code="en").pk, "pages": rows}
    answer = admin.post(ADD, nested_form_data({**form, **fields}))
    return "" if answer.status_code == 302 else answer.content.decode()


def test_an_editor_writes_a_golden_query(admin: Client) -> None:
    first, second = make.article("First"), make.topic("Second")
    assert "Just as readers type it" in admin.get(ADD).content.decode()
    assert post(admin, first, second, query="What is BACK pian?", note="Many ask that.") == ""
    golden = GoldenQuery.objects.get()
    assert (golden.query, golden.note) == ("What is BACK pian?", "Many ask that.")
    assert [row.page.pk for row in golden.pages.all()] == [first.pk, second.pk]  # pyright: ignore[reportAttributeAccessIssue]
    assert admin.get(f"/admin/snippets/search/goldenquery/edit/{golden.pk}/").status_code == 200
    assert "BACK pian" in admin.get("/admin/snippets/search/goldenquery/").content.decode()


def test_a_golden_query_has_words_and_one_to_ten_pages_each_once(admin: Client) -> None:
    page = make.article("First")
    assert "at least one word" in post(admin, page, query="?!")
    assert "Choose at least one page." in post(admin)
    assert "duplicate" in post(admin, page, page)
    assert "Choose at most 10 pages." in post(admin, *(make.article(f"Article {n}") for n in range(11)))
    assert "Null characters" in post(admin, page, query="a\x00b")
    assert "Select a valid choice" in post(admin, page, locale="99")
    assert not GoldenQuery.objects.exists()


def test_the_same_query_is_kept_once_but_its_typing_errors_are_others(admin: Client) -> None:
    page = make.article("First")
    assert post(admin, page, query="Crohn’s disease") == ""
    assert "“Crohn’s disease” is the same query" in post(admin, page, query="CROHN disease?")
    assert post(admin, page, query="chron disease") == ""


def test_a_page_in_another_language_is_refused(admin: Client, settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [("en", "English"), ("de", "German")]
    german = Locale.objects.create(language_code="de")
    refusal = post(admin, make.article("First"), locale=german.pk)
    assert "“First” is in English: a search in German never finds it." in refusal
    assert not GoldenQuery.objects.exists()
