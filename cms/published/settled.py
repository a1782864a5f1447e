"""Reading rows that are up to date: what is stale is rendered before it is told."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from . import marks
from .refresh import refresh

_TRIES = 2
"""Readings without the lock. More than one, for what a rendering marks in turn is most of what is found stale again."""


def settled(rows: Callable[[], QuerySet[Any]], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """`columns` of `rows`, which have a page's id. Read again until nothing is stale, for rendering can mark further rows,
    and a row that is rendered may be elsewhere then, or gone.

    At last with the head locked, when nobody else can mark: eight writers without a pause made the index page stale again
    each time it was rendered, and a reader of the feed never came to an end.
    """
    for _ in range(_TRIES):
        stale, found = _read(rows, columns)
        if not stale:
            return found
        refresh(stale)
    with transaction.atomic():
        marks.lock_head()
        while True:
            stale, found = _read(rows, columns)
            if not stale:
                return found
            refresh(stale)


def _read(rows: Callable[[], QuerySet[Any]], columns: Sequence[str]) -> tuple[list[int], list[tuple[Any, ...]]]:
    """The ids of what is stale, and all of it."""
    read = list(rows().values_list("stale", "page_id", *columns))
    return [page_id for is_stale, page_id, *_ in read if is_stale], [row[2:] for row in read]
