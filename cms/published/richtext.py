"""Rich text as stored by Wagtail → the typed tree → safe HTML. The tree is the sanitiser: what it cannot hold is gone."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Literal

from .schema.richtext import (
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Mark,
    Node,
    Paragraph,
    RichText,
    Term,
    Text,
)

MARKS: dict[str, Mark] = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "sup": "superscript",
    "sub": "subscript",
}
_MARK_TAGS: dict[Mark, str] = {"strong": "strong", "emphasis": "em", "superscript": "sup", "subscript": "sub"}
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "td", "th", "section"}
_DROPPED = {"script", "style", "template", "svg", "math", "iframe", "object", "noscript", "textarea", "title"}
_SAFE_HREF = re.compile(r"^(?:https?://|mailto:|tel:|#|/(?!/))[^\x00-\x20\"'<>\\]*$", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")

ResolvePage = Callable[[int], "Link | Term | None"]
"""A page link's target, without children; None where the page is not public: its words stay, the link goes."""


def page_links(html: str) -> set[int]:
    """Ids of the pages that `html`, as stored by Wagtail, links to."""
    return {int(match) for tag in re.findall(r"<a [^>]*>", html) for match in _page_id(tag)}


def _page_id(tag: str) -> list[str]:
    return re.findall(r"\bid=\"(\d{1,18})\"", tag) if 'linktype="page"' in tag else []


def published_rich_text(html: str, resolve: ResolvePage) -> RichText:
    reader = _TreeReader(resolve)
    reader.feed(html)
    reader.close()
    tree = reader.tree()
    return RichText(tree=tree, html="".join(_node_html(node) for node in tree))


@dataclass
class _OpenList:
    ordered: bool
    items: list[ListItem] = field(default_factory=list)


class _TreeReader(HTMLParser):
    def __init__(self, resolve: ResolvePage) -> None:
        super().__init__(convert_charrefs=True)
        self.resolve = resolve
        self.nodes: list[Node] = []
        self.inlines: list[Inline] = []
        self.marks: list[Mark] = []
        self.link: Link | Term | None = None
        self.link_children: list[Text | LineBreak] = []
        self.lists: list[_OpenList] = []
        self.outer_inlines: list[list[Inline]] = []
        self.inner_lists: list[list[List]] = []
        self.dropping: list[str] = []

    def tree(self) -> list[Node]:
        while self.lists:
            self._close_list()
        self._end_paragraph()
        return self.nodes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self.dropping.append(tag)
        if self.dropping:
            return
        if tag in MARKS:
            self.marks.append(MARKS[tag])
        elif tag == "br":
            self._add(LineBreak())
        elif tag == "a":
            self._end_link()
            self.link = self._target(dict(attrs))
        elif tag in ("ul", "ol"):
            self._open_list(ordered=tag == "ol")
        elif tag == "li":
            self._end_item()
        elif tag in _BLOCKS:
            self._end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if self.dropping:
            if tag == self.dropping[-1]:
                self.dropping.pop()
            return
        if tag in MARKS and MARKS[tag] in self.marks:
            self.marks.remove(MARKS[tag])
        elif tag == "a":
            self._end_link()
        elif tag == "li":
            self._end_item()
        elif tag in ("ul", "ol"):
            self._close_list()
        elif tag in _BLOCKS:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if self.dropping:
            return
        text = _SPACES.sub(" ", data.replace("\x00", ""))
        if text:
            self._add(Text(text=text, marks=list(dict.fromkeys(self.marks))))

    def _target(self, attrs: dict[str, str | None]) -> "Link | Term | None":
        if attrs.get("linktype") == "page":
            page_id = attrs.get("id") or ""
            return self.resolve(int(page_id)) if page_id.isascii() and page_id.isdigit() else None
        href = (attrs.get("href") or "").strip()
        return Link(url=href, children=[]) if _SAFE_HREF.match(href) else None

    def _add(self, inline: Text | LineBreak) -> None:
        target = self.link_children if self.link else self.inlines
        last = target[-1] if target else None
        if isinstance(inline, Text) and isinstance(last, Text) and inline.marks == last.marks:
            target[-1] = Text(text=_SPACES.sub(" ", last.text + inline.text), marks=last.marks)
        else:
            target.append(inline)  # pyright: ignore[reportArgumentType]  both lists hold texts and breaks

    def _end_link(self) -> None:
        if self.link and self.link_children:
            self.inlines.append(self.link.model_copy(update={"children": self.link_children}))
        self.link, self.link_children = None, []

    def _take_inlines(self) -> list[Inline]:
        self._end_link()
        taken, self.inlines = _trimmed(self.inlines), []
        return taken

    def _end_paragraph(self) -> None:
        """A paragraph's end; inside a list item a line break keeps paragraphs apart."""
        if self.lists:
            self._end_link()
            if self.inlines and not isinstance(self.inlines[-1], LineBreak):
                self.inlines.append(LineBreak())
            return
        if children := self._take_inlines():
            self.nodes.append(Paragraph(children=children))

    def _open_list(self, *, ordered: bool) -> None:
        if not self.lists:
            self._end_paragraph()
        self._end_link()
        self.outer_inlines.append(self.inlines)
        self.inlines = []
        self.lists.append(_OpenList(ordered))
        self.inner_lists.append([])

    def _end_item(self) -> None:
        if not self.lists:
            self._end_paragraph()
            return
        children, inner = self._take_inlines(), self.inner_lists[-1]
        if children or inner:
            self.lists[-1].items.append(ListItem(children=children, lists=inner))
        self.inner_lists[-1] = []

    def _close_list(self) -> None:
        if not self.lists:
            return
        self._end_item()
        closed = self.lists.pop()
        self.inner_lists.pop()
        self.inlines = self.outer_inlines.pop()
        if not closed.items:
            return
        finished = List(ordered=closed.ordered, items=closed.items)
        if self.lists:
            self.inner_lists[-1].append(finished)
        else:
            self.nodes.append(finished)


def _trimmed(inlines: list[Inline]) -> list[Inline]:
    """Without blank space and breaks at both ends; empty where nothing is left."""
    kept = list(inlines)
    while kept and (isinstance(kept[-1], LineBreak) or (isinstance(kept[-1], Text) and not kept[-1].text.strip())):
        kept.pop()
    while kept and (isinstance(kept[0], LineBreak) or (isinstance(kept[0], Text) and not kept[0].text.strip())):
        kept.pop(0)
    if kept and isinstance(kept[0], Text) and kept[0].text[0] == " ":
        kept[0] = Text(text=kept[0].text.lstrip(), marks=kept[0].marks)
    if kept and isinstance(kept[-1], Text) and kept[-1].text[-1] == " ":
        kept[-1] = Text(text=kept[-1].text.rstrip(), marks=kept[-1].marks)
    return kept


def _node_html(node: Node) -> str:
    if isinstance(node, Paragraph):
        return f"<p>{_inlines_html(node.children)}</p>"
    tag: Literal["ol", "ul"] = "ol" if node.ordered else "ul"
    items = "".join(
        f"<li>{_inlines_html(item.children)}{''.join(_node_html(inner) for inner in item.lists)}</li>"
        for item in node.items
    )
    return f"<{tag}>{items}</{tag}>"


def _inlines_html(inlines: list[Inline]) -> str:
    return "".join(_inline_html(inline) for inline in inlines)


def _inline_html(inline: Inline) -> str:
    if isinstance(inline, LineBreak):
        return "<br>"
    if isinstance(inline, Text):
        html = escape(inline.text)
        for mark in reversed(inline.marks):
            html = f"<{_MARK_TAGS[mark]}>{html}</{_MARK_TAGS[mark]}>"
        return html
    words = "".join(_inline_html(child) for child in inline.children)
    if isinstance(inline, Term):
        return f'<a href="{escape(inline.url)}" data-topic="{inline.topic_id}">{words}</a>'
    return f'<a href="{escape(inline.url)}">{words}</a>'
