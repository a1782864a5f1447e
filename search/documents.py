"""Index documents: what search keeps of a published document. Plain values, no Django.

An index document holds the page's *own* words: nothing from the teasers and definitions of other pages that its
document embeds, so that a page is never found by (and never shows) the words of another one.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pydantic import ValidationError

from cms.published.schema.base import Image, Model
from cms.published.schema.documents import (
    ArticleDocument,
    Document,
    TopicDocument,
    document_adapter,
)

from .errors import DocumentUnreadableError
from .initials import initials
from .languages import language_of
from .results import Kept, kept_adapter
from .sections import Section, sections_adapter
from .texts import OwnText, own_text
from .upkeep import NEVER, latest, review_due

FORMAT = 5
"""Of the index documents. A generation of another format is built again; raise it when fields or analysis change."""


UNDATED = "1970-01-01"
"""Sorts a page that was made by a program, and never published by a person, behind all others."""


class LogChange(Protocol):
    """The part of a log row that search reads (`cms.published.log.Change`)."""

    @property
    def id(self) -> int: ...
    @property
    def sequence(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def site_id(self) -> int | None: ...
    @property
    def locale(self) -> str: ...
    @property
    def body(self) -> bytes | None: ...


class Card(Model):
    """What a hit shows of a page. Stored in the index as JSON, with the origin token in its addresses."""

    id: int
    type: str
    title: str
    teaser_title: str
    slug: str
    path: str
    url: str
    locale: str
    summary: str
    other_names: list[str]
    image: Image | None
    topic_ids: list[int]
    published: date | None
    updated: date | None
    last_reviewed: date | None


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One page, or its tombstone (`deleted`, everything but id and sequence empty).

    Dates are ISO 8601 (`YYYY-MM-DD`) or empty; `newest` orders lists without a query and is never empty for a
    page.
    `name_keys` are the page's names as its language's `name_key` makes them, for looking up a whole name.
    `tended` and `review_due` are days as in `upkeep`.
    `vector` is what the page is about (`meaning.with_vectors`); empty where it has none.
    `related_pins` are in the editor's order; for a topic they are its pinned articles.
    """

    id: int
    sequence: int
    body_hash: str
    deleted: bool = False
    type: str = ""
    site_id: int = 0
    locale: str = ""
    title: str = ""
    other_names: tuple[str, ...] = ()
    name_keys: tuple[str, ...] = ()
    summary: str = ""
    headings: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    text: str = ""
    initials: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    topic_ids: tuple[int, ...] = ()
    strategies: tuple[str, ...] = ()
    newest: str = ""
    tended: int = NEVER
    review_due: int = NEVER
    related_pins: tuple[int, ...] = ()
    related_blocks: tuple[int, ...] = ()
    card: str = ""
    vector: bytes = b""


def kept_json(document: IndexDocument) -> bytes:
    """Write what an engine stores of a page beside its texts; `results.kept_adapter` reads it back."""
    return kept_adapter.dump_json(Kept(**{name: getattr(document, name) for name in Kept.__slots__}))


def sections_json(document: IndexDocument) -> bytes:
    """Write what an engine stores beside a page's text; `sections.sections_adapter` reads it back."""
    return sections_adapter.dump_json(document.sections)


def body_hash(body: bytes | None) -> str:
    """Compare index and log by this: SHA-256 of the stored body, in hex; empty for a tombstone."""
    return "" if body is None else hashlib.sha256(body).hexdigest()


def index_document(change: LogChange) -> IndexDocument:
    """Make the index document of a log row. Raises DocumentUnreadableError when the body is not of this schema."""
    if change.body is None:
        return IndexDocument(change.id, change.sequence, "", deleted=True)
    try:
        document = document_adapter.validate_json(change.body)
    except ValidationError as error:
        message = (
            f"Page {change.id} (sequence {change.sequence}) was published in a form that this version cannot read: "
            f"{error.error_count()} faults, the first at {error.errors()[0]['loc']}. Run manage.py rebuild_documents."
        )
        raise DocumentUnreadableError(message) from error
    return _live(change, document)


def _live(change: LogChange, document: Document) -> IndexDocument:
    own = own_text(document)
    names = tuple(getattr(document, "other_names", ()))
    language = language_of(change.locale)
    keys = dict.fromkeys(language.name_key(name) for name in (document.title, *names))
    return IndexDocument(
        id=change.id,
        sequence=change.sequence,
        body_hash=body_hash(change.body),
        type=document.type,
        site_id=change.site_id or 0,
        locale=change.locale,
        title=document.title,
        other_names=names,
        name_keys=tuple(key for key in keys if key),
        summary=own.summary,
        headings=own.headings,
        key_points=own.key_points,
        text=own.text,
        initials=initials((document.title, *names), language),
        sections=own.sections,
        topic_ids=_topic_ids(document),
        strategies=own.strategies,
        newest=_newest(document),
        tended=_tended(document),
        review_due=_review_due(document),
        related_pins=_pins(document),
        related_blocks=tuple(document.related_blocks) if isinstance(document, ArticleDocument) else (),
        card=_card(document, own),
    )


def _topic_ids(document: Document) -> tuple[int, ...]:
    """Find an article's topics, or the topic itself: filtering by a topic finds its hub too."""
    match document:
        case ArticleDocument():
            return tuple(topic.id for topic in document.topics)
        case TopicDocument():
            return (document.id,)
        case _:
            return ()


def _pins(document: Document) -> tuple[int, ...]:
    match document:
        case ArticleDocument():
            return tuple(pin.id for pin in document.related_pins)
        case TopicDocument():
            return tuple(pin.id for pin in document.pinned_articles)
        case _:
            return ()


def _newest(document: Document) -> str:
    """Take what the editor dates by, else the day of first publishing: a mere republishing is no news."""
    day = None
    if isinstance(document, ArticleDocument):
        day = document.updated or document.published
    if day is None and document.first_published_at is not None:
        day = document.first_published_at.date()
    return UNDATED if day is None else day.isoformat()


def _tended(document: Document) -> int:
    return latest(*(getattr(document, name, None) for name in ("published", "updated", "last_reviewed")))


def _review_due(document: Document) -> int:
    reviewed = isinstance(document, ArticleDocument | TopicDocument)
    return review_due(document.last_reviewed, document.next_review) if reviewed else NEVER


def _card(document: Document, own: OwnText) -> str:
    return Card(
        id=document.id,
        type=document.type,
        title=document.title,
        teaser_title=getattr(document, "teaser_title", ""),
        slug=document.slug,
        path=document.path,
        url=document.url,
        locale=document.locale,
        summary=own.summary,
        other_names=list(getattr(document, "other_names", ())),
        image=getattr(document, "image", None),
        topic_ids=list(_topic_ids(document)),
        published=getattr(document, "published", None),
        updated=getattr(document, "updated", None),
        last_reviewed=getattr(document, "last_reviewed", None),
    ).model_dump_json()
