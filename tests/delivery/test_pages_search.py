"""The search page as a form and links: no script, every state, and bad questions answered in a reader's words."""

from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cms.published import log
from search.documents import index_document
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from search.models import PinnedPage, QueryPin
from tests import factories
from tests.delivery.reading import ReaderPage, read

pytestmark = pytest.mark.django_db


def find(client: Client, query: str = "", status: int = 200) -> ReaderPage:
    answer = client.get(f"/search/{query}")
    assert answer.status_code == status, answer.content[:500]
    return read(answer.content)


def hits(page: ReaderPage) -> list[str]:
    return page.texts("h3")


@pytest.fixture
def pain(client: Client) -> dict[str, Any]:
    nerve = factories.topic(
        "Neuropathic pain",
        other_names="Nerve pain",
        body=[factories.strategy("Walking", "movement"), factories.rich_text("<p>It burns & tingles.</p>")],
    )
    back = factories.topic("Back pain", body=[factories.strategy("Tablets", "medication")])
    pages = {
        "nerve": nerve,
        "back": back,
        "night": factories.article("Nerve pain at night", topics=[nerve], teaser_title="Nights"),
        "chairs": factories.article("Chairs and back pain", topics=[back]),
    }
    rebuild(chosen())
    return pages


def test_an_empty_search_helps(client: Client) -> None:
    factories.site()
    page = find(client)
    assert "A whole question" in page.one("main").text
    assert page.one("input", type="search").attributes["value"] == ""


def test_results_with_topics_first(client: Client, pain: dict[str, Any]) -> None:
    page = find(client, "?q=nerve+pain")
    assert page.texts("h2")[-2:] == ["Topics", "Articles"]
    assert hits(page)[0] == "Neuropathic pain"
    assert "Nerve pain at night" in hits(page)
    assert "4 pages for “nerve pain”" in " ".join(page.one("p", role="status").text.split())
    assert page.one("input", type="search").attributes["value"] == "nerve pain"
    assert "/topics/neuropathic-pain/" in page.links()


def test_highlights_are_marked_and_safe(client: Client, pain: dict[str, Any]) -> None:
    page = find(client, "?q=tingles")
    assert page.texts("mark") == ["tingles"]
    assert "It burns & tingles." in page.one("li", class_="hit").text


def test_a_result_links_to_the_heading_it_answers_at(client: Client, pain: dict[str, Any]) -> None:
    page = find(client, "?q=walking")
    assert "Answers at: Walking" in page.one("p", class_="hit-section").text
    assert "/topics/neuropathic-pain/#walking" in page.links()
    assert not find(client, "?q=nights").all("p", class_="hit-section")


def test_every_heading_that_search_may_link_to_is_on_the_page(client: Client) -> None:
    site = factories.full_site()
    for name in ("topic", "article"):
        change = log.by_id(site[name].pk)
        assert change is not None
        anchors = {section.anchor for section in index_document(change).sections if section.anchor}
        kinds = {"why-pain-lasts", "key-points", "warning-signs", "steps", "questions", "is-it-harm", "graded-movement"}
        assert anchors == kinds | {"what-it-feels-like"} | ({"care-team"} if name == "topic" else set())
        ids = [element.attributes.get("id") for element in read(client.get(change.path).content).elements]
        assert {anchor: ids.count(anchor) for anchor in anchors} == dict.fromkeys(anchors, 1)


def test_each_choice_of_a_facet_is_an_address(client: Client, pain: dict[str, Any]) -> None:
    page = find(client, "?q=pain")
    (articles,) = [link for link in page.links() if "type=article" in link]
    assert articles == "/search/?q=pain&type=article"
    narrowed = find(client, articles.removeprefix("/search/"))
    assert set(hits(narrowed)) == {"Nerve pain at night", "Chairs and back pain"}
    assert "/search/?q=pain" in narrowed.links()
    by_strategy = find(client, "?q=pain&strategy=medication")
    assert hits(by_strategy) == ["Back pain"]
    by_topic = find(client, f"?q=pain&topic={pain['nerve'].pk}&type=article")
    assert hits(by_topic) == ["Nerve pain at night"]
    assert "Take back: " in by_topic.one("nav", aria_label="Narrow the results").text


def test_a_misspelt_word_is_corrected_and_told(client: Client, pain: dict[str, Any]) -> None:
    page = find(client, "?q=neuropatic")
    assert "Showing results for neuropathic" in page.one("main").text
    exact = find(client, "?q=neuropatic&exact=true")
    assert "Did you mean neuropathic" in exact.one("main").text
    assert "/search/?q=neuropathic" in exact.links()


def test_nothing_found_helps(client: Client, pain: dict[str, Any]) -> None:
    page = find(client, "?q=xylophone")
    assert "Nothing found for “xylophone”" in page.one("p", role="status").text
    assert "Check the spelling" in page.one("main").text


def test_what_editors_pinned_is_recommended_first(client: Client, pain: dict[str, Any]) -> None:
    pin_page(pain["chairs"], "nerve pain")
    page = find(client, "?q=nerve+pain")
    assert page.texts("h2")[-3:] == ["Recommended", "Topics", "Articles"]
    assert hits(page)[0] == "Chairs and back pain"


def pin_page(page: Any, query: str) -> None:
    PinnedPage.objects.create(pin=QueryPin.objects.create(query=query), page_id=page.pk)


def test_results_go_on_over_pages(client: Client, pain: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.delivery.searching.ON_A_PAGE", 1)
    first = find(client, "?q=pain&type=article")
    assert first.one("a", rel="next").attributes["href"] == "?q=pain&type=article&page=2"
    second = find(client, "?q=pain&type=article&page=2")
    assert hits(first) != hits(second)
    assert not second.all("a", rel="next")
    assert find(client, "?q=pain&page=99").texts("h2")


def test_without_search_readers_are_told_when_to_come_back(client: Client) -> None:
    factories.site()
    answer = client.get("/search/?q=pain")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    page = read(answer.content)
    assert "not available at the moment" in page.one("main").text
    assert "/topics/" in page.links()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?q=a%00b", "a character that no text has"),
        (f"?q={'pain+' * 2_000}", "Please say it in 1,000 or fewer"),
        ("?q=pain&page=0", "pages from 1 to"),
        (f"?q=pain&page={'9' * 40}", "pages from 1 to"),
        ("?q=pain&page=-1", "pages from 1 to"),
        ("?q=pain&type=secret", "in a way we do not know"),
        ("?q=pain&strategy=%00", "a character that no text has"),
        (f"?q=pain&topic={'9' * 40}", "in a way we do not know"),
        ("?q=pain&topic=x", "in a way we do not know"),
        ("?q=pain&" + "topic=1&" * 60, "in a way we do not know"),
    ],
)
def test_a_bad_question_is_answered_in_plain_words(client: Client, query: str, words: str) -> None:
    factories.site()
    assert words in find(client, query, 400).one("p", role="alert").text


def test_what_was_typed_stays_words(client: Client, pain: dict[str, Any]) -> None:
    evil = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
    page = find(client, f"?q={quote(evil)}")
    assert [script.attributes["type"] for script in page.all("script")] == ["module"]
    assert not page.all("img")
    assert page.one("input", type="search").attributes["value"] == evil


def test_editors_see_why_a_result_is_there(client: Client, pain: dict[str, Any]) -> None:
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "secret"))
    page = find(client, "?q=nerve+pain&type=topic")
    (why,) = [link for link in page.links() if "explain=true" in link]
    assert not page.all("div", class_="why")
    answer = client.get(why)
    assert answer["Cache-Control"] == "private, no-store"
    explained = read(answer.content)
    assert "/search/?q=nerve+pain&type=topic" in explained.links()
    first = " ".join(explained.all("div", class_="why")[0].text.split())
    assert first.startswith("It ranks by “neuropathic pain” in place of “nerve pain”, a synonym on this site. ")
    assert "The words stand together in its title" in first
    assert "What its score comes from: " in first
    assert not find(client, "?q=xylophone&explain=true").all("p", class_="explain-link")


def test_readers_are_not_told_and_cost_no_session(client: Client, pain: dict[str, Any]) -> None:
    answer = client.get("/search/?q=nerve+pain&explain=true")
    page = read(answer.content)
    assert not page.all("div", class_="why")
    assert not [link for link in page.links() if "explain" in link]
    assert (answer["Cache-Control"], answer.get("Vary", "")) == (
        "no-cache",
        client.get("/search/?q=pain").get("Vary", ""),
    )
    client.force_login(User.objects.create_user("reader", "reader@example.org", "secret"))
    assert not find(client, "?q=nerve+pain&explain=true").all("div", class_="why")


def test_a_new_page_is_found_at_once_so_answers_are_not_kept_unasked(client: Client, pain: dict[str, Any]) -> None:
    answer = client.get("/search/?q=pain")
    assert answer["Cache-Control"] == "no-cache"
    assert client.get("/search/?q=pain", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_address_without_its_slash_leads_to_the_page(client: Client) -> None:
    answer = client.get("/search?q=pain")
    assert (answer.status_code, answer["Location"]) == (301, "/search/?q=pain")
