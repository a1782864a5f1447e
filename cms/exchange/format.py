"""The import format: one JSON object a line, discriminated by `type`. No Django: what a line may say, and no more.

Lines refer to each other by `id`, the publisher's own ("external") id: any text, unique in the file by type.
Rich text is HTML with p, ul, ol, li, strong, em, sup, sub, br and a; `href` may be `topic:ID` or `article:ID`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from .blocks import Block

ExternalId = Annotated[str, Field(min_length=1, max_length=200)]
Line = Annotated[str, Field(min_length=1, max_length=255)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=255)]
RelationKind = Literal["encompasses", "overlaps_with", "caused_by", "treated_by", "delivered_by"]


class LineBase(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: ExternalId


class PersonLine(LineBase):
    type: Literal["person"]
    name: Line
    credentials: str = ""
    job_title: str = ""
    biography: str = ""
    photo: ExternalId | None = None


class CareRoleLine(LineBase):
    type: Literal["care_role"]
    name: Line
    description: str = ""


class ImageLine(LineBase):
    """`file` is relative to the imported file and stays below its folder."""

    type: Literal["image"]
    file: Line
    title: Line
    alt: str = ""
    focal_x: Annotated[float | None, Field(ge=0, le=1, description="Fraction of the width.")] = None
    focal_y: Annotated[float | None, Field(ge=0, le=1, description="Fraction of the height.")] = None


class ReferenceItem(BaseModel):
    model_config = ConfigDict(extra="forbid")

    citation: Annotated[str, Field(min_length=1)]
    doi: str = ""
    pmid: str = ""
    url: str = ""


class RelationItem(BaseModel):
    """Told once, from one side: the inverse is derived."""

    model_config = ConfigDict(extra="forbid")

    kind: RelationKind
    topic: ExternalId
    note: str = ""


class CodeItem(BaseModel):
    model_config = ConfigDict(extra="forbid")

    system: Literal["mesh", "icd11", "snomed"]
    code: Line


class PageLine(LineBase):
    title: Line
    slug: Slug | None = None
    seo_title: str = ""
    search_description: str = ""
    image: ExternalId | None = None
    body: list[Block] = []


class TopicLine(PageLine):
    type: Literal["topic"]
    definition: Annotated[str, Field(min_length=1)]
    other_names: list[Line] = []
    codes: list[CodeItem] = []
    relations: list[RelationItem] = []
    pinned_articles: list[ExternalId] = []
    reviewers: list[ExternalId] = []
    last_reviewed: date | None = None
    next_review: date | None = None
    references: list[ReferenceItem] = []


class ArticleLine(PageLine):
    type: Literal["article"]
    teaser_title: str = ""
    excerpt: str = ""
    other_names: list[Line] = []
    topics: Annotated[list[ExternalId], Field(description="The primary topic first.")] = []
    authors: list[ExternalId] = []
    reviewers: list[ExternalId] = []
    published: date | None = None
    updated: date | None = None
    last_reviewed: date | None = None
    next_review: date | None = None
    references: list[ReferenceItem] = []
    related_pins: list[ExternalId] = []
    related_blocks: list[ExternalId] = []


class PageRef(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: Literal["topic", "article"]
    id: ExternalId


class HomeLine(LineBase):
    """Fills the home page that the site has; there is one."""

    type: Literal["home"]
    title: Line
    introduction: str = ""
    image: ExternalId | None = None
    featured: list[PageRef] = []


ImportLine = Annotated[
    PersonLine | CareRoleLine | ImageLine | TopicLine | ArticleLine | HomeLine, Field(discriminator="type")
]
line_adapter: TypeAdapter[ImportLine] = TypeAdapter(ImportLine)
