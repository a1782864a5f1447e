"""A page in short, as it is embedded in the documents that lead to it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .base import Identifier, Image, Model, Path, Url


class TopicTeaser(Model):
    type: Literal["topic"] = "topic"
    id: Identifier
    title: str
    slug: str
    path: Path
    url: Url
    definition: str
    image: Image | None = None


class ArticleTeaser(Model):
    type: Literal["article"] = "article"
    id: Identifier
    title: str
    slug: str
    path: Path
    url: Url
    excerpt: str
    image: Image | None = None
    last_reviewed: date | None = None


Teaser = Annotated[TopicTeaser | ArticleTeaser, Field(discriminator="type")]
