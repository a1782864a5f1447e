"""A reader page as a test sees it: its elements, and its text, parsed as a browser's tokeniser would."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

_VOID = {"meta", "link", "img", "input", "br", "source"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class ReaderPage:
    elements: list[Element] = field(default_factory=list)

    def all(self, name: str, /, **attributes: str) -> list[Element]:
        """Elements of a name; `class_` and attributes with their exact value."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.name == name and all(element.attributes.get(key) == value for key, value in wanted.items())
        ]

    def one(self, name: str, /, **attributes: str) -> Element:
        (found,) = self.all(name, **attributes)
        return found

    def texts(self, name: str, /, **attributes: str) -> list[str]:
        return [" ".join(element.text.split()) for element in self.all(name, **attributes)]

    def links(self) -> list[str]:
        return [element.attributes.get("href", "") for element in self.all("a")]

    @property
    def json_ld(self) -> dict[str, Any]:
        return json.loads(self.one("script", type="application/ld+json").text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ReaderPage()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.page.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.name == tag for element in self.open):
            while self.open.pop().name != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(html: bytes) -> ReaderPage:
    reader = _Reader()
    reader.feed(html.decode())
    reader.close()
    return reader.page


def visit(client: Client, path: str, status: int = 200) -> ReaderPage:
    answer = client.get(path)
    assert answer.status_code == status, answer.content[:500]
    return read(answer.content)
