"""What an editor does in the admin is one transaction with what the log says of it."""

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data

from cms.content.models import TopicIndexPage, TopicPage
from cms.published import log, refresh
from tests import factories
from tests.delivery.conftest import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "secret"))
    return client


def form(title: str, slug: str, **action: str) -> dict[str, Any]:
    """A topic as the editor's form sends it, with its rows of nothing."""
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    rows = ("relations", "codes", "pinned_articles", "reviewers", "references", "comments")
    return {
        "title": title,
        "slug": slug,
        "definition": "What it is.",
        "other_names": "",
        "body-count": "0",
        **nested_form_data(dict.fromkeys(rows, empty)),
        **action,
    }


def address(index: TopicIndexPage) -> str:
    return f"/admin/pages/add/content/topicpage/{index.pk}/"


def test_publishing_from_the_admin_is_read_at_once(editor: Client) -> None:
    factories.site()
    answer = editor.post(address(TopicIndexPage.objects.get()), form("Asthma", "asthma", **{"action-publish": "1"}))
    assert answer.status_code == 302, answer.content[-2000:]
    found = json.loads(editor.get(f"{ROOT}/topics/asthma").content)
    assert (found["title"], found["definition"]) == ("Asthma", "What it is.")


def test_a_draft_is_not_read(editor: Client) -> None:
    factories.site()
    assert editor.post(address(TopicIndexPage.objects.get()), form("Asthma", "asthma")).status_code == 302
    assert TopicPage.objects.get(slug="asthma").live is False
    assert editor.get(f"{ROOT}/topics/asthma").status_code == 404


def test_a_fault_in_rendering_takes_the_whole_publishing_back(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.site()
    before, head = Page.objects.count(), log.head()

    def broken(*_: Any) -> None:
        message = "cannot render"
        raise ArithmeticError(message)

    monkeypatch.setattr(refresh, "render_pages", broken)
    with pytest.raises(ArithmeticError):
        editor.post(address(TopicIndexPage.objects.get()), form("Asthma", "asthma", **{"action-publish": "1"}))
    assert (Page.objects.count(), log.head()) == (before, head)
    assert not TopicPage.objects.filter(slug="asthma").exists()


def test_unpublishing_deleting_and_moving_are_read_at_once(editor: Client) -> None:
    one, two = factories.topic("One"), factories.topic("Two")
    assert editor.post(f"/admin/pages/{one.pk}/unpublish/").status_code == 302
    assert editor.post(f"/admin/pages/{two.pk}/delete/").status_code == 302
    assert json.loads(editor.get(f"{ROOT}/topics").content)["total"] == 0


def test_a_page_that_is_private_is_not_read(editor: Client) -> None:
    topic, index = factories.topic("One"), TopicIndexPage.objects.get()
    answer = editor.post(f"/admin/pages/{index.pk}/privacy/", {"restriction_type": "login", "groups": []})
    assert answer.status_code == 200
    assert editor.get(f"{ROOT}/topics/one").status_code == 404
    assert editor.get(f"{ROOT}/documents/{topic.pk}").status_code == 404


# Previews


def preview_of(editor: Client, url: str, data: dict[str, Any]) -> str:
    """What the preview panel does: it posts the form as it stands, and then shows the preview."""
    posted = json.loads(editor.post(url, data).content)
    assert posted["is_valid"], posted
    answer = editor.get(url)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_a_page_never_saved_previews_as_readers_will_see_it(editor: Client) -> None:
    factories.site()
    index, before = TopicIndexPage.objects.get(), Page.objects.count()
    url = f"/admin/pages/add/content/topicpage/{index.pk}/preview/"
    body = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "heading",
        "body-0-id": "",
        "body-0-value-level": "2",
        "body-0-value-text": "What helps",
    }
    page = preview_of(editor, url, {**form("Asthma", "asthma"), **body})
    assert "Asthma" in page
    assert "What helps" in page
    assert Page.objects.count() == before


@pytest.mark.parametrize("name", ["home", "topic_index", "article_index", "topic", "article"])
def test_every_page_type_previews_as_saved(editor: Client, name: str) -> None:
    page = factories.full_site()[name]
    page.title = "A title nobody has read"
    page.save_revision()
    answer = editor.get(f"/admin/pages/{page.pk}/view_draft/")
    assert answer.status_code == 200
    assert "A title nobody has read" in answer.content.decode()
    assert "origin.invalid" not in answer.content.decode()
    assert "A title nobody has read" not in editor.get(page.url).content.decode()


@pytest.mark.parametrize("name", ["home", "topic_index", "article_index", "topic", "article"])
def test_view_live_leads_to_the_page(editor: Client, name: str) -> None:
    page = factories.full_site()[name]
    url = page.get_url()
    assert url
    assert editor.get(url).status_code == 200
    assert f'href="{url}"' in editor.get(f"/admin/pages/{page.pk}/edit/").content.decode().replace(
        "http://localhost", ""
    )


def test_a_preview_has_the_lists_of_its_page(editor: Client) -> None:
    site = factories.full_site()
    shown = {
        "topic_index": "Nerve pain",
        "article_index": "When tablets fail",
        "topic": "When tablets fail",
        "article": "When tablets fail",
    }
    for name, words in shown.items():
        assert words in editor.get(f"/admin/pages/{site[name].pk}/view_draft/").content.decode(), name


def test_every_block_has_a_preview_drawn_as_readers_will_see_it(editor: Client) -> None:
    factories.image()
    body: Any = TopicPage._meta.get_field("body")
    for name, block in body.stream_block.child_blocks.items():
        answer = editor.get("/admin/block-preview/", {"id": block.definition_prefix})
        assert answer.status_code == 200, name
        page = unescape(answer.content.decode())
        assert "origin.invalid" not in page
        assert any(words in page for words in _words(block.get_prep_value(block.get_preview_value()))), name


def _words(value: Any) -> Iterator[str]:
    """The texts of a stored value that a reader would see."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str) and " " in (text := strip_tags(value.split("</b>")[-1])):
        yield text


def test_the_admin_shows_pictures_and_nothing_else_of_the_uploads(editor: Client, settings: Any) -> None:
    picture = factories.image()
    thumbnail = picture.get_rendition("max-165x165")
    shown: Any = editor.get(thumbnail.url)
    assert (shown.status_code, b"".join(shown.streaming_content)[:4]) == (200, b"\x89PNG")
    secret = Path(settings.MEDIA_ROOT) / "documents" / "secret.txt"
    secret.parent.mkdir(parents=True, exist_ok=True)
    secret.write_text("for editors only")
    for path in (
        "documents/secret.txt",
        "images/../documents/secret.txt",
        "images/%2e%2e/documents/secret.txt",
        "images/",
    ):
        assert editor.get(f"/media/{path}").status_code in {400, 404}
