"""Reading rows that are up to date: what is stale is rendered before it is told."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from .refresh import refresh


def settled(rows: Callable[[], QuerySet[Any]], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """`columns` of `rows`, which have a page's id. Read again until nothing is stale, for rendering can mark further rows,
    and a row that is rendered may be elsewhere then, or gone.
    """
    while True:
        found = list(rows().values_list("stale", "page_id", *columns))
        stale = [page_id for is_stale, page_id, *_ in found if is_stale]
        if not stale:
            return [row[2:] for row in found]
        refresh(stale)
