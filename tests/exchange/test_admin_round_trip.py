"""Imported pages open in the admin, and publishing them there untouched changes nothing that readers or editors see."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.content.models import ArticlePage, TopicPage
from home.models import HomePage
from tests.exchange.admin_form import posted
from tests.exchange.sample import SAMPLE, Line, document, import_lines

pytestmark = pytest.mark.django_db

HOME: Line = {
    "type": "home",
    "id": "home",
    "title": "About pain",
    "introduction": "All about pain.\n\nIn two paragraphs.",
    "image": "hill",
    "featured": [{"type": "article", "id": "pacing"}],
}
OF_THE_SAVING = {
    "latest_revision",
    "latest_revision_created_at",
    "last_published_at",
    "live_revision",
    "first_published_at",
    "draft_title",
}


@pytest.fixture
def pages(folder: Path) -> list[Page]:
    import_lines(folder, [*SAMPLE, HOME])
    return [*TopicPage.objects.all(), *ArticlePage.objects.all(), *HomePage.objects.all()]


def test_publishing_untouched_changes_nothing(pages: list[Page], admin_client: Client) -> None:
    for page in pages:
        before, document, revisions = latest_content(page), published(page), page.revisions.count()
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = admin_client.get(url).context["form"]
        answer = admin_client.post(url, posted(form) | {"action-publish": "action-publish"})
        assert answer.status_code == 302, (page, answer.context and faults(answer.context["form"]))
        assert page.revisions.count() == revisions + 1
        assert latest_content(page) == before
        assert published(page) == document


def latest_content(page: Page) -> dict[str, Any]:
    """What the newest revision says, blocks read from their JSON."""
    revision = page.revisions.latest("created_at", "pk")
    content = {name: value for name, value in revision.content.items() if name not in OF_THE_SAVING}
    # A row that was new when its page was last published has got its key since.
    content |= {name: [row | {"pk": 0} for row in rows] for name, rows in content.items() if isinstance(rows, list)}
    return content | {"body": json.loads(content.get("body") or "[]")}


def published(page: Page) -> dict[str, Any]:
    return {name: value for name, value in document(page).items() if name != "last_published_at"}


def faults(form: Any) -> list[Any]:
    return [form.errors.as_json(), [formset.errors for formset in form.formsets.values()]]
