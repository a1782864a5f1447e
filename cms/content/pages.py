"""What every page type shares."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from wagtail.admin.forms import WagtailAdminPageForm

from cms.content import preview
from cms.content.addresses import TranslatedAddress
from cms.content.linebreaks import OneLineBreak


class PreviewedPage(OneLineBreak, TranslatedAddress):
    """A page that previews as its readers will see it: the same rendering, on a draft."""

    class Meta:
        abstract = True

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:  # pyright: ignore[reportIncompatibleMethodOverride]  untyped above
        return preview.draw_page(request, self)


class ReviewDatesForm(WagtailAdminPageForm):
    """Dates that cannot be true together are told beside the later one."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        last, following = cleaned.get("last_reviewed"), cleaned.get("next_review")
        if last and following and following <= last:
            self.add_error("next_review", ValidationError("The next review must come after the last one."))
        return cleaned
