"""Where the drawing of previews is plugged in.

Content stands at the bottom of the house and knows neither documents nor templates, yet Wagtail asks a page and a
block to preview themselves. The delivery app registers how when it is ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

DrawPage = Callable[[HttpRequest, Page], HttpResponse]
DrawBlock = Callable[[str, Any], str]


@dataclass
class _Renderers:
    page: DrawPage | None = None
    block: DrawBlock | None = None


_renderers = _Renderers()


def register(*, page: DrawPage, block: DrawBlock) -> None:
    """Register how a draft page becomes a response, and how a block's stored value becomes safe HTML."""
    _renderers.page = page
    _renderers.block = block


def draw_page(request: HttpRequest, page: Page) -> HttpResponse:
    if _renderers.page is None:
        msg = "No preview renderer is registered: is cms.delivery in INSTALLED_APPS?"
        raise ImproperlyConfigured(msg)
    return _renderers.page(request, page)


def draw_block(name: str, value: object) -> str:
    if _renderers.block is None:
        msg = "No block preview renderer is registered: is cms.delivery in INSTALLED_APPS?"
        raise ImproperlyConfigured(msg)
    return _renderers.block(name, value)
