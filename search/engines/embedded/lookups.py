"""What the query plan wants to know of the index: spellings, and topics by name."""

from tantivy import Query

from search.plans import SEARCHABLE, Lookup, Scope
from search.results import Found, NamedTopic

from .compile import in_scope
from .reader import View
from .rows import total_of
from .schema import kept_of, schema

_MOST_TOPICS = 20
"""A query of a few words names a handful of topics at most."""


def look_up(view: View, lookup: Lookup) -> Found:
    """Answer a lookup; see `protocol.Reading.look_up`."""
    locale, vocabulary = lookup.scope.locale, view.vocabulary
    frequencies = {word: vocabulary.frequency(locale, word) for word in lookup.words}
    return Found(
        frequencies=frequencies,
        spellings={word: vocabulary.spellings(locale, word) for word, count in frequencies.items() if count == 0},
        topics=_topics(view, lookup),
        pages=total_of(view.searcher.search(in_scope(lookup.scope, SEARCHABLE), limit=1)),
        carried=frozenset(name for name in lookup.listed if _is_carried(view, lookup.scope, name)),
    )


def _is_carried(view: View, scope: Scope, name: str) -> bool:
    """Ask the dictionary first, which is far quicker, but knows other sites' pages, and those that went away, too."""
    if not view.searcher.doc_freq("name_key", name):
        return False
    query = in_scope(scope, SEARCHABLE).and_must_match(Query.term_query(schema(), "name_key", name))
    return bool(view.searcher.search(query, limit=1, count=False).hits)


def _topics(view: View, lookup: Lookup) -> tuple[NamedTopic, ...]:
    if not lookup.name_keys:
        return ()
    named = Query.term_set_query(schema(), "name_key", list(lookup.name_keys))
    query = in_scope(lookup.scope, ("topic",)).and_must_match(named)
    found = view.searcher.search(query, limit=_MOST_TOPICS, count=False)
    kept = sorted((kept_of(view.searcher.doc(address)) for _, address in found.hits), key=lambda topic: topic.id)
    return tuple(NamedTopic(topic.id, topic.title, (topic.title, *topic.other_names)) for topic in kept)
