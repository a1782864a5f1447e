"""Pages imported in bulk equal singly published ones, field by field, for all block types."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page

from cms.content.models import ArticleIndexPage, TopicIndexPage
from cms.exchange.bulk.rows import read_children
from cms.exchange.format import ArticleLine, TopicLine, line_adapter
from cms.exchange.known import PAGE_MODELS, Known, read_imported
from cms.exchange.pages import fill
from cms.exchange.singles import publish_singly
from cms.published import log
from tests.exchange.sample import ARTICLES, IMAGES, PEOPLE, ROLES, SAMPLE, TOPICS, Line, changed, import_lines
from tests.exchange.snapshot import restart_keys, snapshot
from tests.factories import settle

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

OTHERS = [*ROLES, *IMAGES, *PEOPLE]


@pytest.fixture
def ground(folder: Path) -> Path:
    """A site with people, care roles and pictures, as both ways find it."""
    import_lines(folder, OTHERS)
    settle()
    return folder


def test_new_pages(ground: Path) -> None:
    in_bulk = rolled_back(lambda: import_lines(ground, [*OTHERS, *TOPICS, *ARTICLES]))
    singly = rolled_back(lambda: publish_each([*TOPICS, *ARTICLES]))
    assert_same(in_bulk, singly)
    assert len(in_bulk["pages"]) == len(TOPICS) + len(ARTICLES) + 1


def test_new_pages_in_small_batches(ground: Path) -> None:
    in_bulk = rolled_back(lambda: import_lines(ground, SAMPLE, batch_size=2))
    singly = rolled_back(lambda: publish_each([*TOPICS, *ARTICLES]))
    assert_same(in_bulk, singly)


def test_changed_pages(ground: Path) -> None:
    """Texts, title, fewer and more and other child rows, another body."""
    import_lines(ground, SAMPLE)
    settle()
    lines = changed(
        SAMPLE,
        "pacing",
        title="Pacing, step by step",
        topics=["nerve-pain", "lasting-pain", "nerve-pain-2"],
        authors=[],
        references=[{"citation": "C. Author."}],
        body=[{"type": "rich_text", "html": "<p>Anew.</p>"}],
    )
    lines = changed(lines, "lasting-pain", relations=[], codes=[{"system": "snomed", "code": "82423001"}])
    lines = changed(lines, "nerve-pain", definition="Pain that comes from nerves.", relations=[overlap("nerve-pain-2")])
    ids = {"pacing", "lasting-pain", "nerve-pain"}
    in_bulk = rolled_back(lambda: import_lines(ground, lines))
    singly = rolled_back(lambda: publish_each([line for line in lines if line["id"] in ids]))
    assert_same(in_bulk, singly)


def overlap(topic: str) -> Line:
    return {"kind": "overlaps_with", "topic": topic}


def rolled_back(action: Callable[[], object]) -> dict[str, Any]:
    """What an action leaves in the database; then as if it had never been."""
    with transaction.atomic():
        action()
        settle()
        taken = snapshot()
        transaction.set_rollback(True)
    restart_keys()
    return taken


def publish_each(lines: list[Line]) -> None:
    """What an import does, by `add_child` and `save_revision().publish()` alone."""
    pks: dict[tuple[str, str], int] = {}
    for data in lines:
        line = line_adapter.validate_json(json.dumps(data), strict=True)
        assert isinstance(line, TopicLine | ArticleLine)
        known = Known()
        known.add({key: found.pk for key, found in read_imported(every_key()).items()} | pks)
        with log.recording():
            pks[line.type, line.id] = publish_one(line, known)


def publish_one(line: TopicLine | ArticleLine, known: Known) -> int:
    model = PAGE_MODELS[line.type]
    if (line.type, line.id) in known:
        page = model.objects.get(pk=known.pk(line.type, line.id))
        fill(page, line, known, read_children([page])[page.pk])
        publish_singly(page)
    else:
        page = model()
        fill(page, line, known, {})
        index = TopicIndexPage if line.type == "topic" else ArticleIndexPage
        publish_singly(page, Page.objects.get(pk=index.objects.get().pk))
    return page.pk


def every_key() -> list[tuple[str, str]]:
    return [(line["type"], line["id"]) for line in SAMPLE]


def assert_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Part by part, so that a failure tells which part differs."""
    assert one.keys() == other.keys()
    for part, value in one.items():
        assert value == other[part], part
