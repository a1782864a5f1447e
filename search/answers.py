"""From a reader's question to the answer: the engine, the editors' rules and the query plan brought together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from . import meaning
from .engines.protocol import Reading
from .errors import NotInIndexError
from .expansions import SynonymGroups
from .languages import language_of
from .passages import Passages, passages, worth_of
from .plans import Plan
from .queries import (
    Correction,
    SearchRequest,
    Understood,
    corrected,
    corrections_of,
    likeness_of,
    lookup_of,
    pin_key,
    plan_of,
    understood,
)
from .related import Related, related, topic_articles
from .results import EngineResult, Kept
from .rules import Rules, rules
from .terminology.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, and how it was understood.

    `suggested` is what we would have searched for had the reader not asked for the exact words; None where there was
    nothing to correct or it was corrected. `pinned`: which of the hits an editor put there. `is_known`: every word that
    means something stands on some page as it was typed; never without words. `passages`: what of their texts answers, for
    the hits whose text holds a word of the query. `plan`: what the engine was asked.
    """

    result: EngineResult
    reading: Understood
    pinned: frozenset[int]
    plan: Plan
    suggested: str | None = None
    is_known: bool = False
    passages: Mapping[int, Passages] = field(default_factory=dict)


def search(engine: Reading, request: SearchRequest) -> Answer:
    """Answer a search. Raises EngineDownError."""
    scope = request.filters.scope
    language = language_of(scope.locale)
    if not language.words(request.text):
        plan = plan_of(request, Understood(""))
        return Answer(engine.search(plan), Understood(""), frozenset(), plan)
    editors = rules(scope.locale)
    read = _read(engine, request, editors)
    reading = read.reading
    pins = editors.pins.get(pin_key(request.text, language), ()) or editors.pins.get(reading.text, ())
    likeness = likeness_of(meaning.vector(reading.text, scope.locale), read.pages)
    plan = plan_of(request, reading, pins, likeness)
    result = engine.search(plan)
    worth = worth_of(reading, read.frequencies)
    return Answer(
        result=result,
        reading=reading,
        pinned=frozenset(pins),
        plan=plan,
        suggested=corrected(request.text, read.proposed, language) if read.proposed and not request.correct else None,
        is_known=read.is_known,
        passages={hit.id: passages(hit.marked, worth) for hit in result.hits if hit.marked},
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """How a query reads among so many pages; what was corrected, or could be.

    `frequencies`: in how many documents its words stand, as typed and as corrected. `is_known` as in Answer.
    """

    reading: Understood
    proposed: tuple[Correction, ...]
    pages: int
    frequencies: Mapping[str, int]
    is_known: bool


def _read(engine: Reading, request: SearchRequest, editors: Rules) -> _Read:
    """Understand the query with what the index knows. A corrected query is looked up again: it may name a topic now."""
    scope = request.filters.scope
    language = language_of(scope.locale)
    names = vocabulary(scope.locale)
    found = engine.look_up(lookup_of(request.text, scope, names))
    is_known = all(found.frequencies.values())
    proposed = corrections_of(request.text, found, language, names)
    applied = proposed if request.correct else ()
    frequencies = found.frequencies
    if applied:
        again = lookup_of(corrected(request.text, applied, language), scope, names)
        found = engine.look_up(replace(again, words=tuple(word for one in applied for word in one.replacement.split())))
    groups: SynonymGroups = (*editors.groups, *(topic.names for topic in found.topics))
    reading = understood(request.text, applied, groups, language, names, found.carried)
    return _Read(reading, proposed, found.pages, {**frequencies, **found.frequencies}, is_known)


def prepare() -> None:
    """Read what the first search would wait for: the lists of names, and the model of meaning."""
    vocabulary("en")
    meaning.prepare()


def related_articles(engine: Reading, page_id: int, limit: int) -> list[Related]:
    """Find the articles that go with one. Raises NotInIndexError, EngineDownError."""
    return related(engine, _kept(engine, page_id), limit)


def articles_of_topic(engine: Reading, topic_id: int, offset: int, limit: int) -> tuple[Kept, EngineResult]:
    """Find a hub's articles, the hub with them. Raises NotInIndexError, EngineDownError."""
    topic = _kept(engine, topic_id)
    return topic, topic_articles(engine, topic, offset, limit)


def _kept(engine: Reading, page_id: int) -> Kept:
    kept = engine.keep([page_id]).get(page_id)
    if kept is None:
        message = f"Page {page_id} is not in the search index (yet)."
        raise NotInIndexError(message)
    return kept
