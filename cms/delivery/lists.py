"""Lists of a site: topics, articles, what stands in its navigation, every address it has."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field
from pydantic_core import to_json

from cms.published.addresses import addresses
from cms.published.listing import Listed, listed
from cms.published.purges import ANY_CHANGE, NAVIGATION, list_tag
from cms.published.schema.base import ORIGIN
from cms.published.sites import Scope

from .answers import sent
from .filters import ArticleFilters, TopicFilters, fields_of, select, wanted
from .frame import Place, frame_of
from .including import Included, included_topics
from .links import counted, linked
from .parameters import DEEPEST, ListParameters, ScopeParameters, SiteParameter
from .schema import ArticleList, Navigation, Sitemap, TopicList

router = Router(tags=["Lists"])
MOST_ADDRESSES, DEEPEST_OF_ADDRESSES = 1_000, 1_000_000


class SitemapParameters(SiteParameter):
    limit: Annotated[int, Field(ge=1, le=MOST_ADDRESSES, description="How many items at most.")] = MOST_ADDRESSES
    offset: Annotated[int, Field(ge=0, le=DEEPEST_OF_ADDRESSES, description="How many items to pass over.")] = 0


@router.get("/topics", response=TopicList, operation_id="topics", summary="Topics, filtered and in order")
def topics(request: HttpRequest, asked: Query[TopicFilters]) -> HttpResponse:
    """A site's topics, by title or as asked. Filters narrow each other; several values in one widen it."""
    return _filtered(request, "topic", asked)


@router.get("/articles", response=ArticleList, operation_id="articles", summary="Articles, filtered and in order")
def articles(request: HttpRequest, asked: Query[ArticleFilters]) -> HttpResponse:
    """A site's articles, by title or as asked. Filters narrow each other; several values in one widen it."""
    return _filtered(request, "article", asked)


@router.get("/navigation", response=Navigation, operation_id="navigation", summary="Where a site's navigation leads")
def navigation(request: HttpRequest, asked: Query[ScopeParameters]) -> HttpResponse:
    """The home page, the pages that list topics and articles, and as a tree what editors show in menus."""
    scope = asked.scope(request)
    frame = frame_of(scope)
    content = {
        "home": _place(frame.home) if frame.home else None,
        "sections": [_place(place) for place in frame.sections],
        "menu": [_branch(place) for place in frame.menu],
    }
    # The order is the tree's: a page that is put elsewhere among its neighbours is no other document, but it leaves a mark.
    return sent(to_json(content), scope, tags=[NAVIGATION, *_tags_of(content)], of_log=True)


@router.get("/sitemap", response=Sitemap, operation_id="sitemap", summary="Every address of a site")
def sitemap(request: HttpRequest, asked: Query[SitemapParameters]) -> HttpResponse:
    """All public pages in all languages, by path: for site maps and static builds."""
    scope = asked.scope(request)
    total, found = addresses(scope.site_id, offset=asked.offset, limit=asked.limit)
    items = [
        {
            "type": address.type,
            "id": address.id,
            "locale": address.locale,
            "path": address.path,
            "url": ORIGIN + address.path,
            "changed_at": address.changed_at,
        }
        for address in found
    ]
    return page_of(request, asked, total, items, scope=scope, tags=[ANY_CHANGE], deepest=DEEPEST_OF_ADDRESSES)


def page_of(
    request: HttpRequest,
    asked: ListParameters | SitemapParameters,
    total: int,
    items: list[Any],
    *,
    scope: Scope,
    tags: list[str],
    deepest: int = DEEPEST,
    **more: Any,
) -> HttpResponse:
    """One page of a list, with links to the others in the header Link (RFC 8288)."""
    content = {"total": total, "limit": asked.limit, "offset": asked.offset, **more, "items": items}
    response = sent(to_json(content), scope, tags=tags)
    response["Link"] = linked(request, counted(asked.limit, asked.offset, total, deepest))
    return response


def _filtered(request: HttpRequest, type_: str, asked: TopicFilters | ArticleFilters) -> HttpResponse:
    scope, fields = asked.scope(request), fields_of(asked)
    content = "teaser" if fields == () else "body"
    found = listed(
        wanted(type_, asked, scope), limit=asked.limit, offset=asked.offset, cursor=asked.cursor, content=content
    )
    items = [select(item.content, fields) if fields else item.content for item in found.items]
    opening = to_json(
        {
            "total": found.total,
            "limit": asked.limit,
            "offset": asked.offset if asked.cursor is None else None,
            "next_cursor": found.cursor,
        }
    )
    wants_topics = isinstance(asked, ArticleFilters) and asked.include
    along = included_topics([item.id for item in found.items]) if wants_topics else Included()
    whole = opening[:-1] + b',"items":[' + b",".join(items) + b"]"
    if type_ == "article":
        whole += b',"included":' + along.content
    tags = dict.fromkeys((*_lists(type_, asked), *(tag for item in found.items for tag in item.tags), *along.tags))
    response = sent(whole + b"}", scope, tags=tags, of_log=True)
    response["Link"] = linked(request, _pages(asked, found))
    return response


def _lists(type_: str, asked: TopicFilters | ArticleFilters) -> tuple[str, ...]:
    """A list that asks when documents changed is another one after any change."""
    by_change = asked.order.endswith("changed") or asked.changed_from or asked.changed_to
    return (list_tag(type_), ANY_CHANGE) if by_change else (list_tag(type_),)


def _pages(asked: TopicFilters | ArticleFilters, found: Listed) -> Mapping[str, Mapping[str, int | str]]:
    """By offset as far as that goes, and from there on by cursor."""
    onward = {"limit": asked.limit, "cursor": found.cursor or ""}
    if asked.cursor is None:
        pages = counted(asked.limit, asked.offset, found.total)
        return pages if "next" in pages or not found.cursor else {**pages, "next": onward}
    return {"first": {"limit": asked.limit}} | ({"next": onward} if found.cursor else {})


def _place(place: Place) -> dict[str, Any]:
    return {
        "type": place.type,
        "id": place.id,
        "title": place.title,
        "path": place.path,
        "url": ORIGIN + place.path,
    }


def _tags_of(content: dict[str, Any]) -> list[str]:
    places = [place for place in (content["home"], *content["sections"], *content["menu"]) if place]
    return sorted({f"page-{one['id']}" for place in places for one in _whole(place)})


def _whole(place: dict[str, Any]) -> list[dict[str, Any]]:
    return [place, *(one for below in place.get("below", ()) for one in _whole(below))]


def _branch(place: Place) -> dict[str, Any]:
    return {**_place(place), "below": [_branch(one) for one in place.below]}
