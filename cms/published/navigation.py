"""What a site's navigation is made of: its home page, the pages that list, and those that editors show in menus."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from .models import PublishedDocument
from .settled import settled

MOST = 500
"""Entries; a menu of more is a list, and lists have addresses of their own."""
_COLUMNS = ("page_id", "type", "title", "path", "in_menus", "tree")


@dataclass(frozen=True, slots=True)
class Entry:
    """`in_menus`: the editor ticked it. `tree`: the page's place in the tree; that of a page below begins with it."""

    id: int
    type: str
    title: str
    path: str
    in_menus: bool
    tree: str


def entries(site_id: int, locale: str) -> list[Entry]:
    """The entries in one language, in the editors' order. One query."""
    rows = PublishedDocument.objects.filter(live=True, in_navigation=True, site_id=site_id, locale=locale)
    # Asked of the tree and not kept in the row: who puts a page elsewhere among its neighbours moves these in silence.
    tree = Subquery(Page.objects.filter(pk=OuterRef("page_id")).values("path")[:1])
    found = settled(lambda: rows.annotate(tree=tree).order_by("tree", "page_id")[:MOST], _COLUMNS)
    return [Entry(*row) for row in found if row[-1]]
