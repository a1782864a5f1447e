"""The report “How search does”: every golden query asked of the live search, and what moved since a remembered state."""

# pyright: reportAssignmentType=false
# Wagtail declares these options as cached properties and documents them as plain class attributes.

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from cms.published.sites import UnknownScopeError
from search.errors import EngineDownError
from search.golden_queries import Move, State, state_adapter
from search.models import GoldenQuery, RememberedState

from .in_short import in_short
from .report import Report, Row, report

KEPT_STATES = 10
"""Several, so that what one editor remembers does not take away what another is comparing with."""

SALT = "search.remembered_state"
MAY_SEE = ["add", "change"]
ORDER_OF_MOVES = list(Move)


class TemplateColumn(BaseColumn):
    def __init__(self, name: str, template: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.cell_template_name = template


class HowSearchDoes(PermissionCheckedMixin, BaseListingView):
    model = GoldenQuery
    any_permission_required = MAY_SEE
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "search_console/how_search_does.html"
    page_title = "How search does"
    header_icon = "clipboard-list"
    index_url_name = "how_search_does:report"
    default_ordering = "place"
    failure: EngineDownError | UnknownScopeError | None = None
    report: Report | None = None

    @cached_property
    def states(self) -> list[RememberedState]:
        return list(RememberedState.objects.select_related("user").defer("measured"))

    @cached_property
    def compared_with(self) -> RememberedState | None:
        """Give the state asked for, or else the newest."""
        wanted = self.request.GET.get("state")
        return next((state for state in self.states if str(state.pk) == wanted), next(iter(self.states), None))

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.user_has_permission("add"):
            return []
        url = reverse("wagtailsnippets_search_goldenquery:add")
        return [HeaderButton("Add golden query", url=url, icon_name="plus")]

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TemplateColumn("query", "search_console/cells/query.html", label="Query", width="35%"),
            TemplateColumn("pages", "search_console/cells/pages.html", label="Pages that should come up", width="35%"),
            TemplateColumn(
                "place",
                "search_console/cells/place.html",
                label="Best place",
                sort_key="place",
                ascending_title_text="Worst first",
                descending_title_text="Best first",
            ),
            *([self._since()] if self.compared_with else []),
        ]

    def _since(self) -> BaseColumn:
        return TemplateColumn(
            "since",
            "search_console/cells/since.html",
            label="Since then",
            sort_key="since",
            ascending_title_text="What moved first",
            descending_title_text="What did not move first",
        )

    def get_queryset(self) -> list[Row]:
        remembered = state_adapter.validate_python(self.compared_with.measured) if self.compared_with else None
        try:
            self.report = report(self.request, remembered)
        except (EngineDownError, UnknownScopeError) as error:
            self.failure = error
            return []
        return self._ordered(self.report.rows)

    def _ordered(self, rows: list[Row]) -> list[Row]:
        worst_first = sorted(rows, key=lambda row: row.badness)
        if self.ordering in ("since", "-since"):
            worst_first.sort(key=lambda row: ORDER_OF_MOVES.index(row.move))
        return worst_first[::-1] if self.ordering in ("-place", "-since") else worst_first

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": "Golden queries and where their pages come up"}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return {
            **context,
            "report": self.report,
            "failure": self.failure,
            "states": self.states,
            "compared_with": self.compared_with,
            "in_short": in_short(self.report.now, self.report.then) if self.report else [],
            "add_url": next((button.url for button in self.header_buttons), ""),
            "measured": _sealed(self.report.state) if self.report else "",
        }

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        if self.failure:
            options["status"] = HTTPStatus.SERVICE_UNAVAILABLE
        return super().render_to_response(context, **options)


class Remember(PermissionCheckedMixin, View):
    """Keep what the editor saw. It comes sealed with the form: the engine is not asked inside a writing transaction,
    and a report that was opened before a change can still be remembered after it.
    """

    model = GoldenQuery
    any_permission_required = MAY_SEE
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            measured_at, measured = _opened(request.POST.get("measured", ""))
        except signing.BadSignature:
            messages.error(request, "That was not remembered: the form did not arrive whole. Please press again.")
            return redirect("how_search_does:report")
        RememberedState.objects.get_or_create(
            measured_at=measured_at, defaults={"measured": measured, "user": request.user}
        )
        kept = RememberedState.objects.values_list("pk", flat=True)[:KEPT_STATES]
        RememberedState.objects.exclude(pk__in=list(kept)).delete()
        messages.success(request, "Remembered. Change synonyms or pinned results, and come back to see what moved.")
        return redirect("how_search_does:report")


def _sealed(state: State) -> str:
    measured = state_adapter.dump_python(state, mode="json")
    return signing.dumps([timezone.now().isoformat(), measured], salt=SALT, compress=True)


def _opened(sealed: str) -> tuple[datetime, Any]:
    """Raises BadSignature."""
    measured_at, measured = signing.loads(sealed, salt=SALT)
    return datetime.fromisoformat(measured_at), measured


class ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]  Wagtail's is "True"
        return policy_registry.get_by_type(GoldenQuery).user_has_any_permission(request.user, MAY_SEE)


class HowSearchDoesViewSet(ViewSet):
    name = "how_search_does"
    url_prefix = "how-search-does"
    icon = "clipboard-list"
    menu_label = "How search does"
    menu_item_class = ReportMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", HowSearchDoes.as_view(), name="report"),
            path("remember/", Remember.as_view(), name="remember"),
        ]
