"""A token shows one draft, to whoever has it, for 15 minutes, while its editor is logged in and may edit the page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.signing import TimestampSigner
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from cms.content.models import TopicIndexPage
from cms.delivery.problems import MEDIA_TYPE
from cms.preview.models import KeptDraft
from cms.preview.sessions import is_logged_in
from tests import factories
from tests.delivery.conftest import promised, served_openapi, validate

from .conftest import Opened, form, new_topic, open_preview

__all__ = ["served_openapi"]

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
PREVIEW = "/delivery/v1/preview"


def asked(opened: Opened, **more: str) -> Any:
    """By the frontend's server, which has no cookie."""
    return Client().get(PREVIEW, {"token": opened.token, **more}, headers={"origin": "https://www.example.org"})


def problem(answer: Any) -> tuple[int, str]:
    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


def test_what_is_typed_and_not_saved_is_shown(editor: Client, served_openapi: dict[str, Any]) -> None:
    before = Page.objects.count()
    opened = open_preview(editor, new_topic(), form("Asthma", slug="asthma"))
    answer = asked(opened)
    assert answer.status_code == 200
    document = answer.json()
    validate(document, promised(served_openapi, "/preview"), served_openapi)
    assert (document["id"], document["title"], document["definition"]) == (0, "Asthma", "Half a definition.")
    assert document["url"] == "http://testserver/topics/asthma/"
    assert Page.objects.count() == before


def test_a_page_that_is_published_is_shown_as_it_stands_in_the_form(editor: Client) -> None:
    topic = factories.topic("Asthma")
    opened = open_preview(editor, f"/admin/pages/{topic.pk}/edit/preview/", form("Asthma, rewritten", slug="asthma"))
    document = asked(opened).json()
    assert (document["id"], document["title"]) == (topic.pk, "Asthma, rewritten")
    assert editor.get("/delivery/v1/topics/asthma").json()["title"] == "Asthma"


def test_the_frontend_is_told_what_it_is_to_draw(editor: Client) -> None:
    opened = open_preview(editor, new_topic(), form("Asthma", slug="asthma"))
    assert opened.address.startswith("https://www.example.org/api/draft?from=cms&token=")
    assert {**opened.told, "token": ""} == {
        "from": "cms",
        "token": "",
        "type": "topic",
        "slug": "asthma",
        "locale": "en",
    }
    assert asked(opened, type="topic", slug="asthma").status_code == 200


def test_nobody_keeps_the_answer(editor: Client) -> None:
    opened = open_preview(editor, new_topic(), form("Asthma"))
    answer = asked(opened)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Access-Control-Allow-Origin"] == "*"
    for name in ("ETag", "Cache-Tag", "Last-Modified", "Access-Control-Allow-Credentials", "Set-Cookie"):
        assert name not in answer
    again = Client().get(PREVIEW, {"token": opened.token}, headers={"if-none-match": "*"})
    assert again.status_code == 200


def test_the_token_shows_what_is_typed_later(editor: Client) -> None:
    first = open_preview(editor, new_topic(), form("Asthma"))
    second = open_preview(editor, new_topic(), form("Asthma in children"))
    assert [asked(each).json()["title"] for each in (first, second)] == ["Asthma in children"] * 2
    assert KeptDraft.objects.count() == 1


def test_after_15_minutes_it_is_refused(editor: Client, at: Callable[[float], None]) -> None:
    opened = open_preview(editor, new_topic(), form("Asthma"))
    at(899)
    assert asked(opened).status_code == 200
    at(902)
    assert problem(asked(opened)) == (410, "preview-expired")


def test_an_altered_token_is_refused(editor: Client) -> None:
    token = open_preview(editor, new_topic(), form("Asthma")).token
    other = "0" if token[0] != "0" else "1"
    for wrong in ("", "x", token[:-1], other + token[1:], token.replace(".", ":"), "ä", token + "."):
        assert problem(Client().get(PREVIEW, {"token": wrong})) == (403, "preview-token-unreadable"), wrong


def test_a_signature_made_for_something_else_is_refused(editor: Client) -> None:
    """Such as of a session or of a link to reset a password: the salt is the preview's own."""
    draft = open_preview(editor, new_topic(), form("Asthma")).token.partition(".")[0]
    for signer in (TimestampSigner(sep="."), TimestampSigner(salt="django.contrib.sessions.SessionStore", sep=".")):
        assert problem(Client().get(PREVIEW, {"token": signer.sign(draft)})) == (403, "preview-token-unreadable")


@pytest.mark.parametrize("wrong", [{"slug": "flu"}, {"type": "article"}, {"type": "topic", "slug": "flu"}])
def test_it_is_for_one_page(editor: Client, wrong: dict[str, str]) -> None:
    factories.topic("Flu", slug="flu")
    opened = open_preview(editor, new_topic(), form("Asthma", slug="asthma"))
    answer = asked(opened, **wrong)
    assert problem(answer) == (404, "preview-of-another-page")
    assert b"asthma" not in answer.content.lower()


def test_after_logout_it_is_refused_at_once(editor: Client) -> None:
    opened = open_preview(editor, new_topic(), form("Asthma"))
    editor.post("/admin/logout/")
    assert problem(asked(opened)) == (403, "preview-ended")


def test_another_session_of_the_same_editor_keeps_its_own(editor: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(User.objects.get(username="editor"))
    here, there = (open_preview(each, new_topic(), form("Asthma")) for each in (editor, elsewhere))
    editor.post("/admin/logout/")
    assert problem(asked(here)) == (403, "preview-ended")
    assert asked(there).status_code == 200


@pytest.mark.parametrize("change", ["password", "inactive", "deleted"])
def test_an_editor_who_may_not_log_in_any_more_shows_nothing(editor: Client, change: str) -> None:
    opened = open_preview(editor, new_topic(), form("Asthma"))
    user = User.objects.get(username="editor")
    if change == "password":
        user.set_password("another")
        user.save()
    elif change == "inactive":
        user.is_active = False
        user.save()
    else:
        user.delete()
    assert problem(asked(opened)) == (403, "preview-ended")
    assert not is_logged_in(user, editor.session.session_key or "")


def test_the_right_to_edit_is_asked_for_when_the_token_is_used(editor: Client) -> None:
    topic = factories.topic("Asthma")
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("change_page", "add_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=factories.site(), permission=permission)
    writer = User.objects.create_user("writer")
    writer.groups.add(group)
    client = Client()
    client.force_login(writer)
    edited = open_preview(client, f"/admin/pages/{topic.pk}/edit/preview/", form("Asthma", slug="asthma"))
    added = open_preview(client, new_topic(), form("Flu"))
    assert (asked(edited).status_code, asked(added).status_code) == (200, 200)
    writer.groups.clear()
    assert {problem(asked(each)) for each in (edited, added)} == {(403, "preview-ended")}


def test_a_page_that_is_gone_is_told_like_a_logout(editor: Client) -> None:
    topic = factories.topic("Asthma")
    opened = open_preview(editor, f"/admin/pages/{topic.pk}/edit/preview/", form("Asthma", slug="asthma"))
    KeptDraft.objects.all().delete()
    forgotten = asked(opened)
    opened = open_preview(editor, f"/admin/pages/{topic.pk}/edit/preview/", form("Asthma", slug="asthma"))
    topic.delete()
    deleted = asked(opened)
    opened = open_preview(editor, new_topic(), form("Flu"))
    editor.post("/admin/logout/")
    assert {each.content for each in (forgotten, deleted)} == {asked(opened).content}


def test_nobody_else_can_make_a_token_for_a_page(editor: Client) -> None:
    """Of another's page: the preview asks for the right to edit it before it keeps anything."""
    topic = factories.topic("Asthma")
    reader = Client()
    reader.force_login(User.objects.create_user("reader"))
    for client in (Client(), reader):
        for address in (f"/admin/pages/{topic.pk}/edit/preview/", new_topic()):
            answer = client.get(address, {"mode": "frontend"})
            assert "token=" not in answer.get("Location", "")
    assert KeptDraft.objects.count() == 0


def test_drafts_are_forgotten_by_themselves(editor: Client) -> None:
    open_preview(editor, new_topic(), form("Asthma"))
    KeptDraft.objects.update(kept_at=KeptDraft.objects.get().kept_at - timedelta(minutes=16))
    topic = factories.topic("Flu")
    open_preview(editor, f"/admin/pages/{topic.pk}/edit/preview/", form("Flu", slug="flu"))
    assert [draft.page_id for draft in KeptDraft.objects.all()] == [topic.pk]


def test_pictures_and_links_lead_to_the_site_that_was_asked(editor: Client) -> None:
    index = TopicIndexPage.objects.get()
    opened = open_preview(
        editor,
        f"/admin/pages/{index.pk}/edit/preview/",
        {
            "title": "Topics",
            "slug": "topics",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "introduction": "",
        },
    )
    answer = Client().get(PREVIEW, {"token": opened.token}, headers={"host": "127.0.0.1:8000"})
    assert b"origin.invalid" not in answer.content
    assert answer.json()["url"] == "http://127.0.0.1:8000/topics/"
