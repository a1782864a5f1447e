"""What templates need to draw documents: running text with its terms explained, pictures, addresses of a list's pages."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.published.schema.base import FocalPoint, Image
from cms.published.schema.richtext import List, Node, Paragraph, RichText, Term

register = template.Library()

_ICONS = "reader/icons.svg"
_TERM = re.compile(r'<a href="[^"]*" data-topic="(\d+)">.*?</a>', re.DOTALL)


class Explained:
    """The terms that a page has explained so far: the first mention gets its definition, later ones are plain links."""

    def __init__(self) -> None:
        self.topic_ids: set[int] = set()

    def first(self, topic_id: int) -> bool:
        if topic_id in self.topic_ids:
            return False
        self.topic_ids.add(topic_id)
        return True


@register.filter
def direction(locale: str) -> str:
    """Which way a language is written, as HTML's `dir` has it; Django knows those that are written from the right."""
    return "rtl" if locale.partition("-")[0].lower() in settings.LANGUAGES_BIDI else "ltr"


@register.simple_tag(takes_context=True)
def running_text(context: template.Context, text: RichText) -> SafeString:
    """The text's own HTML (safe: derived from its tree), with a term's definition beside its first mention on the page."""
    explained: Explained = context["explained"]
    terms = {term.topic_id: term for term in _terms(text.tree)}

    def explain(link: re.Match[str]) -> str:
        term = terms.get(int(link[1]))
        if term is None or not term.definition or not explained.first(term.topic_id):
            return link[0]
        return link[0] + render_to_string("parts/definition.html", {"term": term})

    return mark_safe(_TERM.sub(explain, text.html))  # noqa: S308  both halves are safe: see above, and the template escapes


def _terms(nodes: Iterable[Node]) -> Iterator[Term]:
    for node in nodes:
        match node:
            case Paragraph():
                yield from (inline for inline in node.children if isinstance(inline, Term))
            case List():
                for item in node.items:
                    yield from (inline for inline in item.children if isinstance(inline, Term))
                    yield from _terms(item.lists)


@register.inclusion_tag("parts/picture.html")
def picture(image: Image, sizes: str, css_class: str = "", *, eager: bool = False) -> dict[str, Any]:
    """An `<img>` with its renditions. `eager`: it stands at the top of the page, so it is wanted first."""
    return {
        "image": image,
        "sizes": sizes,
        "classes": " ".join(filter(None, (css_class, _focus(image.focal_point)))),
        "eager": eager,
    }


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing from the sprite, in the colour of the text around it. It only decorates: words say the same."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static(_ICONS), name)


def _focus(point: FocalPoint | None) -> str:
    """Classes that move the focal point into a cropped picture, in tenths: a style attribute would break a strict CSP."""
    return f"focus-x-{round(point.x * 10)} focus-y-{round(point.y * 10)}" if point else ""
