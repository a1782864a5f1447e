"""Pages → documents. Runs when something is published, not when something is read; a preview is the same, on a draft."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from cms.content.drafts import fill_gaps
from cms.content.models import ArticleIndexPage, ArticlePage, TopicIndexPage, TopicPage, TopicRelation
from cms.content.names import split_names
from cms.content.references import Reference
from cms.content.relations import INVERSE_KINDS, RELATION_KINDS
from home.models import HomePage

from .blocks import BodyRenderer
from .mentions import Mentions, article_topics, children, page_mentions, relations_told_by_others, stored_body
from .purges import document_tag
from .schema import documents
from .schema.base import ORIGIN, Person
from .schema.base import Reference as PublishedReference
from .surroundings import Surroundings
from .visibility import Place, draft_place, public_places

RENDERER_VERSION = 5
"""Part of each row: raised when `render` changes, it tells which rows `rebuild_documents` must render again."""

PAGE_TYPES: dict[type[Page], tuple[str, tuple[str, ...]]] = {
    TopicPage: ("topic", ("relations", "codes", "pinned_articles", "reviewers", "references")),
    ArticlePage: (
        "article",
        ("further_topics", "authors", "reviewers", "references", "related_pins", "related_blocks"),
    ),
    HomePage: ("home", ("featured",)),
    TopicIndexPage: ("topic_index", ()),
    ArticleIndexPage: ("article_index", ()),
}
_RELATION_LABELS = dict(RELATION_KINDS)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's document with what it depends on. `neighbours`: pages whose documents tell of this one without its doing:
    the targets of its relations, and its translations.
    """

    document: documents.Document
    place: Place
    tags: frozenset[str]
    neighbours: frozenset[int]


def page_types() -> list[ContentType]:
    """The content types of all pages that have documents."""
    return list(ContentType.objects.get_for_models(*PAGE_TYPES).values())


def load_pages(page_ids: Iterable[int]) -> list[Page]:
    """The pages of types that have documents, each with its child rows, in two queries and one a relation."""
    ids = list(page_ids)
    loaded: list[Page] = []
    for model, (_, relations) in PAGE_TYPES.items():
        loaded += model.objects.filter(pk__in=ids).select_related("locale").prefetch_related(*relations)
    return loaded


def render_pages(pages: Sequence[Page], places: dict[int, Place]) -> list[Rendered]:
    """The documents of `pages`, which are public and stand at `places`. What they embed is read once for each site."""
    by_site: dict[int, list[Page]] = defaultdict(list)
    for page in pages:
        by_site[places[page.pk].site_id].append(page)
    return [item for site_id, some in by_site.items() for item in _render_site(site_id, some, places)]


def _render_site(site_id: int, pages: Sequence[Page], places: dict[int, Place]) -> list[Rendered]:
    told = relations_told_by_others(page.pk for page in pages if isinstance(page, TopicPage))
    mentioned = [page_mentions(page, told[page.pk]) for page in pages]
    together = Mentions()
    for mentions in mentioned:
        together.add(mentions)
    surroundings = Surroundings(together, site_id)
    siblings = _siblings(pages)
    translations = _translations(siblings, site_id)
    rendered = []
    for page, mentions in zip(pages, mentioned, strict=True):
        place = places[page.pk]
        renderer = _PageRenderer(page, place, surroundings, told[page.pk], translations[page.pk])
        document = renderer.document()
        shown = {page.pk, *(ancestor.id for ancestor in place.ancestors), *siblings[page.pk]}
        own_tags = {document_tag(page.pk), *(f"page-{id_}" for id_ in shown), *_about(document)}
        rendered.append(
            Rendered(
                document=document,
                place=place,
                tags=frozenset(mentions.tags() | surroundings.photo_tags(mentions) | own_tags),
                neighbours=frozenset({*siblings[page.pk], *(row.target_id for row in children(page, "relations"))}),
            )
        )
    return rendered


def _about(document: documents.Document) -> set[str]:
    """An article's topics, as tags of their own: it depends on many other topics, which it only mentions."""
    return (
        {f"topic-{topic.id}" for topic in document.topics} if isinstance(document, documents.ArticleDocument) else set()
    )


def render_draft(page: Page) -> documents.Document:
    """The document of a page as it stands in memory, published or not, saved or not. Never appended to the log."""
    place = draft_place(page)
    fill_gaps(page)
    page.pk = page.pk or 0
    now = timezone.now()
    page.first_published_at = page.first_published_at or now
    page.last_published_at = page.last_published_at or now
    return render_pages([page], {page.pk: place})[0].document


class _PageRenderer:
    def __init__(
        self,
        page: Page,
        place: Place,
        surroundings: Surroundings,
        told_by_others: list[TopicRelation],
        translations: list[documents.Translation],
    ) -> None:
        self.page = page
        self.place = place
        self.surroundings = surroundings
        self.told_by_others = told_by_others
        self.translations = translations

    def document(self) -> documents.Document:
        page = self.page
        if isinstance(page, TopicPage):
            return self._topic(page)
        if isinstance(page, ArticlePage):
            return self._article(page)
        if isinstance(page, HomePage):
            return self._home(page)
        if isinstance(page, TopicIndexPage):
            return documents.TopicIndexDocument(**self._base(), introduction=page.introduction)
        if isinstance(page, ArticleIndexPage):
            return documents.ArticleIndexDocument(**self._base(), introduction=page.introduction)
        msg = f"No document is defined for {type(page).__name__}."
        raise TypeError(msg)

    def _base(self) -> dict[str, Any]:
        page, path = self.page, self.place.path
        return {
            "id": page.pk,
            "title": page.title,
            "slug": page.slug,
            "locale": page.locale.language_code,
            "show_in_menus": page.show_in_menus,
            "path": path,
            "url": ORIGIN + path,
            "seo_title": page.seo_title or page.title,
            "seo_description": page.search_description or self._summary(),
            "first_published_at": page.first_published_at,
            "last_published_at": page.last_published_at,
            "breadcrumbs": [
                documents.Breadcrumb(title=step.title, path=step.path, url=ORIGIN + step.path)
                for step in self.place.ancestors
            ],
            "translations": self.translations,
        }

    def _summary(self) -> str:
        return next(
            (text for name in ("definition", "excerpt", "introduction") if (text := getattr(self.page, name, ""))), ""
        )

    def _body(self) -> list[Any]:
        return BodyRenderer(self.surroundings).render(stored_body(self.page))

    def _people(self, relation: str) -> list[Person]:
        found = (self.surroundings.people.get(row.person_id) for row in children(self.page, relation))
        return [person for person in found if person]

    def _references(self) -> list[PublishedReference]:
        rows: list[Reference] = children(self.page, "references")
        return [
            PublishedReference(citation=row.citation, doi=row.doi, pmid=row.pmid, url=row.address or None)
            for row in rows
        ]

    def _topic(self, page: TopicPage) -> documents.TopicDocument:
        return documents.TopicDocument(
            **self._base(),
            definition=page.definition,
            other_names=split_names(page.other_names),
            codes=[
                documents.Code(system=row.system, code=row.code)
                for row in children(page, "codes")
                if row.system and row.code
            ],
            relations=self._relations(page),
            image=self.surroundings.picture(page.image),
            body=self._body(),
            pinned_articles=self.surroundings.articles(row.article_id for row in children(page, "pinned_articles")),
            reviewers=self._people("reviewers"),
            last_reviewed=page.last_reviewed,
            next_review=page.next_review,
            references=self._references(),
        )

    def _relations(self, page: TopicPage) -> list[documents.Relation]:
        """Own relations first, as the editor ordered them; then what others tell, seen from here; each once."""
        # A draft's row may still lack its kind.
        own = [(row.kind, row.target_id, row.note, False) for row in children(page, "relations") if row.kind]
        derived = [(INVERSE_KINDS[row.kind], row.source_id, row.note, True) for row in self.told_by_others]
        relations: dict[tuple[str, int], documents.Relation] = {}
        for kind, topic_id, note, is_derived in [*own, *derived]:
            teaser = self.surroundings.topic(topic_id)
            if teaser and (kind, topic_id) not in relations:
                relations[kind, topic_id] = documents.Relation(
                    kind=kind, label=_RELATION_LABELS[kind], topic=teaser, note=note, derived=is_derived
                )
        return list(relations.values())

    def _article(self, page: ArticlePage) -> documents.ArticleDocument:
        topics = (self.surroundings.topic(topic_id) for topic_id in article_topics(page))
        return documents.ArticleDocument(
            **self._base(),
            teaser_title=page.teaser_title or page.title,
            excerpt=page.excerpt,
            other_names=split_names(page.other_names),
            image=self.surroundings.picture(page.image),
            topics=[topic for topic in topics if topic],
            authors=self._people("authors"),
            reviewers=self._people("reviewers"),
            published=page.published,
            updated=page.updated,
            last_reviewed=page.last_reviewed,
            next_review=page.next_review,
            body=self._body(),
            references=self._references(),
            related_pins=self.surroundings.articles(row.other_id for row in children(page, "related_pins")),
            related_blocks=[row.other_id for row in children(page, "related_blocks")],
        )

    def _home(self, page: HomePage) -> documents.HomeDocument:
        featured = (self.surroundings.teasers.get(row.page_id) for row in children(page, "featured"))
        return documents.HomeDocument(
            **self._base(),
            introduction=page.introduction,
            image=self.surroundings.picture(page.image),
            featured=[teaser for teaser in featured if teaser],
        )


def _siblings(pages: Sequence[Page]) -> dict[int, dict[int, str]]:
    """By page: the pages that say the same in another language, published or not, each with its language."""
    by_key: dict[Any, dict[int, str]] = defaultdict(dict)
    keys = {page.translation_key for page in pages}
    for key, id_, language in (
        Page.objects.filter(translation_key__in=keys)
        .order_by("locale__language_code", "id")
        .values_list("translation_key", "id", "locale__language_code")
    ):
        by_key[key][id_] = language
    return {
        page.pk: {id_: language for id_, language in by_key[page.translation_key].items() if id_ != page.pk}
        for page in pages
    }


def _translations(siblings: dict[int, dict[int, str]], site_id: int) -> dict[int, list[documents.Translation]]:
    every = {id_ for translated in siblings.values() for id_ in translated}
    places = public_places(every) if every else {}
    return {
        page_id: [
            documents.Translation(locale=language, url=places[id_].url(site_id))
            for id_, language in translated.items()
            if id_ in places
        ]
        for page_id, translated in siblings.items()
    }
