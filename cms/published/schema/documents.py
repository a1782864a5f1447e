"""A published page, whole: one member of `Document` per page type, discriminated by `type`."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from .base import Identifier, Image, Model, Path, Person, Reference, Url
from .blocks import Block
from .teasers import ArticleTeaser, Teaser, TopicTeaser

RelationKind = Literal[
    "encompasses",
    "part_of",
    "overlaps_with",
    "caused_by",
    "causes",
    "treated_by",
    "treats",
    "delivered_by",
    "delivers",
]
CodeSystem = Literal["mesh", "icd11", "snomed"]


class Breadcrumb(Model):
    title: str
    path: Path
    url: Url


class Translation(Model):
    locale: str
    url: Url


class Relation(Model):
    """How this topic stands to another. `derived`: told by the other topic, seen from here."""

    kind: RelationKind
    label: str
    topic: TopicTeaser
    note: str
    derived: bool


class Code(Model):
    system: CodeSystem
    code: str


class DocumentBase(Model):
    id: Identifier
    title: str
    slug: str
    locale: str
    path: Path
    url: Url
    seo_title: str
    seo_description: str
    first_published_at: Annotated[datetime | None, Field(description="UTC. None: made by a program, not published.")]
    last_published_at: Annotated[datetime | None, Field(description="UTC.")]
    show_in_menus: Annotated[bool, Field(description="Editors want it in the site's menus.")] = False
    breadcrumbs: Annotated[list[Breadcrumb], Field(description="From the home page down, without this page.")]
    translations: list[Translation]


class TopicDocument(DocumentBase):
    type: Literal["topic"] = "topic"
    definition: str
    other_names: list[str]
    codes: list[Code]
    relations: list[Relation]
    image: Image | None = None
    body: list[Block]
    pinned_articles: list[ArticleTeaser]
    reviewers: list[Person]
    last_reviewed: date | None = None
    next_review: date | None = None
    references: list[Reference]


class ArticleDocument(DocumentBase):
    type: Literal["article"] = "article"
    teaser_title: str
    excerpt: str
    other_names: Annotated[list[str], Field(description="Other names of what the article is about.")]
    image: Image | None = None
    topics: Annotated[list[TopicTeaser], Field(description="The primary topic first.")]
    authors: list[Person]
    reviewers: list[Person]
    published: date | None = None
    updated: date | None = None
    last_reviewed: date | None = None
    next_review: date | None = None
    body: list[Block]
    references: list[Reference]
    related_pins: Annotated[list[ArticleTeaser], Field(description="Related articles the editor put first.")]
    related_blocks: Annotated[list[Identifier], Field(description="Articles the editor keeps out of the related ones.")]


class HomeDocument(DocumentBase):
    type: Literal["home"] = "home"
    introduction: str
    image: Image | None = None
    featured: list[Teaser]


class TopicIndexDocument(DocumentBase):
    type: Literal["topic_index"] = "topic_index"
    introduction: str


class ArticleIndexDocument(DocumentBase):
    type: Literal["article_index"] = "article_index"
    introduction: str


Document = Annotated[
    TopicDocument | ArticleDocument | HomeDocument | TopicIndexDocument | ArticleIndexDocument,
    Field(discriminator="type"),
]
DocumentType = Literal["topic", "article", "home", "topic_index", "article_index"]
document_adapter: TypeAdapter[Document] = TypeAdapter(Document)
