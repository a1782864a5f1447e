"""Where another engine is kept beside the search engine, it answers while the first is away, and the answers say so."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories

pytestmark = pytest.mark.django_db
AWAY = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def site(settings: LazySettings) -> None:
    """A site whose engine is away, and an index of it in the other one."""
    settings.TOPICHUB_SEARCH = {
        **settings.TOPICHUB_SEARCH,
        "ENGINE": "elasticsearch",
        "ELASTICSEARCH_URL": AWAY,
        "STAND_IN": "embedded",
    }
    topic = factories.topic("Nerve pain")
    factories.article("Burning feet", topics=[topic])
    factories.article("Numb hands", topics=[topic])
    rebuild(chosen("embedded"))


def asked(path: str) -> dict[str, Any]:
    response = Client().get(f"/delivery/v1{path}")
    assert response.status_code == 200, response.content
    return response.json()


def test_search_and_lists_that_search_fills_are_answered_and_say_by_whom() -> None:
    found = asked("/search?q=burning")
    assert ([hit["title"] for hit in found["items"]], found["search"]) == (["Burning feet"], "degraded")
    assert [group["items"][0]["title"] for group in asked("/suggest?q=burn")["groups"]] == ["Burning feet"]
    related = asked("/articles/burning-feet/related")
    assert ([item["article"]["title"] for item in related["items"]], related["search"]) == (["Numb hands"], "degraded")
    assert asked("/topics/nerve-pain/articles")["search"] == "degraded"
    assert "Burning feet" in Client().get("/search/?q=burning").content.decode()


def test_health_tells_it() -> None:
    told = asked("/health/ready")
    assert (told["status"], told["search"]) == ("degraded", "degraded")
    assert told["search_sequence"] == told["sequence"]


@pytest.mark.parametrize("stand_in", ["", "embedded"])
def test_without_one_or_with_one_that_is_away_too_search_is_refused(settings: LazySettings, stand_in: str) -> None:
    folder = settings.TOPICHUB_SEARCH["EMBEDDED_PATH"] / "nowhere"
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "STAND_IN": stand_in, "EMBEDDED_PATH": folder}
    response = Client().get("/delivery/v1/search?q=burning")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert asked("/health/ready")["search"] == "unavailable"


def test_an_engine_that_answers_needs_no_stand_in(settings: LazySettings) -> None:
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": "embedded", "STAND_IN": "elasticsearch"}
    assert asked("/search?q=burning")["search"] == "ok"
    assert asked("/health/ready")["search"] == "ok"
