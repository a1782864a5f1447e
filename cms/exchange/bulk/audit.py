"""Rows of Wagtail's audit log."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, Revision


def entry(
    page: Page,
    action: str,
    when: datetime,
    *,
    revision: Revision | None = None,
    data: dict[str, Any] | None = None,
    content_changed: bool = True,
) -> PageLogEntry:
    """What `wagtail.log_actions.log` would write."""
    context = get_active_log_context()
    return PageLogEntry(
        page_id=page.pk,
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
        label=page.get_admin_display_title(),
        action=action,
        timestamp=when,
        data=data or {},
        revision=revision,
        content_changed=content_changed,
        user=context.user,
        uuid=context.uuid,
    )
