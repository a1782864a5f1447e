"""What becomes of documents when something that they embed is changed or taken away, or a page is copied."""

from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from cms.content.models import ArticleAuthor, TopicIndexPage
from cms.published import log
from home.models import HomePage
from tests import factories
from tests.published.site import SmallSite, document, settle

pytestmark = pytest.mark.databases


def shown(page: Page) -> dict[str, Any]:
    found = document(page)
    assert found
    return found


def test_a_focal_point_is_told_wherever_the_picture_is(site: SmallSite) -> None:
    picture = factories.image()
    topic = site.topic("Chronic pain", image=picture, body=[factories.picture(picture)])
    article = site.article("Living with it", primary_topic=topic)
    picture.focal_point_x, picture.focal_point_y = 250, 125
    picture.focal_point_width = picture.focal_point_height = 10
    picture.save()
    point = {"x": 0.25, "y": 0.25}
    assert shown(topic)["image"]["focal_point"] == shown(topic)["body"][0]["image"]["focal_point"] == point
    assert shown(article)["topics"][0]["image"]["focal_point"] == point


def test_a_deleted_picture_is_in_no_document(site: SmallSite) -> None:
    picture = factories.image()
    topic = site.topic("Chronic pain", image=picture, body=[factories.picture(picture)])
    article = site.article("Living with it", primary_topic=topic)
    picture.delete()
    assert (shown(topic)["image"], shown(topic)["body"]) == (None, [])
    assert shown(article)["topics"][0]["image"] is None


def test_a_deleted_person_is_in_no_document(site: SmallSite) -> None:
    person = factories.person()
    article = site.article("Living with it", authors=[ArticleAuthor(person=person)])
    ArticleAuthor.objects.all().delete()
    person.delete()
    assert shown(article)["authors"] == []


def test_a_copy_is_public_if_it_is_live_and_a_draft_if_not(site: SmallSite) -> None:
    topic = site.topic("Chronic pain", body=[factories.heading("Why")])
    with log.recording():
        live = topic.copy(update_attrs={"slug": "copy", "title": "Copy"})
        draft = topic.copy(update_attrs={"slug": "draft"}, keep_live=False)
        TopicIndexPage.objects.get().copy(recursive=True, update_attrs={"slug": "again"})
    settle()
    assert (shown(live)["title"], shown(live)["body"][0]["text"]) == ("Copy", "Why")
    assert document(draft) is None
    assert {"/again/", "/again/chronic-pain/", "/again/copy/"} <= {change.path for change in log.live()}
    assert "/again/draft/" not in {change.path for change in log.live()}


def test_an_alias_follows_its_source_out_of_sight(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    alias = topic.create_alias(update_slug="same")
    settle()
    topic.definition = "Newer words."
    topic.save_revision().publish()
    assert shown(alias)["definition"] == "Newer words."
    topic.unpublish()
    assert document(alias) is None


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_an_alias_is_as_private_as_its_source(site: SmallSite, kind: str) -> None:
    """It may stand in a public section: Wagtail has aliases share the restrictions of their sources."""
    topic = site.topic("Chronic pain")
    alias = topic.create_alias(update_slug="same")
    again = alias.create_alias(update_slug="the-same")
    settle()
    for private in (topic, site.topic_index):
        restriction = PageViewRestriction.objects.create(page=private, restriction_type=kind, password="x")
        assert [document(page) for page in (topic, alias, again)] == [None, None, None]
        restriction.delete()
        settle()
        assert all(document(page) for page in (topic, alias, again))


def test_an_alias_elsewhere_goes_when_the_section_of_its_source_becomes_private(site: SmallSite) -> None:
    other = site.home.add_child(instance=TopicIndexPage(title="Elsewhere", slug="elsewhere"))
    topic = site.topic("Chronic pain")
    alias = topic.create_alias(parent=other, update_slug="same")
    settle()
    assert document(alias)
    PageViewRestriction.objects.create(page=site.topic_index, restriction_type="login")
    assert document(alias) is None


def test_renaming_a_topic_changes_every_address_that_leads_to_it(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    article = site.article(
        "Living with it", primary_topic=topic, body=[factories.rich_text(f"<p>{factories.link(topic, 'this')}</p>")]
    )
    topic.slug = "lasting-pain"
    topic.save_revision().publish()
    assert "/topics/chronic-pain/" not in str(shown(article))
    assert shown(article)["topics"][0]["path"] == "/topics/lasting-pain/"


def test_renaming_a_section_leaves_no_old_address_in_any_document(site: SmallSite) -> None:
    """The documents that link below it are not below it themselves; no follower has run yet."""
    topic = site.topic("Chronic pain")
    article = site.article("Living with it", primary_topic=topic)
    index = TopicIndexPage.objects.get()
    index.slug = "conditions"
    with log.recording():
        index.save_revision().publish()
    assert shown(article)["topics"][0]["path"] == "/conditions/chronic-pain/"


def test_another_root_page_changes_who_is_public(site: SmallSite) -> None:
    topic = site.topic("Chronic pain")
    root = Page.get_first_root_node()
    assert root
    with log.recording():
        other = root.add_child(instance=HomePage(title="Other", slug="other"))
        other.save_revision().publish()
        Site.objects.update_or_create(is_default_site=True, defaults={"root_page": other})
    assert document(topic) is None
    assert shown(other)["path"] == "/"
    settle()
    assert {change.id for change in log.live()} == {other.pk}
