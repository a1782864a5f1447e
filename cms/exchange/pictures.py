"""Picture files beside an import file: found, checked, read."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PillowImage
from wagtail.images.fields import WagtailImageField

from .faults import FaultError

_SAVE_ANEW = "Save it as PNG, JPEG, WebP or GIF, with the ending that belongs to it."


class PictureError(FaultError):
    """There is no such picture, or none that can be used."""


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_picture(folder: Path, file: str) -> Picture:
    """The picture `file` below `folder`, checked as the admin checks an upload: kind, size in bytes and in pixels.

    Raises `PictureError`, also where a link leads out of the folder.
    """
    path = _inside(folder, file)
    field = WagtailImageField()
    try:
        size = path.stat().st_size
        if field.max_upload_size is not None and size > field.max_upload_size:
            problem = f"“{file}” has {size:,} bytes; at most {field.max_upload_size:,} are allowed."
            raise PictureError(problem, "Scale it down, or compress it more.")
        content = path.read_bytes()
    except OSError as error:
        problem = f"“{file}” cannot be read: {error.strerror or error}."
        raise PictureError(problem, "Check the file and its permissions.") from error
    try:
        field.clean(SimpleUploadedFile(path.name, content))
        # That looks at the head only: a picture cut off half-way would fail when it is first shown.
        with PillowImage.open(io.BytesIO(content)) as image:
            image.load()
    except ValidationError as error:
        problem = f"“{file}” is not a picture that can be used: {' '.join(error.messages)}"
        too_large = any(one.code == "file_too_many_pixels" for one in error.error_list)
        raise PictureError(problem, "Scale it down." if too_large else _SAVE_ANEW) from error
    except (OSError, SyntaxError, ValueError) as error:
        problem = f"“{file}” is damaged: {error}."
        raise PictureError(problem, "Save it anew, or copy it again.") from error
    return Picture(path.name, content)


def _inside(folder: Path, file: str) -> Path:
    try:
        path = (folder / file).resolve(strict=True)
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        problem = f"There is no file “{file}” beside the imported file."
        raise PictureError(problem, "Give its path from the imported file's folder.") from error
    if not path.is_relative_to(root):
        problem = f"“{file}” leads out of the imported file's folder."
        raise PictureError(problem, "Copy the picture into the folder.")
    if not path.is_file():
        problem = f"“{file}” is not a file."
        raise PictureError(problem, "Name the picture itself.")
    return path
