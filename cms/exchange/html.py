"""The format's HTML, read strictly: what Wagtail's editor cannot hold is a fault, not a loss."""

import re
from html.parser import HTMLParser

from .runs import LINE_BREAK, Block, PageLink, RichTextError, Run, Style, folded

STYLES: dict[str, Style] = {
    "strong": "BOLD",
    "b": "BOLD",
    "em": "ITALIC",
    "i": "ITALIC",
    "sup": "SUPERSCRIPT",
    "sub": "SUBSCRIPT",
}
LISTS = {"ul": "unordered-list-item", "ol": "ordered-list-item"}
_ALLOWED = ("p", "ul", "ol", "li", "br", "a", *STYLES)
_UNFINISHED = re.compile(r"<[a-zA-Z/](?![^<>]*>)[^<>]{0,40}")
_OUTSIDE_HREF = re.compile(r"(?:https?://|mailto:|tel:|#)[^\x00-\x20\"'<>\\]+", re.IGNORECASE)
_PAGE_HREF = re.compile(r"(topic|article):(.+)", re.DOTALL)


def read_html(html: str) -> list[Block]:
    """Paragraphs and list items, in order. Raises `RichTextError` for what the format does not allow."""
    _refuse_unfinished(html)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finish()


def _refuse_unfinished(html: str) -> None:
    """What Python's parser reads again and again to the end, looking for what would close it: minutes for 100,000 characters."""
    if "<!" in html or "<?" in html:
        _refuse_comment()
    if unfinished := _UNFINISHED.search(html):
        problem = f"“{unfinished[0]}” is a tag without an end."
        raise RichTextError(problem, "Close it with “>”; write &lt; for the sign itself.")


def _refuse_comment() -> None:
    problem = "has a comment."
    raise RichTextError(problem, "Remove <!-- … -->.")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.blocks: list[Block] = []
        self.link: PageLink | str | None = None
        self.link_has_words = False

    def finish(self) -> list[Block]:
        if self.open:
            problem = f"<{self.open[-1]}> is not closed."
            raise RichTextError(problem, f"Add </{self.open[-1]}>.")
        for block in self.blocks:
            block.runs = folded(block.runs)
        kept = []
        for block, following in zip(self.blocks, [*self.blocks[1:], None], strict=True):
            if block.runs:
                kept.append(block)
            elif following and following.depth > block.depth:
                problem = "A list item has a list in it but no words of its own."
                raise RichTextError(problem, "Give the item words, or lift the inner list out.")
        if not kept:
            problem = "has no text."
            raise RichTextError(problem, "Write some, or leave the block out.")
        return kept

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ALLOWED:
            problem = f"<{tag}> is not allowed in rich text."
            raise RichTextError(problem, f"Use only {', '.join(_ALLOWED)}; headings, pictures and tables are blocks.")
        surplus = [name for name, _ in attrs if (tag, name) != ("a", "href")]
        if surplus:
            problem = f"<{tag}> has the attribute “{surplus[0]}”."
            raise RichTextError(problem, "Remove it: only href on links is allowed.")
        if tag in ("p", "ul", "ol", "li"):
            self._start_block(tag)
        else:
            self._start_inline(tag, dict(attrs))
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            problem = f"</{tag}> closes what is not open" + (f": <{self.open[-1]}> is." if self.open else ".")
            raise RichTextError(problem, "Close what was opened last first.")
        self.open.pop()
        if tag == "a":
            if not self.link_has_words:
                problem = "A link has no words."
                raise RichTextError(problem, "Write the words to click on between <a …> and </a>.")
            self.link = None

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] in LISTS:
            if data.strip(" \t\n\r\f"):
                problem = f"“{data.strip()[:40]}” stands outside a paragraph."
                raise RichTextError(problem, "Put it between <p> and </p>, or in a list between <li> and </li>.")
            return
        self._add(data.replace(LINE_BREAK, " "))

    def handle_comment(self, data: str) -> None:
        _refuse_comment()  # Ends of tags that name none are comments too: </ p>.

    def _start_block(self, tag: str) -> None:
        inside = self.open[-1] if self.open else ""
        depth = sum(name in LISTS for name in self.open)
        allowed_in = {"p": ("",), "li": ("ul", "ol"), "ul": ("", "li"), "ol": ("", "li")}[tag]
        if inside not in allowed_in:
            problem = f"<{tag}> stands inside <{inside}>." if inside else f"<{tag}> stands outside a list."
            raise RichTextError(problem, "Paragraphs and lists stand side by side; list items stand in <ul> or <ol>.")
        if tag in LISTS and depth > 1:
            problem = "Lists are nested more than two deep."
            raise RichTextError(problem, "Keep a list and one list inside its items: the editor holds no more.")
        if tag in LISTS and depth == 1 and tag not in self.open:
            problem = "A list of one kind stands in a list of the other."
            raise RichTextError(problem, "Use <ul> in <ul> or <ol> in <ol>: the editor starts numbers anew otherwise.")
        if tag == "p":
            self.blocks.append(Block("unstyled", 0))
        elif tag == "li":
            self.blocks.append(Block(LISTS[inside], depth - 1))

    def _start_inline(self, tag: str, attrs: dict[str, str | None]) -> None:
        if not self.open or self.open[-1] in LISTS:
            problem = f"<{tag}> stands outside a paragraph."
            raise RichTextError(problem, "Put it between <p> and </p>, or in a list between <li> and </li>.")
        if self.link and tag in ("a", "br"):
            problem = f"<{tag}> stands inside a link."
            raise RichTextError(problem, "End the link before it.")
        if tag == "br":
            self._add(LINE_BREAK)
        elif tag == "a":
            self.link, self.link_has_words = _target(attrs.get("href") or ""), False

    def _add(self, text: str) -> None:
        if not self._is_current_item():
            if text.strip(" \t\n\r\f"):
                problem = f"“{text.strip()[:40]}” follows the list inside its list item."
                raise RichTextError(problem, "Put an item's words before the list inside it.")
            return
        self.link_has_words = self.link_has_words or bool(text.strip())
        styles: frozenset[Style] = frozenset(STYLES[tag] for tag in self.open if tag in STYLES)
        self.blocks[-1].runs.append(Run(text, styles, self.link))

    def _is_current_item(self) -> bool:
        """Whether the newest block is the innermost one open, not an item of a list that has ended inside it."""
        return self.blocks[-1].depth == max(0, sum(name in LISTS for name in self.open) - 1)


def _target(href: str) -> PageLink | str:
    href = href.strip()
    if match := _PAGE_HREF.fullmatch(href):
        return PageLink("topic" if match[1] == "topic" else "article", match[2].strip())
    if not _OUTSIDE_HREF.fullmatch(href):
        problem = f"The link “{href[:60]}” leads nowhere." if href else "A link has no href."
        mend = "Use https://…, mailto:…, tel:…, #…, topic:ID or article:ID, without spaces or quotation marks."
        raise RichTextError(problem, mend)
    return href
