"""A hub's articles and related ones: with search, without it, and never anything that is gone."""

from typing import Any

import pytest

from cms.published import log
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories
from tests.delivery.conftest import Ask

pytestmark = pytest.mark.django_db


def index() -> None:
    """Bring a new index of all that is in the log into use."""
    rebuild(chosen())


def titles(items: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    return [(item["article"]["title"], item["pinned"]) for item in items]


@pytest.fixture
def articles() -> dict[str, Any]:
    nerve, other = factories.topic("Nerve pain"), factories.topic("Back pain")
    pinned = factories.article("Zoster and pain")
    about = factories.article("Burning feet", topics=[nerve])
    also = factories.article("Amputation", topics=[other, nerve])
    linked = factories.article("Only a link", body=[factories.rich_text(f"<p>{factories.link(nerve, 'nerve')}</p>")])
    hub = factories.publish(nerve)
    hub.pinned_articles = [type(hub).pinned_articles.rel.related_model(article=pinned)]  # type: ignore[attr-defined]
    return {"hub": factories.publish(hub), "pinned": pinned, "about": about, "also": also, "linked": linked}


def test_without_search_a_hub_shows_its_pins_and_the_articles_about_it(ask: Ask, articles: dict[str, Any]) -> None:
    found = ask("/topics/nerve-pain/articles")
    assert found["search"] == "unavailable"
    assert titles(found["items"]) == [("Zoster and pain", True), ("Amputation", False), ("Burning feet", False)]
    assert found["total"] == 3
    assert titles(ask("/topics/nerve-pain/articles", limit=1, offset=2)["items"]) == [("Burning feet", False)]


def test_with_search_too_and_search_says_so(ask: Ask, articles: dict[str, Any]) -> None:
    index()
    found = ask("/topics/nerve-pain/articles")
    assert found["search"] == "ok"
    assert titles(found["items"])[0] == ("Zoster and pain", True)
    assert {("Amputation", False), ("Burning feet", False)} <= set(titles(found["items"]))


def test_what_is_gone_is_not_shown_though_an_index_still_has_it(ask: Ask, articles: dict[str, Any]) -> None:
    index()
    factories.unpublish(articles["about"])
    assert "Burning feet" not in str(ask("/topics/nerve-pain/articles")["items"])
    assert "Burning feet" not in str(ask("/articles/amputation/related")["items"])


def test_a_hub_that_search_does_not_know_yet_is_not_bare(ask: Ask, articles: dict[str, Any]) -> None:
    index()
    new = factories.topic("New topic", pinned=[articles["about"]])
    found = ask(f"/topics/{new.slug}/articles")
    assert (found["search"], titles(found["items"])) == ("degraded", [("Burning feet", True)])


def test_without_search_related_are_the_pins_and_the_first_topics_articles(ask: Ask, articles: dict[str, Any]) -> None:
    nerve = articles["hub"]
    factories.article(
        "Reading this", topics=[nerve], related_pins=[articles["linked"]], related_blocks=[articles["also"]]
    )
    found = ask("/articles/reading-this/related")
    assert found["search"] == "unavailable"
    assert titles(found["items"]) == [("Only a link", True), ("Burning feet", False)]
    assert [item["reason"] for item in found["items"]] == ["chosen by the editors", "both about Nerve pain"]


def test_with_search_related_have_their_reasons_and_never_a_blocked_one(ask: Ask, articles: dict[str, Any]) -> None:
    nerve = articles["hub"]
    factories.article(
        "Reading this", topics=[nerve], related_pins=[articles["linked"]], related_blocks=[articles["also"]]
    )
    index()
    found = ask("/articles/reading-this/related")
    assert found["search"] == "ok"
    assert titles(found["items"])[0] == ("Only a link", True)
    assert "Amputation" not in str(found)
    assert all(item["reason"] for item in found["items"])
    assert len(ask("/articles/reading-this/related", limit=1)["items"]) == 1


def test_search_and_suggest_find_what_was_published(ask: Ask, articles: dict[str, Any]) -> None:
    index()
    hits = ask("/search", q="burning feet")["items"]
    assert hits[0]["id"] == articles["about"].pk
    assert hits[0]["url"] == "http://testserver/articles/burning-feet/"
    assert ask("/suggest", q="nerv")["groups"][0]["items"][0]["id"] == articles["hub"].pk
    assert ask("/health/ready") == {
        "status": "ready",
        "sequence": log.head(),
        "stale": 0,
        "publishing": "ok",
        "search": "ok",
        "search_sequence": log.head(),
    }
