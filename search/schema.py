"""What search answers over HTTP. No Django."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from cms.published.schema.base import Identifier, Image, Model, Path, Url

from .plans import TextField


class TopicName(Model):
    """A topic by name, and where its hub is."""

    id: Identifier
    title: str
    slug: str
    path: Path
    url: Url


class HitSection(Model):
    """Where on its page a hit answers: the heading that the first of its highlights stands under."""

    heading: str
    anchor: Annotated[str, Field(description="The `anchor` of a block or a question in the page's document.")]
    url: Annotated[str, Field(description="Absolute URL of the page, with the anchor as its fragment.")]


class FoundWord(Model):
    word: str
    fields: Annotated[list[TextField], Field(description="That hold the word, or a form of it; empty: none does.")]


class ScoreShare(Model):
    """What a part of the score comes from."""

    signal: Annotated[
        Literal["words", "phrase", "all_words", "topics", "meaning", "upkeep"],
        Field(
            description="Single words; words that stand together; all of them in one field; topics shared; what query "
            "and page are about; that the page is looked after."
        ),
    ]
    field: TextField | None
    label: Annotated[str, Field(description="Signal and field in plain words.")]
    percent: int


class Explanation(Model):
    """Why a hit is where it is, for editors."""

    sentences: Annotated[list[str], Field(description="In plain words, the most important first.")]
    searched_as: Annotated[str, Field(description="The words that found it: the reader's own, or with a synonym.")]
    words: list[FoundWord]
    shares: Annotated[
        list[ScoreShare], Field(description="Of the score, the largest first, in per cent. A pinned page is above any.")
    ]


class SearchHit(Model):
    """A page that was found."""

    type: Literal["topic", "article"]
    id: Identifier
    title: str
    teaser_title: Annotated[str, Field(description="Of an article, for lists; empty where it has none of its own.")]
    slug: str
    path: Path
    url: Url
    locale: str
    summary: Annotated[str, Field(description="A topic's definition, an article's excerpt.")]
    other_names: list[str]
    image: Image | None
    topics: Annotated[list[TopicName], Field(description="That an article is about, the primary one first.")]
    published: date | None
    updated: date | None
    last_reviewed: date | None
    highlights: Annotated[
        list[str],
        Field(
            description="At most two passages that answer the query, best first, each a sentence or a heading with the "
            "sentence below it. Safe HTML: text and `<mark>`, nothing else."
        ),
    ]
    section: Annotated[
        HitSection | None, Field(description="Null: before the first heading, or nothing was highlighted.")
    ]
    pinned: Annotated[bool, Field(description="An editor put it first for this query.")]
    explanation: Annotated[Explanation | None, Field(description="Only where an editor asked for it: `explain`.")]
    score: Annotated[float, Field(description="Comparable within one answer only; 0 without a query.")]


class FacetValue(Model):
    """A choice. `value` goes into the parameter of the facet's name."""

    value: str
    label: str
    count: Annotated[int, Field(description="Pages there would be with this choice alone in its facet.")]
    selected: bool


class Facet(Model):
    """A way to narrow the search. Its own choices do not count against it, those in other facets do."""

    name: Literal["type", "topic", "strategy"]
    label: str
    values: Annotated[list[FacetValue], Field(description="Most frequent first; at most 50, and what is selected.")]


class CorrectedWord(Model):
    word: str
    replacement: str


class ExpandedName(Model):
    """`name` was also searched as each of `others`."""

    name: str
    others: list[str]


class Understanding(Model):
    """How the query was read."""

    query: Annotated[str, Field(description="As it was asked.")]
    searched: Annotated[str, Field(description="The words that were searched for, folded; empty without a query.")]
    dropped: Annotated[list[str], Field(description="Words left out because they say nothing about the matter.")]
    corrections: Annotated[list[CorrectedWord], Field(description="Words no page has, and what was searched instead.")]
    corrected_query: Annotated[
        str | None, Field(description="The query with its corrections: “showing results for …”. Null: none was made.")
    ]
    suggested_query: Annotated[
        str | None, Field(description="“Did you mean …?”, where `exact` kept the query from being corrected.")
    ]
    synonyms: list[ExpandedName]


class SearchAnswer(Model):
    total: Annotated[int, Field(description="How many pages there are in all.")]
    limit: int
    offset: int
    items: Annotated[list[SearchHit], Field(description="Best first; without a query, newest first.")]
    facets: list[Facet]
    understood: Understanding
    search: Annotated[
        Literal["ok", "degraded"],
        Field(description="`degraded`: the search engine is away, and another one, kept beside it, has answered."),
    ]


class SuggestedPage(Model):
    """Where a suggestion leads."""

    kind: Annotated[
        Literal["topic", "other_name", "article"],
        Field(description="What `text` is: a topic's title, another name of a topic, or a name of an article."),
    ]
    text: str
    type: Literal["topic", "article"]
    id: Identifier
    title: str
    path: Path
    url: Url


class SuggestedQuery(Model):
    """What others have often searched for, and found: search for `text`."""

    kind: Literal["query"]
    text: str


Suggested = Annotated[SuggestedPage | SuggestedQuery, Field(discriminator="kind")]


class SuggestionGroup(Model):
    """Suggestions of one kind. `label` is a heading for readers."""

    kind: Literal["topic", "other_name", "article", "query"]
    label: str
    items: Annotated[list[Suggested], Field(description="Best first.")]


class Suggestions(Model):
    query: str
    groups: Annotated[
        list[SuggestionGroup],
        Field(description="Topics, other names of topics, articles, searches, in this order; none that is empty."),
    ]
