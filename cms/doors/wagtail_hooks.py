"""Keys in the admin, under Settings: made there, shown once, revoked there."""

# pyright: reportAssignmentType=false
# Wagtail declares these options as cached properties and documents them as plain class attributes.

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from .forms import ApiKeyForm
from .keys import NewKey, new_key
from .models import ApiKey


class MadeKeyPanel(FieldPanel):
    """What a key has once it is made, to read."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{**kwargs, "read_only": True})

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()


class MakeKey(CreateView):
    """The key is in the answer to the form, and never again: no redirect carries it, no session keeps it, and, as with all of
    the admin, no cache.
    """

    made: NewKey
    success_message = None

    def save_instance(self) -> Any:
        self.made = new_key()
        self.form.instance.prefix, self.form.instance.digest = self.made.prefix, self.made.digest
        return super().save_instance()

    def form_valid(self, form: Any) -> HttpResponse:  # pyright: ignore[reportIncompatibleMethodOverride]  Django's own may
        super().form_valid(form)
        context = {"made": self.made.key, "key": self.object, "edit_url": self.get_edit_url()}
        return render(self.request, "doors/key_made.html", context)


class ApiKeyViewSet(ModelViewSet):
    model = ApiKey
    name = "api-keys"
    icon = "key"
    menu_label = "API keys"
    add_to_settings_menu = True
    copy_view_enabled = False
    add_view_class = MakeKey
    list_display = [
        "name",
        "prefix",
        Column("scopes", label="Opens", accessor=lambda key: ", ".join(sorted(key.scopes))),
        "last_used",
        "revoked_at",
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("purpose"),
            MultiFieldPanel([FieldPanel("published"), FieldPanel("preview"), FieldPanel("changes")], "What it opens"),
            MadeKeyPanel("prefix", heading="Begins with"),
            MadeKeyPanel("last_used"),
            MadeKeyPanel("revoked_at"),
            FieldPanel("revoke"),
        ],
        base_form_class=ApiKeyForm,
    )

    def register_reference_index(self) -> None:
        """Nothing refers to a key."""


hooks.register("register_admin_viewset", ApiKeyViewSet)
