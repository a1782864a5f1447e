"""The preview panel: whatever an editor has typed so far, on a page saved or never saved, shows as readers will see it."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.content.models import ArticleIndexPage, ArticlePage, TopicIndexPage, TopicPage
from cms.published import log
from home.models import HomePage
from tests import factories

pytestmark = pytest.mark.django_db

PARENTS: dict[str, type[Page]] = {
    "home/homepage": Page,
    "content/topicindexpage": HomePage,
    "content/articleindexpage": HomePage,
    "content/topicpage": TopicIndexPage,
    "content/articlepage": ArticleIndexPage,
}
ROWS = {
    "home/homepage": ["featured"],
    "content/topicpage": ["relations", "pinned_articles", "codes", "reviewers", "references"],
    "content/articlepage": [
        "authors",
        "reviewers",
        "references",
        "further_topics",
        "related_pins",
        "related_blocks",
    ],
}


@pytest.fixture
def editor(client: Client) -> Client:
    factories.site()
    client.force_login(User.objects.create_superuser("editor"))
    return client


def form_of(kind: str, **fields: Any) -> dict[str, Any]:
    """The form of a new page as the browser sends it, untouched but for `fields`."""
    form: dict[str, Any] = {"title": "", "slug": "", "comments": inline_formset([])}
    form |= {name: inline_formset([]) for name in ROWS.get(kind, [])}
    if kind in ("content/topicpage", "content/articlepage"):
        form["body"] = streamfield([])
    return nested_form_data({**form, **fields})


def new_address(kind: str) -> str:
    """Below a home page that has no index pages yet: of each it may have one."""
    if PARENTS[kind] is HomePage:
        parent: Page = Page.objects.get(depth=1).add_child(instance=HomePage(title="Second site", slug="second"))
    else:
        parent = Page.objects.get(depth=1) if PARENTS[kind] is Page else PARENTS[kind].objects.get()
    return f"/admin/pages/add/{kind}/{parent.pk}/preview/"


def previewed(editor: Client, address: str, form: dict[str, Any]) -> str:
    """What the panel does: it posts the form as it stands, and then shows the preview."""
    posted = json.loads(editor.post(address, form).content)
    assert posted == {"is_valid": True, "is_available": True}
    answer = editor.get(address, {"in_preview_panel": "true"})
    assert answer.status_code == 200
    assert b"<main" in answer.content, "the page for readers, not a notice that there is no preview"
    return answer.content.decode()


@pytest.mark.parametrize("kind", PARENTS)
def test_a_blank_form_previews(editor: Client, kind: str) -> None:
    previewed(editor, new_address(kind), form_of(kind))


@pytest.mark.parametrize("kind", PARENTS)
def test_a_form_with_only_a_title_previews(editor: Client, kind: str) -> None:
    assert "Half a thought" in previewed(editor, new_address(kind), form_of(kind, title="Half a thought"))


def test_a_code_without_its_system_is_left_out_of_a_preview(editor: Client) -> None:
    form = form_of("content/topicpage", title="Asthma", codes=inline_formset([{"system": "", "code": "D001249"}]))
    assert "D001249" not in previewed(editor, new_address("content/topicpage"), form)


def test_the_preview_of_a_care_team_borrows_roles(editor: Client) -> None:
    factories.care_role("Physiotherapist")
    body: Any = TopicPage._meta.get_field("body")
    block = body.stream_block.child_blocks["care_team"]
    answer = editor.get("/admin/block-preview/", {"id": block.definition_prefix})
    assert b"Physiotherapist" in answer.content


@pytest.mark.parametrize("name", ["topics", "articles"])
def test_the_menu_leads_to_a_list_and_from_there_to_a_blank_form(editor: Client, name: str) -> None:
    factories.topic("Nerve pain")
    assert f'"/admin/{name}/"' in editor.get("/admin/").content.decode()
    listed = editor.get(f"/admin/{name}/")
    assert listed.status_code == 200
    added = editor.get(f"/admin/{name}/choose_parent/")
    assert (added.status_code, "/admin/pages/add/content/" in added["Location"]) == (302, True)


def test_a_relation_without_its_kind_is_left_out_of_a_preview(editor: Client) -> None:
    nerve = factories.topic("Nerve pain")
    rows = inline_formset([{"kind": "", "target": str(nerve.pk), "note": ""}])
    form = form_of("content/topicpage", title="Asthma", relations=rows)
    assert "Nerve pain" not in previewed(editor, new_address("content/topicpage"), form)


@pytest.mark.parametrize("model", [TopicPage, ArticlePage])
def test_a_draft_of_blocks_that_are_still_blank_previews(editor: Client, model: type[Page]) -> None:
    field: Any = model._meta.get_field("body")
    for name, block in field.stream_block.child_blocks.items():
        blank = factories.block(name, block.get_prep_value(block.get_default()))
        body = [factories.heading("Above it"), blank]
        page: Page = (factories.topic if model is TopicPage else factories.article)(
            f"With {name}", live=False, body=body
        )
        answer = editor.get(f"/admin/pages/{page.pk}/view_draft/")
        assert answer.status_code == 200, name
        assert b"Above it" in answer.content, name


def test_a_draft_with_a_relation_without_its_kind_does_not_keep_its_target_from_being_published(editor: Client) -> None:
    nerve = factories.topic("Nerve pain")
    factories.topic("Unfinished", live=False, relations=[("", nerve, "")])
    nerve.definition = "Pain from a damaged nerve."
    assert factories.publish(nerve).live
    change = log.by_id(nerve.pk)
    assert change is not None
    assert b"Pain from a damaged nerve" in (change.body or b"")
