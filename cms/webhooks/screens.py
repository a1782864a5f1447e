"""Screens of an endpoint besides its form: what was sent to it, its secret, a test, and sending again."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from .events import test_delivery
from .models import Delivery, Endpoint, State
from .sending import utc_now

NAMESPACE = "wagtailsnippets_webhooks_endpoint"


def address(name: str, *arguments: object) -> str:
    return reverse(f"{NAMESPACE}:{name}", args=arguments)


class OfEndpoint(PermissionCheckedMixin):
    """For whoever may change endpoints. `pk` in the address is the endpoint's."""

    model = Endpoint
    permission_required = "change"
    kwargs: dict[str, Any]

    @cached_property
    def deliveries(self) -> QuerySet[Delivery]:
        return Delivery.objects.filter(endpoint=self.endpoint)

    @cached_property
    def endpoint(self) -> Endpoint:
        return get_object_or_404(Endpoint, pk=self.kwargs["pk"])

    def breadcrumbs(self, *last: str) -> list[Any]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": address("list"), "label": "Webhooks"},
            {"url": address("edit", self.endpoint.pk), "label": str(self.endpoint)},
            *({"url": "", "label": label} for label in last),
        ]


class TemplateColumn(BaseColumn):
    def __init__(self, name: str, template: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.cell_template_name = template


class DeliveriesColumn(TemplateColumn):
    """In the list of endpoints: the way to what was sent, for whoever may take it."""

    def get_cell_context_data(self, instance: Endpoint, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        may_see = policy_registry.get_by_type(Endpoint).user_has_permission(user, "change")
        return {**super().get_cell_context_data(instance, parent_context), "may_see": may_see}


class Deliveries(OfEndpoint, BaseListingView):
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "webhooks/deliveries.html"
    page_title = "Deliveries"
    header_icon = "link-external"
    paginate_by = 50
    columns = [
        TemplateColumn("event", "webhooks/cells/event.html", label="Event", width="30%"),
        TemplateColumn("state", "webhooks/cells/state.html", label="State", width="20%"),
        Column("attempts", label="Tries"),
        TemplateColumn("answer", "webhooks/cells/answer.html", label="Last answer", width="30%"),
        TemplateColumn("again", "webhooks/cells/again.html", label="Send again"),
    ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton("Rotate secret", url=address("rotate", self.endpoint.pk), icon_name="rotate")]

    def get_queryset(self) -> QuerySet[Delivery]:
        return self.deliveries.annotate(has_newer_one=Delivery.has_newer()).order_by("-pk")

    def get_index_url(self) -> str:
        return address("deliveries", self.endpoint.pk)

    def get_index_results_url(self) -> None:
        return None

    def get_breadcrumbs_items(self) -> list[Any]:
        return self.breadcrumbs("Deliveries")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": f"Deliveries to {self.endpoint}"}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        waiting = self.deliveries.filter(state=State.WAITING).count()
        given_up = self.deliveries.filter(state=State.GIVEN_UP).count()
        return {**context, "endpoint": self.endpoint, "waiting": waiting, "given_up": given_up}


class Rotate(OfEndpoint, View):
    """Asks first. The answer to the form shows the new secret, and nothing shows it again."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _page(request, "rotate", "Rotate secret", self.endpoint, self.breadcrumbs("Rotate secret"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        # Locked: of two who press at once, the second one's secret follows the first one's, which goes on signing.
        endpoint = get_object_or_404(Endpoint.objects.select_for_update(), pk=pk)
        endpoint.rotate(utc_now())
        return shown_once(request, endpoint, self.breadcrumbs("New secret"))


def shown_once(request: HttpRequest, endpoint: Endpoint, breadcrumbs: list[Any]) -> HttpResponse:
    """The page with an endpoint's secret: the answer to a form, so that no address leads to it."""
    return _page(request, "new_secret", "New secret", endpoint, breadcrumbs)


def _page(request: HttpRequest, name: str, title: str, endpoint: Endpoint, breadcrumbs: list[Any]) -> HttpResponse:
    context = {"endpoint": endpoint, "header_title": title, "header_icon": "key", "breadcrumbs_items": breadcrumbs}
    return render(request, f"webhooks/{name}.html", context)


class Test(OfEndpoint, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.endpoint.active:
            test_delivery(self.endpoint, utc_now()).save()
            messages.success(request, "A test event is on its way. Load this page again to see what became of it.")
        else:
            messages.error(request, "This endpoint is off, so nothing is sent. Switch it on first.")
        return redirect(address("deliveries", pk))


class SendAgain(OfEndpoint, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, delivery_id: int) -> HttpResponse:
        delivery = get_object_or_404(self.deliveries, pk=delivery_id)
        if delivery.send_again(utc_now()):
            messages.success(request, "It is sent again, under the same id.")
        else:
            messages.error(
                request, "That was not sent again: it waits already, or a newer event of this page was made since."
            )
        return redirect(address("deliveries", pk))


class SendGivenUp(OfEndpoint, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        given_up = self.deliveries.filter(state=State.GIVEN_UP).order_by("pk")
        sent = sum(delivery.send_again(utc_now()) for delivery in given_up)
        messages.success(request, f"Sent again: {sent}. Left out is what has a newer event of the same page.")
        return redirect(address("deliveries", pk))
