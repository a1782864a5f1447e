"""What the format cannot say of one line: rich text, dates that cannot be true together, things named twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import slugify

from cms.content.blocks.media import video_address

from . import blocks
from .faults import Fault, Path, dotted
from .format import ArticleLine, HomeLine, ImageLine, ImportLine, TopicLine
from .mentioned import Mention, mentions, rich_texts
from .richtext import RichTextError, page_links


@dataclass(slots=True)
class Checked:
    faults: list[Fault] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def check_line(number: int, line: ImportLine) -> Checked:
    """The line's own faults, and every other line that it mentions, also in rich text."""
    checked = Checked(mentions=list(mentions(line)))
    for path, problem, mend in _problems(line, checked.mentions):
        checked.faults.append(Fault(number, dotted(path), problem, mend))
    for path, html in rich_texts(line):
        try:
            checked.mentions += [Mention(path, link.type, link.id) for link in page_links(html)]
        except RichTextError as error:
            checked.faults.append(Fault(number, dotted(path), error.problem, error.mend))
    return checked


Problem = tuple[Path, str, str]


def _problems(line: ImportLine, mentioned: list[Mention]) -> Iterator[Problem]:
    yield from _named_twice(line, mentioned)
    if isinstance(line, ImageLine) and (line.focal_x is None) != (line.focal_y is None):
        yield ("focal_y" if line.focal_y is None else "focal_x",), "is missing.", "Give both, or neither."
    if isinstance(line, TopicLine | ArticleLine):
        if line.slug is None and not slugify(line.title, allow_unicode=True):
            yield ("title",), "has no letter or digit for an address.", "Add a “slug”."
        for place, reference in enumerate(line.references):
            yield from _address(("references", place, "url"), reference.url)
        for place, block in enumerate(line.body):
            yield from _in_block(("body", place), block)
        yield from _dates(line)
    if isinstance(line, TopicLine):
        yield from _relations(line)


def _named_twice(line: ImportLine, mentioned: list[Mention]) -> Iterator[Problem]:
    """Of lists of other lines, each entry once, and none the line itself. Relations have their own rule."""
    seen: set[tuple[Path, str, str]] = set()
    for mention in mentioned:
        of_list = _list_of(mention.path)
        if of_list is None:
            continue
        if (of_list, mention.type, mention.id) in seen:
            yield mention.path, f"“{mention.id}” is named twice.", "Name it once."
        seen.add((of_list, mention.type, mention.id))
        if not isinstance(line, HomeLine) and (mention.type, mention.id) == (line.type, line.id):
            yield mention.path, "is the line itself.", "Name another, or leave it out."


def _list_of(path: Path) -> Path | None:
    """The list that an entry belongs to, None for a single field. What is pinned cannot be blocked: one list."""
    if path[0] in ("related_pins", "related_blocks"):
        return ("related",)
    if isinstance(path[-1], int):
        return path[:-1]
    return path[:-2] if path[-1] == "role" else None


def _relations(line: TopicLine) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for place, relation in enumerate(line.relations):
        path: Path = ("relations", place, "topic")
        if relation.topic == line.id:
            yield path, "A topic cannot relate to itself.", "Name another topic."
        elif (relation.kind, relation.topic) in seen:
            yield path, f"The topic already {relation.kind.replace('_', ' ')} “{relation.topic}”.", "Tell it once."
        seen.add((relation.kind, relation.topic))


def _dates(line: TopicLine | ArticleLine) -> Iterator[Problem]:
    if _not_after(line.next_review, line.last_reviewed):
        yield ("next_review",), "is not after the last review.", "Give a later date."
    if isinstance(line, ArticleLine) and line.published and line.updated and line.updated < line.published:
        yield ("updated",), "is before the article was published.", "Give that day or a later one."


def _not_after(later: date | None, earlier: date | None) -> bool:
    return later is not None and earlier is not None and later <= earlier


def _in_block(path: Path, block: blocks.Block) -> Iterator[Problem]:
    if isinstance(block, blocks.Table):
        for place, row in enumerate(block.rows):
            if len(row) != len(block.columns):
                problem = f"has {len(row)} cells; the table has {len(block.columns)} columns."
                yield (*path, "rows", place), problem, "Give one cell for each column; an empty one is “”."
    elif isinstance(block, blocks.Video):
        if video_address(block.url) is None:
            mend = "Only YouTube and Vimeo can be shown: give the address of the video's own page."
            yield (*path, "url"), "is not a YouTube or Vimeo video.", mend
    elif isinstance(block, blocks.Figure):
        yield from _address((*path, "source_url"), block.source_url)


def _address(path: Path, url: str) -> Iterator[Problem]:
    if not url:
        return
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        yield path, "is not a web address.", "Check it in a browser: the admin would not take it."
