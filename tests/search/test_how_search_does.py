"""The report “How search does”, as an editor uses it: over HTTP, of published pages, on the embedded engine."""

import shutil

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.content.models import TopicIndexPage
from search import lifecycle
from search.engines.protocol import Engine
from search.models import GoldenQuery, RememberedState, SynonymSet
from tests import factories as make
from tests.search.golden_site import REMEMBER, cells, english, golden, look, pin, queries_of, remember, sealed, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(own_index: Engine) -> Engine:
    make.site()
    return own_index


@pytest.fixture
def admin(index: Engine) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ada"))
    return client


def test_without_golden_queries_it_says_what_they_are(admin: Client) -> None:
    page = look(admin)
    assert "There are no golden queries yet" in page
    assert "/admin/snippets/search/goldenquery/add/" in page


def test_places_are_those_that_readers_see_and_the_worst_comes_first(admin: Client, index: Engine) -> None:
    titles = ("Back pain", "Back pain at night", "Pain in the back of the head", "Urticaria")
    pages = {title: make.article(title) for title in titles}
    lifecycle.rebuild(index)
    golden("back pain", pages["Back pain at night"], pages["Urticaria"])
    golden("What is URTICARAI?", pages["Urticaria"])
    golden("urticaria rash", pages["Back pain"])
    page = look(admin)
    assert queries_of(page) == ["urticaria rash", "back pain", "What is URTICARAI?"]
    hits = Client().get("/delivery/v1/search", {"q": "back pain"}).json()["items"]
    place = 1 + [hit["title"] for hit in hits].index("Back pain at night")
    assert place > 1
    assert [row[1:] for row in cells(page)] == [
        ["Back pain not among the first ten", "Not found"],
        [f"Back pain at night place {place} Urticaria not among the first ten", str(place)],
        ["Urticaria place 1", "1"],
    ]
    summary = text(page.split("In short</h2>")[1].split("</table>")[0])
    for told in ("Right at the top 1 of 3 (33%)", "Not found 1 of 3 (33%)", "Pages found 2 of 4 (50%)", "Score 0.50"):
        assert told in summary
    assert queries_of(look(admin, ordering="-place"))[-1] == "urticaria rash"
    assert '<a href="/search/?q=back+pain">' in page
    assert "back pain" in Client().get("/search/?q=back+pain").content.decode()


def test_pages_that_readers_cannot_see_are_marked(admin: Client, index: Engine) -> None:
    gone, below = make.article("Back pain"), make.topic("Back pain hub")
    golden("back pain", gone, below)
    golden("neck pain", deleted := make.article("Neck pain"))
    lifecycle.rebuild(index)
    assert "not published" not in look(admin)
    make.unpublish(gone)
    make.unpublish(TopicIndexPage.objects.get())
    deleted.delete()
    lifecycle.rebuild(index)
    rows = {row[0].split(" Search")[0]: row[1] for row in cells(look(admin))}
    assert rows["back pain"].count("not among the first ten not published") == 2
    assert "None is left" in rows["neck pain"]
    assert "0 of 1 (0%)" in look(admin), "a query without pages does not count"
    assert "remembered by ada: 1 unchanged." in text(remember(admin, look(admin)))


def test_before_and_after(admin: Client, index: Engine) -> None:
    back, start, heart = make.article("Back pain"), make.article("Start here"), make.article("Heart attack")
    lifecycle.rebuild(index)
    golden("back pain", start)
    golden("pain in my back", back)
    golden("mi", heart)
    page = look(admin)
    assert "Since then" not in page
    page = remember(admin, page)
    assert "Remembered." in page
    assert "remembered by ada: 3 unchanged." in text(page)
    SynonymSet.objects.create(locale=english(), names="MI\nHeart attack")
    pin("back pain", start)
    pin("pain in my back", start)
    golden("hives", back)
    page = look(admin, ordering="since")
    assert "1 down, 2 up, 1 new." in text(page)
    assert [(row[1], row[3]) for row in cells(page)] == [
        ("Back pain place 2, was place 1", "Down"),
        ("Start here place 1, was not among the first ten", "Up"),
        ("Heart attack place 1, was not among the first ten", "Up"),
        ("Back pain not among the first ten", "New"),
    ]
    assert "Right at the top 2 of 3 (67%) 1 of 3 (33%)" in text(page)
    assert "One query is not counted here" in text(page)
    assert RememberedState.objects.get().user == User.objects.get(username="ada")
    GoldenQuery.objects.filter(query="mi").update(query="my mi")
    assert "1 down, 1 up, 2 new." in text(look(admin))


def test_what_was_seen_is_remembered_even_after_a_change(admin: Client, index: Engine) -> None:
    start = make.article("Start here")
    lifecycle.rebuild(index)
    golden("back pain", start)
    seen_before = look(admin)
    pin("back pain", start)
    page = remember(admin, seen_before)
    assert "1 up." in text(page)
    assert remember(admin, seen_before).count("<option") == 0, "pressed twice, it is remembered once"
    assert "1 unchanged." in text(remember(admin, page))
    older = RememberedState.objects.last()
    assert older is not None
    chosen = look(admin, state=older.pk)
    assert "1 up." in text(chosen)
    assert chosen.count("<option") == 2
    assert "1 unchanged." in text(look(admin, state="999")), "the newest, where there is no such state"


def test_the_newest_states_are_kept(admin: Client, index: Engine) -> None:
    lifecycle.rebuild(index)
    golden("back pain", make.article("Back pain"))
    for _ in range(12):
        remember(admin, look(admin))
    assert RememberedState.objects.count() == 10


@pytest.mark.parametrize("sent", ["", "[]", "forged:abc:def"])
def test_what_did_not_arrive_whole_is_not_remembered(admin: Client, index: Engine, sent: str) -> None:
    lifecycle.rebuild(index)
    page = admin.post(REMEMBER, {"measured": sent}, follow=True).content.decode()
    assert "That was not remembered" in page
    assert not RememberedState.objects.exists()
    assert admin.get(REMEMBER).status_code == 405


def test_where_search_is_down_it_says_so(admin: Client, index: Engine) -> None:
    golden("back pain", make.article("Back pain"))
    page = look(admin, status=503)
    assert "Search does not answer now" in page
    assert "There is no search index yet" in page
    assert "Remember this" not in page
    lifecycle.rebuild(index)
    page = look(admin)
    shutil.rmtree(settings.TOPICHUB_SEARCH["EMBEDDED_PATH"])
    assert admin.post(REMEMBER, {"measured": sealed(page)}).status_code == 302
    assert "Search does not answer now" in look(admin, status=503)
    assert RememberedState.objects.count() == 1, "what was seen while search was up"


def test_a_golden_query_asks_nothing_of_the_database(
    admin: Client, index: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for the once a second by which searches learn of changes elsewhere, and that stands still here."""
    monkeypatch.setattr("cms.published.lately.monotonic", lambda: 0.0)
    pages = [make.article(f"Back pain {n}") for n in range(6)]
    lifecycle.rebuild(index)
    pin("neck pain", pages[0])
    golden("back pain", pages[0])
    remember(admin, look(admin))
    with CaptureQueriesContext(connection) as few:
        look(admin)
    for n in range(10):
        golden(f"back pain {n}", *pages)
    with CaptureQueriesContext(connection) as many:
        assert len(cells(look(admin))) == 11
    assert len(many) == len(few)
