"""Search over HTTP: a router that the delivery API mounts. Errors are raised as `search.errors`; it maps them."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.published.editors import is_editor
from cms.published.schema.blocks import StrategyCategory
from cms.published.sites import scope_of

from . import answers
from .counting import count
from .errors import ForEditorsError
from .explaining import explain
from .plans import SEARCHABLE, Filters, Scope
from .presenting import search_answer, suggestion_list
from .queries import SearchRequest
from .schema import SearchAnswer, Suggestions
from .standing_in import ReadersEngine, readers_engine
from .suggesting import suggest as suggest_for

LONGEST_QUERY = 1_000
"""Characters: three times what a long question to a doctor takes."""

DEEPEST = 9_900
"""Nobody reads that far, and a program follows the change feed instead."""

MOST = 100
MOST_CHOICES = 50
LARGEST_ID = 2**63 - 1
CACHE_CONTROL = "no-cache"
"""What was published a second ago must be found: a cache may keep an answer, but has to ask whether it still holds."""


WITHOUT_NUL = r"^[^\x00]*$"
"""No text has a NUL character, and databases fail on it. Said as a pattern, so that the OpenAPI document says it too."""

Text = Annotated[str, Field(pattern=WITHOUT_NUL)]
TopicId = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class ScopeParameters(BaseModel):
    site: Annotated[
        Text | None,
        Field(
            max_length=255,
            description="Host name of a site, such as `example.org`. Left out: the site of the host you ask.",
        ),
    ] = None
    locale: Annotated[
        Text | None, Field(max_length=100, description="Language, such as `en`. Left out: that of the site.")
    ] = None


class SearchParameters(ScopeParameters):
    q: Annotated[
        Text,
        Field(max_length=LONGEST_QUERY, description="What readers type: words, names, whole questions. Empty: all."),
    ] = ""
    type: Annotated[
        list[Literal["topic", "article"]], Field(max_length=2, description="Repeat it for any of several.")
    ] = []
    topic: Annotated[list[TopicId], Field(max_length=MOST_CHOICES, description="Ids of topics; any of them.")] = []
    strategy: Annotated[
        list[StrategyCategory], Field(max_length=MOST_CHOICES, description="Categories of strategies; any of them.")
    ] = []
    exact: Annotated[bool, Field(description="Search for the words as they are, without correcting any.")] = False
    explain: Annotated[
        bool, Field(description="Say of each hit why it is where it is. For editors: log in to the admin first.")
    ] = False
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many items at most.")] = 20
    offset: Annotated[int, Field(ge=0, le=DEEPEST, description="How many items to pass over.")] = 0


class SuggestParameters(ScopeParameters):
    q: Annotated[Text, Field(max_length=200, description="What the reader has typed so far.")]
    limit: Annotated[int, Field(ge=1, le=20, description="How many items at most.")] = 8


router = Router(tags=["search"])


@router.get("/search", response=SearchAnswer, operation_id="search", summary="Search topics and articles")
def search(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """Find topics and articles by what readers type, with facets, highlights and how the query was understood.

    A word that no page has is corrected, and that is told; names have synonyms; editors may pin pages to a query.
    """
    if parameters.explain and not is_editor(request):
        message = "explain is for editors: log in to the admin in this browser first, or leave it out."
        raise ForEditorsError(message)
    where = scope_of(request, site=parameters.site, locale=parameters.locale, lately=True)
    wanted = SearchRequest(
        text=parameters.q,
        filters=Filters(
            scope=Scope(where.site_id, where.locale),
            types=tuple(dict.fromkeys(parameters.type)) or SEARCHABLE,
            topics=tuple(dict.fromkeys(parameters.topic)),
            strategies=tuple(dict.fromkeys(parameters.strategy)),
        ),
        today=timezone.localdate(),
        offset=parameters.offset,
        limit=parameters.limit,
        correct=not parameters.exact,
    )
    engine = readers_engine()
    answer = answers.search(engine, wanted)
    if parameters.explain:
        told = search_answer(engine, wanted, answer, where.origin, explain(engine, answer))
        return _written(engine, told, "private, no-store")
    count(wanted, answer)
    return _written(engine, search_answer(engine, wanted, answer, where.origin), CACHE_CONTROL)


def _written(engine: ReadersEngine, answer: SearchAnswer, cache_control: str) -> HttpResponse:
    """Write the answer. Pydantic does it in one go; django-ninja would make plain values of it first."""
    if engine.is_degraded:
        answer = answer.model_copy(update={"search": "degraded"})
    headers = {"Cache-Control": cache_control}
    return HttpResponse(answer.model_dump_json(), content_type="application/json; charset=utf-8", headers=headers)


@router.get("/suggest", response=Suggestions, operation_id="suggest", summary="Suggest while a reader types")
def suggest(request: HttpRequest, response: HttpResponse, parameters: Query[SuggestParameters]) -> Suggestions:
    """Suggest topics, other names, articles and frequent searches for unfinished words.

    A word may have one typo after its third letter.
    """
    where = scope_of(request, site=parameters.site, locale=parameters.locale, lately=True)
    found = suggest_for(readers_engine(), Scope(where.site_id, where.locale), parameters.q, parameters.limit)
    response["Cache-Control"] = CACHE_CONTROL
    return suggestion_list(parameters.q, found, where.origin)
