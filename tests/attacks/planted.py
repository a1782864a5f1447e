"""A site in which a topic and an article are full of canaries, and other pages show and link to them."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page

from cms.content.models import (
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
    RelatedPin,
    TopicIndexPage,
    TopicPage,
    TopicPinnedArticle,
    TopicRelation,
)
from cms.published import log
from tests import factories as make

from .canaries import Canaries


class PlantedSite:
    """`topic` and `article` are full of canaries; each is below an index page that has some too, `section` and `shelf`.

    The others stay: the home page, `sleep` and `naps`, which embed and link to both.
    """

    def __init__(self, *, aliases: bool = False) -> None:
        self.home = make.site()
        self.collection = self._root_collection().add_child(name="Drawer")
        self.canaries = Canaries(self.collection)
        # Rows of a page are attributes that pyright does not see.
        self.sleep: Any = make.topic("Sleep", definition="What a body does at night.")
        self.naps: Any = make.article("Naps in the afternoon", topics=[self.sleep])
        make.article("Naps in the morning", topics=[self.sleep])
        self.section = self._index(TopicIndexPage, "section")
        self.shelf = self._index(ArticleIndexPage, "shelf")
        self.topic = self._page(self.section, TopicPage(), "topic", target=self.sleep)
        self.article = self._page(self.shelf, ArticlePage(primary_topic=self.topic), "article")
        self._embed()
        self.file = self._file()
        make.settle()
        self.gone = [self.topic, self.article]
        self.sections = [self.section, self.shelf]
        self.aliases = [self._alias(page) for page in self.gone] if aliases else []
        self.pages = [self.home, self.sleep, self.naps, *self.sections, *self.gone, *self.aliases]

    @staticmethod
    def _root_collection() -> Collection:
        return Collection.get_first_root_node() or Collection.add_root(name="Root")

    def _index(self, model: type[Any], owner: str) -> Any:
        page = model(show_in_menus=True)
        self.canaries.write(page, owner)
        return make.add(self.home, page)

    def _page(self, parent: Any, page: Any, owner: str, **targets: Any) -> Any:
        page.image = self.canaries.picture(f"{owner}: hero")
        page.show_in_menus = True
        page.last_reviewed = date(2026, 3, 1)
        self.canaries.write(page, owner)
        self.canaries.write_rows(page, owner, person=self.canaries.person(owner), **targets)
        return make.add(parent, page)

    def _alias(self, page: Any) -> Any:
        """The same page once more, among those that stay."""
        place = fresh(self.sleep if page is self.topic else self.naps).get_parent()
        with log.recording():
            alias = page.create_alias(parent=place, update_slug="the-same")
        make.settle()
        return fresh(alias)

    def _embed(self) -> None:
        """The pages that stay name both that go, each in every way it can; and these show each other."""
        note = self.canaries.word("topic: relation from outside, note")
        self.sleep.relations = [TopicRelation(kind="treats", target=self.topic, note=note)]
        self.sleep.pinned_articles = [TopicPinnedArticle(article=self.article)]
        self.sleep = make.publish(self.sleep)
        links = f"<p>See {make.link(self.topic, 'this')} and {make.link(self.article, 'that')}.</p>"
        self.naps.body = [make.rich_text(links), make.strategy(topic=self.topic)]
        self.naps.further_topics = [ArticleTopic(topic=self.topic)]
        self.naps.related_pins = [RelatedPin(other=self.article)]
        self.naps = make.publish(self.naps)
        self.topic.pinned_articles = [TopicPinnedArticle(article=self.article)]
        self.topic = make.publish(self.topic)
        self.article.related_pins = [RelatedPin(other=self.naps)]
        self.article = make.publish(self.article)
        self.home = make.home(featured=[self.topic, self.article])

    def _file(self) -> Any:
        title, name, text = (self.canaries.word(f"file: {place}") for place in ("title", "name", "content"))
        content = ContentFile(text.encode(), name=f"{name}.txt")
        return get_document_model().objects.create(title=title, file=content, collection=self.collection)


def fresh(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk)
