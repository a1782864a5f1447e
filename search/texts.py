"""A page's own text: which words of a published document are the page's, and what part they play. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cms.published.schema.blocks import (
    Block,
    Callout,
    CareTeam,
    Figure,
    Heading,
    ImageBlock,
    KeyPoints,
    Questions,
    Quote,
    RichTextBlock,
    Steps,
    Strategy,
    Table,
    Video,
    WarningSigns,
)
from cms.published.schema.documents import ArticleDocument, Document, TopicDocument
from cms.published.schema.richtext import Inline, LineBreak, ListItem, Node, Paragraph, RichText, Text
from cms.published.schema.richtext import List as RichList

from .sections import Section


@dataclass(frozen=True, slots=True)
class OwnText:
    """`text` holds one paragraph, list item, cell or line per line, so that a highlight never runs across two.

    `sections` say under which heading each of its places stands, in order.
    """

    summary: str
    headings: tuple[str, ...]
    key_points: tuple[str, ...]
    text: str
    sections: tuple[Section, ...]
    strategies: tuple[str, ...]


_NEXT_LINE = "\n"


@dataclass(slots=True)
class _Parts:
    headings: list[str] = field(default_factory=list)
    key_points: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    strategies: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    length: int = 0

    def under(self, heading: str, anchor: str) -> None:
        """What comes next stands under this heading."""
        if self.sections and self.sections[-1].start == self.length:
            self.sections.pop()  # Nothing stood under it.
        if (heading, anchor) != ((self.sections[-1].heading, self.sections[-1].anchor) if self.sections else ("", "")):
            self.sections.append(Section(self.length, heading, anchor))

    def heading(self, *texts: str) -> None:
        """Headings count as text too: a passage often makes sense only with the words above it."""
        self.headings.extend(text for text in texts if text)
        self.line(*texts)

    def line(self, *texts: str) -> None:
        for text in filter(None, texts):
            self.lines.append(text)
            self.length += len(text) + len(_NEXT_LINE)

    def rich(self, text: RichText) -> None:
        self.line(*_rich_lines(text.tree))


def own_text(document: Document) -> OwnText:
    """Collect the words of the page itself; teasers, definitions of terms and people's lives stay out."""
    parts = _Parts()
    match document:
        case TopicDocument():
            summary = document.definition
            _collect(parts, document.body)
        case ArticleDocument():
            summary = document.excerpt
            parts.under(document.teaser_title, "")
            parts.line(document.teaser_title)
            _collect(parts, document.body)
        case _:
            summary = document.introduction
    return OwnText(
        summary=summary,
        headings=tuple(parts.headings),
        key_points=tuple(parts.key_points),
        text=_NEXT_LINE.join(parts.lines),
        sections=tuple(parts.sections),
        strategies=tuple(dict.fromkeys(parts.strategies)),
    )


def _collect(parts: _Parts, body: Iterable[Block]) -> None:
    for block, heading, anchor in _with_headings(body):
        parts.under(heading, anchor)
        match block:
            case Heading():
                parts.heading(block.text)
            case RichTextBlock():
                parts.rich(block.text)
            case Strategy():
                _strategy(parts, block)
            case KeyPoints():
                parts.key_points.extend(block.points)
                parts.line(*block.points)
            case WarningSigns():
                parts.heading(block.title)
                parts.line(*block.signs, block.action)
            case Steps() | Questions() | CareTeam() | Callout():
                _titled(parts, block)
            case Table():
                parts.line(block.caption, *(" – ".join(filter(None, row)) for row in (block.columns, *block.rows)))
            case Quote() | ImageBlock() | Figure() | Video():
                _quoted(parts, block)


def _with_headings(body: Iterable[Block]) -> Iterator[tuple[Block, str, str]]:
    """Yield each block with the heading that it stands under, and that one's anchor.

    A block with a title of its own is a section of its own; what follows it is under the heading above it again.
    """
    heading = anchor = ""
    for block in body:
        match block:
            case Heading():
                heading, anchor = block.text, block.anchor
                yield block, heading, anchor
            case Strategy():
                yield block, block.name, block.anchor
            case KeyPoints() | WarningSigns() | CareTeam() | Steps() | Questions() if block.anchor:
                yield block, block.title, block.anchor
            case _:
                yield block, heading, anchor


def _strategy(parts: _Parts, block: Strategy) -> None:
    parts.strategies.append(block.category)
    parts.heading(block.name)
    parts.line(block.summary, *(f"{technique.name}: {technique.line}" for technique in block.techniques))
    parts.line(*(role.name for role in block.care_roles), *block.combines_with, *block.cautions)


def _titled(parts: _Parts, block: Steps | Questions | CareTeam | Callout) -> None:
    parts.heading(block.title)
    match block:
        case Steps():
            for step in block.steps:
                parts.heading(step.title)
                parts.rich(step.text)
        case Questions():
            for question in block.questions:
                parts.under(question.question, question.anchor)
                parts.heading(question.question)
                parts.rich(question.answer)
        case CareTeam():
            parts.line(block.introduction, *(f"{member.role.name}: {member.contribution}" for member in block.members))
        case Callout():
            parts.rich(block.text)


def _quoted(parts: _Parts, block: Quote | ImageBlock | Figure | Video) -> None:
    match block:
        case Quote():
            parts.line(block.text)
        case ImageBlock() | Figure():
            parts.line(block.caption)
        case Video():
            parts.line(block.title, block.transcript)


def _rich_lines(tree: Iterable[Node]) -> Iterator[str]:
    for node in tree:
        match node:
            case Paragraph():
                yield _inline(node.children)
            case RichList():
                for item in node.items:
                    yield from _item_lines(item)


def _item_lines(item: ListItem) -> Iterator[str]:
    yield _inline(item.children)
    yield from _rich_lines(item.lists)


def _inline(children: Iterable[Inline]) -> str:
    return "".join(_words_of(child) for child in children)


def _words_of(child: Inline) -> str:
    match child:
        case Text():
            return child.text
        case LineBreak():
            return " "
        case _:
            return _inline(child.children)
