"""One document each: by type and slug, or by id. Stored bytes go out as they are."""

from collections.abc import Sequence
from typing import Annotated, Literal, NoReturn

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from ninja.params.models import Path
from pydantic import Field

from cms.published import direct, log
from cms.published.schema.documents import Document
from cms.published.sites import Scope

from .answers import sent
from .including import included
from .parameters import LARGEST_ID, ScopeParameters, SiteParameter, Slug
from .problems import not_found
from .schema import Article, Topic
from .values import Separated

router = Router(tags=["Documents"])


class TopicParameters(ScopeParameters):
    include: Annotated[
        list[Literal["articles", "topics"]],
        Separated,
        Field(max_length=2, description="`articles`: those of the hub. `topics`: those it has relations to, whole."),
    ] = []


class ArticleParameters(ScopeParameters):
    include: Annotated[
        list[Literal["related", "topics"]],
        Separated,
        Field(max_length=2, description="`related`: related articles. `topics`: those that it is about, whole."),
    ] = []


@router.get("/topics/{slug}", response=Topic, operation_id="topic", summary="A topic hub")
def topic(request: HttpRequest, slug: Slug, asked: Query[TopicParameters]) -> HttpResponse:
    """The hub, whole: definition, relations, strategies, pinned articles. `/topics/{slug}/articles` has further ones."""
    scope, change = direct.by_slug(request, "topic", slug, site=asked.site, locale=asked.locale)
    return answer(change or missing(scope, "topic", slug), scope, asked.include)


@router.get("/articles/{slug}", response=Article, operation_id="article", summary="An article")
def article(request: HttpRequest, slug: Slug, asked: Query[ArticleParameters]) -> HttpResponse:
    """The article, whole: body, topics, authors, reviewers, references, dates."""
    scope, change = direct.by_slug(request, "article", slug, site=asked.site, locale=asked.locale)
    return answer(change or missing(scope, "article", slug), scope, asked.include)


@router.get("/documents/{document_id}", response=Document, operation_id="document", summary="Any document by its id")
def document(
    request: HttpRequest,
    document_id: Annotated[
        int, Path(..., ge=1, le=LARGEST_ID, description="A page keeps its id when its path changes.")
    ],
    asked: Query[SiteParameter],
) -> HttpResponse:
    """A topic, an article, the home page or an index page, told apart by `type`."""
    scope, change = direct.by_id(request, document_id, site=asked.site)
    if change is None:
        detail = f"No public page of this site has the id {document_id}."
        raise not_found(detail)
    return answer(change, scope)


def missing(scope: Scope, type_: str, slug: str) -> NoReturn:
    """Raises ProblemError."""
    detail = f"No public {type_} has the slug “{slug}” on this site in “{scope.locale}”."
    raise not_found(detail)


def answer(change: log.Change, scope: Scope, include: Sequence[str] = ()) -> HttpResponse:
    """The stored bytes as they are; with what else is asked for, one field more."""
    body = change.body or b""
    if not include:
        return sent(body, scope, tags=change.tags, stored_etag=change.etag, of_log=True)
    along = included(change, include)
    whole = body[:-1] + b',"included":' + along.content + b"}"
    return sent(whole, scope, tags=dict.fromkeys((*change.tags, *along.tags)))
