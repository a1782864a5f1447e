"""Places in the page tree for many new pages at once, as treebeard's `add_child` would give them one by one."""

from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from .audit import entry
from .rows import insert_places


class SlugTakenError(Exception):
    """Somebody gave another page the address since the file was checked."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def add_children(parent_id: int, pages: Sequence[Page]) -> None:
    """Give new pages ids and places below a parent, after its last child. Each has its title and slug.

    Writes only their rows in the table of all pages, so the transaction must go on to write the rest. Raises
    `SlugTakenError`.
    """
    # Locked as `add_child` does: whoever else adds a child waits, and takes the next place.
    parent = Page.objects.select_for_update().get(pk=parent_id)
    taken = Page.objects.child_of(parent).filter(slug__in=[page.slug for page in pages])
    if slug := taken.values_list("slug", flat=True).first():
        raise SlugTakenError(slug)
    last = parent.get_last_child()
    path = last.path if last else None
    for page in pages:
        path = _next_path(parent, path)
        page.path, page.depth = path, parent.depth + 1
        page.locale = parent.locale
        page.draft_title = page.title
        page.set_url_path(parent)
    insert_places(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    now = timezone.now()
    PageLogEntry.objects.bulk_create([entry(page, "wagtail.create", now) for page in pages])


def _next_path(parent: Page, last: str | None) -> str:
    if last is None:
        return Page._get_path(parent.path, parent.depth + 1, 1)  # noqa: SLF001  treebeard's own arithmetic
    return Page(path=last)._inc_path()  # noqa: SLF001
