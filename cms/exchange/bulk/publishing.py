"""Many pages published at once: own rows, child rows, revisions, reference index, the admin's search, audit log."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update

from ..pages import Rows  # noqa: TID252  the package's own room
from .audit import entry
from .references import write_references
from .rows import relations_of, write_children, write_own_rows, write_places


def publish_pages(pages: Sequence[Page], present: dict[int, Rows]) -> None:
    """Publish pages as they are in memory. Each has its place already; `present` are the child rows stored for them.

    Leaves what `page.save_revision().publish()` leaves, a new page being saved by `add_child` before. It sends no
    signals: whoever calls it refreshes the log. Pages whose publishing means more (see `needs_wagtail`) are not for it.
    """
    new = [page for page in pages if not was_revised(page)]
    new_ids = {page.pk for page in new}
    changed = [page for page in pages if page.pk not in new_ids]
    old_titles = dict(
        Page.objects.filter(pk__in=[page.pk for page in changed], latest_revision__isnull=False).values_list(
            "pk", "title"
        )
    )
    for page in pages:
        _hold_children(page, present.get(page.pk, {}))
    with disable_reference_index_auto_update():
        # A new page is stored before its first revision is made, so the revision knows its child rows' keys; of a
        # changed page the revision comes first. The stored revisions show it.
        for page in new:
            page.live = True
        write_own_rows(new)
        write_children(new, present)
        revisions = _write_revisions(pages)
        published_at = timezone.now()
        for page, revision in zip(pages, revisions, strict=True):
            _mark_published(page, revision, published_at)
        write_own_rows(changed)
        write_children(changed, present)
        write_places(pages)
    write_references(pages)
    index_for_admin(pages)
    _write_audit(pages, revisions, old_titles, published_at)


def was_revised(page: Page) -> bool:
    """Whether a page was ever published, or saved by an editor. Drafts made ahead of their batch were not."""
    has_revision = page.latest_revision_id is not None  # pyright: ignore[reportAttributeAccessIssue]
    return has_revision or page.first_published_at is not None


def index_for_admin(pages: Sequence[Page]) -> None:
    """Let editors find the pages in the admin: what Wagtail does after each save."""
    for backend in get_search_backends(with_auto_update=True):
        for model in {type(page) for page in pages}:
            backend.add_bulk(model, [page for page in pages if type(page) is model])


def _hold_children(page: Page, present: Rows) -> None:
    """Have every relation in memory, or modelcluster would ask the database for each page and relation."""
    held = getattr(page, "_cluster_related_objects", {})
    for relation in relations_of(type(page)):
        if relation.name not in held:
            setattr(page, relation.name, present.get(relation.name, []))


def _write_revisions(pages: Sequence[Page]) -> list[Revision]:
    base = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    Revision.objects.filter(
        base_content_type=base, object_id__in=[str(page.pk) for page in pages], approved_go_live_at__isnull=False
    ).update(approved_go_live_at=None)
    return Revision.objects.bulk_create(
        [
            Revision(
                content_type=page.get_content_type(),
                base_content_type=base,
                object_id=str(page.pk),
                created_at=timezone.now(),
                content=page.serializable_data(),
                object_str=str(page),
            )
            for page in pages
        ]
    )


def _mark_published(page: Page, revision: Revision, when: datetime) -> None:
    page.latest_revision = page.live_revision = revision
    page.latest_revision_created_at = revision.created_at
    page.draft_title = page.title
    page.live = True
    page.has_unpublished_changes = page.expired = False
    page.last_published_at = when
    page.first_published_at = page.first_published_at or when


def _write_audit(
    pages: Sequence[Page], revisions: Sequence[Revision], old_titles: dict[int, str], when: datetime
) -> None:
    entries = []
    for page, revision in zip(pages, revisions, strict=True):
        old = old_titles.get(page.pk, page.title)
        data = {"title": {"old": old, "new": page.title}} if old != page.title else None
        if data:
            entries.append(entry(page, "wagtail.rename", when, revision=revision, data=data, content_changed=False))
        entries.append(entry(page, "wagtail.publish", when, revision=revision, data=data))
    PageLogEntry.objects.bulk_create(entries)
