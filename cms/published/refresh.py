"""The one function that decides what the log says of a page, and writes it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from . import marks, purges
from .batches import batched
from .models import DocumentTag, LogHead, PublishedDocument
from .render import RENDERER_VERSION, Rendered, load_pages, render_pages
from .schema.documents import ArticleDocument, Document, TopicDocument
from .teasers import teaser_of
from .visibility import public_places

_CONTENT = ("live", "type", "site_id", "locale", "slug", "path", "title", "etag", "shown", "body")
_DATES = ("published", "updated", "last_reviewed", "next_review")
_BESIDE = ("stale", "renderer", "tag_line", "in_menus", "in_navigation", "teaser", *_DATES)
_WRITTEN = ("sequence", "changed_at", *_CONTENT, *_BESIDE)
_NAVIGATION = frozenset({"home", "topic_index", "article_index"})


def refresh(page_ids: Iterable[int]) -> int:
    """Look at each page and make the log say what is true of it now; returns how many rows changed.

    A public page gets its document, rendered afresh; any other page that the log shows gets a tombstone. A row that
    is right already keeps its sequence. What embeds a changed page is marked, and so is what stands below it.
    """
    changed = 0
    for batch in batched(dict.fromkeys(page_ids), marks.BATCH):
        with transaction.atomic():
            changed += _refresh_batch(batch)
    return changed


def _refresh_batch(page_ids: Sequence[int]) -> int:
    seen = marks.read_head().marks
    sequences = dict(PublishedDocument.objects.filter(pk__in=page_ids).values_list("page_id", "sequence"))
    rendered = _render(page_ids)
    head = marks.lock_head()
    before = {row.page_id: row for row in PublishedDocument.objects.filter(pk__in=page_ids)}
    # Somebody marked something between the rendering and the lock: what was rendered may lack it. Write it, and mark it.
    overtaken = head.marks != seen
    # Somebody wrote these very rows, or moved the pages, or took them away: what was rendered may be older than that.
    lost = {page_id for page_id, row in before.items() if row.sequence != sequences.get(page_id)}
    if overtaken:
        lost |= _displaced(page_ids, rendered)
    if lost:
        rendered = {id_: item for id_, item in rendered.items() if id_ not in lost} | _render(sorted(lost))
    changes = [
        change
        for page_id in page_ids
        if (
            change := _change(
                page_id, rendered.get(page_id), before.get(page_id), overtaken=overtaken and page_id not in lost
            )
        )
    ]
    _write(head, changes)
    _write_tags(rendered, [change.row.page_id for change in changes if not change.row.live])
    news = [change for change in changes if change.is_news]
    _spread(head, news, page_ids)
    purges.note(tag for change in news for tag in _outdated(change))
    return len(news)


def _render(page_ids: Sequence[int]) -> dict[int, Rendered]:
    places = public_places(page_ids)
    return {item.document.id: item for item in render_pages(load_pages(places), places)}


def _displaced(page_ids: Sequence[int], rendered: dict[int, Rendered]) -> set[int]:
    """Pages that by now stand elsewhere than where they were rendered, or are public no more, or have become so."""
    places = public_places(page_ids)
    return {id_ for id_ in page_ids if places.get(id_) != (rendered[id_].place if id_ in rendered else None)}


@dataclass(slots=True)
class _Change:
    """A row to write. `is_news`: followers must hear of it, so it gets a sequence."""

    row: PublishedDocument
    before: PublishedDocument | None
    is_news: bool
    neighbours: frozenset[int] = field(default_factory=frozenset)


def _change(
    page_id: int, rendered: Rendered | None, before: PublishedDocument | None, *, overtaken: bool
) -> _Change | None:
    if rendered is None and before is None:
        return None
    row = _live_row(rendered) if rendered else PublishedDocument(page_id=page_id)
    row.stale = overtaken and rendered is not None
    row.renderer = RENDERER_VERSION
    row.changed_at = before.changed_at if before else None
    row.sequence = before.sequence if before else None
    is_news = before is None or any(_content(row, name) != _content(before, name) for name in _CONTENT)
    if before and not is_news and all(_content(before, name) == _content(row, name) for name in _BESIDE):
        return None
    return _Change(row, before, is_news=is_news, neighbours=rendered.neighbours if rendered else frozenset())


def _content(row: PublishedDocument, name: str) -> Any:
    value = getattr(row, name)
    # PostgreSQL answers a memoryview.
    return bytes(value) if name in ("body", "teaser") else value


def _live_row(rendered: Rendered) -> PublishedDocument:
    document = rendered.document
    body = document.model_dump_json().encode()
    teaser = teaser_of(document)
    return PublishedDocument(
        page_id=document.id,
        live=True,
        type=document.type,
        site_id=rendered.place.site_id,
        locale=document.locale,
        slug=document.slug,
        path=document.path,
        title=document.title,
        etag=digest(body),
        shown=_shown(document, rendered.place.site_id),
        in_menus=document.show_in_menus,
        in_navigation=document.show_in_menus or document.type in _NAVIGATION,
        tag_line=", ".join(sorted(rendered.tags)),
        teaser=teaser.model_dump_json().encode() if teaser else b"",
        body=body,
        **{name: getattr(document, name, None) for name in _DATES},
    )


def digest(content: bytes) -> str:
    """128 bits, hexadecimal: enough that no two documents of a site ever share one by accident."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _shown(document: Document, site_id: int) -> str:
    """Digest of what other documents show of this one: its teaser, its address and, of a topic, its relations."""
    shown: list[Any] = [site_id, document.title, document.path, document.slug]
    if isinstance(document, TopicDocument):
        own = [
            (relation.kind, relation.topic.id, relation.note) for relation in document.relations if not relation.derived
        ]
        shown += [document.definition, document.image, own]
    elif isinstance(document, ArticleDocument):
        shown += [document.teaser_title, document.excerpt, document.image, document.last_reviewed]
    return digest(repr(shown).encode())


def _write(head: LogHead, changes: list[_Change]) -> None:
    """Give the news its sequences, in order, and write all rows in one statement."""
    if not changes:
        return
    now = timezone.now()
    for change in changes:
        if change.is_news:
            head.sequence += 1
            change.row.sequence = head.sequence
            change.row.changed_at = now
    head.save(update_fields=["sequence"])
    PublishedDocument.objects.bulk_create(
        [change.row for change in changes],
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=list(_WRITTEN),
        batch_size=50,
    )


def _write_tags(rendered: dict[int, Rendered], buried: list[int]) -> None:
    wanted = {(page_id, tag) for page_id, item in rendered.items() for tag in item.tags}
    rows = DocumentTag.objects.filter(document_id__in=[*rendered, *buried]).values_list("id", "document_id", "tag")
    present = {(page_id, tag): id_ for id_, page_id, tag in rows}
    if gone := [present[key] for key in present.keys() - wanted]:
        DocumentTag.objects.filter(pk__in=gone).delete()
    DocumentTag.objects.bulk_create(
        [DocumentTag(document_id=page_id, tag=tag) for page_id, tag in sorted(wanted - present.keys())], batch_size=500
    )


def _outdated(change: _Change) -> Iterator[str]:
    """The tags of answers that a row is out of date in, besides those that show its page in another one."""
    yield purges.document_tag(change.row.page_id)
    yield purges.ANY_CHANGE
    states = [row for row in (change.before, change.row) if row and row.live]
    if len({_as_listed(row) for row in states}) == 1 and len(states) > 1:
        return
    yield from {purges.list_tag(row.type) for row in states}
    if any(row.in_navigation for row in states):
        yield purges.NAVIGATION


def _as_listed(row: PublishedDocument) -> tuple[Any, ...]:
    """All that lists and the navigation show of a row, or put it in its place by."""
    dates = (getattr(row, name) for name in _DATES)
    return (row.site_id, row.type, row.locale, row.shown, row.title, row.path, row.in_menus, row.in_navigation, *dates)


def _spread(head: LogHead, news: list[_Change], fresh: Sequence[int]) -> None:
    """Mark what embeds a page whose teaser changed, and settle what stands below a page that moved, came or went."""
    visible = [change for change in news if change.before is None or change.before.shown != change.row.shown]
    if not visible:
        return
    tags = {f"page-{change.row.page_id}" for change in visible}
    neighbours = {neighbour for change in visible for neighbour in change.neighbours}
    marks.mark_tags(head, tags, documents=neighbours, but=fresh)
    turned = [change for change in visible if _stood(change.before) != _stood(change.row)]
    parents = Page.objects.filter(pk__in=[change.row.page_id for change in turned], numchild__gt=0).in_bulk()
    for change in turned:
        if change.row.page_id in parents:
            _settle_below(head, parents[change.row.page_id], change)


def _stood(row: PublishedDocument | None) -> tuple[int | None, str] | None:
    """Where a page stood: its site and its path there; None for one that was not public."""
    return (row.site_id, row.path) if row and row.live else None


def _settle_below(head: LogHead, page: Page, change: _Change) -> None:
    below = marks.descendants(page)
    if not change.row.live:
        marks.bury(head, below)
        return
    if change.before and change.before.live:
        marks.move(below, change.before, change.row)
    marks.mark_below(head, below)


def refresh_tree(page: Page) -> None:
    """For a change that no row of the page itself may tell, such as a view restriction: the page and all below it, and
    their aliases elsewhere, which are under the same restrictions.
    """
    with transaction.atomic():
        for each in (page, *_aliases(page)):
            refresh([each.pk])
            below = marks.descendants(each)
            head = marks.lock_head()
            if each.pk in public_places([each.pk]):
                marks.mark_below(head, below)
            else:
                marks.bury(head, below)


def _aliases(page: Page) -> list[Page]:
    """The aliases of a page and of all below it, aliases of these, and so on."""
    found: dict[int, Page] = {}
    sources = {page.pk, *marks.descendants(page)}
    while new := Page.objects.filter(alias_of__in=sources).exclude(pk__in=found).in_bulk():
        found |= new
        sources = {id_ for alias in new.values() for id_ in (alias.pk, *marks.descendants(alias))}
    return list(found.values())
