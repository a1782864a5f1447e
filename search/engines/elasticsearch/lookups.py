"""What the query plan wants to know of the index: known words, spellings, and topics by name."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Bool, MatchNone, Terms

from search.engines.fields import vocabulary_prefix
from search.normalise import LONGEST_WORD
from search.plans import SEARCHABLE, Lookup
from search.results import Found, NamedTopic, Spelling
from search.spelling import MAX_DISTANCE, SHORTEST, apart, distance, parts_of

from .compile import in_scope, term
from .schema import KEPT, LONGEST_NAME, kept_of
from .searching import BY_ID, Ask

_MOST_TOPICS = 20
"""A query of a few words names a handful of topics at most."""

_MOST_SPELLINGS = 20
"""Candidates for a word; the nearest and most frequent come first."""


def look_up(ask: Ask, lookup: Lookup) -> Found:
    """Answer a lookup; see `protocol.Reading.look_up`. One request, two more where a word is unknown."""
    answer = ask(_lookup_of(lookup))
    frequencies = _counted(lookup.words, answer)
    unknown = [word for word, count in frequencies.items() if count == 0 and SHORTEST <= len(word) <= LONGEST_WORD]
    return Found(
        frequencies=frequencies,
        spellings=_spellings(ask, lookup.scope.locale, unknown) if unknown else {},
        topics=tuple(_topic(hit) for hit in answer["hits"]["hits"]),
        pages=answer["aggregations"]["scope"]["pages"]["doc_count"],
        carried=_carried(answer),
    )


def _lookup_of(lookup: Lookup) -> Search:
    scope = in_scope(lookup.scope, ("topic",))
    keys = [key for key in lookup.name_keys if len(key) <= LONGEST_NAME]
    named = Bool(filter=[*scope, Terms("name_key", keys)]) if keys else MatchNone()
    asked = Search().query(named).sort(BY_ID).extra(size=_MOST_TOPICS, track_total_hits=False, **KEPT)
    return _naming(_counting(asked, lookup.scope.locale, lookup.words), lookup)


def _naming(asked: Search, lookup: Lookup) -> Search:
    """Count the pages of the scope, and those that carry each listed name."""
    in_all = Bool(filter=in_scope(lookup.scope, SEARCHABLE))
    pages = asked.aggs.bucket("scope", "global").bucket("pages", "filter", filter=in_all)
    if lookup.listed:
        by_name = {name: term("name_key", name) for name in lookup.listed}
        carrying = Terms("name_key", list(lookup.listed))
        pages.bucket("carrying", "filter", filter=carrying).bucket("names", "filters", filters=by_name)
    return asked


def _carried(answer: Mapping[str, Any]) -> frozenset[str]:
    pages = answer["aggregations"]["scope"]["pages"]
    buckets = pages["carrying"]["names"]["buckets"] if "carrying" in pages else {}
    return frozenset(name for name, bucket in buckets.items() if bucket["doc_count"])


def _topic(hit: Mapping[str, Any]) -> NamedTopic:
    topic = kept_of(hit)
    return NamedTopic(topic.id, topic.title, (topic.title, *topic.other_names))


def _counting(asked: Search, locale: str, words: Collection[str]) -> Search:
    """Count the pages that hold each word: live ones only, where a word's own frequency knows dead ones too."""
    prefix = vocabulary_prefix(locale)
    by_word = {word: term("words", prefix + word) for word in words if len(word) <= LONGEST_WORD}
    if by_word:
        asked.aggs.bucket("all", "global").bucket("words", "filters", filters=by_word)
    return asked


def _counted(words: Sequence[str], answer: Mapping[str, Any]) -> dict[str, int]:
    buckets = answer["aggregations"]["all"]["words"]["buckets"] if "all" in answer.get("aggregations", {}) else {}
    return {word: buckets[word]["doc_count"] if word in buckets else 0 for word in words}


def _spellings(ask: Ask, locale: str, unknown: Sequence[str]) -> dict[str, tuple[Spelling, ...]]:
    """Find what misspelt words may stand for, on live pages: words with the same first letter, few edits away, or two words."""
    prefix = vocabulary_prefix(locale)
    suggester = {
        "field": "words",
        "analyzer": "whitespace",
        # Not `missing`: the words of a page that was unpublished stay in the index until segments merge.
        "suggest_mode": "always",
        "max_edits": MAX_DISTANCE,
        "prefix_length": len(prefix) + 1,
        "min_word_length": len(prefix) + SHORTEST,
        "size": _MOST_SPELLINGS,
        "shard_size": 5 * _MOST_SPELLINGS,
    }
    asked = " ".join(prefix + word for word in unknown)
    told = ask(Search().suggest("spelling", asked, term=suggester).extra(size=0))
    options = {
        entry["text"].removeprefix(prefix): [
            word for option in entry["options"] if len(word := option["text"].removeprefix(prefix)) >= SHORTEST - 1
        ]
        for entry in told["suggest"]["spelling"]
    }
    parts = {part for word in unknown for parts in parts_of(word) for part in parts}
    candidates = sorted(parts.union(*options.values()))
    if not candidates:
        return {}
    frequencies = _counted(candidates, ask(_counting(Search().extra(size=0), locale, candidates)))
    return {word: _known(word, options.get(word, ()), frequencies) for word in unknown}


def _known(word: str, candidates: Sequence[str], frequencies: Mapping[str, int]) -> tuple[Spelling, ...]:
    measured = (Spelling(other, frequencies[other], distance(word, other)) for other in candidates)
    near = (one for one in measured if one.frequency and one.distance <= MAX_DISTANCE)
    return (*near, *apart(word, frequencies))
