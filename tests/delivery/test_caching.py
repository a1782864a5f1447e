"""What caches and browsers of other sites are told."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.delivery.conftest import ROOT

pytestmark = pytest.mark.django_db
ORIGIN = "https://frontend.example"


@pytest.fixture
def topic() -> Any:
    return factories.topic("Chronic pain", reviewers=[factories.person()])


def test_what_a_caller_has_is_not_sent_again(client: Client, topic: Any) -> None:
    first = client.get(f"{ROOT}/topics/{topic.slug}")
    etag = first["ETag"]
    assert etag.startswith('"')
    for held in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = client.get(f"{ROOT}/topics/{topic.slug}", headers={"if-none-match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert all(again[name] == first[name] for name in ("ETag", "Cache-Control", "Cache-Tag"))
        assert "Content-Type" not in again
    assert client.get(f"{ROOT}/topics/{topic.slug}", headers={"if-none-match": '"other"'}).status_code == 200


def test_an_etag_changes_with_the_document_and_with_what_it_embeds(client: Client, topic: Any) -> None:
    first = client.get(f"{ROOT}/topics/{topic.slug}")["ETag"]
    assert client.get(f"{ROOT}/topics/{topic.slug}")["ETag"] == first
    reviewer = topic.reviewers.get().person
    reviewer.name = "Ada Rowe-Lindt"
    reviewer.save()
    second = client.get(f"{ROOT}/topics/{topic.slug}")
    assert second["ETag"] != first
    assert b"Rowe-Lindt" in second.content


def test_an_etag_covers_the_origin_that_is_put_in(client: Client, topic: Any) -> None:
    one = client.get(f"{ROOT}/topics/{topic.slug}", headers={"host": "one.example"})
    two = client.get(f"{ROOT}/topics/{topic.slug}", headers={"host": "two.example:8080"})
    assert json.loads(one.content)["url"] == "http://one.example/topics/chronic-pain/"
    assert json.loads(two.content)["url"] == "http://two.example:8080/topics/chronic-pain/"
    assert one["ETag"] != two["ETag"]
    assert b"origin.invalid" not in one.content + two.content


@pytest.mark.parametrize(
    "path",
    [
        "/topics",
        "/topics/chronic-pain",
        "/navigation",
        "/sitemap",
        "/changes",
        "/topics/chronic-pain/articles",
        "/openapi.json",
    ],
)
def test_every_answer_may_be_kept_and_must_be_asked_after(client: Client, topic: Any, path: str) -> None:
    answer = client.get(ROOT + path)
    assert "stale-while-revalidate" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert client.get(ROOT + path, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_tags_say_what_a_document_depends_on(client: Client, topic: Any) -> None:
    tags = client.get(f"{ROOT}/topics/{topic.slug}")["Cache-Tag"].split(", ")
    assert f"page-{topic.pk}" in tags
    assert f"person-{topic.reviewers.get().person_id}" in tags
    assert {"list-topic", f"page-{topic.pk}"} <= set(client.get(f"{ROOT}/topics")["Cache-Tag"].split(", "))


@pytest.mark.parametrize("path", ["/topics/chronic-pain", "/topics", "/nothing", "/health/live", "/docs"])
def test_head_is_get_without_the_content(client: Client, topic: Any, path: str) -> None:
    whole, head = client.get(ROOT + path), client.head(ROOT + path)
    assert head.content == b""
    assert head.status_code == whole.status_code
    assert {**head.headers} == {**whole.headers}
    assert int(head["Content-Length"]) == len(whole.content)


def test_any_origin_may_read_and_see_the_headers_it_needs(client: Client, topic: Any) -> None:
    for path in ("/topics/chronic-pain", "/nothing", "/topics?limit=x"):
        answer = client.get(ROOT + path, headers={"origin": ORIGIN})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert {"ETag", "Link", "Retry-After"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
        assert "Access-Control-Allow-Credentials" not in answer


def test_a_browser_that_asks_first_is_let_in(client: Client) -> None:
    asked = {
        "origin": ORIGIN,
        "access-control-request-method": "GET",
        "access-control-request-headers": "if-none-match",
    }
    answer = client.options(f"{ROOT}/topics", headers=asked)
    assert answer.status_code == 200
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert "if-none-match" in answer["Access-Control-Allow-Headers"]
    assert "POST" not in answer["Access-Control-Allow-Methods"]


def test_options_alone_says_what_may_be_done(client: Client) -> None:
    answer = client.options(f"{ROOT}/topics")
    assert (answer.status_code, answer["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_the_admin_is_not_open_to_other_origins(client: Client) -> None:
    answer = client.get("/admin/login/", headers={"origin": ORIGIN})
    assert "Access-Control-Allow-Origin" not in answer


def test_reading_asks_little_of_the_database_and_nothing_of_sessions(client: Client, topic: Any) -> None:
    """The site and the row in one; a page for readers has its navigation besides. (No index here: what search asks is its own.)"""
    factories.home(show_in_menus=True)
    for path, most in (
        (f"{ROOT}/topics/{topic.slug}", 1),
        (f"{ROOT}/documents/{topic.pk}", 1),
        (f"{ROOT}/lookup?path=/topics/{topic.slug}/", 1),
        (f"{ROOT}/navigation", 2),
        (f"{ROOT}/sitemap", 3),
        (f"{ROOT}/topics", 3),
        (f"{ROOT}/changes", 3),
        ("/", 2),
        ("/topics/", 4),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) == most, (path, [query["sql"][:200] for query in queries])
        assert not any("session" in query["sql"] or "auth_user" in query["sql"] for query in queries)
