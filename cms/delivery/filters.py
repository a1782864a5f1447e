"""What may be asked of the lists of topics and articles: which of them, in which order, and what of each."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, get_args

from django.http import HttpRequest
from django.utils import timezone
from pydantic import BaseModel, Field
from pydantic_core import from_json, to_json

from cms.published.listing import Column, Order, Range, Review, Wanted
from cms.published.schema.documents import ArticleDocument, TopicDocument
from cms.published.sites import Scope, scope_of
from search.api import Text, TopicId

from .parameters import DEEPEST, DEFAULT_LIMIT, LONGEST_SLUG, MOST, SiteParameter
from .problems import FieldError, invalid
from .values import Day, Moment, Separated, one_of

EVERYTHING = "*"
EVERY_LOCALE = "*"
MOST_VALUES = 100
_ALWAYS = ("type", "id")

Id = TopicId
Slugs = Annotated[Text, Field(max_length=LONGEST_SLUG)]
Tag = Annotated[str, Field(pattern=r"^[a-z]{1,20}-\d{1,19}$")]
TopicOrder = Literal[
    "title", "-title", "last_reviewed", "-last_reviewed", "next_review", "-next_review", "changed", "-changed"
]
ArticleOrder = Literal[TopicOrder, "published", "-published", "updated", "-updated"]
_COLUMNS: dict[str, Column] = {column.removesuffix("_at"): column for column in get_args(Column)}
_ORDER = "One of the dates or `title`; with `-` before it, the latest or last first. What has no such date comes last either way."
_FIELDS = (
    "What is sent of each item: names of fields of the whole document, or `*` for all of it. `type` and `id` always are. "
    "Left out: a teaser."
)


class ListFilters(SiteParameter):
    """What both lists have. A document is in the list when every filter holds; of several values in one, any."""

    locale: Annotated[
        Text | None,
        Field(max_length=100, description="Language, such as `en`; `*` for all. Left out: that of the site."),
    ] = None
    id: Annotated[list[Id], Separated, Field(max_length=MOST_VALUES, description="Ids; any of them.")] = []
    slug: Annotated[list[Slugs], Separated, Field(max_length=MOST_VALUES, description="Slugs; any of them.")] = []
    person: Annotated[
        list[Id], Separated, Field(max_length=MOST_VALUES, description="Ids of authors or reviewers; any of them.")
    ] = []
    tag: Annotated[
        list[Tag],
        Separated,
        Field(
            max_length=MOST_VALUES,
            description="Documents that depend on something, such as `person-3` or `page-12`, as told in `Cache-Tag`; on any of these.",
        ),
    ] = []
    review: Annotated[
        list[Review],
        Separated,
        Field(
            max_length=3,
            description="Of the review: `never` was any; `due`, its next date has come; `current`, neither. Any of these.",
        ),
    ] = []
    last_reviewed_from: Annotated[Day | None, Field(description="Last reviewed on this day or later.")] = None
    last_reviewed_to: Annotated[Day | None, Field(description="Last reviewed on this day or before.")] = None
    next_review_from: Annotated[Day | None, Field(description="Next review on this day or later.")] = None
    next_review_to: Annotated[Day | None, Field(description="Next review on this day or before.")] = None
    changed_from: Annotated[
        Moment | None, Field(description="The document changed, in whatever way, at this moment or later.")
    ] = None
    changed_to: Annotated[Moment | None, Field(description="The document last changed at this moment or before.")] = (
        None
    )
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many items at most.")] = DEFAULT_LIMIT
    offset: Annotated[int, Field(ge=0, le=DEEPEST, description="How many items to pass over.")] = 0
    cursor: Annotated[
        str | None,
        Field(
            max_length=2_000,
            pattern=r"^[A-Za-z0-9_-]*$",
            description="`next_cursor` of an answer, in place of `offset`: to the end of any list, and with no item missed or "
            "twice while others come and go.",
        ),
    ] = None

    def scope(self, request: HttpRequest) -> Scope:
        return scope_of(request, site=self.site, locale=None if self.locale == EVERY_LOCALE else self.locale)


class TopicFilters(ListFilters):
    fields: Annotated[
        list[str], Separated, *one_of([EVERYTHING, *TopicDocument.model_fields]), Field(description=_FIELDS)
    ] = []
    order: Annotated[TopicOrder, Field(description=_ORDER)] = "title"


class ArticleFilters(ListFilters):
    fields: Annotated[
        list[str], Separated, *one_of([EVERYTHING, *ArticleDocument.model_fields]), Field(description=_FIELDS)
    ] = []
    order: Annotated[ArticleOrder, Field(description=_ORDER)] = "title"
    topic: Annotated[
        list[Id], Separated, Field(max_length=MOST_VALUES, description="Ids of topics that it is about; any of them.")
    ] = []
    published_from: Annotated[Day | None, Field(description="Published on this day or later.")] = None
    published_to: Annotated[Day | None, Field(description="Published on this day or before.")] = None
    updated_from: Annotated[Day | None, Field(description="Updated on this day or later.")] = None
    updated_to: Annotated[Day | None, Field(description="Updated on this day or before.")] = None
    include: Annotated[
        list[Literal["topics"]],
        Separated,
        Field(max_length=1, description="`topics`: the whole documents of the topics that these articles are about."),
    ] = []


def wanted(type_: str, asked: TopicFilters | ArticleFilters, scope: Scope) -> Wanted:
    """The list that is asked for. Raises ProblemError where a cursor and an offset are both given."""
    if asked.cursor is not None and asked.offset:
        message = "is given beside a cursor, which says already where to begin."
        raise invalid(FieldError(location="query", field="offset", message=message, mend="Leave one of them out."))
    topics = asked.topic if isinstance(asked, ArticleFilters) else []
    groups = (_tags("topic", topics), _tags("person", asked.person), tuple(asked.tag))
    return Wanted(
        type_,
        scope.site_id,
        None if asked.locale == EVERY_LOCALE else scope.locale,
        ids=tuple(asked.id),
        slugs=tuple(asked.slug),
        tags=tuple(group for group in groups if group),
        ranges=_ranges(asked),
        reviews=tuple(asked.review),
        today=timezone.localdate(),
        order=Order(_COLUMNS[asked.order.removeprefix("-")], asked.order.startswith("-")),
    )


def fields_of(asked: TopicFilters | ArticleFilters) -> tuple[str, ...] | None:
    """The fields to send; None for the whole document, () for a teaser."""
    if EVERYTHING in asked.fields:
        return None
    return tuple(dict.fromkeys((*_ALWAYS, *asked.fields))) if asked.fields else ()


def select(body: bytes, fields: Sequence[str]) -> bytes:
    """A document with nothing but `fields`."""
    document = from_json(body)
    return to_json({name: document[name] for name in fields})


def _tags(kind: str, ids: list[int]) -> tuple[str, ...]:
    return tuple(f"{kind}-{id_}" for id_ in ids)


def _ranges(asked: BaseModel) -> tuple[Range, ...]:
    found = []
    for name, column in _COLUMNS.items():
        first, last = _bound(asked, f"{name}_from"), _bound(asked, f"{name}_to")
        if column != "title" and (first or last):
            found.append(Range(column, first, last))
    return tuple(found)


def _bound(asked: BaseModel, name: str) -> date | None:
    return getattr(asked, name, None)
