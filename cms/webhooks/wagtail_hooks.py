"""Endpoints in the admin."""

# pyright: reportAssignmentType=false
# Wagtail declares these options as cached properties and documents them as plain class attributes.

from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from . import screens
from .forms import FIELDS, EndpointForm
from .models import Endpoint


class AddEndpoint(CreateView):
    def form_valid(self, form: EndpointForm) -> HttpResponse:
        """Show the secret in place of the list. A browser that sends the form anew is told that the address is taken."""
        super().form_valid(form)
        breadcrumbs = [*self.get_breadcrumbs_items()[:-1], {"url": "", "label": "New secret"}]
        return screens.shown_once(self.request, form.instance, breadcrumbs)


class EditEndpoint(EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        pk = self.object.pk
        return [
            *super().header_more_buttons,
            Button("Deliveries", url=screens.address("deliveries", pk), icon_name="link-external", priority=1),
            Button("Rotate secret", url=screens.address("rotate", pk), icon_name="rotate", priority=2),
        ]


class EndpointViewSet(SnippetViewSet):
    model = Endpoint
    icon = "link-external"
    menu_label = "Webhooks"
    menu_name = "webhooks"
    menu_order = 320
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = AddEndpoint
    edit_view_class = EditEndpoint
    list_display = [
        "url",
        "description",
        Column("state", label="State"),
        screens.DeliveriesColumn("deliveries", "webhooks/cells/deliveries.html", label="What was sent"),
    ]
    search_fields = ["url", "description"]
    edit_handler = ObjectList([FieldPanel(name) for name in FIELDS], base_form_class=EndpointForm)

    def register_chooser_viewset(self) -> None:
        """No page and no form refers to these. Wagtail's chooser would list them to every editor, rights or none."""

    def get_urlpatterns(self) -> list[URLPattern]:
        own: list[tuple[str, Any, str]] = [
            ("deliveries/<int:pk>/", screens.Deliveries, "deliveries"),
            ("rotate/<int:pk>/", screens.Rotate, "rotate"),
            ("test/<int:pk>/", screens.Test, "test"),
            ("again/<int:pk>/", screens.SendGivenUp, "send_given_up"),
            ("again/<int:pk>/<int:delivery_id>/", screens.SendAgain, "send_again"),
        ]
        return super().get_urlpatterns() + [path(route, view.as_view(), name=name) for route, view, name in own]


register_snippet(EndpointViewSet)
