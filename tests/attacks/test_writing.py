"""Who may change what: every URL pattern, posted to by a stranger and by another site's editor. Nothing of this site changes."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data

from . import allowed
from .endpoints import address, patterns
from .two_sites import SECRET, TwoSites

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

OWN = frozenset({"sessions.Session", "wagtailusers.UserProfile", "axes.AccessAttempt", "wagtailcore.UploadedFile"})
"""What comes and goes with every visitor: a session, an editor's own language, a wrong password, an upload under way."""

OF_PAGES = ("delete", "move", "publish", "unpublish")
OF_FILES = ("delete", "add_tags", "add_to_collection")


@pytest.fixture
def sites() -> TwoSites:
    return TwoSites()


def form(sites: TwoSites) -> dict[str, Any]:
    """One form for all screens: what an article's editor sends, and the confirmations of everything else."""
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    rows = ("further_topics", "authors", "reviewers", "references", "related_pins", "related_blocks", "comments")
    return {
        **nested_form_data(dict.fromkeys(rows, empty)),
        "title": "Taken over",
        "slug": "taken-over",
        "name": "Taken over",
        "teaser_title": "",
        "excerpt": "Taken.",
        "body-count": "0",
        "action-publish": "1",
        "restriction_type": "password",
        "password": "taken",
        "new_title": "Taken over",
        "new_slug": "taken-over",
        "new_parent_page": str(sites.topics.pk),
        "publish_copies": "1",
        "hostname": "theirs.example.org",
        "port": "80",
        "root_page": str(sites.ours.pk),
        "parent": str(sites.topics.pk),
        "collection": str(sites.collection.pk),
        "confirm": "yes",
        "next": "/admin/",
    }


def world(sites: TwoSites) -> dict[str, str]:
    """A digest of all rows of each table, but for what belongs to a visitor alone."""
    found = {}
    for model in apps.get_models():
        if model._meta.label in OWN or model is ContentType or not model._meta.managed:
            continue
        rows = sorted(map(repr, model._default_manager.values_list()))
        if model._meta.label == "auth.User":
            rows = [row for row in rows if "our-editor" not in row]
        found[model._meta.label] = hashlib.sha256("".join(rows).encode()).hexdigest()
    return found


def bulk(sites: TwoSites) -> Iterator[str]:
    """What is done to many at once: to one, and to all that stand below a page."""
    for name in OF_PAGES:
        yield f"/admin/bulk/wagtailcore/page/{name}/?id={sites.draft.pk}&next=/admin/"
        yield f"/admin/bulk/wagtailcore/page/{name}/?id=all&childOf={sites.articles.pk}&next=/admin/"
        yield f"/admin/bulk/wagtailcore/page/{name}/?id=all&next=/admin/"
    for name in OF_FILES:
        yield f"/admin/bulk/wagtailimages/image/{name}/?id={sites.picture.pk}&next=/admin/"
        yield f"/admin/bulk/wagtaildocs/document/{name}/?id={sites.file.pk}&next=/admin/"
        yield f"/admin/bulk/wagtailimages/image/{name}/?id=all&next=/admin/"


def changed_by(client: Client, sites: TwoSites, *, is_own: bool = False) -> dict[str, list[str]]:
    """The patterns at which a form was taken, and the tables that changed. Nor may an answer tell a secret."""
    before, sent, found = world(sites), form(sites), dict[str, list[str]]()
    every = {one: address(one, sites.named) for one in patterns() if one not in {allowed.LOGOUT, *allowed.FAULTS}}
    for pattern, path in {**every, **{one: one for one in bulk(sites)}}.items():
        answer = client.post(path, sent)
        content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
        if not is_own:
            assert SECRET.encode() not in content or SECRET in path or pattern in allowed.OPEN_LIBRARY, pattern
        after = world(sites)
        if after != before:
            found[pattern] = sorted(label for label in after if after[label] != before[label])
            before = after
    return found


def test_a_stranger_changes_nothing(sites: TwoSites) -> None:
    assert changed_by(Client(raise_request_exception=False), sites) == {}


def test_an_editor_of_another_site_changes_nothing_of_this_one(sites: TwoSites) -> None:
    sites.stranger.raise_request_exception = False
    assert changed_by(sites.stranger, sites) == {}


def test_its_own_editor_changes_much(sites: TwoSites) -> None:
    """Or the tests above would be blind."""
    sites.editor.raise_request_exception = False
    found = changed_by(sites.editor, sites, is_own=True)
    assert {"wagtailcore.Page", "published.PublishedDocument", "wagtailimages.Image"} <= set().union(*found.values())
    assert len(found) >= 5
