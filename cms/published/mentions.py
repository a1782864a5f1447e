"""What a page refers to: its child rows, and its body read from its stored form (a StreamField's JSON)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.content.models import ArticlePage, TopicPage, TopicRelation
from home.models import HomePage

from .richtext import page_links


@dataclass(slots=True)
class Mentions:
    """Ids of all that documents embed or link to."""

    pages: set[int] = field(default_factory=set)
    images: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    roles: set[int] = field(default_factory=set)

    def tags(self) -> set[str]:
        return {
            *(f"page-{id_}" for id_ in self.pages),
            *(f"image-{id_}" for id_ in self.images),
            *(f"person-{id_}" for id_ in self.people),
            *(f"role-{id_}" for id_ in self.roles),
        }

    def add(self, other: "Mentions") -> None:
        self.pages |= other.pages
        self.images |= other.images
        self.people |= other.people
        self.roles |= other.roles


def stored_body(page: Page) -> list[dict[str, Any]]:
    """The body's blocks as they are stored; also for a draft that was never saved. Pages without a body have none."""
    body = getattr(page, "body", None)
    return body.get_prep_value() if isinstance(body, StreamValue) else []


def items(stored: list[Any]) -> list[Any]:
    """The values of a stored list block; older data lacks the wrapper that carries each item's id."""
    return [
        item["value"] if isinstance(item, dict) and item.get("type") == "item" and "value" in item else item
        for item in stored or []
    ]


def body_mentions(body: Iterable[dict[str, Any]]) -> Mentions:
    found = Mentions()
    for block in body:
        kind, value = block["type"], block["value"]
        for html in _rich_texts(kind, value):
            found.pages |= page_links(html or "")
        if kind in ("image", "figure"):
            found.images |= _ids([(value.get("image") or {}).get("image")])
        elif kind == "strategy":
            found.pages |= _ids([value.get("topic")])
            found.roles |= _ids(items(value.get("care_roles")))
        elif kind == "care_team":
            found.roles |= _ids(member.get("role") for member in items(value["members"]))
    return found


def _rich_texts(kind: str, value: Any) -> list[str]:
    if kind == "rich_text":
        return [value]
    if kind == "callout":
        return [value["text"]]
    if kind == "steps":
        return [step["text"] for step in items(value["steps"])]
    if kind == "questions":
        return [question["answer"] for question in items(value["questions"])]
    return []


def _ids(values: Iterable[Any]) -> set[int]:
    return {int(value) for value in values if value}


def children(page: Page, relation: str) -> list[Any]:
    """A page's child rows in the editor's order; none where its type has no such relation."""
    return list(getattr(page, relation).all()) if hasattr(page, relation) else []


def article_topics(page: ArticlePage) -> list[int]:
    """Ids of an article's topics, the primary one first, each once."""
    further = [row.topic_id for row in children(page, "further_topics")]
    return list(dict.fromkeys([page.primary_topic_id, *further] if page.primary_topic_id else further))


def relations_told_by_others(topic_ids: Iterable[int]) -> dict[int, list[TopicRelation]]:
    """By target: the relations that other topics tell, in a stable order; none of a draft's that still lack their kind."""
    told: dict[int, list[TopicRelation]] = defaultdict(list)
    rows = TopicRelation.objects.filter(target_id__in=list(topic_ids)).exclude(kind="")
    for row in rows.order_by("source__title", "source_id"):
        told[row.target_id].append(row)
    return told


def page_mentions(page: Page, told_by_others: Iterable[TopicRelation]) -> Mentions:
    found = body_mentions(stored_body(page))
    found.people |= {row.person_id for name in ("authors", "reviewers") for row in children(page, name)}
    found.images |= _ids([getattr(page, "image_id", None)])
    if isinstance(page, TopicPage):
        found.pages |= {row.target_id for row in children(page, "relations")}
        found.pages |= {row.source_id for row in told_by_others}
        found.pages |= {row.article_id for row in children(page, "pinned_articles")}
    elif isinstance(page, ArticlePage):
        found.pages |= {*article_topics(page), *(row.other_id for row in children(page, "related_pins"))}
    elif isinstance(page, HomePage):
        found.pages |= {row.page_id for row in children(page, "featured")}
    return found
