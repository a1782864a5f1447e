"""Pictures as ready renditions, without making a file: sizes follow by arithmetic, addresses are signed."""

from pathlib import PurePosixPath
from urllib.parse import quote

from django.urls import reverse
from wagtail.images.models import AbstractImage
from wagtail.images.utils import generate_signature

from .schema.base import ORIGIN, FocalPoint, Image

WIDTHS = (400, 800, 1200, 1600)
"""Pixels: a teaser on a phone, a column, the same at double density, a wide hero."""


def published_image(image: AbstractImage, alt: str | None = None) -> Image:
    """`image` as documents show it. `alt` None: the picture's own description; empty: decorative."""
    widths = [width for width in WIDTHS if width < image.width] or [min(image.width, WIDTHS[0])]
    if image.width <= WIDTHS[-1] and image.width not in widths:
        widths.append(image.width)
    addresses = [f"{_address(image, width)} {width}w" for width in widths]
    widest = widths[-1]
    return Image(
        id=image.pk,
        src=_address(image, widest),
        srcset=", ".join(addresses),
        width=widest,
        # As Wagtail's own width operation rounds.
        height=max(1, int(image.height * (widest / image.width))),
        alt=image.description if alt is None else alt,
        focal_point=_focal_point(image),
    )


def _focal_point(image: AbstractImage) -> FocalPoint | None:
    if image.focal_point_x is None or image.focal_point_y is None:
        return None
    x, y = image.focal_point_x / image.width, image.focal_point_y / image.height
    return FocalPoint(x=round(min(max(x, 0), 1), 4), y=round(min(max(y, 0), 1), 4))


def _address(image: AbstractImage, width: int) -> str:
    """A rendition's address. The file's name is in it, which storage never gives twice: no cached old file hides a new."""
    spec = f"width-{width}|format-webp"
    path = reverse("wagtailimages_serve", args=(generate_signature(image.pk, spec), image.pk, spec))
    name = PurePosixPath(image.file.name or "picture").stem
    return f"{ORIGIN}{path}{quote(name)}.webp"
