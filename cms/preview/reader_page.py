"""A draft as its reader page: the same rendering and the same templates as for what is published."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from wagtail.models import Page

from cms.delivery.drawing import draw_block as drawn_block
from cms.delivery.drawing import readable, respond
from cms.delivery.pages import lists_of
from cms.published import log
from cms.published.blocks import BodyRenderer
from cms.published.mentions import body_mentions
from cms.published.render import render_draft
from cms.published.schema.documents import Document
from cms.published.sites import Scope, scope_of
from cms.published.surroundings import Surroundings


def draw_page(request: HttpRequest, page: Page) -> HttpResponse:
    """The page as readers would see it if it were published as it stands in the form, saved or not."""
    document = render_draft(page)
    scope = replace(scope_of(request), locale=document.locale)
    change = _as_change(scope, document)
    shown = readable(change.body or b"")
    return respond(request, scope, shown, preview=True, **lists_of(request, scope, change, shown))


def _as_change(scope: Scope, document: Document) -> log.Change:
    """The row that the log would have of a draft; a page never saved has the id 0, which no index knows."""
    return log.Change(
        id=document.id,
        sequence=0,
        type=document.type,
        site_id=scope.site_id,
        locale=document.locale,
        slug=document.slug,
        path=document.path,
        etag="",
        tags=(),
        body=document.model_dump_json().encode(),
    )


def draw_block(name: str, value: Any) -> str:
    """A block, given by its name and its stored value, as safe HTML."""
    surroundings = Surroundings(body_mentions([{"type": name, "value": value}]), site_id=0)
    block = BodyRenderer(surroundings).block(name, "preview", value)
    if block is None:
        # A picture block in a library without pictures, or an empty table.
        return format_html("<p>{}</p>", "Nothing to show yet.")
    return drawn_block(block)
