"""What the delivery API answers around documents: lists, the change feed, look-ups, health. No Django."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from cms.published.schema.base import Identifier, Model, Path, Url
from cms.published.schema.documents import ArticleDocument, Document, DocumentType, TopicDocument
from cms.published.schema.teasers import ArticleTeaser, TopicTeaser

ITEMS = "Teasers, unless `fields` asks for others."
INCLUDED = "What `include` asks for."

SENT_WHERE_ASKED: Any = None
"""A default that is never sent: without `include`, the stored bytes go out as they are. The OpenAPI document says so."""

SearchState = Annotated[
    Literal["ok", "degraded", "unavailable"],
    Field(
        description="`degraded`: a stand-in engine answered. `unavailable`: no search; what the editors chose and what "
        "the log knows is answered all the same."
    ),
]


class PageOfItems(Model):
    total: Annotated[int, Field(description="How many there are in all.")]
    limit: int
    offset: int


class Filtered(Model):
    total: Annotated[int, Field(description="How many there are in all, on whatever page.")]
    limit: int
    offset: Annotated[int | None, Field(description="Null where a cursor was given.")]
    next_cursor: Annotated[str | None, Field(description="Give it as `cursor` for what follows; null at the end.")]


class TopicList(Filtered):
    items: Annotated[list[TopicTeaser | TopicDocument], Field(description=ITEMS)]


class ArticleList(Filtered):
    items: Annotated[list[ArticleTeaser | ArticleDocument], Field(description=ITEMS)]
    included: Annotated["Included | None", Field(description=INCLUDED)]


class TopicArticle(Model):
    article: ArticleTeaser
    pinned: Annotated[bool, Field(description="The editor put it first.")]


class TopicArticles(PageOfItems):
    search: SearchState
    items: Annotated[list[TopicArticle], Field(description="The editor's pins first.")]


class RelatedArticle(Model):
    article: ArticleTeaser
    pinned: Annotated[bool, Field(description="The editor put it first.")]
    reason: Annotated[str, Field(description="For readers, such as “Both about neuropathic pain”.")]


class RelatedArticles(Model):
    search: SearchState
    items: list[RelatedArticle]


class Included(Model):
    """What came along; null where it was not asked for."""

    related: Annotated[RelatedArticles | None, Field(description="As `/articles/{slug}/related` answers.")]
    articles: Annotated[TopicArticles | None, Field(description="As `/topics/{slug}/articles` answers.")]
    topics: Annotated[
        list[TopicDocument] | None,
        Field(description="Whole: those that an article is about, or that a topic has relations to; each once."),
    ]


class Topic(TopicDocument):
    included: Annotated[Included, Field(description=INCLUDED)] = SENT_WHERE_ASKED


class Article(ArticleDocument):
    included: Annotated[Included, Field(description=INCLUDED)] = SENT_WHERE_ASKED


class Published(Model):
    """A page of this site as it is now."""

    kind: Literal["document"]
    id: Identifier
    sequence: int
    tags: Annotated[list[str], Field(description="What the document depends on, such as `page-12` or `person-3`.")]
    document: Document


class Tombstone(Model):
    """A page that is not (or no longer) public on this site: delete what you have of it."""

    kind: Literal["tombstone"]
    id: Identifier
    sequence: int


Change = Annotated[Published | Tombstone, Field(discriminator="kind")]


class Changes(Model):
    since: int
    next: Annotated[int, Field(description="Your new checkpoint: ask for `since` this number next time.")]
    head: Annotated[int, Field(description="The newest sequence of all.")]
    more: Annotated[bool, Field(description="There is more now: ask again at once.")]
    items: Annotated[list[Change], Field(description="Oldest change first.")]


class Redirect(Model):
    """Where a path leads now. `document_id` is null where that is outside of this site."""

    url: Url
    path: Path | None
    permanent: Annotated[bool, Field(description="Every step on the way is permanent: forget the old path.")]
    document_id: Identifier | None


class Lookup(Model):
    """What is at a path: a document, or a redirect, and behind it (on this site) a document."""

    path: Annotated[str, Field(description="As asked for, with its slashes put right.")]
    redirect: Redirect | None
    document: Document | None
    included: Annotated[Included | None, Field(description=INCLUDED)]


class Place(Model):
    type: DocumentType
    id: Identifier
    title: str
    path: Path
    url: Url


class MenuPlace(Place):
    below: Annotated[list["MenuPlace"], Field(description="What stands below it in the tree, and is in menus too.")]


class Navigation(Model):
    home: Place | None
    sections: Annotated[list[Place], Field(description="The pages that list topics and articles.")]
    menu: Annotated[list[MenuPlace], Field(description="What editors show in menus, in their order.")]


class Address(Model):
    type: DocumentType
    id: Identifier
    locale: str
    path: Path
    url: Url
    changed_at: Annotated[datetime, Field(description="UTC. When the document last changed, in whatever way.")]


class Sitemap(PageOfItems):
    items: Annotated[list[Address], Field(description="By path.")]


class Live(Model):
    status: Literal["live"]


class Ready(Model):
    """`degraded`: documents are delivered; search is not, or by its stand-in, or publishing is held up."""

    status: Literal["ready", "degraded"]
    sequence: Annotated[int, Field(description="The newest of the log.")]
    stale: Annotated[int, Field(description="Documents that wait to be rendered again; each is, before it is read.")]
    publishing: Annotated[
        Literal["ok", "held up"],
        Field(
            description="“held up” while changes wait for a transaction that somebody has left open in the database."
        ),
    ]
    search: SearchState
    search_sequence: Annotated[
        int | None, Field(description="How far search has followed the log; null where it cannot tell.")
    ]
