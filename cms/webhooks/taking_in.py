"""From the log to deliveries: each endpoint's checkpoint, and what waits for it, move in one transaction."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Site

from cms.published import log

from .events import delivery_of
from .models import Delivery, Endpoint, State

BATCH = 200
"""Changes taken in at once: half a second of the database's time at most, for SQLite has one writer."""


def take_in(now: datetime) -> bool:
    """Note what every endpoint that is on must be told; whether there may be more."""
    behind = Endpoint.objects.filter(active=True, checkpoint__lt=log.head()).values_list("pk", flat=True)
    may_be_more = [_take_in_for(pk, now) for pk in behind]
    return any(may_be_more)


def _take_in_for(endpoint_id: int, now: datetime) -> bool:
    checkpoint = Endpoint.objects.values_list("checkpoint", flat=True).filter(pk=endpoint_id).first()
    # Read before the transaction: what is stale is rendered for it.
    changes = [] if checkpoint is None else log.changes(checkpoint, BATCH)
    if not changes:
        return False
    sites = Site.objects.in_bulk()
    with transaction.atomic():
        endpoint = Endpoint.objects.select_for_update().filter(pk=endpoint_id, checkpoint=checkpoint).first()
        if endpoint is None:
            return False
        made = (delivery_of(endpoint, change, sites, now) for change in changes)
        deliveries = [delivery for delivery in made if delivery is not None]
        waiting = Delivery.objects.filter(
            endpoint=endpoint, state=State.WAITING, page_id__in=[one.page_id for one in deliveries]
        )
        waiting.update(state=State.REPLACED, next_attempt_at=None)
        Delivery.objects.bulk_create(deliveries)
        Endpoint.objects.filter(pk=endpoint_id).update(checkpoint=changes[-1].sequence)
    return len(changes) == BATCH
