"""The editor's forms: what is wrong is told where it is wrong, in the editor's words, and nothing is saved."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.content.models import ArticleIndexPage, ArticlePage, Person, TopicIndexPage, TopicPage, TopicRelation
from cms.published import log
from home.models import HomePage
from home.site import ensure_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    ensure_site()
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


def topic_form(**fields: Any) -> dict[str, Any]:
    form = {
        "title": "Chronic pain",
        "slug": "chronic-pain",
        "definition": "Pain that lasts.",
        "other_names": "",
        "body": streamfield([]),
        "relations": inline_formset([]),
        "pinned_articles": inline_formset([]),
        "codes": inline_formset([]),
        "reviewers": inline_formset([]),
        "references": inline_formset([]),
        "action-publish": "1",
    }
    return nested_form_data({**form, **fields})


def add_topic(editor: Client, **fields: Any) -> Any:
    index = TopicIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=("content", "topicpage", index.pk))
    return editor.post(address, topic_form(**fields))


def edit_topic(editor: Client, page: TopicPage, **fields: Any) -> Any:
    return editor.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), topic_form(**fields))


def topic(title: str) -> TopicPage:
    page = TopicPage(title=title, definition="A topic.")
    TopicIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


def text_of(response: Any) -> str:
    assert response.status_code == 200, "the form is shown again"
    return response.content.decode()


def test_a_hub_with_relations_and_strategies_is_published_from_a_blank_form(editor: Client) -> None:
    nerve, care = topic("Nerve pain"), topic("Pain management")
    strategy = {
        "name": "Pacing",
        "category": "self_management",
        "summary": "Do a little, often.",
        "techniques": streamfield([]),
        "care_roles": streamfield([]),
        "combines_with": streamfield([]),
        "cautions": streamfield([]),
        "topic": "",
    }
    strategy |= {f"{name}-count": "0" for name in ("techniques", "care_roles", "combines_with", "cautions")}
    relations = [
        {"kind": "encompasses", "target": str(nerve.pk), "note": ""},
        {"kind": "treated_by", "target": str(care.pk), "note": "First of all"},
    ]
    body = streamfield([("strategy", strategy), ("rich_text", rich_text("<p>Words.</p>"))])
    response = add_topic(editor, relations=inline_formset(relations), body=body, other_names="long pain\nlasting pain")
    assert response.status_code == 302, response.context and response.context["form"].errors
    page = TopicPage.objects.get(slug="chronic-pain")
    document = log.by_id(page.pk)
    assert document is not None
    assert b'"Pacing"' in (document.body or b"")
    assert page.relations.count() == 2  # pyright: ignore[reportAttributeAccessIssue]


def test_a_relation_to_itself_is_refused(editor: Client) -> None:
    page = topic("Chronic pain")
    rows = inline_formset([{"kind": "causes", "target": str(page.pk), "note": ""}])
    assert "A topic cannot relate to itself" in text_of(edit_topic(editor, page, relations=rows))


def test_a_relation_told_twice_is_refused(editor: Client) -> None:
    nerve = topic("Nerve pain")
    row = {"kind": "encompasses", "target": str(nerve.pk), "note": ""}
    text = text_of(add_topic(editor, relations=inline_formset([row, row])))
    assert "already encompasses “Nerve pain”" in text
    assert not TopicPage.objects.filter(slug="chronic-pain").exists()


def test_a_relation_that_the_other_side_tells_is_refused(editor: Client) -> None:
    page, nerve = topic("Chronic pain"), topic("Nerve pain")
    TopicRelation.objects.create(source=nerve, kind="part_of", target=page)
    rows = inline_formset([{"kind": "encompasses", "target": str(nerve.pk), "note": ""}])
    assert "“Nerve pain” already says this" in text_of(edit_topic(editor, page, relations=rows))


def test_relations_that_contradict_each_other_are_refused(editor: Client) -> None:
    page, nerve = topic("Chronic pain"), topic("Nerve pain")
    rows = [{"kind": kind, "target": str(nerve.pk), "note": ""} for kind in ("encompasses", "part_of")]
    answer = edit_topic(editor, page, relations=inline_formset(rows))
    assert "“encompasses” and “is part of” the same topic contradict each other" in text_of(answer)
    TopicRelation.objects.create(source=nerve, kind="encompasses", target=page)
    answer = edit_topic(editor, page, relations=inline_formset(rows[:1]))
    assert "“Nerve pain” says that it encompasses this topic" in text_of(answer)


def test_a_topic_can_cause_what_it_is_caused_by(editor: Client) -> None:
    page, sleep = topic("Chronic pain"), topic("Poor sleep")
    rows = [{"kind": kind, "target": str(sleep.pk), "note": ""} for kind in ("causes", "caused_by")]
    assert edit_topic(editor, page, relations=inline_formset(rows)).status_code == 302


def test_a_relation_without_its_kind_is_told_on_publishing_and_kept_in_a_draft(editor: Client) -> None:
    rows = inline_formset([{"kind": "", "target": str(topic("Nerve pain").pk), "note": ""}])
    assert "This field is required" in text_of(add_topic(editor, relations=rows))
    draft = topic_form(relations=rows)
    del draft["action-publish"]
    index = TopicIndexPage.objects.get()
    answer = editor.post(reverse("wagtailadmin_pages:add", args=("content", "topicpage", index.pk)), draft)
    assert answer.status_code == 302
    assert TopicRelation.objects.get().kind == ""


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"definition": ""}, "This field is required"),
        ({"definition": "x" * 401}, "at most 400 characters"),
        ({"other_names": "y" * 151}, "One name a line?"),
        ({"other_names": "\n".join(f"name {n}" for n in range(61))}, "keep the 60"),
        ({"last_reviewed": "2026-05-01", "next_review": "2026-04-01"}, "The next review must come after the last one"),
        ({"last_reviewed": "2126-05-01"}, "The last review cannot be in the future"),
        ({"codes": inline_formset([{"system": "mesh", "code": "D1"}] * 2)}, "“D1” is listed twice"),
        ({"references": inline_formset([{"citation": "A study"}] * 2)}, "“A study” is listed twice"),
        (
            {"references": inline_formset([{"citation": "A study", "doi": "https://doi.org/10.1/x"}])},
            "A DOI starts with 10.",
        ),
        ({"references": inline_formset([{"citation": "A study", "pmid": "PMC12"}])}, "A PMID is a number"),
        ({"title": "Nul\x00", "definition": "Nul\x00"}, "Null characters are not allowed"),
        (
            {
                "body": streamfield(
                    [("video", {"title": "A film", "url": "https://example.org/film", "transcript": ""})]
                )
            },
            "Only YouTube and Vimeo videos",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_saved(editor: Client, fields: dict[str, Any], message: str) -> None:
    assert message in text_of(add_topic(editor, **fields))
    assert not TopicPage.objects.exists()


def test_an_article_is_not_updated_before_it_is_published(editor: Client) -> None:
    index = ArticleIndexPage.objects.get()
    page = ArticlePage(title="Sleep")
    index.add_child(instance=page)
    answer = edit_article(editor, page, published="2026-02-02", updated="2026-02-01")
    assert "cannot be updated before it is published" in text_of(answer)


def edit_article(editor: Client, page: ArticlePage, **fields: Any) -> Any:
    rows = ("authors", "reviewers", "references", "further_topics", "related_pins", "related_blocks")
    form = {name: inline_formset([]) for name in rows} | {"title": page.title, "slug": page.slug}
    form |= {"body": streamfield([]), "action-publish": "1", **fields}
    return editor.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), nested_form_data(form))


def test_an_article_does_not_say_the_same_twice_or_against_itself(editor: Client) -> None:
    nerve, ada = topic("Nerve pain"), Person.objects.create(name="Ada Rowe")
    index = ArticleIndexPage.objects.get()
    page, other = (index.add_child(instance=ArticlePage(title=title)) for title in ("Sleep", "Pacing"))
    primary = {"primary_topic": str(nerve.pk), "further_topics": inline_formset([{"topic": str(nerve.pk)}])}
    assert "“Nerve pain” is the primary topic already" in text_of(edit_article(editor, page, **primary))
    authors = {"authors": inline_formset([{"person": str(ada.pk)}] * 2)}
    assert "“Ada Rowe” is listed twice" in text_of(edit_article(editor, page, **authors))
    itself = {"related_blocks": inline_formset([{"other": str(page.pk)}])}
    assert "This is the article itself" in text_of(edit_article(editor, page, **itself))
    both = {name: inline_formset([{"other": str(other.pk)}]) for name in ("related_pins", "related_blocks")}
    assert "“Pacing” is also among those to show first" in text_of(edit_article(editor, page, **both))
    assert not page.authors.exists()  # pyright: ignore[reportAttributeAccessIssue]


def test_featuring_a_page_twice_is_refused(editor: Client) -> None:
    page = HomePage.objects.get()
    row = {"page": str(topic("Nerve pain").pk)}
    form = {"title": "Home", "slug": "home", "introduction": "", "image": "", "featured": inline_formset([row, row])}
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), nested_form_data(form))
    assert "“Nerve pain” is listed twice" in text_of(answer)
