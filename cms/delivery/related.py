"""Lists that search fills: a hub's articles, and the articles related to one. Without search they are still answered."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field
from pydantic_core import from_json, to_json

from cms.published import log
from search.answers import articles_of_topic, related_articles
from search.errors import EngineDownError, NotInIndexError
from search.standing_in import readers_engine

from .answers import sent
from .documents import by_slug
from .lists import page_of
from .parameters import ListParameters, ScopeParameters, Slug
from .schema import RelatedArticles, TopicArticles
from .teasers import teaser

router = Router(tags=["Search"])
State = Literal["ok", "degraded", "unavailable"]
PINNED = "chosen by the editors"


class RelatedParameters(ScopeParameters):
    limit: Annotated[int, Field(ge=1, le=20, description="How many items at most.")] = 5


@router.get(
    "/topics/{slug}/articles", response=TopicArticles, operation_id="topic_articles", summary="A hub's articles"
)
def topic_articles(request: HttpRequest, slug: Slug, asked: Query[ListParameters]) -> HttpResponse:
    """Teasers of the articles that a hub shows: the editor's pins first, then the articles about the topic.

    While search is away these are the pins and the articles that name the topic among theirs, and `search` says so.
    """
    scope = asked.scope(request)
    topic = by_slug(scope, "topic", slug)
    pins = [pin["id"] for pin in from_json(topic.body or b"")["pinned_articles"]]
    total, items, state = hub_articles(topic, pins, asked.offset, asked.limit)
    tags = [f"page-{topic.id}", "list-article", *(f"page-{item['article']['id']}" for item in items)]
    return page_of(request, asked, total, items, origin=scope.origin, tags=tags, search=state)


@router.get(
    "/articles/{slug}/related", response=RelatedArticles, operation_id="related_articles", summary="Related articles"
)
def article_related(request: HttpRequest, slug: Slug, asked: Query[RelatedParameters]) -> HttpResponse:
    """Teasers of the articles that go with one, each with its reason; never those that an editor blocked.

    While search is away these are the editor's pins and the articles about the same first topic, and `search` says so.
    """
    scope = asked.scope(request)
    article = by_slug(scope, "article", slug)
    items, state = related_to(article, asked.limit)
    tags = [f"page-{article.id}", "list-article", *(f"page-{item['article']['id']}" for item in items)]
    return sent(request, to_json({"search": state, "items": items}), scope.origin, tags=tags)


def hub_articles(
    topic: log.Change, pins: list[int], offset: int, limit: int
) -> tuple[int, list[dict[str, Any]], State]:
    """The total, `schema.TopicArticle` items (with the origin token), and how search is."""
    engine = readers_engine()
    try:
        _, result = articles_of_topic(engine, topic.id, offset, limit)
        total, ids = result.total, [hit.id for hit in result.hits]
        state: State = "degraded" if engine.is_degraded else "ok"
    except (EngineDownError, NotInIndexError) as error:
        # A hub published a moment ago may not be in the index yet: that is no reason to show it bare.
        state = "unavailable" if isinstance(error, EngineDownError) else "degraded"
        every = _without_search(topic, topic.id, pins)
        total, ids = len(every), every[offset : offset + limit]
    return total, [{"article": item, "pinned": item["id"] in pins} for item in _teasers(ids)], state


def related_to(article: log.Change, limit: int) -> tuple[list[dict[str, Any]], State]:
    """`schema.RelatedArticle` items (with the origin token), and how search is."""
    engine = readers_engine()
    try:
        found = related_articles(engine, article.id, limit)
    except (EngineDownError, NotInIndexError) as error:
        document = from_json(article.body or b"")
        state: State = "unavailable" if isinstance(error, EngineDownError) else "degraded"
        return _related_without_search(article, document, limit), state
    reasons = {one.page.id: one for one in found}
    return [
        {
            "article": item,
            "pinned": reasons[item["id"]].kind == "pinned",
            "reason": reasons[item["id"]].reason,
        }
        for item in _teasers(list(reasons))
    ], "degraded" if engine.is_degraded else "ok"


def _related_without_search(article: log.Change, document: dict[str, Any], limit: int) -> list[dict[str, Any]]:
    pins = [pin["id"] for pin in document["related_pins"]]
    blocked = {article.id, *document["related_blocks"]}
    topic = next(iter(document["topics"]), None)
    about = _without_search(article, topic["id"], pins) if topic else pins
    ids = [page_id for page_id in about if page_id not in blocked][:limit]
    return [
        {
            "article": item,
            "pinned": item["id"] in pins,
            "reason": PINNED if item["id"] in pins else f"both about {topic['title']}" if topic else "",
        }
        for item in _teasers(ids)
    ]


def _without_search(page: log.Change, topic_id: int, pins: list[int]) -> list[int]:
    """The pins, then the articles that name the topic among their own, by title: what the log alone knows."""
    tagged = log.tagged(f"page-{topic_id}", type_="article", site_id=page.site_id or 0, locale=page.locale)
    about = [
        change.id
        for change in tagged
        if any(topic["id"] == topic_id for topic in from_json(change.body or b"")["topics"])
    ]
    return list(dict.fromkeys([*pins, *about]))


def _teasers(ids: list[int]) -> list[dict[str, Any]]:
    """What is live in the log, whatever an index still has: nobody is sent to a page that is gone."""
    found = log.by_ids(ids)
    return [teaser(found[page_id].body or b"") for page_id in ids if page_id in found]
