"""The head of the log, and the marks that say which documents must be looked at again."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from wagtail.models import Page

from . import purges
from .batches import batched
from .models import DocumentTag, LogHead, PublishedDocument

BATCH = 200
"""Documents rendered in one go, and the most that a publishing transaction renders beside its own."""


def read_head() -> LogHead:
    return LogHead.objects.get_or_create(id=1)[0]


def lock_head() -> LogHead:
    """The head, locked until the transaction ends. Whoever writes rows takes it first: so none waits on another's row.

    On SQLite the transaction is the lock (`transaction_mode: IMMEDIATE`).
    """
    read_head()
    return LogHead.objects.select_for_update().get(id=1)


def mark_tags(head: LogHead, tags: Iterable[str], *, documents: Iterable[int] = (), but: Iterable[int] = ()) -> None:
    """Mark the documents that depend on any of `tags`, and `documents`. `but`: rendered just now, with all of it."""
    head.marks += 1
    head.save(update_fields=["marks"])
    tags, fresh = set(tags), set(but)
    purges.note(tags)
    for some in batched(sorted(set(documents) - fresh), 500):
        PublishedDocument.objects.filter(pk__in=some).update(stale=True)
    for some in batched(sorted(tags), 500):
        dependent = DocumentTag.objects.filter(tag__in=some).values("document_id")
        PublishedDocument.objects.filter(pk__in=dependent).exclude(pk__in=fresh).update(stale=True)


def mark_pages(head: LogHead, page_ids: Sequence[int]) -> None:
    """Mark pages whether or not the log knows them yet."""
    head.marks += 1
    head.save(update_fields=["marks"])
    for some in batched(page_ids, 500):
        PublishedDocument.objects.filter(pk__in=some).update(stale=True)
        PublishedDocument.objects.bulk_create(
            [PublishedDocument(page_id=id_, stale=True) for id_ in some], ignore_conflicts=True
        )


def mark_below(head: LogHead, page_ids: Sequence[int]) -> None:
    """Mark pages whose addresses changed, or that come into sight, with all that shows or links to them."""
    mark_pages(head, page_ids)
    mark_tags(head, (f"page-{id_}" for id_ in page_ids))


def move(page_ids: Sequence[int], before: PublishedDocument, after: PublishedDocument) -> None:
    """Give the rows below a page that moved their new addresses at once: there they are asked for from now on."""
    for some in batched(page_ids, 500):
        PublishedDocument.objects.filter(
            pk__in=some, live=True, site_id=before.site_id, path__startswith=before.path
        ).update(
            path=Concat(Value(after.path), Substr("path", len(before.path) + 1)), site_id=after.site_id, stale=True
        )


def bury(head: LogHead, page_ids: Sequence[int]) -> None:
    """Turn live rows into tombstones at once, however many, each with a sequence of its own."""
    for some in batched(page_ids, 500):
        live = PublishedDocument.objects.filter(pk__in=some, live=True)
        ids = list(live.values_list("pk", flat=True))
        if not ids:
            continue
        _bury_rows(head.sequence, ids)
        head.sequence += len(ids)
        head.save(update_fields=["sequence"])
        DocumentTag.objects.filter(document_id__in=ids).delete()
        mark_tags(head, (f"page-{id_}" for id_ in ids), but=ids)
        purges.note([purges.ANY_CHANGE, purges.NAVIGATION, *map(purges.list_tag, purges.LISTED)])


def _bury_rows(after: int, ids: list[int]) -> None:
    table = PublishedDocument._meta.db_table  # noqa: SLF001  Django's documented model API
    places = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(
            # One statement for all: numbered by a window function, which SQLite (3.33) and PostgreSQL both update from.
            f"""
            UPDATE {table} AS document
               SET sequence = %s + numbered.place, live = %s, stale = %s, type = '', site_id = NULL, locale = '',
                   slug = '', path = '', title = '', etag = '', shown = '', tag_line = '', in_menus = %s,
                   in_navigation = %s, body = %s, teaser = %s, published = NULL, updated = NULL, last_reviewed = NULL,
                   next_review = NULL, changed_at = CURRENT_TIMESTAMP
              FROM (SELECT page_id, row_number() OVER (ORDER BY page_id) AS place
                      FROM {table} WHERE page_id IN ({places})) AS numbered
             WHERE document.page_id = numbered.page_id
            """,  # noqa: S608  a table's name and placeholders
            [after, False, False, False, False, b"", b"", *ids],
        )


def descendants(page: Page) -> list[int]:
    return list(
        Page.objects.filter(path__startswith=page.path, depth__gt=page.depth)
        .order_by("path")
        .values_list("pk", flat=True)
    )


@transaction.atomic
def mark_everything() -> None:
    """For changes that may touch any page, such as another root page for a site."""
    head = lock_head()
    PublishedDocument.objects.update(stale=True)
    mark_pages(head, list(Page.objects.filter(depth__gt=1).values_list("pk", flat=True)))
    purges.note([purges.EVERYTHING])
