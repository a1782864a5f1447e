"""Where Django looks for models; each kind has a room of its own."""

from .articles import (
    ArticleAuthor,
    ArticlePage,
    ArticleReference,
    ArticleReviewer,
    ArticleTopic,
    RelatedBlock,
    RelatedPin,
)
from .indexes import ArticleIndexPage, TopicIndexPage
from .people import CareRole, Person
from .topics import TopicCode, TopicPage, TopicPinnedArticle, TopicReference, TopicRelation, TopicReviewer

__all__ = [
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleReference",
    "ArticleReviewer",
    "ArticleTopic",
    "CareRole",
    "Person",
    "RelatedBlock",
    "RelatedPin",
    "TopicCode",
    "TopicIndexPage",
    "TopicPage",
    "TopicPinnedArticle",
    "TopicReference",
    "TopicRelation",
    "TopicReviewer",
]
