"""The log of what is public: one row a page, its newest document or a tombstone, in order of sequence.

Everything that must know what is public follows this from a checkpoint, or asks it; nothing else listens to Wagtail.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from . import marks
from .models import DocumentTag, LogHead, PublishedDocument
from .recording import forget, recorded, recording
from .refresh import digest, refresh
from .settled import settled

__all__ = [
    "Change",
    "by_id",
    "by_ids",
    "by_path",
    "by_slug",
    "changes",
    "digest",
    "every_live",
    "forget",
    "head",
    "live",
    "public_of",
    "recorded",
    "recording",
    "refresh",
    "render_stale",
    "size",
    "stale_count",
    "tagged",
    "teasers",
]

COLUMNS = ("page_id", "sequence", "type", "site_id", "locale", "slug", "path", "etag", "live", "tag_line", "body")


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the log. A tombstone has no body, no address and no tags but its own."""

    id: int
    sequence: int
    type: str
    site_id: int | None
    locale: str
    slug: str
    path: str
    etag: str
    tags: tuple[str, ...]
    body: bytes | None


def head() -> int:
    """The newest sequence; 0 while nothing was ever published."""
    return LogHead.objects.values_list("sequence", flat=True).first() or 0


def changes(since: int, limit: int) -> list[Change]:
    """What happened after `since`, oldest first, at most `limit` rows. Stale rows are rendered before they are told."""
    return _read(lambda: PublishedDocument.objects.filter(sequence__gt=since).order_by("sequence")[:limit])


def live(after_id: int = 0, limit: int = 500) -> list[Change]:
    """What is public now, by page id: page on with the last id."""
    fresh = _read(lambda: PublishedDocument.objects.filter(live=True, page_id__gt=after_id).order_by("page_id")[:limit])
    return [change for change in fresh if change.body is not None]


def every_live(batch: int = 500) -> Iterator[Change]:
    last = 0
    while some := live(last, batch):
        yield from some
        last = some[-1].id


def public_of(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `pages` that the log says are public."""
    return pages.filter(pk__in=PublishedDocument.objects.filter(live=True).values("page_id"))


def by_id(page_id: int) -> Change | None:
    return _one(Q(page_id=page_id))


def by_ids(page_ids: Iterable[int]) -> dict[int, Change]:
    """Those of the pages that are live, by id."""
    wanted = list(page_ids)
    found = _read(lambda: PublishedDocument.objects.filter(pk__in=wanted, live=True))
    return {change.id: change for change in found if change.body is not None}


def by_path(site_id: int, path: str) -> Change | None:
    return _one(Q(site_id=site_id, path=path))


def by_slug(site_id: int, locale: str, type_: str, slug: str) -> Change | None:
    return _one(Q(site_id=site_id, locale=locale, type=type_, slug=slug))


def tagged(tag: str, *, type_: str, site_id: int, locale: str) -> list[Change]:
    """The live documents of one type that depend on `tag`, such as the articles of a topic, by title."""
    dependent = DocumentTag.objects.filter(tag=tag).values("document_id")
    rows = PublishedDocument.objects.filter(
        pk__in=dependent, live=True, type=type_, site_id=site_id, locale=locale
    ).order_by("title", "page_id")
    return [change for change in _read(lambda: rows) if change.body is not None]


def teasers(page_ids: Iterable[int]) -> dict[int, bytes]:
    """What lists show of those of the pages that are live topics or articles, by id."""
    wanted = list(page_ids)
    found = settled(lambda: PublishedDocument.objects.filter(pk__in=wanted, live=True), ("page_id", "teaser"))
    return {page_id: bytes(teaser) for page_id, teaser in found if teaser}


def size() -> int:
    """How many rows there are, tombstones included: what a follower that starts anew has before it."""
    return PublishedDocument.objects.count()


def stale_count() -> int:
    return PublishedDocument.objects.filter(stale=True).count()


def render_stale(limit: int = marks.BATCH) -> int:
    """Render up to `limit` marked documents again; returns how many were looked at, 0 when none is left."""
    page_ids = list(PublishedDocument.objects.filter(stale=True).values_list("page_id", flat=True)[:limit])
    refresh(page_ids)
    return len(page_ids)


def _one(condition: Q) -> Change | None:
    """A live document. Found stale, it is rendered first; it may then be gone, or elsewhere."""
    found = _read(lambda: PublishedDocument.objects.filter(condition, live=True).order_by("page_id")[:1])
    return found[0] if found and found[0].body is not None else None


def _read(rows: Callable[[], QuerySet[Any]]) -> list[Change]:
    return [as_change(*row) for row in settled(rows, COLUMNS)]


def as_change(page_id: int, *columns: Any) -> Change:
    """A row with these `COLUMNS`."""
    *address, live, tag_line, body = columns
    tags = tuple(tag_line.split(", ")) if tag_line else (f"page-{page_id}",)
    return Change(page_id, *address, tags=tags, body=bytes(body) if live else None)
