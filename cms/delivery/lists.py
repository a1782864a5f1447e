"""Lists of a site: topics, articles, what stands in its navigation, every address it has."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, QueryDict
from ninja import Query, Router
from pydantic import Field
from pydantic_core import to_json

from cms.published import log
from cms.published.addresses import addresses
from cms.published.schema.base import ORIGIN

from .answers import sent
from .frame import Place, frame_of
from .parameters import ListParameters, ScopeParameters, SiteParameter
from .schema import ArticleList, Navigation, Sitemap, TopicList
from .teasers import teaser

router = Router(tags=["Lists"])
MOST_ADDRESSES = 1000


class SitemapParameters(SiteParameter):
    limit: Annotated[int, Field(ge=1, le=MOST_ADDRESSES, description="How many items at most.")] = MOST_ADDRESSES
    offset: Annotated[int, Field(ge=0, le=1_000_000, description="How many items to pass over.")] = 0


@router.get("/topics", response=TopicList, operation_id="topics", summary="All topics")
def topics(request: HttpRequest, asked: Query[ListParameters]) -> HttpResponse:
    """Teasers of a site's topics, by title."""
    return _listed(request, "topic", asked)


@router.get("/articles", response=ArticleList, operation_id="articles", summary="All articles")
def articles(request: HttpRequest, asked: Query[ListParameters]) -> HttpResponse:
    """Teasers of a site's articles, by title."""
    return _listed(request, "article", asked)


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
    return sent(request, to_json(content), scope.origin, tags=["list-navigation", *_tags_of(content)])


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
    return page_of(request, asked, total, items, origin=scope.origin, tags=["list-all"])


def _listed(request: HttpRequest, type_: str, asked: ListParameters) -> HttpResponse:
    scope = asked.scope(request)
    total, found = log.listed(type_, site_id=scope.site_id, locale=scope.locale, offset=asked.offset, limit=asked.limit)
    items = [teaser(change.body or b"") for change in found]
    return page_of(request, asked, total, items, origin=scope.origin, tags=[f"list-{type_}", *_tags(found)])


def page_of(
    request: HttpRequest,
    asked: ListParameters | SitemapParameters,
    total: int,
    items: list[Any],
    *,
    origin: str,
    tags: list[str],
    **more: Any,
) -> HttpResponse:
    """One page of a list, with links to the others in the header Link (RFC 8288)."""
    content = {"total": total, "limit": asked.limit, "offset": asked.offset, **more, "items": items}
    response = sent(request, to_json(content), origin, tags=tags)
    if links := _links(request, asked.limit, asked.offset, total):
        response["Link"] = links
    return response


def _links(request: HttpRequest, limit: int, offset: int, total: int) -> str:
    last = max(0, (total - 1) // limit * limit)
    targets = {"first": 0, "last": last}
    if offset > 0:
        targets["prev"] = min(max(0, offset - limit), last)
    if offset + limit < total:
        targets["next"] = offset + limit
    return ", ".join(f'<{_address(request, limit, target)}>; rel="{rel}"' for rel, target in targets.items())


def _address(request: HttpRequest, limit: int, offset: int) -> str:
    query = QueryDict(request.GET.urlencode(), mutable=True)
    query["limit"], query["offset"] = str(limit), str(offset)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


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


def _tags(changes: list[log.Change]) -> list[str]:
    return [f"page-{change.id}" for change in changes]
