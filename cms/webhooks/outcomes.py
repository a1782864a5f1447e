"""What an answer means: for the delivery that was tried, and for the endpoint as a whole."""

import logging
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import transaction

from .backoff import PAUSES, asked_for, pause_after
from .models import FIRST_BYTES, Delivery, Endpoint, State
from .posting import Answer

logger = logging.getLogger(__name__)

LONGEST_AWAY = timedelta(minutes=5)
"""Between two tries of an endpoint where nobody is: for as long it costs one try in so much time, whatever waits for it."""

FAILS_FOR = timedelta(days=3)
"""Without one success, after which an endpoint is switched off with the next delivery that is given up."""

_FIELDS_OF_A_TRY = (
    "state",
    "attempts",
    "next_attempt_at",
    "last_attempt_at",
    "last_status",
    "last_answer",
    "last_failure",
)
_HOW_IT_DOES = ("active", "switched_off_because", "failures", "failing_since", "rests_until")


def record(delivery_id: int, answer: Answer, now: datetime) -> None:
    """Note a try. What was replaced while it was under way is delivered if it arrived, and else stays replaced."""
    with transaction.atomic():
        endpoint = Endpoint.objects.select_for_update().filter(deliveries=delivery_id).first()
        delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
        if endpoint is None or delivery is None:
            return  # An editor has deleted it meanwhile.
        delivery.attempts += 1
        delivery.last_attempt_at = now
        delivery.last_status = answer.status
        delivery.last_answer = answer.text[:FIRST_BYTES]
        delivery.last_failure = answer.failure[:300]
        if answer.is_success:
            _succeeded(endpoint, delivery)
        else:
            _failed(endpoint, delivery, answer, now)
        delivery.save(update_fields=_FIELDS_OF_A_TRY)
        endpoint.save(update_fields=_HOW_IT_DOES)


def _succeeded(endpoint: Endpoint, delivery: Delivery) -> None:
    delivery.state, delivery.next_attempt_at = State.DELIVERED, None
    endpoint.failures, endpoint.failing_since, endpoint.rests_until = 0, None, None


def _failed(endpoint: Endpoint, delivery: Delivery, answer: Answer, now: datetime) -> None:
    rest = asked_for(answer.retry_after, now)
    pause = pause_after(delivery.attempts)
    if delivery.state == State.WAITING:
        if pause is None:
            delivery.state, delivery.next_attempt_at = State.GIVEN_UP, None
        else:
            delivery.next_attempt_at = now + max(pause, rest)
    endpoint.failures += 1
    since = endpoint.failing_since = endpoint.failing_since or now
    if answer.is_away:
        rest = max(rest, min(pause_after(min(endpoint.failures, len(PAUSES))) or LONGEST_AWAY, LONGEST_AWAY))
    if rest:
        endpoint.rests_until = now + rest
    if answer.status == HTTPStatus.GONE:
        _switch_off(endpoint, f"Switched off on {now:%d %B %Y}: it answered 410 Gone, so it wants no more events.")
    elif delivery.state == State.GIVEN_UP and since <= now - FAILS_FOR:
        _switch_off(endpoint, f"Switched off on {now:%d %B %Y}: nothing has arrived there since {since:%d %B %Y}.")


def _switch_off(endpoint: Endpoint, because: str) -> None:
    logger.warning("The webhook endpoint %s: %s", endpoint.url, because)
    endpoint.active, endpoint.switched_off_because = False, because
