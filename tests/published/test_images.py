"""Renditions that documents promise are those that Wagtail makes."""

from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.test import Client
from wagtail.images import get_image_model

from cms.published.images import published_image
from cms.published.schema.base import ORIGIN
from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize("size", [(1777, 1001), (1600, 900), (900, 1601), (400, 300), (33, 10)])
def test_sizes_and_addresses_are_those_of_the_files(
    size: tuple[int, int], tmp_path: Path, settings: LazySettings
) -> None:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail remembers renditions by the image's id, which every test gives again
    file = BytesIO()
    PIL.Image.new("RGB", size, "teal").save(file, "PNG")
    image = get_image_model().objects.create(
        title="Teal", description="A teal field", file=ImageFile(file, "teal.png"), focal_point_x=10, focal_point_y=10
    )
    factories.article(image=image)  # Strangers see what a public page shows.
    published = published_image(image)
    assert published.alt == "A teal field"
    assert published_image(image, alt="").alt == ""
    for source in published.srcset.split(", "):
        address, width = source.split(" ")
        answer = Client().get(address.removeprefix(ORIGIN))
        assert answer.status_code == 200
        drawn = PIL.Image.open(BytesIO(b"".join(answer)))  # pyright: ignore[reportArgumentType]
        assert f"{drawn.width}w" == width
        if address == published.src:
            assert drawn.size == (published.width, published.height)
    assert Client().get(published.src.removeprefix(ORIGIN).replace("width-", "width-9")).status_code == 403
