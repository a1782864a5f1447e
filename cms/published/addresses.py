"""Where a site's documents stand, without the documents: for site maps."""

from dataclasses import dataclass
from datetime import datetime

from .models import PublishedDocument
from .settled import settled

_COLUMNS = ("page_id", "type", "locale", "path", "changed_at")


@dataclass(frozen=True, slots=True)
class Address:
    """`changed_at` (UTC): when the document last changed, in whatever way."""

    id: int
    type: str
    locale: str
    path: str
    changed_at: datetime


def addresses(site_id: int, *, offset: int, limit: int) -> tuple[int, list[Address]]:
    """How many documents a site has in all its languages, and the addresses of some of them, by path."""
    rows = PublishedDocument.objects.filter(live=True, site_id=site_id)
    found = settled(lambda: rows.order_by("path", "page_id")[offset : offset + limit], _COLUMNS)
    return rows.count(), [Address(*row) for row in found]
