"""What the form of a page refuses: what cannot be true together is told beside the row or field that says it last."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm


class PageForm(WagtailAdminPageForm):
    once: ClassVar[dict[str, tuple[str, ...]]] = {}
    """By child relation: the fields that together may say the same thing only once."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        last, following = cleaned.get("last_reviewed"), cleaned.get("next_review")
        # A day's grace: an editor far to the east of the server has tomorrow's date already.
        if last and last > timezone.localdate() + timedelta(days=1):
            self.add_error("last_reviewed", ValidationError("The last review cannot be in the future."))
        if last and following and following <= last:
            self.add_error("next_review", ValidationError("The next review must come after the last one."))
        for relation, fields in self.once.items():
            self._refuse_repetitions(relation, fields)
        return cleaned

    def rows(self, relation: str, *fields: str) -> Iterator[forms.ModelForm]:
        """The rows that stay and that say something in each of `fields`; a draft's rows may still lack some."""
        formset = self.formsets[relation]
        for form in formset.forms:
            if form not in formset.deleted_forms and all(form.cleaned_data.get(name) for name in fields):
                yield form

    def _refuse_repetitions(self, relation: str, fields: tuple[str, ...]) -> None:
        seen: set[tuple[Any, ...]] = set()
        for form in self.rows(relation, *fields):
            said = tuple(form.cleaned_data[name] for name in fields)
            if said in seen:
                name = str(said[-1])
                shown = name if len(name) <= 60 else f"{name[:60]}…"  # noqa: PLR2004  as much as tells a citation
                form.add_error(fields[-1], f"“{shown}” is listed twice. Remove one of the two rows.")
            seen.add(said)
