"""The demo site's content is whole: every line is of the format, every reference leads somewhere, every picture is there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest
from PIL import Image
from pydantic import BaseModel

from cms.exchange.blocks import Block
from cms.exchange.format import ArticleLine, HomeLine, ImageLine, PersonLine, TopicLine
from cms.exchange.reading import parse, read_lines
from home.demo import draw

SITE = Path(draw.__file__).parent / "site.jsonl"
HUB = "refractory-pain"
INVERSE_TOLD_AS_ITSELF = "overlaps_with"
MAX_PICTURE_BYTES = 120_000

Line = TypeVar("Line", bound=BaseModel)


@pytest.fixture(scope="module")
def lines() -> list[Any]:
    parsed = [parse(raw) for raw in read_lines(SITE)]
    assert [str(fault) for _, faults in parsed for fault in faults] == []
    return [line for line, _ in parsed]


def of(lines: list[Any], kind: type[Line]) -> list[Line]:
    return [line for line in lines if isinstance(line, kind)]


def blocks(page: TopicLine | ArticleLine, kind: str) -> list[Any]:
    return [block for block in page.body if block.type == kind]


def pages(lines: list[Any]) -> list[TopicLine | ArticleLine]:
    return [*of(lines, TopicLine), *of(lines, ArticleLine)]


def values(data: object, names: set[str]) -> Iterator[str]:
    """The texts under any field of these names, at any depth, in lists too."""
    if isinstance(data, list):
        for item in data:
            yield from values(item, names)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in names and isinstance(value, str):
                yield value
            elif name in names and isinstance(value, list):
                yield from (item for item in value if isinstance(item, str))
            yield from values(value, names)


FIELDS = {
    "image": {"image", "photo"},
    "topic": {"topic", "topics"},
    "article": {"pinned_articles", "related_pins", "related_blocks"},
    "person": {"authors", "reviewers"},
    "care_role": {"role", "care_roles"},
}


def test_ids_and_slugs_are_unique(lines: list[Any]) -> None:
    twice = [key for key, count in Counter((line.type, line.id) for line in lines).items() if count > 1]
    assert twice == []
    slugs = Counter((page.type, page.slug) for page in pages(lines))
    assert max(slugs.values()) == 1


def test_references_resolve(lines: list[Any]) -> None:
    known = defaultdict(set)
    for line in lines:
        known[line.type].add(line.id)
    broken = []
    for line in lines:
        data = line.model_dump()
        told = {(kind, id_) for kind, names in FIELDS.items() for id_ in values(data, names)}
        told |= set(re.findall(r'href="(topic|article):([^"]+)"', line.model_dump_json().replace('\\"', '"')))
        broken += [(line.id, kind, id_) for kind, id_ in told if id_ not in known[kind]]
    for home in of(lines, HomeLine):
        broken += [(home.id, page.type, page.id) for page in home.featured if page.id not in known[page.type]]
    assert broken == []


def test_relations_are_told_once_and_never_to_oneself(lines: list[Any]) -> None:
    told = [(topic.id, item.kind, item.topic) for topic in of(lines, TopicLine) for item in topic.relations]
    assert [relation for relation in told if relation[0] == relation[2]] == []
    once = Counter(
        (kind, *sorted((source, target))) if kind == INVERSE_TOLD_AS_ITSELF else (kind, source, target)
        for source, kind, target in told
    )
    assert [relation for relation, count in once.items() if count > 1] == []
    assert all(item.note for topic in of(lines, TopicLine) for item in topic.relations)


def test_the_hub_has_what_a_hub_is_for(lines: list[Any]) -> None:
    hub = next(topic for topic in of(lines, TopicLine) if topic.id == HUB)
    strategies = blocks(hub, "strategy")
    assert len({strategy.category for strategy in strategies}) >= 5
    assert all(strategy.techniques and strategy.care_roles for strategy in strategies)
    assert {"care_team", "warning_signs", "questions"} <= {block.type for block in hub.body}
    assert hub.other_names
    assert hub.pinned_articles
    assert {item.kind for item in hub.relations} >= {"encompasses", "treated_by"}


def test_every_topic_is_a_page_worth_opening(lines: list[Any]) -> None:
    topics = of(lines, TopicLine)
    related = {item.topic for topic in topics for item in topic.relations} | {t.id for t in topics if t.relations}
    assert related == {topic.id for topic in topics}
    for topic in topics:
        assert topic.image, topic.id
        assert topic.references, topic.id
        assert topic.reviewers, topic.id
        assert topic.pinned_articles, topic.id
        assert len(topic.body) >= 5, topic.id


def test_articles_have_their_evidence_and_dates_in_order(lines: list[Any]) -> None:
    articles = of(lines, ArticleLine)
    assert len(articles) >= 12
    for article in articles:
        assert article.references, article.id
        assert article.reviewers, article.id
        assert article.authors, article.id
        assert article.topics, article.id
        assert article.excerpt, article.id
        dates = [article.published, article.updated, article.last_reviewed, article.next_review]
        given = [date for date in dates if date]
        assert len(given) == 4, article.id
        assert given == sorted(given), article.id
        assert given[2] < given[3], article.id


def test_no_article_pins_what_it_blocks_or_itself(lines: list[Any]) -> None:
    for article in of(lines, ArticleLine):
        assert not {article.id} & {*article.related_pins, *article.related_blocks}, article.id
        assert not set(article.related_pins) & set(article.related_blocks), article.id


def test_a_strategy_leads_away_from_its_own_hub(lines: list[Any]) -> None:
    assert [topic.id for topic in of(lines, TopicLine) for s in blocks(topic, "strategy") if s.topic == topic.id] == []


def test_every_block_but_video_is_shown_at_least_twice(lines: list[Any]) -> None:
    shown = Counter(block.type for page in pages(lines) for block in page.body)
    kinds = {block.model_fields["type"].annotation for block in get_args(get_args(Block)[0])}
    names = {name for kind in kinds for name in get_args(kind)} - {"video"}
    assert {name: shown[name] for name in names if shown[name] < 2} == {}


def test_tables_are_even(lines: list[Any]) -> None:
    tables = [table for page in pages(lines) for table in blocks(page, "table")]
    assert [table.caption for table in tables if any(len(row) != len(table.columns) for row in table.rows)] == []


def test_people_say_that_they_are_made_up(lines: list[Any]) -> None:
    assert all("fictional" in person.biography for person in of(lines, PersonLine))


def test_every_picture_is_there_described_and_used(lines: list[Any]) -> None:
    images = of(lines, ImageLine)
    files = {SITE.parent / image.file for image in images}
    assert files == set(draw.PICTURES.glob("*.png"))
    assert all(image.alt for image in images)
    used = {id_ for line in lines for id_ in values(line.model_dump(), FIELDS["image"])}
    assert used == {image.id for image in images}


@pytest.mark.parametrize("drawing", sorted(draw.PICTURES.glob("*.svg")), ids=lambda path: path.stem)
def test_a_picture_is_made_from_the_drawing_beside_it(drawing: Path) -> None:
    path = drawing.with_suffix(".png")
    assert path.stat().st_size < MAX_PICTURE_BYTES
    with Image.open(path) as picture:
        assert picture.info["Drawn-From"] == draw.drawn_from(drawing), "run: python home/demo/draw.py"
