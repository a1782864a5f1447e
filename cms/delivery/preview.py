"""What editors see before they publish: the same rendering and the same templates, on a draft."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from wagtail.models import Page

from cms.published.blocks import BodyRenderer
from cms.published.mentions import body_mentions
from cms.published.render import render_draft
from cms.published.surroundings import Surroundings

from .drawing import draw_block as drawn_block
from .drawing import draw_document


def draw_page(request: HttpRequest, page: Page) -> HttpResponse:
    """The page as readers would see it if it were published as it stands in the form, saved or not."""
    return draw_document(request, render_draft(page), preview=True)


def draw_block(name: str, value: Any) -> str:
    """A block, given by its name and its stored value, as safe HTML."""
    surroundings = Surroundings(body_mentions([{"type": name, "value": value}]))
    block = BodyRenderer(surroundings).block(name, "preview", value)
    if block is None:
        # A picture block in a library without pictures, or an empty table.
        return format_html("<p>{}</p>", "Nothing to show yet.")
    return drawn_block(block)
