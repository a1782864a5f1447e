"""All that a batch of documents embeds, read once for the batch: teasers, people, care roles, pictures."""

from collections.abc import Iterable
from typing import Any

from wagtail.images import get_image_model

from cms.content.models import ArticlePage, CareRole, Person, TopicPage

from .images import published_image
from .mentions import Mentions
from .pictures import closed_collections
from .schema import base
from .schema.richtext import Link, Term
from .schema.teasers import ArticleTeaser, TopicTeaser
from .visibility import Place, public_places


class Surroundings:
    """Answers from memory, for documents of one site. What is not public, or no longer exists, is None."""

    def __init__(self, mentions: Mentions, site_id: int) -> None:
        self.site_id = site_id
        self.places = public_places(mentions.pages)
        self._closed = closed_collections()
        topics = TopicPage.objects.filter(pk__in=self.places.keys()).select_related("image")
        articles = ArticlePage.objects.filter(pk__in=self.places.keys()).select_related("image")
        self.teasers: dict[int, TopicTeaser | ArticleTeaser] = {
            **{page.pk: self._topic_teaser(page, self.places[page.pk]) for page in topics.defer("body")},
            **{page.pk: self._article_teaser(page, self.places[page.pk]) for page in articles.defer("body")},
        }
        people = Person.objects.filter(pk__in=mentions.people).select_related("photo")
        self.people = {person.pk: self._person(person) for person in people}
        self._photos = {person.pk: person.photo.pk for person in people if person.photo}
        roles = CareRole.objects.filter(pk__in=mentions.roles)
        self.roles = {
            role.pk: base.CareRole(id=role.pk, name=role.name, description=role.description) for role in roles
        }
        self.images = get_image_model().objects.in_bulk(mentions.images)

    def topic(self, page_id: int | None) -> TopicTeaser | None:
        teaser = self.teasers.get(page_id or 0)
        return teaser if isinstance(teaser, TopicTeaser) else None

    def articles(self, page_ids: Iterable[int]) -> list[ArticleTeaser]:
        found = (self.teasers.get(page_id) for page_id in page_ids)
        return [teaser for teaser in found if isinstance(teaser, ArticleTeaser)]

    def link(self, page_id: int) -> Link | Term | None:
        """The target of a link in running text: a topic as a term, another public page as a plain link."""
        teaser = self.teasers.get(page_id)
        if isinstance(teaser, TopicTeaser):
            return Term(topic_id=page_id, title=teaser.title, definition=teaser.definition, url=teaser.url, children=[])
        place = self.places.get(page_id)
        return Link(url=place.url(self.site_id), page_id=page_id, children=[]) if place else None

    def picture(self, image: Any, alt: str | None = None) -> base.Image | None:
        """A picture as documents show it; none of a collection that is not open to everybody."""
        if image is None or image.collection_id in self._closed:
            return None
        return published_image(image, alt)

    def photo_tags(self, mentions: Mentions) -> set[str]:
        """Documents show the photos of their people, so they depend on these too."""
        return {f"image-{self._photos[id_]}" for id_ in mentions.people if id_ in self._photos}

    def _topic_teaser(self, page: TopicPage, place: Place) -> TopicTeaser:
        return TopicTeaser(**self._teaser(page, place), definition=page.definition)

    def _article_teaser(self, page: ArticlePage, place: Place) -> ArticleTeaser:
        return ArticleTeaser(
            **{**self._teaser(page, place), "title": page.teaser_title or page.title},
            excerpt=page.excerpt,
            last_reviewed=page.last_reviewed,
        )

    def _teaser(self, page: TopicPage | ArticlePage, place: Place) -> dict[str, Any]:
        return {
            "id": page.pk,
            "title": page.title,
            "slug": page.slug,
            "path": place.path,
            "url": place.url(self.site_id),
            "image": self.picture(page.image),
        }

    def _person(self, person: Person) -> base.Person:
        return base.Person(
            id=person.pk,
            name=person.name,
            credentials=person.credentials,
            job_title=person.job_title,
            biography=person.biography,
            photo=self.picture(person.photo, alt=""),
        )
