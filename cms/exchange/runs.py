"""Rich text between the format and the editor: blocks of runs, a run being characters of one style and link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from .faults import FaultError

Style = Literal["BOLD", "ITALIC", "SUPERSCRIPT", "SUBSCRIPT"]
PageType = Literal["topic", "article"]

LINE_BREAK = "\N{LINE SEPARATOR}"
"""Stands for `<br>` while white space is folded: a line break in the source is only a space."""

# Wagtail's editor folds runs of any white space; a no-break space on its own stays.
_SPACES = re.compile(r"\s{2,}|[ \t\n\r\f]")
_PIECES = re.compile(rf"{LINE_BREAK}|[^\S{LINE_BREAK}]+|\S+(?:[^\S{LINE_BREAK}]+\S+)*")
NO_STYLE: frozenset[Style] = frozenset()


class RichTextError(FaultError):
    """The HTML is not of the format."""


@dataclass(frozen=True, slots=True)
class PageLink:
    type: PageType
    id: str


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    styles: frozenset[Style]
    link: "PageLink | str | None"


@dataclass(slots=True)
class Block:
    type: str
    depth: int
    runs: list[Run] = field(default_factory=list)


def folded(runs: list[Run]) -> list[Run]:
    """White space as HTML shows it: one space for many, none at the ends or around a line break.

    Where a style or a link changes, the space between is plain: Wagtail's editor strips it from the edge of either.
    """
    kept: list[Run] = []
    for run in chain.from_iterable(map(_pieces, runs)):
        before = kept[-1].text if kept else LINE_BREAK
        if run.text == LINE_BREAK or not run.text.isspace():
            if run.text == LINE_BREAK and before != LINE_BREAK and before.isspace():
                kept.pop()
            kept.append(run)
        elif not before.isspace():
            kept.append(run)
        elif before != LINE_BREAK:
            kept[-1] = Run(" ", run.styles, run.link)
    while kept and kept[-1].text.isspace():
        kept.pop()
    while kept and kept[0].text.isspace():
        kept.pop(0)
    return _joined([_plain_between(kept, place) if run.text.isspace() else run for place, run in enumerate(kept)])


def _pieces(run: Run) -> Iterator[Run]:
    """Words with the space between them, and on their own the space at either end and line breaks."""
    for match in _PIECES.finditer(run.text):
        piece = match[0]
        if not piece.isspace():
            piece = _SPACES.sub(" ", piece)
        elif piece != LINE_BREAK and (len(piece) > 1 or piece in "\t\n\r\f"):
            piece = " "
        yield Run(piece, run.styles, run.link)


def _plain_between(characters: list[Run], place: int) -> Run:
    before, space, after = characters[place - 1 : place + 2]
    same_link = before.link if before.link == after.link else None
    if space.text == LINE_BREAK:
        # Between two links to one place: in a link, Wagtail would store a line break as a space.
        return Run(LINE_BREAK, before.styles if before.styles == after.styles else NO_STYLE, None)
    if before.styles == after.styles and before.link == after.link:
        return Run(space.text, before.styles, before.link)
    return Run(" ", NO_STYLE, same_link)


def _joined(characters: list[Run]) -> list[Run]:
    runs: list[Run] = []
    for run in characters:
        if runs and (runs[-1].styles, runs[-1].link) == (run.styles, run.link):
            runs[-1] = Run(runs[-1].text + run.text, run.styles, run.link)
        else:
            runs.append(run)
    return runs
