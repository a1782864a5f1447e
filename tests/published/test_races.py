"""Another writer commits between the rendering of a page and the writing of its row: nothing is lost, nothing shown."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import pytest
from django.db import connection

from cms.content.models import TopicIndexPage, TopicPage
from cms.published import log, refresh, settled
from cms.published.addresses import addresses
from cms.published.models import PublishedDocument
from cms.published.recording import look_at_tag
from tests.published.site import SmallSite, document, settle

pytestmark = pytest.mark.postgresql


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """`meanwhile(change)`: the next rendering is followed by `change`, committed by somebody else."""
    render = refresh.render_pages

    def arrange(change: Callable[[], object]) -> None:
        def rendered(*args: Any) -> Any:
            monkeypatch.setattr(refresh, "render_pages", render)
            result = render(*args)
            with ThreadPoolExecutor(1) as other:
                other.submit(apart, change).result()
            return result

        monkeypatch.setattr(refresh, "render_pages", rendered)

    return arrange


def apart(change: Callable[[], object]) -> None:
    try:
        with log.recording():
            change()
    finally:
        connection.close()


def publish_body(page_id: int) -> None:
    page = TopicPage.objects.get(pk=page_id)
    page.other_names = "the newer name"
    page.save_revision().publish()


def test_a_publish_that_no_other_document_shows_is_not_overwritten(site: SmallSite, meanwhile: Any) -> None:
    topic = site.topic("Chronic pain")
    meanwhile(lambda: publish_body(topic.pk))
    log.refresh([topic.pk])
    assert (document(topic) or {})["other_names"] == ["the newer name"]


@pytest.mark.parametrize("above", [False, True])
def test_what_was_taken_away_does_not_come_back(site: SmallSite, meanwhile: Any, *, above: bool) -> None:
    topic = site.topic("Chronic pain")
    gone = TopicIndexPage.objects.get() if above else topic
    meanwhile(gone.unpublish)
    topic.other_names = "an older name"
    TopicPage.objects.filter(pk=topic.pk).update(other_names="an older name")
    log.refresh([topic.pk])
    _, found = addresses(1, offset=0, limit=100)
    assert topic.pk not in {address.id for address in found}
    assert document(topic) is None
    settle()
    assert topic.pk not in {change.id for change in log.live()}


def test_a_reader_comes_to_an_end_while_others_go_on_marking(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = site.topic("Chronic pain")
    PublishedDocument.objects.update(stale=True)
    rendered = settled.refresh
    rounds = 0

    def rendered_and_marked_again(page_ids: list[int]) -> None:
        nonlocal rounds
        rounds += 1
        assert rounds < 10
        rendered(page_ids)
        marking = others.submit(apart, lambda: look_at_tag(f"page-{topic.pk}"))
        wait([marking], timeout=1)

    monkeypatch.setattr(settled, "refresh", rendered_and_marked_again)
    with ThreadPoolExecutor(1) as others:
        told = log.changes(0, 100)
    assert topic.pk in {change.id for change in told}
    assert rounds > 2
