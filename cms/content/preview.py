"""Where the drawing of previews is plugged in.

Content stands at the bottom of the house and knows neither documents nor templates, yet Wagtail asks a page and a
block to preview themselves. `cms.preview` registers how when it is ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

Modes = Callable[[Page], list[tuple[str, str]]]
DrawPage = Callable[[HttpRequest, Page, str], HttpResponse]
DrawBlock = Callable[[str, Any], str]


@dataclass
class _Renderers:
    modes: Modes | None = None
    page: DrawPage | None = None
    block: DrawBlock | None = None


_renderers = _Renderers()


def register(*, modes: Modes, page: DrawPage, block: DrawBlock) -> None:
    """Register in which modes (name, label) a page previews, how a draft page becomes a response in one of them, and how a
    block's stored value becomes safe HTML.
    """
    _renderers.modes = modes
    _renderers.page = page
    _renderers.block = block


def modes(page: Page) -> list[tuple[str, str]]:
    if _renderers.modes is None:
        msg = "No preview modes are registered: is cms.preview in INSTALLED_APPS?"
        raise ImproperlyConfigured(msg)
    return _renderers.modes(page)


def draw_page(request: HttpRequest, page: Page, mode: str) -> HttpResponse:
    if _renderers.page is None:
        msg = "No preview renderer is registered: is cms.preview in INSTALLED_APPS?"
        raise ImproperlyConfigured(msg)
    return _renderers.page(request, page, mode)


def draw_block(name: str, value: object) -> str:
    if _renderers.block is None:
        msg = "No block preview renderer is registered: is cms.preview in INSTALLED_APPS?"
        raise ImproperlyConfigured(msg)
    return _renderers.block(name, value)
