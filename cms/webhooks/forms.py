"""The form of an endpoint: what an editor may set, and nothing of what the sender notes."""

from typing import get_args

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from cms.published.schema.documents import Document

from .models import Endpoint
from .sending import utc_now

FIELDS = ["url", "description", "site", "types", "active"]


def document_types() -> list[tuple[str, str]]:
    """Every type that a document has, and its name for editors."""
    union, *_ = get_args(Document)
    names = [each.model_fields["type"].default for each in get_args(union)]
    return [(name, name.replace("_", " ").capitalize()) for name in names]


class EndpointForm(WagtailAdminModelForm):
    types = forms.MultipleChoiceField(
        label="Document types",
        choices=document_types,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None: all of them. That a page is gone is always told.",
    )

    def save(self, commit: bool = True) -> Endpoint:
        """Save these fields alone, or the sender's checkpoint would fall back to what it was when the form was opened."""
        endpoint: Endpoint = self.instance
        if endpoint.pk is None or not commit:
            return super().save(commit=commit)
        endpoint.save(update_fields=FIELDS)
        if {"url", "active"} & set(self.changed_data):
            endpoint.begin_anew(utc_now())
        return endpoint
