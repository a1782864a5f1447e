"""Articles that go with an article or a hub, each with its reason. Pure but for the engine it asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from . import meaning
from .documents import Card
from .engines.protocol import Reading
from .fusion import Ranking, fused
from .languages import language_of
from .plans import AllWords, Best, Boosted, Clause, Filters, Likeness, Phrase, Plan, Scope, SharedTopics, Sum
from .queries import NAMES, SLOP, likeness_of, lookup_of, meaningful, query_of, understood
from .results import EngineResult, Kept
from .terminology.vocabulary import vocabulary

ARTICLES = ("article",)
CANDIDATES = 50
"""Of each ranking that is fused: far more than are shown, so that a page that is middling in both can come up."""

TOPIC_BOOST = 100.0
"""Above any text score: pages are in order of how many topics they share, and then of how alike they are."""

LIKENESS_WEIGHT = 4.8
"""Twice that of a search: a reader's words are chosen to find, a title's are few, and what it means tells more."""

TOPIC_WEIGHT, TEXT_WEIGHT = 2.0, 1.5
"""An editor said that both are about the topic; that words are alike is only a sign of it."""

HUB_FIELDS = (*NAMES, Boosted("headings"))
MOST_NAMED = 2
"""Topics or words in a reason: more is a list, not a reason."""

Kind = Literal["pinned", "topics", "text"]


@dataclass(frozen=True, slots=True)
class Related:
    """An article with the reason it is there, in plain words; `topic_ids` are the topics both are about."""

    page: Kept
    kind: Kind
    reason: str
    topic_ids: tuple[int, ...] = ()


def related(engine: Reading, page: Kept, limit: int) -> list[Related]:
    """Find an article's related ones: the editor's pins, then the fusion; never itself or what the editor blocked.

    Pins that are not public, or not in this site and language, are left out like everything else that is not.
    """
    pinned = _pinned(engine, page)
    room = limit - len(pinned)
    ids = _fused(engine, page, [one.page.id for one in pinned], room) if room > 0 else []
    return [*pinned[:limit], *_reasoned(engine, page, ids)]


def topic_plan(topic: Kept, offset: int, limit: int) -> Plan:
    """Plan a hub's articles: pinned first, then those about the topic, then those with one of its names in theirs."""
    names = tuple(dict.fromkeys((topic.title, *topic.other_names)))
    named = Best(tuple(Sum((AllWords(name, HUB_FIELDS), Phrase(name, HUB_FIELDS, SLOP))) for name in names))
    return Plan(
        filters=Filters(Scope(topic.site_id, topic.locale), types=ARTICLES),
        query=Sum((SharedTopics((topic.id,), TOPIC_BOOST), named)),
        pinned=topic.related_pins,
        offset=offset,
        limit=limit,
    )


def topic_articles(engine: Reading, topic: Kept, offset: int, limit: int) -> EngineResult:
    """Find a hub's articles; see `topic_plan`."""
    return engine.search(topic_plan(topic, offset, limit))


def _pinned(engine: Reading, page: Kept) -> list[Related]:
    kept = engine.keep(page.related_pins)
    wanted = (kept[page_id] for page_id in dict.fromkeys(page.related_pins) if page_id in kept)
    return [
        Related(pin, "pinned", "chosen by the editors")
        for pin in wanted
        if pin.id not in {page.id, *page.related_blocks}
        and (pin.site_id, pin.locale, pin.type) == (page.site_id, page.locale, "article")
    ]


def _fused(engine: Reading, page: Kept, pinned: Sequence[int], limit: int) -> list[int]:
    without = (page.id, *page.related_blocks, *pinned)
    filters = Filters(Scope(page.site_id, page.locale), types=ARTICLES, without_ids=tuple(dict.fromkeys(without)))
    alike, about = _alike(engine, page)
    rankings = [Ranking(_ids(engine.search(Plan(filters, alike, about, limit=CANDIDATES))), TEXT_WEIGHT)]
    if page.topic_ids:
        shared = SharedTopics(page.topic_ids, TOPIC_BOOST)
        on_topic = Plan(replace(filters, topics=page.topic_ids), Sum((shared, alike)), about, limit=CANDIDATES)
        rankings.append(Ranking(_ids(engine.search(on_topic)), TOPIC_WEIGHT))
    return fused(rankings)[:limit]


def _alike(engine: Reading, page: Kept) -> tuple[Clause, Likeness | None]:
    """Find pages by the words of the title, by what the professions' lists call its subject besides, and by what it means.

    A reader who asks by a name that pages carry wants these pages; here the page that carries it is there already.
    """
    text, names = likeness_text(page), vocabulary(page.locale)
    listed = replace(lookup_of(text, Scope(page.site_id, page.locale), names), words=(), name_keys=())
    found = engine.look_up(listed)
    vector = meaning.vector(text, page.locale)
    reading = understood(text, (), (), language_of(page.locale), names, found.carried, carried_too=True)
    return query_of(reading), likeness_of(vector, found.pages, LIKENESS_WEIGHT)


def likeness_text(page: Kept) -> str:
    """Say what an article is about: its title found more of the related ones than its text (.89 to .76 in five)."""
    return " ".join(meaningful(page.title, language_of(page.locale))[0])


def _ids(result: EngineResult) -> list[int]:
    return [hit.id for hit in result.hits]


def _reasoned(engine: Reading, page: Kept, ids: Sequence[int]) -> Iterable[Related]:
    kept = engine.keep(ids)
    shared = {page_id: _shared(page, kept[page_id]) for page_id in ids if page_id in kept}
    topics = engine.keep(sorted({topic_id for topic_ids in shared.values() for topic_id in topic_ids}))
    return [_reason(page, kept[page_id], topic_ids, topics) for page_id, topic_ids in shared.items()]


def _shared(page: Kept, other: Kept) -> tuple[int, ...]:
    return tuple(topic_id for topic_id in page.topic_ids if topic_id in other.topic_ids)


def _reason(page: Kept, other: Kept, topic_ids: tuple[int, ...], topics: Mapping[int, Kept]) -> Related:
    named = [in_sentence(topics[topic_id]) for topic_id in topic_ids if topic_id in topics]
    if named:
        return Related(other, "topics", f"both about {' and '.join(named[:MOST_NAMED])}", topic_ids)
    language = language_of(page.locale)
    common = [word for word in meaningful(page.title, language)[0] if word in language.words(other.title)]
    if common:
        return Related(other, "text", f"both titles say “{'” and “'.join(dict.fromkeys(common[:MOST_NAMED]))}”")
    return Related(other, "text", "much of its text is about the same")


def in_sentence(topic: Kept) -> str:
    """Write a topic's title as its definition does inside a sentence: “neuropathic pain”, but “Noonan syndrome”."""
    title = topic.title
    if f" {title}" in Card.model_validate_json(topic.card).summary or not title[1:2].islower():
        return title
    return title[:1].lower() + title[1:]
