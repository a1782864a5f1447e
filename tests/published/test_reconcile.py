"""Edits behind Wagtail's back, and damage: `reconcile` finds each and mends it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import PageViewRestriction

from cms.content.models import TopicIndexPage, TopicPage
from cms.published import log, reconcile
from cms.published.models import PublishedDocument
from tests.published.site import SmallSite, document

pytestmark = pytest.mark.databases


def test_nothing_is_mended_where_nothing_is_wrong(site: SmallSite) -> None:
    site.topic("Chronic pain")
    before = log.head()
    assert reconcile.reconcile().mended == 0
    assert log.head() == before


@pytest.mark.parametrize(
    "damage",
    [
        {"body": b'{"title":"tampered"}'},
        {"path": "/elsewhere/"},
        {"etag": "0"},
        {"live": False, "body": b"", "path": "", "slug": ""},
        {"title": "Another"},
    ],
)
def test_a_damaged_row_is_mended_with_a_new_sequence(site: SmallSite, damage: dict[str, object]) -> None:
    topic = site.topic("Chronic pain")
    right, before = log.by_id(topic.pk), log.head()
    PublishedDocument.objects.filter(pk=topic.pk).update(**damage)
    assert reconcile.reconcile().mended == 1
    mended = log.by_id(topic.pk)
    assert mended is not None
    assert right is not None
    assert (mended.body, mended.path, mended.etag) == (right.body, right.path, right.etag)
    assert mended.sequence > before, "followers must hear of it"


def test_a_damaged_tombstone_is_buried_again(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    body = log.by_id(topic.pk).body  # pyright: ignore[reportOptionalMemberAccess]
    topic.delete()
    PublishedDocument.objects.filter(pk=topic.pk).update(live=True, body=body, path="/topics/chronic-pain/")
    assert log.by_id(topic.pk) is not None, "the damage shows"
    assert reconcile.reconcile().mended == 1
    assert log.by_id(topic.pk) is None


def test_a_lost_row_is_written_again(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    PublishedDocument.objects.filter(pk=topic.pk).delete()
    assert reconcile.reconcile().mended == 1
    assert log.by_id(topic.pk) is not None


def test_edits_by_sql_are_found(site: SmallSite) -> None:
    hidden, changed = site.topic("Chronic pain"), site.topic("Nerve pain")
    TopicPage.objects.filter(pk=hidden.pk).update(live=False)
    TopicPage.objects.filter(pk=changed.pk).update(definition="Edited by SQL.")
    reconcile.reconcile()
    assert log.by_id(hidden.pk) is None
    assert (document(changed) or {})["definition"] == "Edited by SQL."


def test_an_ancestor_restricted_by_sql_hides_all_below(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    index = TopicIndexPage.objects.get()
    table = PageViewRestriction._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (page_id, restriction_type, password) VALUES (%s, 'login', '')", [index.pk]
        )
    assert log.by_id(topic.pk) is not None, "nobody told the log"
    reconcile.reconcile()
    assert (log.by_id(topic.pk), log.by_id(index.pk)) == (None, None)


def test_the_command_reports_in_json(site: SmallSite) -> None:
    site.topic("Chronic pain")
    out = StringIO()
    call_command("reconcile", "--json", stdout=out)
    assert json.loads(out.getvalue())["mended"] == 0


def test_rebuild_renders_everything_and_goes_on_where_it_was_stopped(site: SmallSite) -> None:
    topics = [site.topic(f"Topic {n}") for n in range(3)]
    rows = PublishedDocument.objects.filter(live=True)
    right = dict(rows.values_list("page_id", "etag"))
    PublishedDocument.objects.filter(pk=topics[0].pk).update(body=b"{}")
    assert reconcile.begin_rebuild() == len(rows)
    log.refresh([topics[0].pk])  # as if it was killed after the first
    assert reconcile.begin_rebuild() == len(rows) - 1, "what is done is not done again"
    out = StringIO()
    call_command("rebuild_documents", "--json", stdout=out)
    assert json.loads(out.getvalue())["rendered"] == len(rows) - 1
    assert dict(rows.values_list("page_id", "etag")) == right
