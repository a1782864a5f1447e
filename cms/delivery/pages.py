"""Pages for readers: whatever is at a path of the log, drawn from its document."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from pydantic import TypeAdapter
from pydantic_core import to_json

from cms.published import direct, log
from cms.published.purges import NAVIGATION, list_tag
from cms.published.schema.base import ORIGIN
from cms.published.schema.documents import ArticleDocument, Document, TopicDocument
from cms.published.sites import Scope, UnknownScopeError, scope_of

from .answers import CACHE_CONTROL, tag
from .drawing import readable, respond, respond_with
from .filled_by_search import hub_articles, related_to
from .listing import LISTED_BY_INDEX, listed_pages
from .schema import RelatedArticle, TopicArticle

HUB_ARTICLES = 12
RELATED_ARTICLES = 6
_hub_list: TypeAdapter[list[TopicArticle]] = TypeAdapter(list[TopicArticle])
_related_list: TypeAdapter[list[RelatedArticle]] = TypeAdapter(list[RelatedArticle])


def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """The page at a path, with a slash at its end. What the log does not know as live is not there."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        scope, change = direct.by_path(request, f"/{path.strip('/')}/" if path.strip("/") else "/")
    except UnknownScopeError as error:
        raise Http404(error.message) from error
    if change is None or change.body is None:
        message = "Nothing public is at this address."
        raise Http404(message)
    document = readable(change.body)
    scope = replace(scope, locale=document.locale)
    lists = lists_of(request, scope, change, document)
    response = respond(request, scope, document, **lists)
    return fresh(request, response, (*change.tags, NAVIGATION, *_tags_of(document, lists)))


def _tags_of(document: Document, lists: dict[str, Any]) -> Iterator[str]:
    """What the lists of a page show. Who else may be in a list that search fills, its cache learns when its time is over:
    search itself knows a moment later than the caches.
    """
    for one in (*lists.get("articles", ()), *lists.get("related", ())):
        yield f"page-{one.article.id}"
    if document.type in LISTED_BY_INDEX:
        yield list_tag(LISTED_BY_INDEX[document.type])
        yield from (f"page-{teaser.id}" for _, group in lists["groups"] for teaser in group)


def fresh(request: HttpRequest, response: HttpResponse, tags: Iterable[str] = ()) -> HttpResponse:
    """The answer with what caches need, or 304. The ETag is of the bytes: lists and templates change them too."""
    response.setdefault("Cache-Control", CACHE_CONTROL)
    if "no-store" in response["Cache-Control"]:
        return response
    response["ETag"] = quote_etag(log.digest(response.content))
    tag(response, tags)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 for readers: where to go on from here. For `handler404`."""
    try:
        scope = scope_of(request)
    except UnknownScopeError:
        return HttpResponseNotFound(render_to_string("404_without_site.html", request=request))
    return respond_with(request, scope, "404.html", {}, status=HTTPStatus.NOT_FOUND)


def lists_of(request: HttpRequest, scope: Scope, change: log.Change, document: Document) -> dict[str, Any]:
    """What search or the log adds to a document on its page: a hub's articles, related ones, the pages of an index."""
    match document:
        case TopicDocument():
            pins = [pin.id for pin in document.pinned_articles]
            total, items, _ = hub_articles(change, pins, 0, HUB_ARTICLES)
            return {"articles": _hub_list.validate_json(_local(items)), "articles_total": total}
        case ArticleDocument():
            items, _ = related_to(change, RELATED_ARTICLES)
            return {"related": _related_list.validate_json(_local(items))}
        case _:
            return listed_pages(request, scope, document)


def _local(items: list[dict[str, Any]]) -> bytes:
    return to_json(items).replace(ORIGIN.encode(), b"")
