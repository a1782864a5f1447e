"""From what the engine found to what the API answers: cards with addresses, facets with names."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from cms.published.schema.base import ORIGIN

from .answers import Answer
from .documents import Card
from .engines.protocol import Reading
from .explaining import FIELD_NAMES, Explained, Share, Signal
from .languages import language_of
from .passages import Passages
from .plans import FacetName, Filters
from .queries import SearchRequest, Understood, corrected
from .results import EngineHit, FacetCount, Kept
from .schema import (
    CorrectedWord,
    ExpandedName,
    Explanation,
    Facet,
    FacetValue,
    FoundWord,
    HitSection,
    ScoreShare,
    SearchAnswer,
    SearchHit,
    SuggestedPage,
    SuggestedQuery,
    SuggestionGroup,
    Suggestions,
    TopicName,
    Understanding,
)
from .suggestions import KINDS, Kind, Suggestion

MOST_VALUES = 50
FACET_LABELS: Mapping[FacetName, str] = {"type": "Kind of page", "topic": "Topic", "strategy": "Kind of strategy"}
TYPE_LABELS = {"topic": "Topic hubs", "article": "Articles"}
KIND_LABELS: Mapping[Kind, str] = {
    "topic": "Topics",
    "other_name": "Other names",
    "article": "Articles",
    "query": "Frequent searches",
}
SIGNAL_LABELS: Mapping[Signal, str] = {
    "words": "Single words",
    "phrase": "Words standing together",
    "all_words": "All of the words",
    "topics": "Topics in common",
    "meaning": "Likeness in meaning",
    "upkeep": "Looked after",
}
STRATEGY_LABELS = {
    "medication": "Medication",
    "psychological": "Psychological",
    "movement": "Movement and physiotherapy",
    "interventional": "Interventional",
    "lifestyle": "Lifestyle",
    "self_management": "Self-management",
    "complementary": "Complementary",
    "social_support": "Social support",
}
"""As in the documents (`Strategy.category_label`): a facet counts values, and has no document at hand to read it from."""


def card_of(card: str, origin: str) -> Card:
    """Read a stored card and put the site's origin into its addresses."""
    return Card.model_validate_json(card.replace(ORIGIN, origin))


def search_answer(
    engine: Reading,
    request: SearchRequest,
    answer: Answer,
    origin: str,
    explained: Mapping[int, Explained] = MappingProxyType({}),
) -> SearchAnswer:
    """Make the answer to a search; topics are read from the index, so that one that went away has no name left."""
    cards = {hit.id: card_of(hit.card, origin) for hit in answer.result.hits}
    counts: dict[FacetName, list[FacetCount]] = {
        name: _most(values, request.filters, name) for name, values in answer.result.facets.items()
    }
    topics = _topics(engine, cards.values(), counts.get("topic", ()), origin)
    return SearchAnswer(
        total=answer.result.total,
        limit=request.limit,
        offset=request.offset,
        items=[
            _hit(hit, cards[hit.id], topics, answer, _explanation(explained.get(hit.id))) for hit in answer.result.hits
        ],
        facets=[_facet(name, values, request.filters, topics) for name, values in counts.items()],
        understood=_understanding(request, answer.reading, answer.suggested),
        search="ok",
    )


def suggestion_list(query: str, found: Sequence[Suggestion], origin: str) -> Suggestions:
    """Make the answer to a completion: what was found, by kind."""
    groups = [
        SuggestionGroup(kind=kind, label=KIND_LABELS[kind], items=items)
        for kind in KINDS
        if (items := [_suggested(one, origin) for one in found if one.kind == kind])
    ]
    return Suggestions(query=query, groups=groups)


def _suggested(one: Suggestion, origin: str) -> SuggestedPage | SuggestedQuery:
    if one.page is None or one.kind == "query":
        return SuggestedQuery(kind="query", text=one.text)
    card = card_of(one.page.card, origin)
    page_type = "article" if card.type == "article" else "topic"
    return SuggestedPage(
        kind=one.kind, text=one.text, type=page_type, id=card.id, title=card.title, path=card.path, url=card.url
    )


def _topics(engine: Reading, cards: Iterable[Card], counts: Iterable[FacetCount], origin: str) -> dict[int, TopicName]:
    ids = {topic_id for card in cards for topic_id in card.topic_ids} | {int(count.value) for count in counts}
    return {kept.id: _topic_name(kept, origin) for kept in engine.keep(sorted(ids)).values()}


def _topic_name(kept: Kept, origin: str) -> TopicName:
    card = card_of(kept.card, origin)
    return TopicName(id=card.id, title=card.title, slug=card.slug, path=card.path, url=card.url)


def _hit(
    hit: EngineHit, card: Card, topics: Mapping[int, TopicName], answer: Answer, explanation: Explanation | None
) -> SearchHit:
    about = card.topic_ids if card.type == "article" else ()
    found = answer.passages.get(hit.id, Passages())
    return SearchHit(
        type="article" if card.type == "article" else "topic",
        id=card.id,
        title=card.title,
        teaser_title=card.teaser_title,
        slug=card.slug,
        path=card.path,
        url=card.url,
        locale=card.locale,
        summary=card.summary,
        other_names=card.other_names,
        image=card.image,
        topics=[topics[topic_id] for topic_id in about if topic_id in topics],
        published=card.published,
        updated=card.updated,
        last_reviewed=card.last_reviewed,
        highlights=list(found.highlights),
        section=_section(found, card),
        pinned=hit.id in answer.pinned,
        explanation=explanation,
        score=hit.score,
    )


def _section(found: Passages, card: Card) -> HitSection | None:
    if found.section is None:
        return None
    anchor = found.section.anchor
    return HitSection(heading=found.section.heading, anchor=anchor, url=f"{card.url}#{anchor}")


def _explanation(explained: Explained | None) -> Explanation | None:
    if explained is None:
        return None
    return Explanation(
        sentences=list(explained.sentences),
        searched_as=explained.searched_as,
        words=[FoundWord(word=word, fields=list(fields)) for word, fields in explained.found.items()],
        shares=[_share(share) for share in explained.shares],
    )


def _share(share: Share) -> ScoreShare:
    signal = SIGNAL_LABELS[share.signal]
    label = f"{signal} in the {FIELD_NAMES[share.field]}" if share.field else signal
    return ScoreShare(signal=share.signal, field=share.field, label=label, percent=share.percent)


def _selected(filters: Filters, name: FacetName) -> set[str]:
    match name:
        case "type":
            return set(filters.types) if len(filters.types) == 1 else set()
        case "topic":
            return {str(topic_id) for topic_id in filters.topics}
        case "strategy":
            return set(filters.strategies)


def _most(counts: Sequence[FacetCount], filters: Filters, name: FacetName) -> list[FacetCount]:
    """Show the most frequent values, and those selected, also where nothing is left of them."""
    selected = _selected(filters, name)
    shown = [count for place, count in enumerate(counts) if place < MOST_VALUES or count.value in selected]
    missing = sorted(selected - {count.value for count in shown})
    return [*shown, *(FacetCount(value, 0) for value in missing)]


def _facet(name: FacetName, counts: Sequence[FacetCount], filters: Filters, topics: Mapping[int, TopicName]) -> Facet:
    selected = _selected(filters, name)
    values = [
        FacetValue(value=count.value, label=label, count=count.count, selected=count.value in selected)
        for count in counts
        if (label := _label(name, count.value, topics))
    ]
    return Facet(name=name, label=FACET_LABELS[name], values=values)


def _label(name: FacetName, value: str, topics: Mapping[int, TopicName]) -> str | None:
    """Call a value by its name; a topic that is not public has none, and is not shown."""
    if name == "topic":
        topic = topics.get(int(value))
        return topic.title if topic else None
    return (TYPE_LABELS if name == "type" else STRATEGY_LABELS).get(value, value)


def _understanding(request: SearchRequest, reading: Understood, suggested: str | None) -> Understanding:
    language = language_of(request.filters.scope.locale)
    return Understanding(
        query=request.text,
        searched=reading.text,
        dropped=list(reading.dropped),
        corrections=[CorrectedWord(word=one.word, replacement=one.replacement) for one in reading.corrections],
        corrected_query=corrected(request.text, reading.corrections, language) if reading.corrections else None,
        suggested_query=suggested,
        synonyms=[ExpandedName(name=one.name, others=list(one.others)) for one in reading.expansions],
    )
