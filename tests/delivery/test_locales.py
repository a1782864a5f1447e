"""A site in two languages: its own, and a translated tree with a prefix before its paths."""

import json
from operator import attrgetter
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.content.models import TopicIndexPage, TopicPage
from cms.published import log
from home.models import HomePage
from tests import factories
from tests.delivery.conftest import ROOT, Ask
from tests.delivery.reading import visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.databases]


@pytest.fixture(autouse=True)
def languages(settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [
        ("en", "English"),
        ("de", "German"),
        ("ar-eg", "Arabic"),
    ]


@pytest.fixture
def german() -> TopicPage:
    """A topic in both languages, its German words published."""
    topic = factories.topic("Asthma", show_in_menus=True)
    locale = Locale.objects.create(language_code="de")
    translate(factories.site(), locale, title="Themenportal")
    translate(TopicIndexPage.objects.get(locale=topic.locale), locale, title="Themen", slug="themen")
    return translate(topic, locale, definition="Was Asthma ist.")


def translate(page: Any, locale: Locale, **fields: Any) -> Any:
    with log.recording():
        translated = page.copy_for_translation(locale)
    for name, value in fields.items():
        setattr(translated, name, value)
    return factories.publish(translated)


def test_each_language_has_its_documents_under_its_locale(ask: Ask, client: Client, german: TopicPage) -> None:
    english = TopicPage.objects.get(locale__language_code="en")
    assert ask("/topics/asthma")["id"] == english.pk
    found = ask("/topics/asthma", locale="de")
    assert (found["id"], found["locale"], found["path"]) == (german.pk, "de", "/de/themen/asthma/")
    assert [step["path"] for step in found["breadcrumbs"]] == ["/de/", "/de/themen/"]
    assert [item["id"] for item in ask("/topics", locale="de")["items"]] == [german.pk]
    assert [item["id"] for item in ask("/topics")["items"]] == [english.pk]
    assert ask("/lookup", path="/de/themen/asthma/")["document"]["id"] == german.pk
    assert {(item["locale"], item["path"]) for item in ask("/sitemap")["items"]} >= {
        ("de", "/de/"),
        ("de", "/de/themen/"),
        ("en", "/topics/asthma/"),
    }
    assert ask("/navigation", locale="de")["home"]["title"] == "Themenportal"
    assert [place["path"] for place in ask("/navigation", locale="de")["menu"]] == ["/de/themen/asthma/"]
    assert client.get(f"{ROOT}/topics/asthma", {"locale": "fr"}).status_code == 422


def test_translations_tell_of_each_other_as_they_come_and_go(ask: Ask, german: TopicPage) -> None:
    assert ask("/topics/asthma")["translations"] == [{"locale": "de", "url": "http://testserver/de/themen/asthma/"}]
    assert ask("/topics/asthma", locale="de")["translations"][0]["url"] == "http://testserver/topics/asthma/"
    german.unpublish()
    assert ask("/topics/asthma")["translations"] == []
    factories.publish(TopicPage.objects.get(pk=german.pk))
    index = TopicIndexPage.objects.get(locale__language_code="de")
    index.slug = "kunde"
    with log.recording():
        index.save_revision().publish()
    assert ask("/topics/asthma")["translations"][0]["url"] == "http://testserver/de/kunde/asthma/"


def test_a_translation_that_is_a_draft_is_nowhere(ask: Ask, client: Client) -> None:
    topic = factories.topic("Asthma")
    locale = Locale.objects.create(language_code="de")
    translate(factories.site(), locale)
    with log.recording():
        draft = topic.copy_for_translation(locale, copy_parents=True)
    assert not draft.live
    assert ask("/topics/asthma")["translations"] == []
    assert client.get(f"{ROOT}/topics/asthma", {"locale": "de"}).status_code == 404
    assert client.get(f"{ROOT}/documents/{draft.pk}").status_code == 404


def test_what_takes_a_translated_tree_away_takes_it_alone(ask: Ask, client: Client, german: TopicPage) -> None:
    root = HomePage.objects.get(locale__language_code="de")
    with log.recording():
        PageViewRestriction.objects.create(page=root, restriction_type="login")
    assert client.get(f"{ROOT}/topics/asthma", {"locale": "de"}).status_code == 404
    assert client.get("/de/themen/asthma/").status_code == 404
    assert ask("/topics/asthma")["translations"] == []


def test_an_alias_in_the_other_language_follows_its_source(ask: Ask, german: TopicPage) -> None:
    source = factories.topic("Cough")
    with log.recording():
        alias = source.copy_for_translation(german.locale, alias=True)
    factories.settle()
    assert ask("/topics/cough", locale="de")["id"] == alias.pk
    source.definition = "Newer words."
    factories.publish(source)
    assert ask("/topics/cough", locale="de")["definition"] == "Newer words."
    factories.unpublish(source)
    assert [item["id"] for item in ask("/topics", locale="de")["items"]] == [german.pk]


def test_a_translation_that_is_another_sites_root_is_that_sites_own(
    ask: Ask, client: Client, german: TopicPage
) -> None:
    with log.recording():
        Site.objects.create(hostname="de.example", port=80, root_page=HomePage.objects.get(locale=german.locale))
    factories.settle()
    found = ask("/topics/asthma", site="de.example")
    assert (found["id"], found["path"]) == (german.pk, "/themen/asthma/")
    assert client.get(f"{ROOT}/topics/asthma", {"locale": "de"}).status_code == 404
    assert TopicPage.objects.get(pk=german.pk).full_url == "http://de.example/themen/asthma/"
    assert ask("/topics/asthma")["translations"][0]["url"] == "http://de.example/themen/asthma/"


def test_readers_stay_in_their_language(client: Client, german: TopicPage) -> None:
    drawn = visit(client, "/de/themen/asthma/")
    assert drawn.one("html").attributes["lang"] == "de"
    assert drawn.one("a", class_="brand").attributes["href"] == "/de/"
    assert {"/de/themen/", "/de/themen/asthma/"} <= set(drawn.links())
    assert "/topics/" not in drawn.links()
    assert drawn.one("input", name="locale").attributes["value"] == "de"
    assert {link.attributes["href"] for link in drawn.all("link", rel="alternate")} == {
        "http://testserver/topics/asthma/",
        "http://testserver/de/themen/asthma/",
    }
    search = visit(client, "/search/?locale=de")
    assert search.one("html").attributes["lang"] == "de"
    assert client.get("/search/?locale=fr").status_code == 400
    assert not visit(client, "/topics/asthma/").all("input", name="locale")


def test_the_admin_leads_to_the_same_address(client: Client, german: TopicPage) -> None:
    for page in map(attrgetter("specific"), Page.objects.filter(depth__gt=1)):
        change = log.by_id(page.pk)
        assert change
        assert page.get_url_parts()[2] == change.path
    german.slug = "asthma-neu"
    german.save_revision().publish()
    assert Redirect.objects.get(redirect_page=german).old_path == "/de/themen/asthma"
    assert client.get("/de/themen/asthma/")["Location"] == "/de/themen/asthma-neu/"


def test_a_language_that_gets_another_code_changes_its_documents(ask: Ask, settings: Any, german: TopicPage) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [("en", "English"), ("de", "G"), ("de-at", "Austrian")]
    german.locale.language_code = "de-at"
    german.locale.save()
    factories.settle()
    assert ask("/topics/asthma", locale="de-at")["path"] == "/de-at/themen/asthma/"
    assert json.loads(json.dumps(ask("/topics", locale="de")["items"])) == []


def test_a_page_is_written_in_the_direction_of_its_language(client: Client, german: TopicPage) -> None:
    locale = Locale.objects.create(language_code="ar-eg")
    translate(factories.site(), locale, title="البوابة")
    translate(TopicIndexPage.objects.get(locale__language_code="en"), locale, title="المواضيع", slug="topics")
    english = TopicPage.objects.get(locale__language_code="en")
    translate(english, locale, title="الربو", definition="ما هو الربو.")
    for path, direction in (
        ("/topics/asthma/", "ltr"),
        ("/de/themen/asthma/", "ltr"),
        ("/ar-eg/topics/asthma/", "rtl"),
        ("/search/?locale=ar-eg", "rtl"),
        ("/search/", "ltr"),
    ):
        assert visit(client, path).one("html").attributes["dir"] == direction
