"""Where a site's frontend shows drafts, and the drafts that it may show now."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .addresses import check_address


@register_setting(icon="view")
class FrontendSettings(BaseSiteSetting):
    preview_url = models.CharField(
        "preview address",
        max_length=500,
        blank=True,
        validators=[check_address],
        help_text="Where the frontend shows drafts, such as https://www.example.org/api/draft. The preview panel opens it "
        "with a token that is good for 15 minutes. Empty: drafts are shown as the reader pages alone.",
    )

    panels: ClassVar = [FieldPanel("preview_url")]

    class Meta:
        verbose_name = "frontend"

    def __str__(self) -> str:
        return self.preview_url or "No frontend"


class KeptDraft(models.Model):
    """The newest draft of a page that an editor looked at in the frontend, as a document; one for each session and page.

    In the database, for the process that is asked by the frontend is not the one that drew the draft. `page_id` is 0 for
    a page never saved: then `parent_id` and `type` say which form it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    session_key = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page_id = models.BigIntegerField()
    parent_id = models.BigIntegerField()
    site_id = models.BigIntegerField()
    type = models.CharField(max_length=40)
    slug = models.CharField(max_length=255)
    body = models.BinaryField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session_key", "page_id", "parent_id", "type"], name="preview_one_draft_a_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.page_id} at {self.kept_at}"
