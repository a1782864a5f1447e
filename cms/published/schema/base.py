"""What every part of a published document is made of. No Django here: plain, typed values."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

ORIGIN = "https://origin.invalid"
"""Stands for the site's scheme and host in stored documents; replaced when a document is sent.

`.invalid` is reserved (RFC 2606), so no real link can be mistaken for it.
"""

Identifier = Annotated[int, Field(description="Stable id of a page, person, care role or image.")]
Url = Annotated[str, Field(description="Absolute URL.")]
Path = Annotated[str, Field(description="Path on the site, with a leading and a trailing slash.")]


class Model(BaseModel):
    """Closed and immutable: an unknown field is a bug in the renderer, not something to pass on.

    What is sent always has every field, so the published schema calls those with a default required too: a client can
    tell blocks apart by a `type` that is always there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


class FocalPoint(Model):
    """The point of an image that must stay visible when it is cropped, as fractions of width and height."""

    x: Annotated[float, Field(ge=0, le=1)]
    y: Annotated[float, Field(ge=0, le=1)]


class Image(Model):
    """A picture ready for `<img>`: `src` is the widest rendition, `srcset` lists all of them by width."""

    id: Identifier
    src: Url
    srcset: str
    width: Annotated[int, Field(description="Of `src`, in pixels.")]
    height: Annotated[int, Field(description="Of `src`, in pixels.")]
    alt: Annotated[str, Field(description="Empty for a decorative picture.")]
    focal_point: FocalPoint | None = None


class CareRole(Model):
    """Somebody by profession, such as a physiotherapist."""

    id: Identifier
    name: str
    description: str


class Person(Model):
    """A named author or reviewer."""

    id: Identifier
    name: str
    credentials: str
    job_title: str
    biography: str
    photo: Image | None = None


class Reference(Model):
    """A source. `url` is the given address, or else follows from the DOI or the PMID."""

    citation: str
    doi: str
    pmid: str
    url: Url | None = None
