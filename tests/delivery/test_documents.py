"""Which document is found, by slug, id and path, on which site and in which language."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from cms.content.models import ArticleIndexPage, TopicIndexPage, TopicPage
from cms.published import log
from home.models import HomePage
from tests import factories
from tests.delivery.conftest import ROOT, Ask
from tests.delivery.reading import visit

pytestmark = pytest.mark.django_db


def second_site(locale: Locale | None = None) -> tuple[HomePage, TopicIndexPage]:
    """A site of its own, with a topic index and nothing in it."""
    locale = locale or factories.site().locale
    root = Page.get_first_root_node()
    assert root
    home = factories.add(root, HomePage(title="Second", slug="second", locale=locale))
    index = factories.add(home, TopicIndexPage(title="Subjects", slug="subjects", locale=locale))
    with log.recording():
        Site.objects.create(hostname="second.example", port=8080, root_page=home)
    factories.settle()
    return home, index


def test_a_slug_names_a_page_of_one_type(ask: Ask, client: Client) -> None:
    topic, article = factories.topic("Asthma"), factories.article("Asthma")
    assert ask("/topics/asthma")["id"] == topic.pk
    assert ask("/articles/asthma")["id"] == article.pk
    assert client.get(f"{ROOT}/articles/eczema").status_code == 404


@pytest.mark.parametrize("path", ["/topics/asthma", "/lookup?path=/topics/asthma/"])
def test_an_unpublished_page_is_like_none(client: Client, path: str) -> None:
    topic = factories.topic("Asthma")
    assert client.get(ROOT + path).status_code == 200
    factories.unpublish(topic)
    assert client.get(ROOT + path).status_code == 404
    assert client.get(f"{ROOT}/documents/{topic.pk}").status_code == 404
    assert str(topic.pk) not in client.get(f"{ROOT}/topics").content.decode().replace('"total"', "")


def test_lists_are_by_title_in_pages_with_links(ask: Ask, client: Client) -> None:
    for title in ("Cough", "asthma", "Back pain"):
        factories.topic(title)
    assert [item["title"] for item in ask("/topics")["items"]] == sorted(["Cough", "asthma", "Back pain"])
    answer = client.get(f"{ROOT}/topics", {"limit": 1, "offset": 1})
    content = json.loads(answer.content)
    assert (content["total"], content["limit"], content["offset"], len(content["items"])) == (3, 1, 1, 1)
    links = {rel: address for address, rel in (part.split("; ") for part in answer["Link"].split(", "))}
    assert links == {
        'rel="first"': f"<http://testserver{ROOT}/topics?limit=1&offset=0>",
        'rel="last"': f"<http://testserver{ROOT}/topics?limit=1&offset=2>",
        'rel="prev"': f"<http://testserver{ROOT}/topics?limit=1&offset=0>",
        'rel="next"': f"<http://testserver{ROOT}/topics?limit=1&offset=2>",
    }
    assert ask("/topics", offset=9900)["items"] == []


def test_an_articles_teaser_has_its_teaser_title(ask: Ask) -> None:
    factories.article("The long title", teaser_title="Short")
    assert ask("/articles")["items"][0]["title"] == "Short"


def test_each_site_has_its_own_documents(ask: Ask, client: Client) -> None:
    first = factories.topic("Asthma")
    _, index = second_site()
    second = factories.add(index, TopicPage(title="Asthma", slug="asthma", definition="The other one."))
    factories.settle()
    assert ask("/topics/asthma")["id"] == first.pk
    assert ask("/topics/asthma", site="second.example")["id"] == second.pk
    assert ask("/topics/asthma", site="second.example:8080")["url"] == "http://second.example:8080/subjects/asthma/"
    by_host = client.get(f"{ROOT}/topics/asthma", headers={"host": "second.example:8080"})
    assert json.loads(by_host.content)["id"] == second.pk
    assert client.get(f"{ROOT}/documents/{second.pk}").status_code == 404
    assert ask(f"/documents/{second.pk}", site="second.example")["id"] == second.pk
    assert [item["id"] for item in ask("/topics")["items"]] == [first.pk]
    assert {item["type"] for item in ask("/sitemap", site="second.example")["items"]} == {
        "home",
        "topic_index",
        "topic",
    }
    assert ask("/navigation", site="second.example")["home"]["title"] == "Second"


def test_a_sites_language_is_that_of_its_home_page(ask: Ask, client: Client, settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [("en", "English"), ("de", "German")]
    _, index = second_site(Locale.objects.create(language_code="de"))
    topic = factories.add(index, TopicPage(title="Asthma", definition="Was Asthma ist.", locale=index.locale))
    assert ask("/topics/asthma", site="second.example")["id"] == topic.pk
    assert ask("/topics/asthma", site="second.example", locale="de")["locale"] == "de"
    assert ask("/topics", site="second.example", locale="en")["items"] == []
    assert client.get(f"{ROOT}/topics/asthma?site=second.example&locale=en").status_code == 404
    assert {item["locale"] for item in ask("/sitemap", site="second.example")["items"]} == {"de"}


# Look-ups


@pytest.mark.parametrize(
    "path", ["/topics/asthma/", "/topics/asthma", "/topics/asthma/?utm_source=mail", "/topics/asthma#what"]
)
def test_a_path_leads_to_its_document(ask: Ask, path: str) -> None:
    topic = factories.topic("Asthma")
    found = ask("/lookup", path=path)
    assert (found["path"], found["redirect"], found["document"]["id"]) == ("/topics/asthma/", None, topic.pk)
    assert ask("/lookup", path="/")["document"]["type"] == "home"


def test_a_path_that_moved_leads_on_and_says_so(ask: Ask, client: Client) -> None:
    """Wagtail keeps the redirects of a page that was renamed; they are made after commit."""
    topic = factories.topic("Asthma")
    Redirect.add_redirect("/topics/wheezing", topic)
    found = ask("/lookup", path="/topics/wheezing/")
    assert found["redirect"] == {
        "url": "http://testserver/topics/asthma/",
        "path": "/topics/asthma/",
        "permanent": True,
        "document_id": topic.pk,
    }
    assert found["document"]["id"] == topic.pk
    factories.unpublish(topic)
    assert client.get(f"{ROOT}/lookup", {"path": "/topics/wheezing/"}).status_code == 404


def test_redirects_are_followed_one_after_the_other(ask: Ask, client: Client) -> None:
    factories.topic("Asthma")
    Redirect.add_redirect("/a", "/b", is_permanent=True)
    Redirect.add_redirect("/b", "http://localhost/topics/asthma/", is_permanent=False)
    found = ask("/lookup", path="/a/")
    assert (found["redirect"]["path"], found["redirect"]["permanent"]) == ("/topics/asthma/", False)
    Redirect.add_redirect("/c", "/d")
    Redirect.add_redirect("/d", "/c")
    assert client.get(f"{ROOT}/lookup", {"path": "/c"}).status_code == 404


def test_a_redirect_may_lead_away_from_the_site(ask: Ask) -> None:
    factories.site()
    Redirect.add_redirect("/old", "https://elsewhere.example/page?x=1")
    found = ask("/lookup", path="/old")
    assert found["document"] is None
    assert found["redirect"] == {
        "url": "https://elsewhere.example/page?x=1",
        "path": None,
        "permanent": True,
        "document_id": None,
    }


def test_a_redirect_may_lead_to_a_page_of_another_site(ask: Ask) -> None:
    _, index = second_site()
    Redirect.add_redirect("/old", index)
    found = ask("/lookup", path="/old")
    assert (found["redirect"]["url"], found["document"]) == ("http://second.example:8080/subjects/", None)


def test_a_redirect_with_its_query_and_of_this_site_comes_first(ask: Ask) -> None:
    one, two, three = (factories.topic(title) for title in ("One", "Two", "Three"))
    Redirect.add_redirect("/old", one)
    Redirect.add_redirect("/old?id=2", two)
    Redirect.add_redirect("/old?id=2", three, site=Site.objects.get(is_default_site=True))
    assert ask("/lookup", path="/old?id=1")["document"]["id"] == one.pk
    assert ask("/lookup", path="/old?id=2")["document"]["id"] == three.pk


@pytest.mark.parametrize("path", ["topics/asthma/", "https://elsewhere.example/", "//elsewhere.example/", "//[", ""])
def test_what_is_no_path_is_refused(client: Client, path: str) -> None:
    factories.site()
    assert client.get(f"{ROOT}/lookup", {"path": path}).status_code == 422


def test_navigation_names_the_pages_that_list(ask: Ask) -> None:
    home = factories.site()
    found = ask("/navigation")
    assert found["home"]["id"] == home.pk
    assert [section["id"] for section in found["sections"]] == [
        TopicIndexPage.objects.get().pk,
        ArticleIndexPage.objects.get().pk,
    ]
    assert found["menu"] == []


def test_the_menu_is_what_editors_show_in_menus_as_a_tree(ask: Ask, client: Client) -> None:
    """Its pages come in the editors' order; one whose parent is not in menus stands below the next above that is."""
    home = factories.site()
    index = TopicIndexPage.objects.get()
    index.show_in_menus = True
    factories.publish(index)
    first, second = (factories.topic(title, show_in_menus=True) for title in ("Zoster", "Asthma"))
    hidden = factories.article("Hidden")
    shown = factories.article("Shown", show_in_menus=True)
    home.show_in_menus = True
    factories.publish(HomePage.objects.get(pk=home.pk))

    def menu() -> list[tuple[str, list[str]]]:
        return [(one["title"], [below["title"] for below in one["below"]]) for one in ask("/navigation")["menu"]]

    assert menu() == [("Topics", ["Zoster", "Asthma"]), ("Shown", [])]
    with log.recording():
        second.move(first, pos="left")
    assert menu()[0] == ("Topics", ["Asthma", "Zoster"])
    bar = [link for link in visit(client, shown.url).all("a") if link.attributes.get("aria-current") == "page"]
    assert [link.text for link in bar] == ["Shown"]
    factories.unpublish(TopicPage.objects.get(pk=first.pk))
    assert menu()[0] == ("Topics", ["Asthma"])
    with log.recording():
        TopicIndexPage.objects.get().unpublish()
    assert menu() == [("Shown", [])]
    assert hidden.title not in str(menu())


def test_a_page_of_another_site_is_linked_to_where_it_stands(ask: Ask, client: Client) -> None:
    _, index = second_site()
    other = factories.add(index, TopicPage(title="Eczema", definition="An itch."))
    topic = factories.topic("Asthma", relations=[("overlaps_with", other, "")], body=[factories.strategy(topic=other)])
    found = ask("/topics/asthma")
    assert found["relations"][0]["topic"]["url"] == "http://second.example:8080/subjects/eczema/"
    assert (
        ask("/topics/eczema", site="second.example")["relations"][0]["topic"]["url"]
        == "http://localhost/topics/asthma/"
    )
    assert "http://second.example:8080/subjects/eczema/" in visit(client, topic.url).links()
    with log.recording():
        site = Site.objects.get(hostname="second.example")
        site.hostname = "third.example"
        site.save()
    assert ask("/topics/asthma")["relations"][0]["topic"]["url"] == "http://third.example:8080/subjects/eczema/"


def test_a_subtree_that_moves_to_another_site_is_there_at_once(ask: Ask, client: Client) -> None:
    """Its address may be the same on both: `/topics/` here and there."""
    topic = factories.topic("Asthma")
    home, index = second_site()
    with log.recording():
        TopicIndexPage.objects.get(pk=index.pk).delete()
        TopicIndexPage.objects.get(slug="topics").move(HomePage.objects.get(pk=home.pk), pos="last-child")
    assert ask("/topics/asthma", site="second.example")["id"] == topic.pk
    assert client.get(f"{ROOT}/topics/asthma").status_code == 404
    assert topic.pk not in {item["id"] for item in ask("/sitemap")["items"]}
    assert topic.pk in {item["id"] for item in ask("/sitemap", site="second.example")["items"]}


def test_a_box_never_takes_the_fragment_of_a_heading(ask: Ask) -> None:
    asked = factories.questions(("Key points", "<p>Yes.</p>"), ("Key points", "<p>No.</p>"), title="")
    body = [factories.key_points(), factories.key_points(), asked, factories.heading("Key points")]
    boxes = ask(f"/documents/{factories.topic('Pain', body=body).pk}")["body"]
    assert [block["anchor"] for block in boxes] == ["key-points-2", "key-points-3", "", "key-points"]
    assert [question["anchor"] for question in boxes[2]["questions"]] == ["key-points-4", "key-points-5"]
