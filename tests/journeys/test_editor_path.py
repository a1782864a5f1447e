"""The editor's path in a real browser: from a blank form to a reader's search, and away again without a trace."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.content.models import ArticleIndexPage, ArticlePage, TopicPage
from tests.journeys.admin import PATIENCE, await_autosave, await_watch, choose, insert_block, log_in, publish
from tests.published.site import SmallSite

GONE_WITHIN = 20.0
"""Seconds until the follower must have caught up, on a busy machine; the demo's own figure is two."""


@pytest.fixture
def site(transactional_db: None, own_index: Any) -> SmallSite:
    site = SmallSite()
    topic = site.topic("Chronic pain", other_names="lasting pain")
    site.article("Sleep and chronic pain", primary_topic=topic, excerpt="How sleep and chronic pain meet.")
    User.objects.create_superuser("editor", password="editor")
    return site


@pytest.fixture
def follower(site: SmallSite) -> Iterator[None]:
    """The real process, on this test's database and index."""
    environment = {**os.environ, "TOPICHUB_TEST_DATABASE": str(django_settings.DATABASES["default"]["NAME"])}
    process = subprocess.Popen([sys.executable, "manage.py", "search_index", "follow"], env=environment)
    yield
    process.terminate()
    assert process.wait(timeout=30) == 0


@pytest.fixture
def ask(live_server: LiveServer, page: Page) -> Callable[[str], Any]:
    def ask(path: str) -> Any:
        answer = page.request.get(live_server.url + path)
        return json.loads(answer.text()) if answer.ok else answer.status

    return ask


def until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + GONE_WITHIN
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {GONE_WITHIN:.0f} s"
        time.sleep(0.2)


def write_article(page: Page, live_server: LiveServer) -> None:
    index = ArticleIndexPage.objects.get()
    page.goto(f"{live_server.url}/admin/pages/add/content/articlepage/{index.pk}/")
    await_watch(page)
    # Typed, not pasted: the slug follows the keys.
    page.locator("#id_title").press_sequentially("Pacing when pain is chronic")
    page.locator("#id_excerpt").fill("Doing a little, often, without a flare-up.")
    await_autosave(page)
    add_strategy(page)
    page.get_by_role("tab", name="Relations").click()
    choose(page, page.locator("#id_primary_topic-chooser"), "Chronic pain")
    publish(page)


def add_strategy(page: Page) -> None:
    insert_block(page, "Strategy")
    page.locator("#body-0-value-name").fill("Activity pacing")
    page.locator("#body-0-value-category").select_option("self_management")
    page.locator("#body-0-value-summary").fill("Plan by time, not by pain, and rest before you must.")


@pytest.mark.usefixtures("follower")
def test_from_a_blank_form_to_search_and_away_again(
    page: Page, live_server: LiveServer, ask: Callable[[str], Any], settings: LazySettings
) -> None:
    log_in(page, live_server)
    write_article(page, live_server)
    article = ArticlePage.objects.get(title="Pacing when pain is chronic")
    sibling = ArticlePage.objects.get(title="Sleep and chronic pain")
    address = f"{live_server.url}/articles/{article.slug}/"

    until(lambda: ask("/delivery/v1/search?q=pain") != 503, "an index is built")

    def found() -> list[str]:
        return [hit["title"] for hit in ask("/delivery/v1/search?q=activity%20pacing")["items"]]

    def related() -> list[str]:
        return [hit["article"]["title"] for hit in ask(f"/delivery/v1/articles/{sibling.slug}/related")["items"]]

    def suggested() -> str:
        return json.dumps(ask("/delivery/v1/suggest?q=pacing"))

    until(lambda: found()[:1] == [article.title], "found by search")
    until(lambda: article.title in related(), "among the related")
    assert article.title in suggested()

    page.goto(f"{live_server.url}/search?q=activity+pacing")
    page.get_by_role("link", name=article.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title, timeout=PATIENCE)
    expect(page.get_by_text("Plan by time, not by pain").first).to_be_visible()
    page.goto(f"{live_server.url}/articles/{sibling.slug}/")
    expect(page.get_by_role("link", name=article.title).first).to_be_visible()

    page.goto(f"{live_server.url}/admin/pages/{article.pk}/unpublish/")
    page.get_by_role("button", name="Yes, unpublish").click()
    expect(page.get_by_text("unpublished").first).to_be_visible(timeout=PATIENCE)

    assert page.request.get(address).status == 404, "at once"
    assert ask(f"/delivery/v1/articles/{article.slug}") == 404
    assert ask(f"/delivery/v1/documents/{article.pk}") == 404
    until(lambda: article.title not in found(), "gone from search")
    until(lambda: article.title not in suggested(), "gone from suggestions")
    until(lambda: article.title not in related(), "gone from the related")
    changes = ask("/delivery/v1/changes?since=0")["items"]
    (tombstone,) = [change for change in changes if change["id"] == article.pk]
    assert "pacing" not in json.dumps(tombstone).casefold()
    assert TopicPage.objects.get().live
