"""What the form of a golden query refuses."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


class GoldenQueryForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formset = self.formsets["pages"]
        formset.error_messages = {
            **formset.error_messages,
            "too_few_forms": "Choose at least one page.",
            "too_many_forms": f"Choose at most {formset.max_num} pages.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        formset, locale = self.formsets["pages"], cleaned.get("locale")
        for row in formset.forms:
            page = row.cleaned_data.get("page") if row.is_valid() and row not in formset.deleted_forms else None
            if locale and page and page.locale != locale:
                row.add_error("page", f"“{page}” is in {page.locale}: a search in {locale} never finds it.")
        return cleaned
