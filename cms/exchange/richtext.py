"""Rich text of the import format → what Wagtail stores, in exactly the form its editor would write.

The HTML is read into the content state of Wagtail's editor, and Wagtail's own exporter writes it, so that opening and
saving a page changes nothing.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.content.blocks.base import RICH_TEXT_FEATURES

from .html import read_html
from .runs import LINE_BREAK, Block, PageLink, PageType, RichTextError, Run

__all__ = ["PageLink", "RichTextError", "page_links", "stored_html"]

FindPage = Callable[[PageType, str], int]


def page_links(html: str) -> list[PageLink]:
    """The pages that `html` links to, by external id. Raises `RichTextError` for what the format does not allow."""
    links = (run.link for block in read_html(html) for run in block.runs)
    return list(dict.fromkeys(link for link in links if isinstance(link, PageLink)))


def stored_html(html: str, find_page: FindPage) -> str:
    """`html` as Wagtail stores it. `find_page` gives the page id behind an external id."""
    entities: dict[str, Any] = {}
    blocks = [_state(place, block, entities, find_page) for place, block in enumerate(read_html(html))]
    return _converter().to_database_format(json.dumps({"blocks": blocks, "entityMap": entities}))


@cache
def _converter() -> ContentstateConverter:
    # Not at import: the features register when the apps are ready.
    return ContentstateConverter(features=RICH_TEXT_FEATURES)


def _state(place: int, block: Block, entities: dict[str, Any], find_page: FindPage) -> dict[str, Any]:
    # Draft.js names blocks by five letters or digits. Counted, not drawn: the same line always gives the same page.
    state: dict[str, Any] = {"key": f"{place:05x}", "type": block.type, "depth": block.depth}
    state["text"] = "".join(run.text for run in block.runs).replace(LINE_BREAK, "\n")
    styles = sorted({style for run in block.runs for style in run.styles})
    state["inlineStyleRanges"] = [
        {"style": style, "offset": start, "length": length}
        for style in styles
        for _, start, length in _ranges(block.runs, lambda run, style=style: style in run.styles or None)
    ]
    state["entityRanges"] = []
    for link, start, length in _ranges(block.runs, lambda run: run.link):
        key = len(entities)
        data = {"id": find_page(link.type, link.id)} if isinstance(link, PageLink) else {"url": link}
        entities[str(key)] = {"type": "LINK", "mutability": "MUTABLE", "data": data}
        state["entityRanges"].append({"key": key, "offset": start, "length": length})
    return state


def _ranges(runs: list[Run], value_of: Callable[[Run], Any]) -> Iterator[tuple[Any, int, int]]:
    """Where a value holds without a break: value, offset, length."""
    offset, current, start = 0, None, 0
    for run in runs:
        value = value_of(run)
        if value != current:
            if current is not None:
                yield current, start, offset - start
            current, start = value, offset
        offset += len(run.text)
    if current is not None:
        yield current, start, offset - start
