"""Which pictures everybody may see: those of open collections that a public page shows.

The library holds what editors prepare, too: a picture is not public because it was uploaded.
"""

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from .models import DocumentTag


def closed_collections() -> set[int]:
    """Collections with a view restriction of any kind, on them or above. One query where there is none, else two."""
    restricted = list(
        CollectionViewRestriction.objects.exclude(restriction_type="none").values_list("collection__path", flat=True)
    )
    if not restricted:
        return set()
    below = Q()
    for path in restricted:
        below |= Q(path__startswith=path)
    return set(Collection.objects.filter(below).values_list("pk", flat=True))


def shown(pictures: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `pictures` that everybody may see."""
    tag = Concat(Value("image-"), Cast(OuterRef("pk"), CharField()))
    return pictures.filter(Exists(DocumentTag.objects.filter(tag=tag))).exclude(collection__in=closed_collections())


def is_shown(picture_id: int) -> bool:
    return shown(get_image_model().objects.filter(pk=picture_id)).exists()


def is_shown_file(name: str) -> bool:
    """Whether a file of the picture storage, an original or a rendition, is of a picture that everybody may see."""
    pictures = get_image_model()
    return shown(pictures.objects.filter(Q(file=name) | Q(renditions__file=name))).exists()
