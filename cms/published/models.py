"""The log's tables. Only this package reads or writes them; everybody else calls `log.py`."""

from typing import ClassVar

from django.db import models


class LogHead(models.Model):
    """One row, locked by whoever writes the log until commit, so that sequences appear in the order of commits.

    `marks` counts every change to what documents embed: a document rendered before a mark and written after it may
    be out of date, and is then written as stale.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    marks = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="published_one_log_head")]

    def __str__(self) -> str:
        return f"sequence {self.sequence}"


class PublishedDocument(models.Model):
    """The newest document of a page, or its tombstone. A compacted log: one row a page, in order of `sequence`.

    No foreign key to the page: a tombstone outlives it. A row without a sequence is not in the log yet; it only says
    that the page must be looked at.
    """

    page_id = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(null=True, unique=True)
    live = models.BooleanField(default=False)
    stale = models.BooleanField(default=False)
    type = models.CharField(max_length=40, blank=True)
    site_id = models.BigIntegerField(null=True)
    locale = models.CharField(max_length=100, blank=True)
    slug = models.CharField(max_length=255, blank=True)
    path = models.TextField(blank=True)
    title = models.CharField(max_length=255, blank=True)
    etag = models.CharField(max_length=64, blank=True)
    shown = models.CharField(max_length=64, blank=True, help_text="Digest of what other documents show of this page.")
    renderer = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    published = models.DateField(null=True)
    updated = models.DateField(null=True)
    last_reviewed = models.DateField(null=True)
    next_review = models.DateField(null=True)
    in_menus = models.BooleanField(default=False)
    in_navigation = models.BooleanField(default=False, help_text="In the menus, the home page, or a page that lists.")
    tag_line = models.TextField(blank=True, help_text="The rows of `DocumentTag` in one text, as it is sent.")
    teaser = models.BinaryField(default=b"", help_text="What lists show of a topic or an article.")
    body = models.BinaryField(default=b"")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["site_id", "locale", "type", "slug"], condition=models.Q(live=True), name="published_slug"
            ),
            models.Index(fields=["site_id", "path"], condition=models.Q(live=True), name="published_path"),
            models.Index(
                fields=["site_id", "type", "locale", "title", "page_id"],
                condition=models.Q(live=True),
                name="published_by_title",
            ),
            models.Index(
                fields=["site_id", "locale"],
                condition=models.Q(live=True, in_navigation=True),
                name="published_navigation",
            ),
            models.Index(fields=["page_id"], condition=models.Q(stale=True), name="published_stale"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} at {self.sequence}"


class DocumentTag(models.Model):
    """What a document depends on: `page-12`, `person-3`, `role-4`, `image-5`; and what it is about: `topic-12`."""

    document = models.ForeignKey(PublishedDocument, on_delete=models.CASCADE, related_name="tags")
    tag = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["tag", "document"], name="published_tag_once")]

    def __str__(self) -> str:
        return self.tag


class WaitingPurge(models.Model):
    """A tag that shared caches have still to forget. The same tag may wait twice, for it may change while caches are told."""

    tag = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.tag
