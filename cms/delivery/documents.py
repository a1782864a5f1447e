"""One document each: by type and slug, or by id. Stored bytes go out as they are."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from ninja.params.models import Path

from cms.published import log
from cms.published.schema.documents import ArticleDocument, Document, TopicDocument
from cms.published.sites import Scope

from .answers import sent
from .parameters import LARGEST_ID, ScopeParameters, SiteParameter, Slug
from .problems import not_found

router = Router(tags=["Documents"])


@router.get("/topics/{slug}", response=TopicDocument, operation_id="topic", summary="A topic hub")
def topic(request: HttpRequest, slug: Slug, asked: Query[ScopeParameters]) -> HttpResponse:
    """The hub, whole: definition, relations, strategies, pinned articles. `/topics/{slug}/articles` has further ones."""
    scope = asked.scope(request)
    return answer(request, by_slug(scope, "topic", slug), scope)


@router.get("/articles/{slug}", response=ArticleDocument, operation_id="article", summary="An article")
def article(request: HttpRequest, slug: Slug, asked: Query[ScopeParameters]) -> HttpResponse:
    """The article, whole: body, topics, authors, reviewers, references, dates."""
    scope = asked.scope(request)
    return answer(request, by_slug(scope, "article", slug), scope)


@router.get("/documents/{document_id}", response=Document, operation_id="document", summary="Any document by its id")
def document(
    request: HttpRequest,
    document_id: Annotated[
        int, Path(..., ge=1, le=LARGEST_ID, description="A page keeps its id when its path changes.")
    ],
    asked: Query[SiteParameter],
) -> HttpResponse:
    """A topic, an article, the home page or an index page, told apart by `type`."""
    scope = asked.scope(request)
    change = log.by_id(document_id)
    if change is None or change.site_id != scope.site_id:
        detail = f"No public page of this site has the id {document_id}."
        raise not_found(detail)
    return answer(request, change, scope)


def by_slug(scope: Scope, type_: str, slug: str) -> log.Change:
    change = log.by_slug(scope.site_id, scope.locale, type_, slug)
    if change is None:
        detail = f"No public {type_} has the slug “{slug}” on this site in “{scope.locale}”."
        raise not_found(detail)
    return change


def answer(request: HttpRequest, change: log.Change, scope: Scope) -> HttpResponse:
    return sent(request, change.body or b"", scope.origin, tags=change.tags, stored_etag=change.etag)
