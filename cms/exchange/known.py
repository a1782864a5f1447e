"""External ids, and the objects that they stand for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal

from django.db.models import Model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.content.models import ArticlePage, CareRole, Person, TopicPage
from cms.published.batches import batched
from home.models import HomePage

from .models import ImportedObject

LineType = Literal["person", "care_role", "image", "topic", "article", "home"]
Key = tuple[str, str]
"""A line's type and external id."""

_NOTHING = 0
"""In place of a primary key."""

LOOK_AGAIN = "again"
"""Stands for the digest of a line that must be written again although it says the same."""
PAGE_MODELS: dict[str, type[Page]] = {"topic": TopicPage, "article": ArticlePage}


def model_of(type_: str) -> type[Model]:
    """The model that lines of a type become."""
    others: dict[str, type[Model]] = {
        "person": Person,
        "care_role": CareRole,
        "image": get_image_model(),
        "home": HomePage,
    }
    return PAGE_MODELS.get(type_) or others[type_]


@dataclass(frozen=True, slots=True)
class Imported:
    """What stands for an external id. `digest`: of the line as it was last written, empty if it never was whole."""

    pk: int
    digest: str


def read_imported(keys: Iterable[Key]) -> dict[Key, Imported]:
    """What earlier imports made of `keys`, without what has been deleted since."""
    by_type: dict[str, list[str]] = {}
    for type_, id_ in dict.fromkeys(keys):
        by_type.setdefault(type_, []).append(id_)
    found: dict[Key, Imported] = {}
    for type_, ids in by_type.items():
        objects = model_of(type_)._base_manager  # noqa: SLF001  Django's documented model API
        for some in batched(ids, 500):
            rows = list(
                ImportedObject.objects.filter(type=type_, external_id__in=some).values_list(
                    "external_id", "object_id", "digest"
                )
            )
            present = set(objects.filter(pk__in=[pk for _, pk, _ in rows]).values_list("pk", flat=True))
            found |= {(type_, id_): Imported(pk, digest) for id_, pk, digest in rows if pk in present}
    return found


def external_ids(type_: str, pks: Iterable[int]) -> dict[int, str]:
    """The external ids of objects that were imported, by primary key."""
    rows = ImportedObject.objects.filter(type=type_, object_id__in=list(pks))
    return dict(rows.values_list("object_id", "external_id"))


def vanished() -> set[Key]:
    """What was imported and has been deleted since."""
    gone: set[Key] = set()
    for type_ in ImportedObject.objects.values_list("type", flat=True).distinct():
        present = model_of(type_)._base_manager.values("pk")  # noqa: SLF001
        rows = ImportedObject.objects.filter(type=type_).exclude(object_id__in=present)
        gone |= {(type_, id_) for id_ in rows.values_list("external_id", flat=True)}
    return gone


def claim(keys: Iterable[Key]) -> None:
    """Hold external ids until the transaction ends, so that only one import at a time makes what they stand for.

    Those that are new get a row that stands for nothing yet, which the transaction must write before it ends: another
    import that claims the same waits for it there. In one order, so that two imports do not wait for each other.
    """
    wanted = sorted(set(keys))
    ImportedObject.objects.bulk_create(
        [ImportedObject(type=type_, external_id=id_, object_id=_NOTHING) for type_, id_ in wanted],
        ignore_conflicts=True,
        batch_size=200,
    )
    _lock(wanted)


def _lock(keys: Sequence[Key]) -> None:
    """Lock the rows there are, in the order of `keys`, which is sorted."""
    for type_, some in groupby(keys, key=itemgetter(0)):
        for ids in batched([id_ for _, id_ in some], 500):
            rows = ImportedObject.objects.filter(type=type_, external_id__in=ids).order_by("external_id")
            list(rows.select_for_update().values_list("pk"))


def forget_imported(gone: Iterable[Key], *, look_again: Iterable[Key]) -> None:
    """Drop what has been deleted, and have the lines that mention it written again: whatever they get of it is new.

    What another import has made again by now stays.
    """
    missing = sorted(set(gone))
    _lock(missing)
    for type_, id_ in set(missing) - read_imported(missing).keys():
        ImportedObject.objects.filter(type=type_, external_id=id_).delete()
    for type_, id_ in look_again:
        ImportedObject.objects.filter(type=type_, external_id=id_).update(digest=LOOK_AGAIN)


def write_imported(rows: Iterable[tuple[Key, int, str]]) -> None:
    """Remember objects by external id: key, primary key, digest."""
    ImportedObject.objects.bulk_create(
        [ImportedObject(type=type_, external_id=id_, object_id=pk, digest=digest) for (type_, id_), pk, digest in rows],
        update_conflicts=True,
        unique_fields=["type", "external_id"],
        update_fields=["object_id", "digest"],
        batch_size=200,
    )


class Known:
    """Primary keys by external id, for building objects."""

    def __init__(self) -> None:
        self._pks: dict[Key, int] = {}
        self._descriptions: dict[int, str] = {}

    def add(self, pks: dict[Key, int]) -> None:
        self._pks |= pks
        images = [pk for (type_, _), pk in pks.items() if type_ == "image" and pk not in self._descriptions]
        if images:
            rows = get_image_model().objects.filter(pk__in=images).values_list("pk", "description")
            self._descriptions |= dict(rows)

    def __contains__(self, key: Key) -> bool:
        return key in self._pks

    def pk(self, type_: str, id_: str) -> int:
        return self._pks[type_, id_]

    def optional(self, type_: str, id_: str | None) -> int | None:
        return None if id_ is None else self._pks[type_, id_]

    def description(self, image_id: str) -> str:
        """A picture's own description, for readers who cannot see it."""
        return self._descriptions[self._pks["image", image_id]]
