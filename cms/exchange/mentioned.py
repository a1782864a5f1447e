"""What a line mentions: other lines, by external id, and rich text; each with its place in the line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import blocks
from .faults import Path
from .format import ArticleLine, HomeLine, ImportLine, PersonLine, TopicLine


@dataclass(frozen=True, slots=True)
class Mention:
    path: Path
    type: str
    id: str


def mentions(line: ImportLine) -> Iterator[Mention]:
    """Every external id in the line's fields and blocks; links in rich text are not among them."""
    if isinstance(line, PersonLine):
        yield from _one(("photo",), "image", line.photo)
    elif isinstance(line, HomeLine):
        yield from _one(("image",), "image", line.image)
        for place, ref in enumerate(line.featured):
            yield Mention(("featured", place), ref.type, ref.id)
    elif isinstance(line, TopicLine):
        yield from _one(("image",), "image", line.image)
        for place, relation in enumerate(line.relations):
            yield Mention(("relations", place, "topic"), "topic", relation.topic)
        yield from _each(("pinned_articles",), "article", line.pinned_articles)
        yield from _each(("reviewers",), "person", line.reviewers)
        yield from _in_body(line.body)
    elif isinstance(line, ArticleLine):
        yield from _one(("image",), "image", line.image)
        yield from _each(("topics",), "topic", line.topics)
        yield from _each(("authors",), "person", line.authors)
        yield from _each(("reviewers",), "person", line.reviewers)
        yield from _each(("related_pins",), "article", line.related_pins)
        yield from _each(("related_blocks",), "article", line.related_blocks)
        yield from _in_body(line.body)


def rich_texts(line: ImportLine) -> Iterator[tuple[Path, str]]:
    if not isinstance(line, TopicLine | ArticleLine):
        return
    for place, block in enumerate(line.body):
        path: Path = ("body", place)
        if isinstance(block, blocks.RichText | blocks.Callout):
            yield (*path, "html"), block.html
        elif isinstance(block, blocks.Steps):
            for inner, step in enumerate(block.steps):
                yield (*path, "steps", inner, "html"), step.html
        elif isinstance(block, blocks.Questions):
            for inner, question in enumerate(block.questions):
                yield (*path, "questions", inner, "answer"), question.answer


def _one(path: Path, type_: str, id_: str | None) -> Iterator[Mention]:
    if id_ is not None:
        yield Mention(path, type_, id_)


def _each(path: Path, type_: str, ids: Iterable[str]) -> Iterator[Mention]:
    for place, id_ in enumerate(ids):
        yield Mention((*path, place), type_, id_)


def _in_body(body: Iterable[blocks.Block]) -> Iterator[Mention]:
    for place, block in enumerate(body):
        path: Path = ("body", place)
        if isinstance(block, blocks.Strategy):
            yield from _each((*path, "care_roles"), "care_role", block.care_roles)
            yield from _one((*path, "topic"), "topic", block.topic)
        elif isinstance(block, blocks.Image | blocks.Figure):
            yield Mention((*path, "image"), "image", block.image)
        elif isinstance(block, blocks.CareTeam):
            for inner, member in enumerate(block.members):
                yield Mention((*path, "members", inner, "role"), "care_role", member.role)
