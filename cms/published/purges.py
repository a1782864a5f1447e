"""What shared caches must forget, as tags: noted in the transaction that changes it, and waiting until it is told.

An answer carries the tags of all that it shows (`Cache-Tag`); what changed has one of them. So a reviewer's new name takes
away `person-3`, which is the pages that show it, and no page more.
"""

from collections.abc import Iterable

from django.conf import settings

from .models import WaitingPurge

EVERYTHING = "everything"
"""In place of a tag: any answer may have changed, as when a site gets another address."""

ANY_CHANGE = "list-all"
"""The tag of what changes with every document: the feed, the site map, lists in the order of changes."""

NAVIGATION = "list-navigation"
LISTED = ("topic", "article")


def list_tag(type_: str) -> str:
    """The tag of lists of a type: taken away when one more or one less is in them, or stands elsewhere, or looks different."""
    return f"list-{type_}"


def document_tag(page_id: int) -> str:
    """The tag of answers that show a page whole; `page-3` is on those too that show no more than its teaser."""
    return f"document-{page_id}"


def note(tags: Iterable[str]) -> None:
    """Let caches forget what has any of `tags`, once the transaction is committed. Nothing where no cache is told."""
    if getattr(settings, "WAGTAILFRONTENDCACHE", None):
        WaitingPurge.objects.bulk_create([WaitingPurge(tag=tag) for tag in sorted(set(tags))], batch_size=500)


def waiting(limit: int) -> list[tuple[int, str]]:
    """Up to `limit` noted tags, the oldest first, each with the id by which it is forgotten."""
    return list(WaitingPurge.objects.order_by("pk").values_list("pk", "tag")[:limit])


def told(ids: Iterable[int]) -> None:
    """Strike out what caches were told. By id: the same tag may have been noted again meanwhile."""
    WaitingPurge.objects.filter(pk__in=list(ids)).delete()
