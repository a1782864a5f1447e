"""Who is told of what changed, and what they were told."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from cms.published import log

from .destinations import RefusedError, read
from .signing import new_secret

FORMER_SECRET_FOR = timedelta(days=1)
"""How long the secret before the last rotation goes on signing beside the new one."""

FIRST_BYTES = 500
"""How much of an answer is kept, in characters: enough for the error that a receiver tells."""


class Endpoint(models.Model):
    """An address that is told of what changes. It follows the log from its own checkpoint, which starts where the log is.

    Its secret is kept as it is: a signature cannot be made from a digest of it.
    """

    name = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    url = models.CharField(
        "address",
        max_length=500,
        unique=True,
        help_text="Where events are sent, such as https://example.org/hooks/topichub.",
        error_messages={"unique": "There is an endpoint with this address already."},
    )
    description = models.CharField(
        max_length=200, blank=True, help_text="What it is for, and whom to ask when it does not answer."
    )
    site = models.ForeignKey(
        "wagtailcore.Site",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Events of this site alone; empty: of every site.",
    )
    types = models.JSONField("document types", default=list, blank=True)
    active = models.BooleanField(
        default=True, help_text="Switched on again, it goes on where it stopped: what changed meanwhile is sent."
    )
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    former_secret = models.CharField(max_length=100, blank=True, editable=False)
    rotated_at = models.DateTimeField(null=True, editable=False)
    checkpoint = models.BigIntegerField(default=log.head, editable=False)
    # How it does. Failures are those in a row, of whatever deliveries; at rest nothing at all is sent.
    failures = models.PositiveIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    rests_until = models.DateTimeField(null=True, editable=False)
    switched_off_because = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = "webhook endpoint"
        verbose_name_plural = "webhook endpoints"
        ordering = ("url",)

    def __str__(self) -> str:
        return self.url

    def clean(self) -> None:
        try:
            read(self.url)
        except RefusedError as error:
            raise ValidationError({"url": str(error)}) from error

    def rotate(self, now: datetime) -> None:
        """Give it a new secret; the one it had signs for another day. One that was former before signs no more."""
        self.former_secret, self.secret, self.rotated_at = self.secret, new_secret(), now
        self.save(update_fields=["former_secret", "secret", "rotated_at"])

    def begin_anew(self, now: datetime) -> None:
        """Forget how it did before it was mended, and try at once what waits. Saved are these fields alone."""
        self.failures, self.failing_since, self.rests_until, self.switched_off_because = 0, None, None, ""
        self.save(update_fields=["failures", "failing_since", "rests_until", "switched_off_because"])
        waiting = Delivery.objects.filter(endpoint=self, state=State.WAITING)
        waiting.update(attempts=0, next_attempt_at=now)

    def signing_secrets(self, now: datetime) -> list[str]:
        """The newest first."""
        if self.rotated_at and self.former_secret and now < self.rotated_at + FORMER_SECRET_FOR:
            return [self.secret, self.former_secret]
        return [self.secret]

    def state(self) -> str:
        """In the editors' words: what the list of endpoints shows."""
        if not self.active:
            return self.switched_off_because or "Off"
        return f"Not answering since {self.failing_since:%d %B, %H:%M} UTC" if self.failing_since else "On"


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    DELIVERED = "delivered", "Delivered"
    REPLACED = "replaced", "Replaced by a newer one"
    GIVEN_UP = "given_up", "Given up"


class Delivery(models.Model):
    """An event for one endpoint, from when the log told of it. The bytes to send are made once: each try sends the same.

    At most one waits for each page: what the page has become since takes its place.
    """

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    message = models.CharField("webhook-id", max_length=120, unique=True)
    event = models.CharField(max_length=40)
    page_id = models.BigIntegerField(null=True)
    sequence = models.BigIntegerField(null=True)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField("tries", default=0)
    made_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True)
    last_attempt_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_answer = models.CharField(max_length=FIRST_BYTES, blank=True)
    last_failure = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["endpoint", "page_id"], condition=Q(state="waiting"), name="webhooks_one_waits_for_a_page"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="webhooks_waiting"),
            models.Index(fields=["made_at"], name="webhooks_made"),
            models.Index(fields=["endpoint", "page_id", "sequence"], name="webhooks_of_a_page"),
        ]

    def __str__(self) -> str:
        return self.message

    @staticmethod
    def has_newer() -> Exists:
        """Whether the log told more of the page since. Only the newest is sent again: a receiver must not see an older after it."""
        newer = Delivery.objects.filter(
            endpoint=OuterRef("endpoint"), page_id=OuterRef("page_id"), sequence__gt=OuterRef("sequence")
        )
        return Exists(newer)

    def send_again(self, now: datetime) -> bool:
        """Have it wait once more, under the same id; False where it waits already, or a newer one was made."""
        with transaction.atomic():
            # Whoever takes in what the log tells has this lock too.
            Endpoint.objects.select_for_update().get(pk=self.endpoint.pk)
            self.refresh_from_db()
            is_newest = Delivery.objects.filter(~Delivery.has_newer(), pk=self.pk).exists()
            if self.state == State.WAITING or not is_newest:
                return False
            self.state, self.attempts, self.next_attempt_at = State.WAITING, 0, now
            self.save(update_fields=["state", "attempts", "next_attempt_at"])
        return True
