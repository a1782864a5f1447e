"""What pages show and name: people, care roles, pictures, references."""

import io
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Collection

from cms.content.models import CareRole, Person


def person(name: str = "Ada Rowe", **fields: Any) -> Person:
    return Person.objects.create(
        name=name, **{"credentials": "MD", "job_title": "Pain physician", "biography": "Ada runs a clinic.", **fields}
    )


def care_role(name: str = "Physiotherapist", **fields: Any) -> CareRole:
    """Of each name there is one."""
    defaults = {"description": "Helps you move with more ease.", **fields}
    return CareRole.objects.get_or_create(name=name, defaults=defaults)[0]


def image(title: str = "A path", *, width: int = 1000, height: int = 500, **fields: Any) -> Any:
    """A real picture file. `description` is what it shows; `focal_point_x` and so on are in pixels."""
    file = io.BytesIO()
    Picture.new("RGB", (width, height), (40, 110, 120)).save(file, "PNG")
    file.seek(0)
    name = f"{title.lower().replace(' ', '-')}.png"
    # A transactional test ends with empty tables, and so begins the next one: without the collection pictures are in.
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return get_image_model().objects.create(
        title=title, file=ImageFile(file, name=name), description=fields.pop("description", f"{title}, drawn"), **fields
    )


def reference(citation: str = "A textbook of pain, second edition", **fields: Any) -> dict[str, Any]:
    return {"citation": citation, **fields}
