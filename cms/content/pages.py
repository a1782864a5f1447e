"""What every page type shares."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from cms.content import preview
from cms.content.addresses import TranslatedAddress
from cms.content.forms import PageForm
from cms.content.linebreaks import OneLineBreak


class PreviewedPage(OneLineBreak, TranslatedAddress):
    """A page that previews as its readers will see it: the same rendering, on a draft."""

    base_form_class: ClassVar = PageForm

    class Meta:
        abstract = True

    @cached_property
    def preview_modes(self) -> list[tuple[str, str]]:  # pyright: ignore[reportIncompatibleMethodOverride]  a property above
        """Kept, for Wagtail asks several times a screen."""
        return preview.modes(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:  # pyright: ignore[reportIncompatibleMethodOverride]  untyped above
        return preview.draw_page(request, self, mode_name)
