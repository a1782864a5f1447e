"""Compares the log with the truth, and mends it: for edits behind Wagtail's back and for damage."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from . import marks
from .batches import batched
from .models import PublishedDocument
from .refresh import refresh
from .render import page_types


@dataclass(slots=True)
class Findings:
    """What a run looked at and what it had to mend, in rows."""

    looked_at: int = 0
    mended: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def every_page_id() -> list[int]:
    """Every page that has a document or could have one, and every page that the log knows, in order of id."""
    pages = Page.objects.filter(content_type__in=page_types()).values_list("pk", flat=True)
    rows = PublishedDocument.objects.values_list("page_id", flat=True)
    return sorted({*pages, *rows})


def reconcile(advance: Callable[[int], None] | None = None) -> Findings:
    """Render every public page afresh and compare it with its row: bytes, address and visibility. Mends what differs.

    Pages are compared in batches, each in a transaction of its own, so publishing goes on. `advance` is told how many
    more were looked at.
    """
    findings = Findings()
    for some in batched(every_page_id(), marks.BATCH):
        findings.mended += refresh(some)
        findings.looked_at += len(some)
        if advance:
            advance(len(some))
    return findings


def begin_rebuild() -> int:
    """Mark every row as rendered by no renderer, unless an earlier rebuild is still under way; returns what is left."""
    with transaction.atomic():
        head = marks.lock_head()
        if not _unrendered().exists():
            PublishedDocument.objects.filter(live=True).update(renderer=0)
            known = set(PublishedDocument.objects.values_list("page_id", flat=True))
            missing = [page_id for page_id in every_page_id() if page_id not in known]
            marks.mark_pages(head, missing)
    return _unrendered().count()


def rebuild() -> Iterator[int]:
    """Render what `begin_rebuild` marked, in batches; yields how many each held. Killed, it goes on where it stopped."""
    while some := list(_unrendered().order_by("page_id").values_list("page_id", flat=True)[: marks.BATCH]):
        refresh(some)
        yield len(some)


def _unrendered() -> QuerySet[PublishedDocument]:
    return PublishedDocument.objects.filter(renderer=0)
