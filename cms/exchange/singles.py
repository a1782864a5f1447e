"""Pages published by Wagtail's own means: what publishing in bulk must equal, and what it leaves to Wagtail."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, WorkflowState


def publish_singly(page: Page, parent: Page | None = None) -> None:
    """Publish one page as it is in memory; a new one becomes the last child of `parent`."""
    if parent is not None:
        parent.add_child(instance=page)
    page.save_revision().publish()


def needing_wagtail(pages: Sequence[Page]) -> set[int]:
    """Ids of the stored pages whose publishing does more than store them: it leaves a redirect behind, waits for its
    time, ends a workflow, brings aliases up to date, or carries comments.
    """
    stored = Page.objects.filter(pk__in=[page.pk for page in pages])
    slugs = dict(stored.values_list("pk", "slug"))
    renamed = {page.pk for page in pages if page.pk in slugs and slugs[page.pk] != page.slug}
    special = stored.filter(
        Q(go_live_at__gt=timezone.now()) | Q(aliases__isnull=False) | Q(wagtail_admin_comments__isnull=False)
    )
    waiting = WorkflowState.objects.filter(
        status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        object_id__in=[str(pk) for pk in slugs],
        base_content_type__model="page",
        base_content_type__app_label="wagtailcore",
    )
    return {
        *renamed,
        *special.values_list("pk", flat=True),
        *(int(object_id) for object_id in waiting.values_list("object_id", flat=True)),
    }
