"""The rules' stamp changes when a rule does, in the same transaction."""

import uuid
from typing import Any

from django.db.models.signals import post_delete, post_save

from .models import PinnedPage, QueryPin, RulesStamp, SynonymSet
from .rules import stamp_lately


def connect() -> None:
    for model in (SynonymSet, QueryPin, PinnedPage):
        for signal in (post_save, post_delete):
            signal.connect(_renew_stamp, sender=model, dispatch_uid=f"search-rules-{model.__name__}")


def _renew_stamp(**_: Any) -> None:
    RulesStamp.objects.update_or_create(pk=1, defaults={"value": uuid.uuid4()})
    stamp_lately.changed()
