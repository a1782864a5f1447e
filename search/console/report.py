"""What the report shows: each golden query with its pages and where they come up, now and then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from cms.published.sites import Scope, default_scope, scope_of
from cms.published.visibility import Place, public_places
from search.engines.chosen import chosen
from search.golden_queries import (
    Comparison,
    Figures,
    Golden,
    Measured,
    Move,
    Places,
    State,
    badness,
    best,
    compared,
    figures,
)
from search.measuring import measure
from search.models import GoldenPage, GoldenQuery


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that should come up, at which `place`, and at which it `was` if it has `moved` (None: not in the first).

    `hindrance`: why readers cannot find it, whatever search does; mostly empty.
    """

    id: int
    title: str
    place: int | None
    moved: bool
    was: int | None
    hindrance: str


@dataclass(frozen=True, slots=True)
class Row:
    """A golden query. `language` is empty where all are in one. `comparison` is None where no state was chosen, or where it has nothing like it."""

    golden: GoldenQuery
    language: str
    search_url: str
    pages: list[PageRow]
    measured: Measured
    comparison: Comparison | None

    @property
    def place(self) -> int | None:
        return best(self.measured.places)

    @property
    def move(self) -> Move:
        return self.comparison.move if self.comparison else Move.NEW

    @property
    def badness(self) -> tuple[float, float]:
        return badness(self.measured.places)


@dataclass(frozen=True, slots=True)
class Report:
    """`now` and `then` are of the same queries: those that can be compared, where any can; else all, and no `then`."""

    state: State
    rows: list[Row]
    now: Figures
    then: Figures | None

    @property
    def left_out(self) -> int:
        """How many queries have pages and are not among the figures."""
        return sum(bool(row.pages) for row in self.rows) - self.now.queries

    @property
    def moves(self) -> list[tuple[Move, int]]:
        every = [row.move for row in self.rows if row.pages]
        return [(move, every.count(move)) for move in Move if move in every]


def report(request: HttpRequest, remembered: State | None) -> Report:
    """Ask every golden query of the live search. Raises EngineDownError, UnknownScopeError.

    A handful of SQL queries, however many golden ones there are, and what each search takes.
    """
    queries = list(GoldenQuery.objects.select_related("locale"))
    pages: dict[int, list[Page]] = {query.pk: [] for query in queries}
    for one in GoldenPage.objects.select_related("golden", "page__locale"):
        # Somebody may be adding a query right now.
        pages.setdefault(one.golden.pk, []).append(one.page)
    sites = {code: default_scope(code) for code in {query.locale.language_code for query in queries}}
    state = measure(chosen(), [_asked(query, pages[query.pk]) for query in queries], sites)
    shown = _Shown(
        state=state,
        remembered=remembered or {},
        pages=pages,
        sites=sites,
        public=public_places({page.pk for some in pages.values() for page in some}),
        own_site=scope_of(request).site_id,
    )
    return _summed_up(state, [shown.row(query) for query in queries])


@dataclass(frozen=True, slots=True)
class _Shown:
    """All that rows are made of, read at once. `own_site`: that of the host at which the editor works."""

    state: State
    remembered: State
    pages: Mapping[int, list[Page]]
    sites: Mapping[str, Scope]
    public: Mapping[int, Place]
    own_site: int

    def row(self, query: GoldenQuery) -> Row:
        measured = self.state[query.pk]
        comparison = compared(measured, self.remembered.get(query.pk))
        then = comparison.then if comparison else {}
        return Row(
            golden=query,
            language=query.locale.get_display_name() if len(self.sites) > 1 else "",
            search_url=self.search_url(query),
            pages=[
                _page_row(page, measured.places, then, self.hindrance(page, query)) for page in self.pages[query.pk]
            ],
            measured=measured,
            comparison=comparison,
        )

    def hindrance(self, page: Page, query: GoldenQuery) -> str:
        place = self.public.get(page.pk)
        if place is None:
            return "not published"
        if page.locale != query.locale:
            return "in another language"
        return "" if place.site_id == self.sites[query.locale.language_code].site_id else "on another site"

    def search_url(self, query: GoldenQuery) -> str:
        """Lead to the reader's search page; on the host that the editor works at, where that has the site."""
        site = self.sites[query.locale.language_code]
        parameters = {"q": query.query, **({"locale": site.locale} if site.is_translation else {})}
        origin = "" if site.site_id == self.own_site else site.origin
        return f"{origin}{reverse('reader_search')}?{urlencode(parameters)}"


def _summed_up(state: State, rows: list[Row]) -> Report:
    comparisons = [row.comparison for row in rows if row.comparison]
    if not comparisons:
        return Report(state, rows, figures(row.measured.places for row in rows), None)
    return Report(state, rows, figures(one.now for one in comparisons), figures(one.then for one in comparisons))


def _asked(query: GoldenQuery, pages: Iterable[Page]) -> Golden:
    return Golden(query.pk, query.query, query.locale.language_code, tuple(page.pk for page in pages))


def _page_row(page: Page, now: Places, then: Places, hindrance: str) -> PageRow:
    place = now[page.pk]
    was = then.get(page.pk, place)
    return PageRow(page.pk, page.get_admin_display_title(), place, was != place, was, hindrance)
