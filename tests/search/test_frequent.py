"""Frequent searches: which are counted, how they are kept, forgotten and suggested, and what editors may do."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Site

from search import counting, frequent, lifecycle
from search.answers import Answer
from search.asked import Asked, asked, shown
from search.engines.protocol import Engine
from search.languages import ENGLISH
from search.models import BlockedPhrase, FrequentQuery
from search.plans import SEARCHABLE, Filters, Plan, Scope
from search.queries import SearchRequest, Understood
from search.results import EngineResult
from tests import factories as make

MONDAY = date(2026, 3, 2)
HERE = Filters(Scope(1, "en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  What is Back   Pain?? ", "what is back pain"),
        ("Sjögren’s", "sjögren’s"),
        ("x-linked", "x-linked"),
        ("दर्द निवारक", "दर्द निवारक"),
        ("ab", None),
        ("?!", None),
        ("type 2 diabetes", None),
        ("me@example.org", None),
        ("example.org pain", None),
        ("https://pain", None),
        ("pain_killer", None),
        ("pain\u2028sleep", "pain sleep"),
        ("one two three four five six seven eight nine", None),
        ("very " * 20, None),
    ],
)
def test_only_a_few_plain_words_are_counted(text: str, expected: str | None) -> None:
    assert shown(text, ENGLISH) == expected


def answered(total: int = 3, *, is_known: bool = True) -> Answer:
    return Answer(EngineResult(total, ()), Understood("pain"), frozenset(), Plan(HERE), is_known=is_known)


def test_a_search_that_found_what_was_typed_is_counted() -> None:
    assert asked(SearchRequest("Back PAIN?", HERE), answered()) == Asked(1, "en", "back pain", "back pain")


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (SearchRequest("pain", HERE), answered(0)),
        (SearchRequest("pian", HERE), answered(is_known=False)),
        (SearchRequest("pain 7", HERE), answered()),
        (SearchRequest("pain", HERE, offset=20), answered()),
        (SearchRequest("pain", HERE, correct=False), answered()),
        (SearchRequest("pain", Filters(HERE.scope, types=("topic",))), answered()),
        (SearchRequest("pain", Filters(HERE.scope, topics=(7,))), answered()),
        (SearchRequest("pain", Filters(HERE.scope, strategies=("medication",))), answered()),
    ],
)
def test_others_are_not_counted(request_: SearchRequest, answer: Answer) -> None:
    assert asked(request_, answer) is None


def test_the_order_of_types_makes_no_difference() -> None:
    turned = Filters(HERE.scope, types=tuple(reversed(SEARCHABLE)))
    assert asked(SearchRequest("pain", turned), answered())


def one(text: str, site_id: int | None = None, locale: str = "en") -> Asked:
    site_id = site_id or Site.objects.get(is_default_site=True).pk
    return Asked(site_id, locale, ENGLISH.name_key(text), text)


def rows() -> dict[str, int]:
    return dict(FrequentQuery.objects.values_list("text", "times"))


@pytest.fixture
def admin(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "tests"))
    return client


def suggested(scope: Scope | None = None) -> set[str]:
    frequent._read.cache_clear()
    scope = scope or Scope(Site.objects.get(is_default_site=True).pk, "en")
    return {one.text for some in frequent.frequent(scope).values() for one in some}


@pytest.mark.databases
@pytest.mark.django_db
def test_counts_add_up_and_words_are_written_down_only_when_frequent(counting_searches: None) -> None:
    frequent.write({one("back pain"): 2, one("sleep"): 5})
    assert rows() == {"": 2, "sleep": 5}
    assert "back" not in repr(FrequentQuery.objects.values())
    frequent.write({one("Back  pain"): 2})
    assert rows() == {"": 4, "sleep": 5}
    frequent.write({one("back pain"): 1, one("sleep"): 1})
    assert rows() == {"back pain": 5, "sleep": 6}
    assert suggested() == {"back pain", "sleep"}


@pytest.mark.databases
@pytest.mark.django_db
def test_what_is_asked_no_more_is_forgotten_week_by_week(counting_searches: None) -> None:
    frequent.write({one("once"): 1, one("often"): 6, one("hidden"): 5})
    FrequentQuery.objects.update(week=MONDAY)
    FrequentQuery.objects.filter(text="hidden").update(hidden=True)
    frequent.fade(MONDAY + timedelta(days=6))
    assert rows() == {"": 1, "often": 6, "hidden": 5}
    sunday = MONDAY + timedelta(days=13)
    frequent.fade(sunday)
    frequent.fade(sunday)
    assert rows() == {"": 4, "hidden": 3}
    for _ in range(4):
        sunday += timedelta(days=7)
        frequent.fade(sunday)
    assert rows() == {"hidden": 0}


@pytest.mark.django_db
def test_sites_and_languages_are_apart(counting_searches: None) -> None:
    make.site()
    here = one("pain").site_id
    frequent.write({one("pain"): 5, one("schmerz", locale="de"): 5})
    assert suggested(Scope(here, "en")) == {"pain"}
    assert suggested(Scope(here, "de")) == {"schmerz"}
    assert suggested(Scope(here + 1, "en")) == set()


@pytest.mark.django_db
def test_hidden_and_blocked_searches_are_not_suggested(counting_searches: None) -> None:
    frequent.write({one("pain"): 5, one("pain killers to die"): 5, one("dietary pain"): 5})
    BlockedPhrase.objects.create(locale=Locale.objects.get(language_code="en"), phrase="To DIE")
    assert suggested() == {"pain", "dietary pain"}
    FrequentQuery.objects.filter(text="pain").update(hidden=True)
    assert suggested() == {"dietary pain"}


@pytest.mark.django_db
def test_a_hidden_search_stays_hidden_under_another_secret_key(counting_searches: None, settings: LazySettings) -> None:
    frequent.write({one("pain"): 5})
    FrequentQuery.objects.update(hidden=True)
    settings.SECRET_KEY = "another one"
    frequent.write({one("pain"): 5})
    assert FrequentQuery.objects.count() == 2
    assert suggested() == set()


@pytest.mark.django_db
def test_nothing_is_suggested_where_counting_is_off() -> None:
    frequent.write({one("pain"): 5})
    assert suggested() == set()


@pytest.mark.django_db
def test_it_is_read_once_in_a_while(counting_searches: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    scope = Scope(one("pain").site_id, "en")
    frequent.frequent(scope)
    with django_assert_num_queries(0):
        assert frequent.frequent(scope) == {}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_processes_that_write_the_same_searches_lose_none() -> None:
    make.site()
    names = [one(f"pain of kind {chr(97 + number)}") for number in range(20)]

    def write(turn: int) -> None:
        try:
            for _ in range(25):
                frequent.write(dict.fromkeys(names if turn % 2 else reversed(names), 1))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    assert set(FrequentQuery.objects.values_list("times", flat=True)) == {100}
    assert FrequentQuery.objects.exclude(text="").count() == 20


def test_counts_are_written_by_a_thread_of_their_own() -> None:
    written: list[tuple[dict[Asked, int], int]] = []
    done = threading.Event()

    def write(counts: Any) -> None:
        written.append((dict(counts), threading.get_ident()))
        done.set()

    tally = counting.Tally(write, pause=0.2)
    pain = Asked(1, "en", "pain", "pain")
    for _ in range(3):
        tally.add(pain)
    assert done.wait(60)
    ((counts, thread),) = written
    assert counts == {pain: 3}
    assert thread != threading.get_ident()
    done.clear()
    tally.add(pain)
    assert done.wait(60)
    assert written[1][0] == {pain: 1}


def test_memory_is_bounded_and_a_database_that_is_away_only_costs_counts(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(_: object) -> None:
        message = "away"
        raise DatabaseError(message)

    monkeypatch.setattr(counting, "MOST", 2)
    tally = counting.Tally(away, pause=3600)
    for name in ("one", "two", "three", "two"):
        tally.add(Asked(1, "en", name, name))
    with caplog.at_level(logging.WARNING):
        tally.flush()
    assert "2 searches are lost: away" in caplog.text
    assert tally.take() == {}


SEARCH, SUGGEST = "/delivery/v1/search", "/delivery/v1/suggest"


@pytest.fixture
def pages(own_index: Engine, counting_searches: None) -> Engine:
    make.site()
    make.topic("Chronic pain", definition="Pain that lasts, and how to sleep with it.")
    make.article("Sleeping with pain")
    lifecycle.rebuild(own_index)
    return own_index


def groups(text: str, **parameters: Any) -> dict[str, list[str]]:
    frequent._read.cache_clear()
    answer = Client().get(SUGGEST, {"q": text, **parameters}).json()
    return {group["kind"]: [item["text"] for item in group["items"]] for group in answer["groups"]}


@pytest.mark.parametrize("engine_name", ["embedded", "elasticsearch"])
@pytest.mark.django_db
def test_what_readers_often_search_for_is_suggested(pages: Engine) -> None:
    for address in (SEARCH, SEARCH, SEARCH, "/search/"):
        for query in ("How to sleep with chronic pain?", "chronic pian", "Jane Doe’s pain", "pain since 2019"):
            assert Client().get(address, {"q": query}).status_code == 200
    counting.tally().flush()
    assert rows() == {"": 4}
    assert groups("how") == {}
    Client().get(SEARCH, {"q": "how to sleep with chronic pain"})
    counting.tally().flush()
    assert rows() == {"how to sleep with chronic pain": 5}
    assert groups("how to slep wi") == {"query": ["how to sleep with chronic pain"]}
    assert groups("slee") == {"article": ["Sleeping with pain"], "query": ["how to sleep with chronic pain"]}
    (group,) = Client().get(SUGGEST, {"q": "how"}).json()["groups"]
    assert group == {
        "kind": "query",
        "label": "Frequent searches",
        "items": [{"kind": "query", "text": "how to sleep with chronic pain"}],
    }


@pytest.mark.django_db
def test_frequent_searches_take_a_quarter_of_the_places_or_what_pages_leave(pages: Engine) -> None:
    for number in range(8):
        make.article(f"Pain {'x' * number}")
    lifecycle.rebuild(pages)
    frequent.write(
        {one(text): 9 - place for place, text in enumerate(("pain sleeping", "chronic pain how", "pain lasts"))}
    )
    assert len(groups("pai")["article"]) == 6
    assert groups("pai")["query"] == ["pain sleeping", "pain lasts"]
    assert "query" not in groups("pai", limit=3)
    assert groups("how") == {"query": ["chronic pain how"]}
    assert "query" not in groups("pain sleeping")


@pytest.mark.django_db
def test_a_search_for_what_went_away_is_not_suggested(pages: Engine) -> None:
    article = make.article("Acupuncture")
    lifecycle.rebuild(pages)
    frequent.write({one("pain and acupuncture"): 5})
    assert groups("pain an")["query"] == ["pain and acupuncture"]
    make.unpublish(article)
    lifecycle.rebuild(pages)
    assert "query" not in groups("pain an")


@pytest.mark.django_db
def test_nothing_is_counted_where_the_settings_say_so(pages: Engine, settings: LazySettings) -> None:
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "COUNT_QUERIES": "off"}
    Client().get(SEARCH, {"q": "pain"})
    assert counting.tally().take() == {}


@pytest.mark.django_db
def test_what_editors_have_explained_is_not_counted(pages: Engine) -> None:
    editor = Client()
    editor.force_login(User.objects.create_superuser("one who looks", "editor@example.org", "secret"))
    for address in (SEARCH, "/search/"):
        assert editor.get(address, {"q": "pain", "explain": "true"}).status_code == 200
    assert counting.tally().take() == {}
    editor.get(SEARCH, {"q": "pain"})
    assert len(counting.tally().take()) == 1


@pytest.mark.django_db
def test_counting_asks_the_database_for_nothing(
    pages: Engine, settings: LazySettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answer = answered()
    with django_assert_num_queries(0):
        counting.count(SearchRequest("pain", HERE), answer)
    assert counting.tally().take() == {Asked(1, "en", "pain", "pain"): 1}


SCREENS = "/admin/snippets/search/frequentquery/"


def test_editors_see_and_hide_frequent_searches_but_make_none_up(admin: Client, counting_searches: None) -> None:
    frequent.write({one("back pain"): 7, one("rare pain"): 1})
    listed = admin.get(SCREENS).content.decode()
    assert "back pain" in listed
    assert FrequentQuery.objects.get(text="").fingerprint not in listed
    found = FrequentQuery.objects.get(text="back pain")
    form = admin.get(f"{SCREENS}edit/{found.pk}/").content.decode()
    assert "back pain" in form
    assert admin.post(f"{SCREENS}edit/{found.pk}/", {"hidden": "on"}).status_code == 302
    assert suggested() == set()
    assert rows()["back pain"] == 7
    assert f"{SCREENS}add/" not in listed
    assert admin.get(f"{SCREENS}add/").status_code == 302
    assert FrequentQuery.objects.count() == 2


def test_editors_block_words(admin: Client, counting_searches: None) -> None:
    frequent.write({one("back pain"): 5})
    english = Locale.objects.get(language_code="en").pk
    refused = admin.post("/admin/snippets/search/blockedphrase/add/", {"phrase": "?!", "locale": english})
    assert "Write at least one word." in refused.content.decode()
    saved = admin.post("/admin/snippets/search/blockedphrase/add/", {"phrase": "Back", "locale": english})
    assert saved.status_code == 302
    assert suggested() == set()
