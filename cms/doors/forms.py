"""The form of a key: its secret is not in it, and revoking is for good."""

from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from .keys import SCOPES


class ApiKeyForm(WagtailAdminModelForm):
    revoke = forms.BooleanField(
        label="Revoke this key",
        required=False,
        help_text="From the next request on it is refused. This cannot be undone: make a new one instead.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None or self.instance.revoked_at:
            del self.fields["revoke"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(scope) for scope in SCOPES):
            message = "Choose at least one thing that the key opens. To close all of them, revoke it."
            raise forms.ValidationError(message)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data.get("revoke"):
            self.instance.revoked_at = timezone.now()
        return super().save(commit)
