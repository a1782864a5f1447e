"""Rows of the tables behind pages: inserted or brought up to date, many in a statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.db.models.constants import OnConflict
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from ..pages import Rows  # noqa: TID252  the package's own room

# Model._meta, _base_manager and _state are Django's documented model API; `_batched_insert` is not, see below.


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to child rows: its name on the page, the rows' model, their column for the page's id."""

    name: str
    model: type[Model]
    parent: str


def relations_of(page_type: type[Page]) -> list[Relation]:
    found: list[Any] = get_all_child_relations(page_type)
    return [Relation(item.get_accessor_name(), item.related_model, item.field.attname) for item in found]


def insert_places(pages: Sequence[Page]) -> None:
    """New pages' rows in the table of all pages: gives them their ids."""
    Page._base_manager.bulk_create(pages)  # noqa: SLF001
    for page in pages:
        page.pk = page.id  # pyright: ignore[reportAttributeAccessIssue]  the key of the table of all pages


def write_places(pages: Sequence[Page]) -> None:
    """Bring rows in the table of all pages up to date."""
    columns = [field.name for field in Page._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    Page._base_manager.bulk_create(  # noqa: SLF001
        pages, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )


def write_own_rows(pages: Iterable[Page]) -> None:
    """Insert pages' rows in the tables of their own types, or bring them up to date.

    Django's `bulk_create` refuses models with a parent's table, since the parent's row could lack; here it is there. It
    stands on `_batched_insert`, which writes exactly the fields that it is given.
    """
    for model, some in _by_type(pages).items():
        fields = model._meta.local_concrete_fields  # noqa: SLF001
        key, *others = sorted(fields, key=lambda field: not field.primary_key)
        rows: Any = model._base_manager.all()  # noqa: SLF001
        rows._batched_insert(  # noqa: SLF001
            some,
            fields,
            None,
            on_conflict=OnConflict.UPDATE,
            update_fields=others,
            unique_fields=[key],
        )
        for page in some:
            page._state.adding = False  # noqa: SLF001
            page._state.db = "default"  # noqa: SLF001


def read_children(pages: Sequence[Page]) -> dict[int, Rows]:
    """The child rows that pages of one type have, by page id, in one query a relation."""
    rows: dict[int, Rows] = {page.pk: {} for page in pages}
    for relation in relations_of(type(pages[0])) if pages else ():
        ordering = relation.model._meta.ordering or ()  # noqa: SLF001
        found = relation.model._base_manager.filter(**{f"{relation.parent}__in": list(rows)})  # noqa: SLF001
        for row in found.order_by(*ordering, "pk"):
            rows[getattr(row, relation.parent)].setdefault(relation.name, []).append(row)
    return rows


def write_children(pages: Iterable[Page], present: dict[int, Rows]) -> None:
    """Make the child rows of pages those that they hold in memory.

    Rows with a key are brought up to date, others inserted; what is `present` and no longer held is deleted.
    """
    for page_type, some in _by_type(pages).items():
        for relation in relations_of(page_type):
            kept: list[Model] = []
            gone: list[Any] = []
            for page in some:
                held = list(getattr(page, relation.name).all())
                kept += held
                keys = {row.pk for row in held}
                gone += [row.pk for row in present.get(page.pk, {}).get(relation.name, []) if row.pk not in keys]
            _write_rows(relation.model, kept, gone)


def _write_rows(model: type[Model], kept: list[Model], gone: list[Any]) -> None:
    rows = model._base_manager  # noqa: SLF001
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    if gone:
        rows.filter(pk__in=gone).delete()
    if changed := [row for row in kept if row.pk is not None]:
        rows.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    if new := [row for row in kept if row.pk is None]:
        rows.bulk_create(new)


def _by_type(pages: Iterable[Page]) -> dict[type[Page], list[Page]]:
    grouped: dict[type[Page], list[Page]] = {}
    for page in pages:
        grouped.setdefault(type(page), []).append(page)
    return grouped
