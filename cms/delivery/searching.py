"""The search page. Works as a plain form and plain links: each choice of a facet is an address."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.urls import reverse
from django.utils import timezone

from cms.published.editors import is_editor
from cms.published.schema.blocks import StrategyCategory
from cms.published.sites import Scope as SiteScope
from cms.published.sites import UnknownScopeError, scope_of
from search import answers
from search.api import LARGEST_ID, LONGEST_QUERY, MOST_CHOICES
from search.counting import count
from search.errors import EngineDownError
from search.explaining import explain
from search.plans import SEARCHABLE, Filters, Scope
from search.presenting import search_answer
from search.queries import SearchRequest
from search.schema import Facet, FacetValue, SearchAnswer, SearchHit
from search.standing_in import readers_engine

from .drawing import respond_with
from .listing import Paging, page_number
from .pages import fresh

ON_A_PAGE = 20
LAST_PAGE = 100
LEADING_TOPICS = 3
RETRY_AFTER = "30"
LONGEST_ID = len(str(LARGEST_ID))
CATEGORIES: tuple[str, ...] = StrategyCategory.__args__


@dataclass(frozen=True, slots=True)
class Asked:
    """A reader's search. `fault` says in the reader's words what is wrong with it; nothing is searched then."""

    text: str
    types: tuple[str, ...] = ()
    topics: tuple[int, ...] = ()
    strategies: tuple[str, ...] = ()
    exact: bool = False
    explain: bool = False
    page: int = 1
    locale: str = ""
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.types or self.topics or self.strategies)

    def address(self, **changes: Any) -> str:
        """The search page with this search, but for `changes`; from its first page on."""
        given = {
            "q": self.text,
            "type": self.types,
            "topic": self.topics,
            "strategy": self.strategies,
            "locale": self.locale,
            **changes,
        }
        query = QueryDict(mutable=True)
        for name, value in given.items():
            query.setlist(name, [str(one) for one in value] if isinstance(value, tuple) else [value] if value else [])
        for name in ("exact", "explain"):
            if changes.get(name, getattr(self, name)):
                query[name] = "true"
        return f"{reverse('reader_search')}?{query.urlencode()}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet. `url` is the search with this choice made, or taken back where it is `selected`."""

    label: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    name: str
    label: str
    choices: list[Choice]


def search(request: HttpRequest) -> HttpResponse:
    """The search page: empty, with results, or with what is wrong with the question (400) or with search (503)."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    asked = read(request.GET)
    if asked.explain and not is_editor(request):
        asked = replace(asked, explain=False)
    try:
        scope = scope_of(request, locale=asked.locale or None)
    except UnknownScopeError as error:
        asked = Asked(asked.text, fault=f"{error.message} Please search again.")
        scope = scope_of(request)
    context: dict[str, Any] = {"asked": asked}
    if asked.fault:
        return respond_with(request, scope, "search.html", context, status=HTTPStatus.BAD_REQUEST)
    if not asked.is_empty:
        try:
            context |= _found(asked, _answer(asked, scope))
        except EngineDownError:
            response = respond_with(
                request, scope, "search.html", context | {"is_down": True}, status=HTTPStatus.SERVICE_UNAVAILABLE
            )
            response["Retry-After"] = RETRY_AFTER
            return response
    response = respond_with(request, scope, "search.html", context)
    # What was published a second ago must be found: kept or not, it is asked for again.
    response.setdefault("Cache-Control", "no-cache")
    return fresh(request, response)


def read(query: QueryDict) -> Asked:
    """What a reader asks for. Unknown parameters are passed over: links to pages collect them on their way."""
    text = " ".join(query.get("q", "").split())
    types, topics, strategies = (query.getlist(name) for name in ("type", "topic", "strategy"))
    number = page_number(query.get("page", ""))
    if any("\x00" in text for values in query.lists() for text in (values[0], *values[1])):
        return Asked("", fault="Your search holds a character that no text has (NUL). Please type it again.")
    if len(text) > LONGEST_QUERY:
        fault = f"Your search is {len(text):,} characters long. Please say it in {LONGEST_QUERY:,} or fewer."
        return Asked(text[:LONGEST_QUERY], fault=fault)
    if number is None or number > LAST_PAGE:
        return Asked(text, fault=f"Results have pages from 1 to {LAST_PAGE}. Please add words to find less.")
    known = set(types) <= set(SEARCHABLE) and set(strategies) <= set(CATEGORIES)
    if not (known and all(map(_is_id, topics)) and len(topics) <= MOST_CHOICES):
        return Asked(text, fault="This address asks to narrow the search in a way we do not know. Please search again.")
    return Asked(
        text,
        types=tuple(dict.fromkeys(types)),
        topics=tuple(dict.fromkeys(map(int, topics))),
        strategies=tuple(dict.fromkeys(strategies)),
        exact=query.get("exact", "") == "true",
        explain=query.get("explain", "") == "true",
        page=number,
        locale=query.get("locale", ""),
    )


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID and int(text) <= LARGEST_ID


def _answer(asked: Asked, scope: SiteScope) -> SearchAnswer:
    wanted = SearchRequest(
        text=asked.text,
        filters=Filters(
            scope=Scope(scope.site_id, scope.locale),
            types=asked.types or SEARCHABLE,
            topics=asked.topics,
            strategies=asked.strategies,
        ),
        today=timezone.localdate(),
        offset=(asked.page - 1) * ON_A_PAGE,
        limit=ON_A_PAGE,
        correct=not asked.exact,
    )
    engine = readers_engine()
    answer = answers.search(engine, wanted)
    if asked.explain:  # By an editor: it says nothing of what readers ask.
        return search_answer(engine, wanted, answer, "", explain(engine, answer))
    count(wanted, answer)
    return search_answer(engine, wanted, answer, "")


def _found(asked: Asked, answer: SearchAnswer) -> dict[str, Any]:
    last = min(-(-answer.total // ON_A_PAGE), LAST_PAGE)
    understood = answer.understood
    return {
        "answer": answer,
        "groups": _groups(answer.items),
        "narrowings": [_narrowing(asked, facet) for facet in answer.facets],
        "narrowed": len(asked.types) + len(asked.topics) + len(asked.strategies),
        "unnarrowed_url": asked.address(type=(), topic=(), strategy=()),
        "exact_url": asked.address(exact=True) if understood.corrected_query else "",
        "suggested_url": asked.address(q=understood.suggested_query, exact=False) if understood.suggested_query else "",
        "explain_url": asked.address(explain=not asked.explain),
        "paging": Paging(asked.page, last, asked.address().partition("?")[2] + "&"),
    }


def _groups(items: list[SearchHit]) -> list[tuple[str, list[SearchHit]]]:
    """What editors put first; then the best few topics, for a hub leads on to its articles; then all else as it ranks."""
    pinned = [hit for hit in items if hit.pinned]
    others = [hit for hit in items if not hit.pinned]
    topics = [hit for hit in others if hit.type == "topic"]
    leading = topics if len(topics) == len(others) else topics[:LEADING_TOPICS]
    rest = [hit for hit in others if hit not in leading]
    title = "Articles" if len(leading) == len(topics) else "More pages"
    return [(name, hits) for name, hits in (("Recommended", pinned), ("Topics", leading), (title, rest)) if hits]


def _narrowing(asked: Asked, facet: Facet) -> Narrowing:
    made = {"type": (), "topic": tuple(map(str, asked.topics)), "strategy": asked.strategies}[facet.name]
    choices = [
        Choice(value.label, value.count, value.selected, asked.address(**{facet.name: _with(made, value)}))
        for value in facet.values
        if value.count or value.selected
    ]
    return Narrowing(facet.name, facet.label, choices)


def _with(made: tuple[str, ...], value: FacetValue) -> tuple[str, ...]:
    """The choices made, and this one; without it where it is made already. Of two kinds of page only one is chosen."""
    others = tuple(one for one in made if one != value.value)
    return others if value.selected else (*others, value.value)
