"""What comes along with a document in the same answer, so that a page is one request and not three."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from cms.published import log
from cms.published.purges import list_tag

from .filled_by_search import RELATED, hub_articles, pins_of, related_to
from .parameters import DEFAULT_LIMIT


@dataclass(frozen=True, slots=True)
class Included:
    """`schema.Included` as JSON, with the origin token in it; `tags`: what it depends on."""

    content: bytes = b"null"
    tags: tuple[str, ...] = ()


def included(change: log.Change, wanted: Sequence[str]) -> Included:
    """What `wanted` names of a topic (`articles`, `topics`) or an article (`related`, `topics`).

    What a page of its type does not have is null.
    """
    if not wanted:
        return Included()
    document = from_json(change.body or b"")
    parts: dict[str, bytes] = {}
    tags: list[str] = []
    if "related" in wanted and change.type == "article":
        items, state = related_to(change, RELATED)
        parts["related"] = to_json({"search": state, "items": items})
        tags += [list_tag("article"), *_shown(items)]
    if "articles" in wanted and change.type == "topic":
        total, items, state = hub_articles(change, pins_of(document), 0, DEFAULT_LIMIT)
        content = {"total": total, "limit": DEFAULT_LIMIT, "offset": 0, "search": state, "items": items}
        parts["articles"] = to_json(content)
        tags += [list_tag("article"), *_shown(items)]
    if "topics" in wanted and change.type in ("topic", "article"):
        parts["topics"], more = _whole_topics(_topics_of(document))
        tags += more
    return Included(_assembled(parts), tuple(tags))


def included_topics(article_ids: Sequence[int]) -> Included:
    """The topics that some articles are about, in the order of these."""
    articles = log.by_ids(article_ids)
    ids = [id_ for id_ in article_ids if id_ in articles]
    topics, tags = _whole_topics(one for id_ in ids for one in _topics_of(from_json(articles[id_].body or b"")))
    return Included(_assembled({"topics": topics}), tuple(tags))


def _whole_topics(ids: Iterable[int]) -> tuple[bytes, list[str]]:
    """The documents of those that are public, each once, in order; and what they depend on."""
    wanted = list(dict.fromkeys(ids))
    found = log.by_ids(wanted)
    changes = [found[id_] for id_ in wanted if id_ in found]
    bodies = b",".join(change.body or b"" for change in changes)
    return b"[" + bodies + b"]", [tag for change in changes for tag in change.tags]


def _topics_of(document: dict[str, Any]) -> list[int]:
    if document["type"] == "topic":
        return [relation["topic"]["id"] for relation in document["relations"]]
    return [topic["id"] for topic in document["topics"]]


def _shown(items: list[dict[str, Any]]) -> list[str]:
    return [f"page-{item['article']['id']}" for item in items]


def _assembled(parts: dict[str, bytes]) -> bytes:
    held = (b'"' + name.encode() + b'":' + parts.get(name, b"null") for name in ("related", "articles", "topics"))
    return b"{" + b",".join(held) + b"}"
