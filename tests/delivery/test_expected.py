"""Documents as the API sends them, against files: one a page type, one a block. A difference is a change of the API."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import factories
from tests.delivery.conftest import Ask
from tests.delivery.expected import FOLDER, agrees

PAGES = ("home", "topic_index", "article_index", "topic", "article")
BLOCKS = (
    "heading",
    "rich_text",
    "key_points",
    "warning_signs",
    "steps",
    "questions",
    "quote",
    "table",
    "callout",
    "strategy",
    "image",
    "figure",
    "video",
    "care_team",
)


@pytest.mark.django_db
def test_a_document_of_each_page_type(ask: Ask) -> None:
    site = factories.full_site()
    found = {name: ask(f"/documents/{site[name].pk}") for name in PAGES}
    assert {name: document["type"] for name, document in found.items()} == {name: name for name in PAGES}
    for document in found.values():
        # Blocks have files of their own.
        if "body" in document:
            document["body"] = document["body"][:1]
    assert [name for name, document in found.items() if not agrees(f"documents/{name}", document)] == []


@pytest.mark.django_db
def test_each_block(ask: Ask) -> None:
    site = factories.full_site()
    first = {block["type"]: block for block in reversed(ask(f"/documents/{site['topic'].pk}")["body"])}
    assert tuple(sorted(first)) == tuple(sorted(BLOCKS))
    assert [name for name, block in first.items() if not agrees(f"blocks/{name}", block)] == []


@pytest.mark.django_db
def test_answers_around_documents(ask: Ask) -> None:
    site = factories.full_site()
    factories.unpublish(site["blocked"])
    found: dict[str, Any] = {
        "topics": ask("/topics"),
        "articles": ask("/articles"),
        "navigation": ask("/navigation"),
        "sitemap": ask("/sitemap"),
        "topic_articles": ask("/topics/refractory-pain/articles"),
        "related": ask(f"/articles/{site['article'].slug}/related"),
        "lookup": {**ask("/lookup", path="/topics"), "document": None},
    }
    assert [name for name, answer in found.items() if not agrees(f"answers/{name}", answer)] == []


def test_no_file_is_left_over() -> None:
    known = {*(f"documents/{name}" for name in PAGES), *(f"blocks/{name}" for name in BLOCKS)}
    assert {name for name in _files() if not name.startswith("answers/")} == known


def _files() -> Iterator[str]:
    for file in FOLDER.rglob("*.json"):
        yield file.relative_to(FOLDER).with_suffix("").as_posix()
