"""What the log says after everything that can happen to a page, a thing it embeds, or a page above it."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from cms.content.models import (
    ArticleAuthor,
    ArticleIndexPage,
    CareRole,
    Person,
    TopicIndexPage,
    TopicPage,
    TopicRelation,
)
from cms.published import log
from cms.published.models import PublishedDocument
from cms.published.schedule import publish_due
from tests.published.site import SmallSite, document, paragraph, settle

pytestmark = pytest.mark.databases


def test_publishing_appends_a_document_and_editing_a_draft_does_not(site: SmallSite) -> None:
    topic = site.topic("Chronic pain", other_names="long-term pain\nLong-term  pain\npersistent pain")
    before = log.head()
    assert (document(topic) or {})["other_names"] == ["long-term pain", "persistent pain"]
    topic.definition = "Something else."
    topic.save_revision()
    settle()
    assert log.head() == before
    topic.save_revision().publish()
    assert log.head() == before + 1
    assert (document(topic) or {})["definition"] == "Something else."


def test_publishing_the_same_again_but_for_its_time_takes_one_sequence(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    log.refresh([topic.pk])
    before = log.head()
    log.refresh([topic.pk])
    assert log.head() == before


def publish_and_then(page: Page, then: Callable[[], object]) -> None:
    with log.recording():
        page.save_revision().publish()
        then()


def test_a_rolled_back_publish_leaves_nothing(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    before, body = log.head(), document(topic)
    topic.definition = "Never said."
    with pytest.raises(ZeroDivisionError):
        publish_and_then(topic, lambda: 1 / 0)
    assert (log.head(), document(topic)) == (before, body)


def test_a_failing_renderer_rolls_the_publish_back(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = site.topic("Chronic pain")
    monkeypatch.setattr("cms.published.refresh.render_pages", lambda *_: 1 / 0)
    topic.definition = "Never said."
    with pytest.raises(ZeroDivisionError):
        publish_and_then(topic, lambda: None)
    assert TopicPage.objects.get(pk=topic.pk).definition == "What Chronic pain is."


def test_a_crash_after_commit_outside_a_recording_is_settled_by_the_follower(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = site.topic("Chronic pain")
    with monkeypatch.context() as crash:
        crash.setattr("cms.published.recording.refresh", lambda _: 1 / 0)
        topic.definition = "Said before the crash."
        revision = topic.save_revision()
        with pytest.raises(ZeroDivisionError):
            revision.publish()
    settle()
    assert (document(topic) or {})["definition"] == "Said before the crash."


@pytest.mark.parametrize("goes", ["unpublish", "delete", "expire", "restrict"])
def test_whatever_takes_a_page_away_leaves_a_bare_tombstone(site: SmallSite, goes: str) -> None:
    topic = site.topic("Chronic pain")
    page_id = topic.pk
    if goes == "unpublish":
        topic.unpublish()
    elif goes == "delete":
        topic.delete()
    elif goes == "expire":
        Page.objects.filter(pk=page_id).update(expire_at=timezone.now() - timedelta(seconds=1))
        assert publish_due()
    else:
        PageViewRestriction.objects.create(page=topic, restriction_type="login")
    settle()
    newest = log.changes(log.head() - 1, 10)[-1]
    row = PublishedDocument.objects.get(pk=page_id)
    assert (newest.id, newest.body, newest.path, newest.slug, newest.tags) == (
        page_id,
        None,
        "",
        "",
        (f"page-{page_id}",),
    )
    assert (row.title, bytes(row.body), row.etag) == ("", b"", "")
    assert log.by_id(page_id) is None


def test_go_live_and_expiry(site: SmallSite) -> None:
    article = site.article("Tomorrow's news")
    article.unpublish()
    article.go_live_at = timezone.now() + timedelta(hours=1)
    article.expire_at = timezone.now() + timedelta(hours=2)
    revision = article.save_revision()
    revision.publish()
    assert log.by_id(article.pk) is None
    revision.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    revision.content["go_live_at"] = (timezone.now() - timedelta(seconds=1)).isoformat()
    revision.save()
    call_command("publish_scheduled", stdout=StringIO())
    assert log.by_id(article.pk) is not None
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    log.refresh([article.pk])
    assert log.by_id(article.pk) is None, "an expired page is not public even before it is unpublished"


def test_below_a_renamed_page_every_address_changes_at_once(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    index = TopicIndexPage.objects.get()
    index.slug = "conditions"
    index.save_revision().publish()
    found = log.by_path(Site.objects.get().pk, "/conditions/chronic-pain/")
    assert found is not None
    assert found.id == topic.pk
    assert b'"path":"/conditions/chronic-pain/"' in (found.body or b"")
    assert log.by_path(Site.objects.get().pk, "/topics/chronic-pain/") is None


@pytest.mark.parametrize("goes", ["unpublish", "restrict", "move"])
def test_what_an_ancestor_takes_away_is_gone_at_once_and_comes_back(site: SmallSite, goes: str) -> None:
    topic, other = site.topic("Chronic pain"), site.topic("Nerve pain")
    index = TopicIndexPage.objects.get()
    restriction = None
    if goes == "unpublish":
        index.unpublish()
    elif goes == "restrict":
        restriction = PageViewRestriction.objects.create(page=index, restriction_type="password", password="x")
    else:
        index.move(Page.get_first_root_node(), pos="last-child")
    rows = PublishedDocument.objects.filter(pk__in=[index.pk, topic.pk, other.pk])
    assert not rows.filter(live=True).exists(), "before any follower ran"
    assert len({row.sequence for row in rows}) == len(rows)
    if goes == "unpublish":
        index.refresh_from_db()
        index.save_revision().publish()
    elif restriction:
        restriction.delete()
    else:
        TopicIndexPage.objects.get().move(Page.objects.get(pk=site.home.pk), pos="last-child")
    settle()
    assert {change.id for change in log.live()} >= {index.pk, topic.pk, other.pk}


def test_embedded_things_change_every_document_that_shows_them(site: SmallSite) -> None:
    person = Person.objects.create(name="Ada Ross")
    role = CareRole.objects.create(name="Physiotherapist")
    strategy = {
        "type": "strategy",
        "value": {
            "name": "Moving",
            "category": "movement",
            "summary": "A little, often.",
            "techniques": [],
            "care_roles": [role.pk],
            "combines_with": [],
            "cautions": [],
            "topic": None,
        },
    }
    topic = site.topic("Chronic pain", body=[strategy])
    link = paragraph(f'<p>See <a linktype="page" id="{topic.pk}">this</a>.</p>')
    article = site.article("Living with it", primary_topic=topic, body=[link], authors=[ArticleAuthor(person=person)])
    unrelated = site.article("Something else")
    unrelated_sequence = log.by_id(unrelated.pk).sequence  # pyright: ignore[reportOptionalMemberAccess]
    assert (document(topic) or {})["body"][0]["care_roles"][0]["name"] == "Physiotherapist"

    person.name = "Ada Ross-Lee"
    person.save()
    role.description = "Helps you move."
    role.save()
    topic.definition = "Pain that lasts."
    topic.save_revision().publish()

    shown = document(article) or {}
    term = shown["body"][0]["text"]["tree"][0]["children"][1]
    assert shown["authors"][0]["name"] == "Ada Ross-Lee"
    assert (term["type"], term["definition"]) == ("term", "Pain that lasts.")
    assert shown["topics"][0]["definition"] == "Pain that lasts."
    assert (document(topic) or {})["body"][0]["care_roles"][0]["description"] == "Helps you move."
    settle()
    assert log.by_id(unrelated.pk).sequence == unrelated_sequence  # pyright: ignore[reportOptionalMemberAccess]

    topic.unpublish()
    shown = document(article) or {}
    assert shown["topics"] == []
    assert shown["body"][0]["text"]["html"] == "<p>See this.</p>"
    topic.save_revision().publish()
    assert (document(article) or {})["topics"][0]["title"] == "Chronic pain"


def test_a_relation_is_told_once_and_seen_from_both_sides(site: SmallSite) -> None:
    nerve = site.topic("Nerve pain")
    chronic = site.topic("Chronic pain", relations=[("encompasses", nerve)])
    relation = (document(nerve) or {})["relations"][0]
    assert (relation["kind"], relation["topic"]["title"], relation["derived"]) == ("part_of", "Chronic pain", True)
    TopicRelation.objects.filter(source=chronic).delete()
    chronic = TopicPage.objects.get(pk=chronic.pk)
    chronic.save_revision().publish()
    assert (document(nerve) or {})["relations"] == []


def test_moving_every_page_below_another_section_keeps_one_row_a_page(site: SmallSite) -> None:
    article = site.article("Living with it")
    index = ArticleIndexPage.objects.get()
    index.slug = "guides"
    with log.recording():
        index.save_revision().publish()
    settle()
    assert [change.path for change in log.live() if change.id == article.pk] == ["/guides/living-with-it/"]
    sequences = [change.sequence for change in log.changes(0, 1000)]
    assert sequences == sorted(set(sequences))


def test_a_feed_read_in_steps_sees_every_row_once_in_order(site: SmallSite) -> None:
    for n in range(7):
        site.topic(f"Topic {n}")
    seen, since = [], 0
    while some := log.changes(since, 3):
        seen += [change.id for change in some]
        since = some[-1].sequence
    assert len(seen) == len(set(seen)) == PublishedDocument.objects.exclude(sequence=None).count()
    assert since == log.head()


def test_a_read_inside_an_open_transaction_is_allowed(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    with transaction.atomic():
        PublishedDocument.objects.update(stale=True)
        assert log.by_id(topic.pk) is not None
