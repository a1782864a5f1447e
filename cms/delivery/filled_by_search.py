"""Lists that search fills, as plain values; and what the log alone knows of them, while search is away."""

from typing import Any, Literal

from pydantic_core import from_json

from cms.published import log
from search.answers import articles_of_topic, related_articles
from search.errors import EngineDownError, NotInIndexError
from search.standing_in import readers_engine

State = Literal["ok", "degraded", "unavailable"]
PINNED = "chosen by the editors"
RELATED = 5
"""Articles, where nobody says how many."""


def pins_of(topic: dict[str, Any]) -> list[int]:
    """The articles that the editor put first, of a topic's document."""
    return [pin["id"] for pin in topic["pinned_articles"]]


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
    about = log.tagged(f"topic-{topic_id}", type_="article", site_id=page.site_id or 0, locale=page.locale)
    return list(dict.fromkeys([*pins, *(change.id for change in about)]))


def _teasers(ids: list[int]) -> list[dict[str, Any]]:
    """What is live in the log, whatever an index still has: nobody is sent to a page that is gone."""
    found = log.teasers(ids)
    return [from_json(found[page_id]) for page_id in ids if page_id in found]
