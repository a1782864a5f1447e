"""The editors' synonyms and pins as the query plan takes them; read again only when the stamp says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from cms.published.lately import Lately

from .languages import language_of
from .models import QueryPin, RulesStamp, SynonymSet
from .queries import pin_key


@dataclass(frozen=True, slots=True)
class Rules:
    """`groups`: names for the same thing. `pins`: page ids by `queries.pin_key`."""

    groups: tuple[tuple[str, ...], ...] = ()
    pins: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def rules(locale: str) -> Rules:
    """Read one language's rules: a small query once a second, and no more while nothing changed."""
    stamp = stamp_lately()
    return Rules() if stamp is None else _read(locale, stamp)


def _stamp() -> str | None:
    value = RulesStamp.objects.order_by("pk").values_list("value", flat=True).first()
    return str(value) if value else None


stamp_lately = Lately(_stamp)


@lru_cache(maxsize=32)
def _read(locale: str, stamp: str) -> Rules:
    synonyms = SynonymSet.objects.filter(locale__language_code=locale).order_by("pk")
    pins: dict[str, list[int]] = {}
    rows = QueryPin.objects.filter(locale__language_code=locale, pages__isnull=False)
    # By the query as it was written, not by the key that was stored: what a language drops may have changed since.
    for query, page_id in rows.order_by("pages__sort_order", "pages__pk").values_list("query", "pages__page_id"):
        pins.setdefault(pin_key(query, language_of(locale)), []).append(page_id)
    return Rules(tuple(tuple(one.listed()) for one in synonyms), {key: tuple(ids) for key, ids in pins.items()})
