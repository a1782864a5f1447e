"""Lines → people, care roles and pictures. Few beside pages, so each is saved by its own model, with all its signals."""

import hashlib
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.images.rect import Rect
from wagtail.log_actions import log

from cms.content.models import CareRole, Person

from .format import CareRoleLine, ImageLine, PersonLine
from .known import Known
from .pictures import read_picture

FOCAL_BOX = 0.2
"""Of the shorter side. The format knows a point; Wagtail keeps a box around it, and needs one to crop by it."""


class SnippetWriter:
    """Saves inside a transaction; `discard_unused` when that is over, whichever way it ended."""

    def __init__(self, folder: Path, known: Known) -> None:
        self.folder = folder
        self.known = known
        self.files: list[tuple[Storage, str]] = []

    def save(self, line: PersonLine | CareRoleLine | ImageLine, pk: int | None) -> int:
        """Make the object with `pk`, or a new one, say what the line says; returns its key."""
        if isinstance(line, ImageLine):
            saved = self._image(line, pk)
        elif isinstance(line, PersonLine):
            saved = self._person(line, pk)
        else:
            saved = self._care_role(line, pk)
        saved.save()
        log(instance=saved, action="wagtail.edit" if pk else "wagtail.create", content_changed=True)
        return saved.pk

    def discard_unused(self) -> None:
        """Remove the files that no picture has: those of a transaction that was rolled back.

        It asks what is stored, not how the transaction ended: Ctrl-C can come just after the commit.
        """
        if not self.files:
            return
        used = get_image_model().objects.filter(file__in=[name for _, name in self.files])
        kept = set(used.values_list("file", flat=True))
        for storage, name in self.files:
            if name not in kept:
                storage.delete(name)

    def _person(self, line: PersonLine, pk: int | None) -> Person:
        person = Person.objects.get(pk=pk) if pk else Person()
        person.name, person.credentials, person.job_title = line.name, line.credentials, line.job_title
        person.biography = line.biography
        person.photo_id = self.known.optional("image", line.photo)  # pyright: ignore[reportAttributeAccessIssue]
        return person

    def _care_role(self, line: CareRoleLine, pk: int | None) -> CareRole:
        # A name tells one role: one that an editor made already is taken over.
        role = CareRole.objects.get(pk=pk) if pk else CareRole.objects.filter(name=line.name).first() or CareRole()
        role.name, role.description = line.name, line.description
        return role

    def _image(self, line: ImageLine, pk: int | None) -> AbstractImage:
        model = get_image_model()
        image = model.objects.get(pk=pk) if pk else model()
        image.title, image.description = line.title, line.alt
        picture = read_picture(self.folder, line.file)
        if pk is None or image.get_file_hash() != hashlib.sha1(picture.content, usedforsecurity=False).hexdigest():
            self._replace_file(image, picture.name, picture.content)
        image.set_focal_point(_focal_box(line, image))
        return image

    def _replace_file(self, image: AbstractImage, name: str, content: bytes) -> None:
        storage, old = image.file.storage, image.file.name
        image.file.save(name, ContentFile(content), save=False)
        self.files.append((storage, str(image.file.name)))
        # A new image's width and height are otherwise set when it is saved, too late for the focal point.
        field: Any = image._meta.get_field("file")  # noqa: SLF001
        field.update_dimension_fields(image, force=True)
        image._set_image_file_metadata()  # noqa: SLF001  what Wagtail's own upload calls
        image.file.close()
        if old:
            image.get_rendition_model().objects.filter(image=image.pk).delete()
            transaction.on_commit(partial(storage.delete, old))


def _focal_box(line: ImageLine, image: AbstractImage) -> Rect | None:
    if line.focal_x is None or line.focal_y is None:
        return None
    side = max(1, round(min(image.width, image.height) * FOCAL_BOX))
    return Rect.from_point(round(line.focal_x * image.width), round(line.focal_y * image.height), side, side)
