"""The import format: one JSON object a line, discriminated by `type`. No Django: what a line may say, and no more.

Lines refer to each other by `id`, the publisher's own ("external") id: any text, unique in the file by type.
Rich text is HTML with p, ul, ol, li, strong, em, sup, sub, br and a; `href` may be `topic:ID` or `article:ID`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from .blocks import ArticleBlock, Block
from .texts import (
    ExternalId,
    Name100,
    Name150,
    OptionalName,
    OptionalSentence,
    OptionalTitle,
    OtherName,
    SingleLine,
    Title,
    WebAddress,
    Word50,
)

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=255)]
RelationKind = Literal["encompasses", "overlaps_with", "caused_by", "treated_by", "delivered_by"]
OtherNames = Annotated[list[OtherName], Field(max_length=60)]
People = Annotated[list[ExternalId], Field(max_length=10)]
MAX_BLOCKS = 500


class LineBase(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    id: ExternalId


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PersonLine(LineBase):
    type: Literal["person"]
    name: Name150
    credentials: OptionalName = ""
    job_title: OptionalName = ""
    biography: Annotated[str, Field(max_length=1000)] = ""
    photo: ExternalId | None = None


class CareRoleLine(LineBase):
    type: Literal["care_role"]
    name: Name100
    description: OptionalSentence = ""


class ImageLine(LineBase):
    """`file` is relative to the imported file and stays below its folder."""

    type: Literal["image"]
    file: Title
    title: Title
    alt: OptionalTitle = ""
    focal_x: Annotated[float | None, Field(ge=0, le=1, description="Fraction of the width.")] = None
    focal_y: Annotated[float | None, Field(ge=0, le=1, description="Fraction of the height.")] = None


class ReferenceItem(Part):
    citation: Annotated[str, Field(min_length=1, max_length=1000)]
    doi: Annotated[str, Field(pattern=r"^(10\.\d{4,9}/\S+)?$", max_length=200)] = ""
    pmid: Annotated[str, Field(pattern=r"^\d{0,8}$")] = ""
    url: Annotated[str, Field(max_length=500), WebAddress] = ""


class RelationItem(Part):
    """Told once, from one side: the inverse is derived."""

    kind: RelationKind
    topic: ExternalId
    note: OptionalSentence = ""


class CodeItem(Part):
    system: Literal["mesh", "icd11", "snomed"]
    code: Word50


References = Annotated[list[ReferenceItem], Field(max_length=100)]


class PageLine(LineBase):
    title: Title
    slug: Slug | None = None
    seo_title: OptionalTitle = ""
    search_description: Annotated[str, Field(max_length=1000)] = ""
    image: ExternalId | None = None


class TopicLine(PageLine):
    type: Literal["topic"]
    definition: Annotated[str, Field(min_length=1, max_length=400)]
    other_names: OtherNames = []
    codes: Annotated[list[CodeItem], Field(max_length=20)] = []
    relations: Annotated[list[RelationItem], Field(max_length=40)] = []
    pinned_articles: Annotated[list[ExternalId], Field(max_length=12)] = []
    reviewers: People = []
    last_reviewed: date | None = None
    next_review: date | None = None
    references: References = []
    body: Annotated[list[Block], Field(max_length=MAX_BLOCKS)] = []


class ArticleLine(PageLine):
    type: Literal["article"]
    teaser_title: Annotated[str, Field(max_length=120), SingleLine] = ""
    excerpt: Annotated[str, Field(max_length=400)] = ""
    other_names: OtherNames = []
    topics: Annotated[list[ExternalId], Field(max_length=11, description="The primary topic first.")] = []
    authors: People = []
    reviewers: People = []
    published: date | None = None
    updated: date | None = None
    last_reviewed: date | None = None
    next_review: date | None = None
    references: References = []
    related_pins: Annotated[list[ExternalId], Field(max_length=6)] = []
    related_blocks: Annotated[list[ExternalId], Field(max_length=20)] = []
    body: Annotated[list[ArticleBlock], Field(max_length=MAX_BLOCKS)] = []


class PageRef(Part):
    type: Literal["topic", "article"]
    id: ExternalId


class HomeLine(LineBase):
    """Fills the home page that the site has; there is one."""

    type: Literal["home"]
    title: Title
    introduction: Annotated[str, Field(max_length=1000)] = ""
    image: ExternalId | None = None
    featured: Annotated[list[PageRef], Field(max_length=12)] = []


ImportLine = Annotated[
    PersonLine | CareRoleLine | ImageLine | TopicLine | ArticleLine | HomeLine, Field(discriminator="type")
]
line_adapter: TypeAdapter[ImportLine] = TypeAdapter(ImportLine)
"""Validate with `validate_json(text, strict=True)`: dates are ISO 8601 texts, and no number passes for a text."""
