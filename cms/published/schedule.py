"""Go-live and expiry: Wagtail's own scheduled publishing, recorded."""

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision


def publish_due() -> bool:
    """Publish what is due and unpublish what has expired; whether there was anything. Asks first, so that an idle
    site takes no write lock.
    """
    now = timezone.now()
    due = (
        Page.objects.filter(live=True, expire_at__lt=now).exists()
        or Revision.objects.filter(approved_go_live_at__lt=now).exists()
    )
    if due:
        call_command("publish_scheduled")
    return due
