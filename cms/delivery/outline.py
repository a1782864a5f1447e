"""How a body is laid out on its page: which template draws each block, at which heading level, and what the contents list.

The editor's blocks are flat. A page has its own title at level 1, so that headings begin at level 2, and a strategy stands
below the heading that it follows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cms.published.schema.blocks import Block, CareTeam, Heading, KeyPoints, Questions, Steps, Strategy, WarningSigns

SECTION, BELOW = 2, 3


@dataclass(frozen=True, slots=True)
class Part:
    """A block ready to draw. `level` is that of its own title; `anchor` is empty where nothing can be linked to."""

    block: Block
    template: str
    level: int
    anchor: str = ""


@dataclass(slots=True)
class Entry:
    """A line of the contents. `kind` is "section", "warning" or "strategy"; only sections have lines below them."""

    text: str
    anchor: str
    kind: str = "section"
    below: list["Entry"] = field(default_factory=list)


class Anchors:
    """Fragments that are unique on one page: what the document names first, then what the page adds."""

    def __init__(self, body: Sequence[Block]) -> None:
        self.taken = {anchor for block in body for anchor in _named(block)}

    def take(self, wish: str) -> str:
        anchor, n = wish, 1
        while anchor in self.taken:
            n += 1
            anchor = f"{wish}-{n}"
        self.taken.add(anchor)
        return anchor


def _named(block: Block) -> Iterator[str]:
    yield getattr(block, "anchor", "")
    if isinstance(block, Questions):
        yield from (one.anchor for one in block.questions)


def template_of(block: Block) -> str:
    return f"blocks/{block.type}.html"


def parts(body: Sequence[Block]) -> list[Part]:
    return list(_parts(body))


def _parts(body: Sequence[Block]) -> Iterator[Part]:
    level = SECTION
    for block in body:
        match block:
            case Heading():
                yield Part(block, template_of(block), block.level, block.anchor)
                level = BELOW
            case Strategy():
                yield Part(block, template_of(block), level, block.anchor)
            case WarningSigns() | KeyPoints() | CareTeam():
                yield Part(block, template_of(block), SECTION, block.anchor)
                level = SECTION if level == SECTION else BELOW
            case Questions() | Steps():
                yield Part(block, template_of(block), level, block.anchor)
            case _:
                yield Part(block, template_of(block), level)


def contents(laid_out: Sequence[Part]) -> list[Entry]:
    """The sections in order, each with the strategies that follow it."""
    entries: list[Entry] = []
    for part in laid_out:
        block = part.block
        match block:
            case Heading(level=2):
                entries.append(Entry(block.text, part.anchor))
            case WarningSigns():
                entries.append(Entry(block.title, part.anchor, "warning"))
            case CareTeam():
                entries.append(Entry(block.title, part.anchor))
            case Strategy() if entries and part.level == BELOW:
                _last_section(entries).below.append(Entry(block.name, part.anchor, "strategy"))
            case Strategy():
                entries.append(Entry(block.name, part.anchor, "strategy"))
            case _:
                pass
    return entries


def _last_section(entries: list[Entry]) -> Entry:
    return next((entry for entry in reversed(entries) if entry.kind == "section"), entries[-1])
