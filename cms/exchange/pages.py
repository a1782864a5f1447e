"""Lines → pages in memory, unsaved, with their child rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from cms.content.models import (
    ArticleAuthor,
    ArticlePage,
    ArticleReference,
    ArticleReviewer,
    ArticleTopic,
    RelatedBlock,
    RelatedPin,
    TopicCode,
    TopicPage,
    TopicPinnedArticle,
    TopicReference,
    TopicRelation,
    TopicReviewer,
)
from home.models import FeaturedPage, HomePage

from .bodies import stored_body
from .format import ArticleLine, HomeLine, PageLine, ReferenceItem, TopicLine
from .known import Known

Rows = dict[str, list[Model]]
"""A page's child rows by the name of the relation."""


def fill(page: Page, line: TopicLine | ArticleLine | HomeLine, known: Known, present: Rows) -> None:
    """Make `page` say what `line` says. `present`: the rows it has now; their keys are used again, in order."""
    if isinstance(page, TopicPage) and isinstance(line, TopicLine):
        rows = _fill_topic(page, line, known)
    elif isinstance(page, ArticlePage) and isinstance(line, ArticleLine):
        rows = _fill_article(page, line, known)
    elif isinstance(page, HomePage) and isinstance(line, HomeLine):
        rows = _fill_home(page, line, known)
    else:
        msg = f"A line of type “{line.type}” cannot become a {type(page).__name__}."
        raise TypeError(msg)
    for relation, wanted in rows.items():
        _reuse_keys(wanted, present.get(relation, []))
        setattr(page, relation, wanted)


def _reuse_keys(wanted: Sequence[Any], present: Sequence[Model]) -> None:
    for place, row in enumerate(wanted):
        row.sort_order = place
        if place < len(present):
            row.pk = present[place].pk
            row._state.adding = False  # noqa: SLF001  Django's documented state of an instance


def _fill_page(page: Any, line: PageLine, known: Known) -> None:
    page.title = line.title
    page.slug = line.slug or page.slug
    page.seo_title = line.seo_title
    page.search_description = line.search_description
    page.image_id = known.optional("image", line.image)
    if page.expire_at and page.expire_at <= timezone.now():
        # Its line makes it public again. With a day that is over it would be gone at the next look at the schedule.
        page.expire_at = None


def _fill_topic(page: TopicPage, line: TopicLine, known: Known) -> Rows:
    _fill_page(page, line, known)
    page.definition = line.definition
    page.other_names = "\n".join(line.other_names)
    page.last_reviewed, page.next_review = line.last_reviewed, line.next_review
    page.body = stored_body(line.body, f"topic/{line.id}", known)
    return {
        "codes": [TopicCode(system=code.system, code=code.code) for code in line.codes],
        "relations": [
            TopicRelation(kind=relation.kind, target_id=known.pk("topic", relation.topic), note=relation.note)
            for relation in line.relations
        ],
        "pinned_articles": [
            TopicPinnedArticle(article_id=known.pk("article", article)) for article in line.pinned_articles
        ],
        "reviewers": [TopicReviewer(person_id=known.pk("person", person)) for person in line.reviewers],
        "references": _references(TopicReference, line.references),
    }


def _fill_article(page: ArticlePage, line: ArticleLine, known: Known) -> Rows:
    _fill_page(page, line, known)
    page.teaser_title, page.excerpt = line.teaser_title, line.excerpt
    page.other_names = "\n".join(line.other_names)
    topics = [known.pk("topic", topic) for topic in line.topics]
    page.primary_topic_id = topics[0] if topics else None
    page.published, page.updated = line.published, line.updated
    page.last_reviewed, page.next_review = line.last_reviewed, line.next_review
    page.body = stored_body(line.body, f"article/{line.id}", known)
    return {
        "further_topics": [ArticleTopic(topic_id=topic) for topic in topics[1:]],
        "authors": [ArticleAuthor(person_id=known.pk("person", person)) for person in line.authors],
        "reviewers": [ArticleReviewer(person_id=known.pk("person", person)) for person in line.reviewers],
        "references": _references(ArticleReference, line.references),
        "related_pins": [RelatedPin(other_id=known.pk("article", other)) for other in line.related_pins],
        "related_blocks": [RelatedBlock(other_id=known.pk("article", other)) for other in line.related_blocks],
    }


def _fill_home(page: Any, line: HomeLine, known: Known) -> Rows:
    page.title, page.introduction = line.title, line.introduction
    page.image_id = known.optional("image", line.image)
    return {"featured": [FeaturedPage(page_id=known.pk(ref.type, ref.id)) for ref in line.featured]}


def _references(model: type[TopicReference | ArticleReference], items: Iterable[ReferenceItem]) -> list[Model]:
    return [model(citation=item.citation, doi=item.doi, pmid=item.pmid, url=item.url) for item in items]
