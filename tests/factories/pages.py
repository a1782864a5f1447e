"""Pages, added below the site's index pages."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from wagtail.models import Page

from cms.content.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    ArticleReference,
    ArticleReviewer,
    ArticleTopic,
    Person,
    RelatedBlock,
    RelatedPin,
    TopicCode,
    TopicIndexPage,
    TopicPage,
    TopicPinnedArticle,
    TopicReference,
    TopicRelation,
    TopicReviewer,
)
from cms.published import log
from home.models import FeaturedPage, HomePage
from home.site import ensure_site

Stored = dict[str, Any]
P = TypeVar("P", bound=Page)


def site() -> HomePage:
    """The default site: its home page, with an index page for topics and one for articles."""
    with log.recording():
        return ensure_site()


def settle() -> None:
    """What the follower does all the time: render until nothing is stale."""
    while log.render_stale():
        pass


def topic(
    title: str = "Chronic pain",
    *,
    relations: Iterable[tuple[str, TopicPage, str]] = (),
    codes: Iterable[tuple[str, str]] = (),
    pinned: Iterable[ArticlePage] = (),
    reviewers: Iterable[Person] = (),
    references: Iterable[Stored] = (),
    live: bool = True,
    **fields: Any,
) -> TopicPage:
    """A topic below the site's topic index. `relations`: (kind, target, note); `references`: fields of `Reference`."""
    page = TopicPage(
        title=title,
        definition=fields.pop("definition", f"What {title.lower()} is, in one sentence."),
        relations=[TopicRelation(kind=kind, target=target, note=note) for kind, target, note in relations],
        codes=[TopicCode(system=system, code=code) for system, code in codes],
        pinned_articles=[TopicPinnedArticle(article=article_) for article_ in pinned],
        reviewers=[TopicReviewer(person=person_) for person_ in reviewers],
        references=[TopicReference(**reference) for reference in references],
        **fields,
    )
    return add(TopicIndexPage.objects.child_of(site()).get(), page, live=live)


def article(
    title: str = "Living with pain",
    *,
    topics: Sequence[TopicPage] = (),
    authors: Iterable[Person] = (),
    reviewers: Iterable[Person] = (),
    references: Iterable[Stored] = (),
    related_pins: Iterable[ArticlePage] = (),
    related_blocks: Iterable[ArticlePage] = (),
    **fields: Any,
) -> ArticlePage:
    """An article below the site's article index. The first of `topics` is its primary one. `live=False`: a draft."""
    live = fields.pop("live", True)
    page = ArticlePage(
        title=title,
        excerpt=fields.pop("excerpt", f"What to know about {title.lower()}."),
        primary_topic=topics[0] if topics else None,
        further_topics=[ArticleTopic(topic=topic_) for topic_ in topics[1:]],
        authors=[ArticleAuthor(person=person_) for person_ in authors],
        reviewers=[ArticleReviewer(person=person_) for person_ in reviewers],
        references=[ArticleReference(**reference) for reference in references],
        related_pins=[RelatedPin(other=other) for other in related_pins],
        related_blocks=[RelatedBlock(other=other) for other in related_blocks],
        **fields,
    )
    return add(ArticleIndexPage.objects.child_of(site()).get(), page, live=live)


def home(*, featured: Iterable[Page] = (), **fields: Any) -> HomePage:
    """The site's home page, changed and published again."""
    page = site()
    fields["featured"] = [FeaturedPage(page=Page.objects.get(pk=one.pk)) for one in featured]
    for name, value in fields.items():
        setattr(page, name, value)
    return publish(page)


def add(parent: Page, page: P, *, live: bool = True) -> P:
    """Put `page` below `parent`, as a draft or published."""
    page.live = False
    with log.recording():
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision()
    return publish(page) if live else page


def publish(page: P) -> P:
    """Save `page` as it stands in memory, publish it, and read it again."""
    with log.recording():
        page.save_revision().publish()
    settle()
    return type(page).objects.get(pk=page.pk)


def unpublish(page: Page) -> None:
    with log.recording():
        type(page).objects.get(pk=page.pk).unpublish()
    settle()
