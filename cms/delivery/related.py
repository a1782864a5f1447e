"""A hub's articles, and the articles related to one: lists that search fills."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field
from pydantic_core import from_json, to_json

from cms.published import direct
from cms.published.purges import list_tag

from .answers import sent
from .documents import missing
from .filled_by_search import RELATED, hub_articles, pins_of, related_to
from .lists import page_of
from .parameters import ListParameters, ScopeParameters, Slug
from .schema import RelatedArticles, TopicArticles

router = Router(tags=["Search"])


class RelatedParameters(ScopeParameters):
    limit: Annotated[int, Field(ge=1, le=20, description="How many items at most.")] = RELATED


@router.get(
    "/topics/{slug}/articles", response=TopicArticles, operation_id="topic_articles", summary="A hub's articles"
)
def topic_articles(request: HttpRequest, slug: Slug, asked: Query[ListParameters]) -> HttpResponse:
    """Teasers of the articles that a hub shows: the editor's pins first, then the articles about the topic.

    While search is away these are the pins and the articles that name the topic among theirs, and `search` says so.
    """
    scope, found = direct.by_slug(request, "topic", slug, site=asked.site, locale=asked.locale)
    topic = found or missing(scope, "topic", slug)
    total, items, state = hub_articles(topic, pins_of(from_json(topic.body or b"")), asked.offset, asked.limit)
    tags = [f"page-{topic.id}", list_tag("article"), *(f"page-{item['article']['id']}" for item in items)]
    return page_of(request, asked, total, items, scope=scope, tags=tags, search=state)


@router.get(
    "/articles/{slug}/related", response=RelatedArticles, operation_id="related_articles", summary="Related articles"
)
def article_related(request: HttpRequest, slug: Slug, asked: Query[RelatedParameters]) -> HttpResponse:
    """Teasers of the articles that go with one, each with its reason; never those that an editor blocked.

    While search is away these are the editor's pins and the articles about the same first topic, and `search` says so.
    """
    scope, found = direct.by_slug(request, "article", slug, site=asked.site, locale=asked.locale)
    article = found or missing(scope, "article", slug)
    items, state = related_to(article, asked.limit)
    tags = [f"page-{article.id}", list_tag("article"), *(f"page-{item['article']['id']}" for item in items)]
    return sent(to_json({"search": state, "items": items}), scope, tags=tags)
