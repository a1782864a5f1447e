"""Wagtail's own API tells of the pages that the log says are public, and of no others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.content.models import ArticleIndexPage
from cms.published import log
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def told(client: Client) -> set[str]:
    return {item["title"] for item in client.get("/api/v2/pages/?limit=20").json()["items"]}


def test_a_live_page_below_an_unpublished_one_is_not_told_of(client: Client) -> None:
    page = make.article("Sleeping well")
    assert "Sleeping well" in told(client)
    make.unpublish(ArticleIndexPage.objects.get())
    assert "Sleeping well" not in told(client)
    assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404


def test_a_page_that_has_expired_is_not_told_of_once_somebody_has_looked(client: Client) -> None:
    """Wagtail itself goes by `live`, which it puts right only when it unpublishes what is due."""
    page = make.article("Sleeping well")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    log.refresh([page.pk])
    assert "Sleeping well" not in told(client)
