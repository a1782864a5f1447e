"""Changes of public pages that editors have fixed a time for."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.published.batches import batched

SCHEDULED_MEND = "Wait until it is public or cancel it in the admin, then import again; or leave the line out."


def scheduled_changes(page_ids: Iterable[int]) -> dict[int, datetime]:
    """When the next version of each public page is to appear; pages without one are left out.

    A page that has never been public and waits for its day is not among them: publishing it keeps that day.
    """
    base = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    found: dict[int, datetime] = {}
    for some in batched(page_ids, 500):
        live = Page.objects.filter(pk__in=some, live=True).values_list("pk", flat=True)
        waiting = Revision.objects.filter(
            base_content_type=base, object_id__in=[str(pk) for pk in live], approved_go_live_at__isnull=False
        )
        found |= {int(pk): when for pk, when in waiting.values_list("object_id", "approved_go_live_at")}
    return found


def spoken_time(when: datetime) -> str:
    """Such as “2026-03-31 09:00 (Europe/London)”: as the admin shows it, in the site's time zone."""
    zone = timezone.get_default_timezone()
    name = zone.key if isinstance(zone, ZoneInfo) else str(zone)
    return f"{timezone.localtime(when, zone):%Y-%m-%d %H:%M} ({name})"
