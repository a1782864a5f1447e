"""Documents → teasers, as lists show them. Kept in the row, for a list of twenty would otherwise read twenty documents."""

from typing import Any

from .schema.documents import ArticleDocument, Document, TopicDocument
from .schema.teasers import ArticleTeaser, TopicTeaser


def teaser_of(document: Document) -> TopicTeaser | ArticleTeaser | None:
    """The teaser of a topic or an article; None for other pages, which no list shows."""
    if isinstance(document, TopicDocument):
        return TopicTeaser(**_shared(document), definition=document.definition)
    if isinstance(document, ArticleDocument):
        shared = {**_shared(document), "title": document.teaser_title}
        return ArticleTeaser(**shared, excerpt=document.excerpt, last_reviewed=document.last_reviewed)
    return None


def _shared(document: TopicDocument | ArticleDocument) -> dict[str, Any]:
    return {name: getattr(document, name) for name in ("id", "title", "slug", "path", "url", "image")}
