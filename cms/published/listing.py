"""Lists of live documents of one type: which they hold, in which order, and where the next page of one begins."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import F, Q, QuerySet
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from .models import DocumentTag, PublishedDocument
from .refresh import digest
from .settled import settled

DatedColumn = Literal["published", "updated", "last_reviewed", "next_review", "changed_at"]
Column = Literal["title", "published", "updated", "last_reviewed", "next_review", "changed_at"]
Review = Literal["current", "due", "never"]


@dataclass(frozen=True, slots=True)
class Range:
    """From one moment to another, both included; None: without that end."""

    column: DatedColumn
    first: date | datetime | None = None
    last: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """By one column; what has nothing there comes last either way, and among equals the oldest page first."""

    column: Column = "title"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list holds: documents for which all of this is true. What is empty or None asks for nothing.

    `locale` None: in all languages. `tags`: of each group, the document has one. `reviews`: any of them, as of `today`.
    """

    type: str
    site_id: int
    locale: str | None
    ids: tuple[int, ...] = ()
    slugs: tuple[str, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    ranges: tuple[Range, ...] = ()
    reviews: tuple[Review, ...] = ()
    today: date = date.min
    order: Order = field(default_factory=Order)


class ForeignCursorError(Exception):
    """The cursor is none of ours, or of a list with other filters or another order."""


@dataclass(frozen=True, slots=True)
class Item:
    """A document of a list: its teaser or its body, and what that depends on."""

    id: int
    content: bytes
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Part of a list. `total`: of the whole list. `cursor`: where the next part begins; None at the end."""

    total: int
    items: list[Item]
    cursor: str | None


def listed(
    wanted: Wanted, *, limit: int, offset: int = 0, cursor: str | None = None, content: Literal["teaser", "body"]
) -> Listed:
    """Up to `limit` documents, from the place `offset` or from where a `cursor` says. Two queries.

    A cursor stays right while pages come and go: it names the last document seen, not how many there were before it.
    Raises ForeignCursorError.
    """
    rows = _rows(wanted)
    page = rows.order_by(*_ordering(wanted.order))
    if cursor is not None:
        page, offset = page.filter(_after(wanted, *_read(wanted, cursor))), 0
    columns = ("page_id", content, "tag_line", wanted.order.column)
    found = settled(lambda: page[offset : offset + limit + 1], columns)
    some = found[:limit]
    following = _cursor(wanted, some[-1][-1], some[-1][0]) if len(found) > limit else None
    # A teaser shows nothing but what makes its page's row another one for whoever embeds it.
    items = [
        Item(id_, bytes(held), tuple(tag_line.split(", ")) if content == "body" else (f"page-{id_}",))
        for id_, held, tag_line, _ in some
    ]
    return Listed(rows.count(), items, following)


def _rows(wanted: Wanted) -> QuerySet[PublishedDocument]:
    rows = PublishedDocument.objects.filter(live=True, site_id=wanted.site_id, type=wanted.type)
    if wanted.locale is not None:
        rows = rows.filter(locale=wanted.locale)
    if wanted.ids:
        rows = rows.filter(pk__in=wanted.ids)
    if wanted.slugs:
        rows = rows.filter(slug__in=wanted.slugs)
    for group in wanted.tags:
        rows = rows.filter(pk__in=DocumentTag.objects.filter(tag__in=group).values("document_id"))
    for one in wanted.ranges:
        bounds = {f"{one.column}__gte": one.first, f"{one.column}__lte": one.last}
        rows = rows.filter(**{name: bound for name, bound in bounds.items() if bound is not None})
    if wanted.reviews:
        states = _review_states(wanted.today)
        rows = rows.filter(_any([states[one] for one in wanted.reviews]))
    return rows


def _review_states(today: date) -> dict[Review, Q]:
    """Each document is in one: never reviewed; due, once the day of the next review is there; current until then."""
    never, due = Q(last_reviewed=None), Q(last_reviewed__isnull=False, next_review__lte=today)
    open_ended = Q(next_review=None) | Q(next_review__gt=today)
    return {"never": never, "due": due, "current": Q(last_reviewed__isnull=False) & open_ended}


def _any(conditions: Sequence[Q]) -> Q:
    whole = conditions[0]
    for one in conditions[1:]:
        whole |= one
    return whole


def _ordering(order: Order) -> tuple[Any, ...]:
    column = F(order.column)
    if order.column == "title":
        # Every page has one; said with an order of nulls, SQLite would not read it from the index.
        return (column.desc() if order.descending else column.asc(), "page_id")
    return (column.desc(nulls_last=True) if order.descending else column.asc(nulls_last=True), "page_id")


def _after(wanted: Wanted, value: Any, page_id: int) -> Q:
    """What comes after a document in the list's order."""
    column, beyond = wanted.order.column, "lt" if wanted.order.descending else "gt"
    if value is None:
        return Q(**{column: None}, page_id__gt=page_id)
    # The first part says nothing new, but it is what an index can be read by.
    after = Q(**{f"{column}__{beyond}e": value}) & (Q(**{f"{column}__{beyond}": value}) | Q(page_id__gt=page_id))
    return after if column == "title" else after | Q(**{column: None})


_text: TypeAdapter[tuple[str, str, int]] = TypeAdapter(tuple[str, str, int])
_day: TypeAdapter[tuple[str, date | None, int]] = TypeAdapter(tuple[str, date | None, int])
_moment: TypeAdapter[tuple[str, datetime | None, int]] = TypeAdapter(tuple[str, datetime | None, int])
LARGEST_ID = 2**63 - 1


def _cursor(wanted: Wanted, value: Any, page_id: int) -> str:
    return base64.urlsafe_b64encode(to_json([_mark(wanted), value, page_id])).rstrip(b"=").decode()


def _read(wanted: Wanted, cursor: str) -> tuple[Any, int]:
    form = {"title": _text, "changed_at": _moment}.get(wanted.order.column, _day)
    try:
        mark, value, page_id = form.validate_json(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, UnicodeEncodeError, ValueError, ValidationError) as error:
        raise ForeignCursorError from error
    # Whoever writes one by hand could otherwise ask the database for what it cannot hold.
    if mark != _mark(wanted) or not 0 < page_id <= LARGEST_ID or "\x00" in str(value):
        raise ForeignCursorError
    return value, page_id


def _mark(wanted: Wanted) -> str:
    """What a list is, in short. Not `today`: who reads on past midnight reads the same list."""
    told = (wanted.type, wanted.site_id, wanted.locale, wanted.ids, wanted.slugs, wanted.tags, wanted.ranges)
    return digest(repr((*told, wanted.reviews, wanted.order)).encode())[:12]
