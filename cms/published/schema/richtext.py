"""Running text as a small typed tree, so that a frontend can draw it without injecting HTML.

`RichText.html` is derived from the tree and holds nothing that the tree does not.
"""

from typing import Annotated, Literal

from pydantic import Field

from .base import Identifier, Model, Url

Mark = Literal["strong", "emphasis", "superscript", "subscript"]


class Text(Model):
    type: Literal["text"] = "text"
    text: str
    marks: list[Mark] = []


class LineBreak(Model):
    type: Literal["line_break"] = "line_break"


PlainInline = Annotated[Text | LineBreak, Field(discriminator="type")]


class Link(Model):
    """A link out of the site, to a page of it, to a mail address or a telephone number."""

    type: Literal["link"] = "link"
    url: Url
    page_id: Annotated[Identifier | None, Field(description="Set where the target is a page of this site.")] = None
    children: list[PlainInline]


class Term(Model):
    """Words that lead to a topic; its definition is here, so that it can be shown in place."""

    type: Literal["term"] = "term"
    topic_id: Identifier
    title: str
    definition: str
    url: Url
    children: list[PlainInline]


Inline = Annotated[Text | LineBreak | Link | Term, Field(discriminator="type")]


class Paragraph(Model):
    type: Literal["paragraph"] = "paragraph"
    children: list[Inline]


class ListItem(Model):
    children: list[Inline]
    lists: list["List"] = []


class List(Model):
    type: Literal["list"] = "list"
    ordered: bool
    items: list[ListItem]


Node = Annotated[Paragraph | List, Field(discriminator="type")]


class RichText(Model):
    tree: list[Node]
    html: Annotated[str, Field(description="The same text as safe HTML, derived from `tree`.")]
