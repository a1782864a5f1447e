"""Keys to the delivery API: whose they are, what they open, and nothing by which anybody could make one."""

from typing import ClassVar

from django.db import models


class ApiKey(models.Model):
    """`prefix` is the public part of the key, by which it is recognised and looked up; `digest` see `keys.digest`."""

    name = models.CharField(
        "who uses it", max_length=100, help_text="A person or a system, such as “Website, production”."
    )
    purpose = models.TextField(
        "what for", max_length=500, blank=True, help_text="And whom to ask before it is revoked."
    )
    published = models.BooleanField(
        "published pages", default=True, help_text="Documents, lists, search and suggestions; Wagtail's own API."
    )
    preview = models.BooleanField("drafts", default=False, help_text="Drafts, for who also has the preview's token.")
    changes = models.BooleanField("changes", default=False, help_text="The feed of all that changes.")
    prefix = models.CharField(max_length=20, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used = models.DateField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "API key"
        verbose_name_plural = "API keys"
        ordering: ClassVar = ["revoked_at", "name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def scopes(self) -> frozenset[str]:
        """Those of `keys.SCOPES` that it opens."""
        held = {"published": self.published, "preview": self.preview, "changes": self.changes}
        return frozenset(name for name, opens in held.items() if opens)
