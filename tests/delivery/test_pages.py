"""Reader pages: drawn from documents alone, of what is public alone, drawn for readers, machines and caches."""

import ast
from pathlib import Path
from typing import get_args

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from cms.published import log
from cms.published.schema import blocks, documents
from tests import factories
from tests.delivery.reading import visit

HERE = Path(settings.BASE_DIR) / "cms" / "delivery"
ROOMS = ("pages", "drawing", "outline", "frame", "relations", "metadata", "listing", "searching", "templatetags/reader")


def block_types() -> list[str]:
    union, *_ = get_args(blocks.Block)
    return [member.model_fields["type"].default for member in get_args(union)]


@pytest.mark.parametrize("type_", block_types())
def test_every_block_type_has_its_template(type_: str) -> None:
    get_template(f"blocks/{type_}.html")


@pytest.mark.parametrize("type_", get_args(documents.DocumentType))
def test_every_document_type_has_its_template(type_: str) -> None:
    get_template(f"documents/{type_}.html")


@pytest.mark.parametrize("room", ROOMS)
def test_pages_know_documents_and_no_content_models(room: str) -> None:
    tree = ast.parse((HERE / f"{room}.py").read_text())
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    assert not [name for name in imported if name.startswith(("cms.content", "home", "cms.published.models"))]


@pytest.mark.django_db
def test_a_page_of_every_type(client: Client) -> None:
    site = factories.full_site()
    for name in ("home", "topic_index", "article_index", "topic", "article"):
        page = site[name]
        drawn = visit(client, log.by_id(page.pk).path)  # type: ignore[union-attr]
        assert drawn.texts("h1") == [page.title]
        assert len(drawn.all("main")) == 1


@pytest.mark.django_db
def test_a_hub_shows_all_that_its_document_has(client: Client) -> None:
    factories.full_site()
    hub = visit(client, "/topics/refractory-pain/")
    text = hub.one("main").text
    for words in (
        "Pain that goes on in spite of good treatment.",
        "Intractable pain",
        "Kinds and parts",
        "In about one in five people.",
        "Graded movement",
        "Movement and physiotherapy",
        "Pacing",
        "Combines well with",
        "Stop if you feel faint.",
        "New weakness in a leg",
        "Plans the exercises.",
        "When tablets fail",
        "Chosen by our editors",
        "Ben Ode",
        "1 March 2026",
        "1 March 2028",
        "MeSH D010148",
        "doi:10.1000/example.1",
    ):
        assert words in text, words
    contents = [link.removeprefix("#") for link in hub.links() if link.startswith("#")]
    ids = [element.attributes["id"] for element in hub.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert set(contents) <= set(ids)
    assert {"why-pain-lasts", "graded-movement", "warning-signs", "relations", "references"} <= set(contents)


@pytest.mark.django_db
def test_an_article_keeps_its_dates_apart_and_names_its_people(client: Client) -> None:
    factories.full_site()
    article = visit(client, "/articles/talking-about-the-price-of-medicines/")
    assert [(time.attributes["datetime"]) for time in article.all("time")] == [
        "2026-01-10",
        "2026-02-20",
        "2026-02-20",
        "2028-02-20",
    ]
    text = article.one("main").text
    for words in ("By Ada Rowe", "Reviewed by Ben Ode", "Pain physician", "PMID 1234567", "Chosen by the editors"):
        assert words in " ".join(text.split()), words
    related = article.one("aside").text
    assert "When tablets fail" in related
    assert "Cold hands" not in related


@pytest.mark.django_db
def test_pictures_have_sizes_and_keep_their_focal_point(client: Client) -> None:
    factories.full_site()
    hero = visit(client, "/topics/refractory-pain/").all("img")[0]
    assert hero.attributes["class"] == "hub-image focus-x-2 focus-y-2"
    assert "400w" in hero.attributes["srcset"]
    assert hero.attributes["src"].startswith("/pictures/")
    assert "loading" not in hero.attributes


@pytest.mark.django_db
def test_a_term_is_explained_in_place_at_its_first_mention_only(client: Client) -> None:
    nerve = factories.topic("Nerve pain", definition="Pain from a nerve.")
    mention = f"<p>Some {factories.link(nerve, 'nerve pain')} stays.</p>"
    factories.article("Burning", body=[factories.rich_text(mention), factories.callout(mention)])
    page = visit(client, "/articles/burning/")
    definition = page.one("span", popover="")
    assert "Pain from a nerve." in definition.text
    assert page.one("button", class_="explain").attributes["popovertarget"] == definition.attributes["id"]
    # Three links: two mentions, and the one in the definition.
    assert page.links().count("/topics/nerve-pain/") == 3


@pytest.mark.django_db
def test_what_is_not_public_is_not_there(client: Client) -> None:
    topic = factories.topic("Nerve pain")
    draft = factories.topic("Only a draft", live=False)
    assert client.get("/topics/nerve-pain/").status_code == 200
    assert client.get(f"/topics/{draft.slug}/").status_code == 404
    factories.unpublish(topic)
    assert client.get("/topics/nerve-pain/").status_code == 404


@pytest.mark.django_db
def test_the_404_leads_on(client: Client) -> None:
    factories.site()
    missing = visit(client, "/no/such/page/", 404)
    assert {"/", "/topics/", "/articles/"} <= set(missing.links())
    assert missing.one("form").attributes["action"] == "/search/"
    assert missing.one("meta", name="robots").attributes["content"] == "noindex"


@pytest.mark.django_db
def test_addresses_without_their_slash_and_redirects_lead_to_the_page(client: Client) -> None:
    topic = factories.topic("Nerve pain")
    Redirect.add_redirect("/neuralgia", redirect_to=topic, is_permanent=True)
    assert (client.get("/topics/nerve-pain").status_code, client.get("/topics/nerve-pain")["Location"]) == (
        301,
        "/topics/nerve-pain/",
    )
    answer = client.get("/neuralgia/")
    assert (answer.status_code, answer["Location"].endswith("/topics/nerve-pain/")) == (301, True)


@pytest.mark.django_db
def test_only_reading_is_answered(client: Client) -> None:
    factories.site()
    for path in ("/", "/search/"):
        answer = client.post(path)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert client.head("/").status_code == 200


@pytest.mark.django_db
def test_what_machines_read(client: Client) -> None:
    factories.full_site()
    hub = visit(client, "/topics/refractory-pain/")
    assert hub.one("link", rel="canonical").attributes["href"] == "http://testserver/topics/refractory-pain/"
    assert hub.one("meta", property="og:image").attributes["content"].startswith("http://testserver/pictures/")
    data = hub.json_ld
    assert (data["@type"], data["lastReviewed"]) == ("MedicalWebPage", "2026-03-01")
    assert data["about"]["code"] == [{"@type": "MedicalCode", "codeValue": "D010148", "codingSystem": "MeSH"}]
    assert [step["name"] for step in data["breadcrumb"]["itemListElement"]][1:] == ["Topics", "Refractory pain"]
    article = visit(client, "/articles/talking-about-the-price-of-medicines/").json_ld
    assert (article["datePublished"], article["dateModified"]) == ("2026-01-10", "2026-02-20")
    assert article["author"][0]["name"] == "Ada Rowe"
    assert visit(client, "/").json_ld["potentialAction"]["target"] == "http://testserver/search/?q={query}"


@pytest.mark.django_db
def test_caches_keep_a_page_and_ask_again(client: Client) -> None:
    topic = factories.topic("Nerve pain")
    first = client.get("/topics/nerve-pain/")
    assert "public" in first["Cache-Control"]
    assert f"page-{topic.pk}" in first["Cache-Tag"]
    assert client.get("/topics/nerve-pain/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    topic.definition = "Said better."
    factories.publish(topic)
    again = client.get("/topics/nerve-pain/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "Said better." in again.content.decode()


@pytest.mark.django_db
def test_a_reader_costs_no_session_and_no_user(client: Client) -> None:
    factories.full_site()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/topics/refractory-pain/")
    asked = " ".join(query["sql"] for query in queries)
    assert "django_session" not in asked
    assert "auth_" not in asked
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    # Sites, the document, its tags, the frame and the hub's articles; and no more with more blocks or teasers.
    assert len(queries) <= 20


@pytest.mark.django_db
def test_an_editor_gets_the_user_bar_and_nothing_to_keep(client: Client) -> None:
    factories.topic("Nerve pain")
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "secret"))
    answer = client.get("/topics/nerve-pain/")
    assert "wagtail-userbar" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "wagtail-userbar" not in Client().get("/topics/nerve-pain/").content.decode()


@pytest.mark.django_db
def test_lists_go_on_over_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.delivery.listing.ON_A_PAGE", 2)
    for title in ("Ache", "Back pain", "Burns"):
        factories.topic(title)
    first = visit(client, "/topics/")
    assert first.texts("h2") == ["A", "B"]
    assert first.one("a", rel="next").attributes["href"] == "?page=2"
    second = visit(client, "/topics/?page=2")
    assert second.one("a", rel="prev").attributes["href"] == "?page=1"
    assert "Burns" in second.one("main").text
    for number in ("3", "0", "-1", "x", "9" * 30, "²"):
        assert client.get(f"/topics/?page={number}").status_code == 404, number
