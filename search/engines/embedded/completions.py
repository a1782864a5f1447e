"""What a reader who types may be about to ask for."""

from tantivy import DocAddress, Occur, Query

from search.plans import SEARCHABLE, Completion, Preferences
from search.results import Named
from search.suggestions import FIRM, begins_like, is_like

from .compile import any_of, in_scope
from .reader import View
from .schema import kept_of, schema
from .vocabulary import Vocabulary

_LOOKED_AT = 2_000
"""Candidates whose titles' lengths are read, so that the shortest are kept: more than names begin with the same two letters."""


def complete(view: View, completion: Completion) -> list[Named]:
    """Answer a completion; see `protocol.Reading.complete`."""
    if not completion.words:
        return []
    *whole, last = completion.words
    known = view.vocabulary
    right = _beginning(known, "names", last)
    must = [_unscored(any_of("names", _alike(known, word))) for word in whole]
    must.append(_unscored(right if len(last) <= FIRM else any_of("names", _alike_beginnings(known, last))))
    must.append(in_scope(completion.scope, SEARCHABLE))
    query = Query.boolean_query([*((Occur.Must, each) for each in must), *_preferences(known, completion, right)])
    kept = (kept_of(view.searcher.doc(address)) for address in _best(view, query, completion.limit))
    return [Named(page.id, page.type, page.title, page.other_names, page.card) for page in kept]


def _best(view: View, query: Query, limit: int) -> list[DocAddress]:
    """Find the candidates that are preferred most; of equal ones those with the shortest titles."""
    hits = view.searcher.search(query, limit=max(limit, _LOOKED_AT), count=False).hits
    if len(hits) <= limit:
        return [address for _, address in hits]
    addresses = [address for _, address in hits]
    lengths, ids = (view.searcher.fast_field_values(name, addresses) for name in ("title_length", "id"))
    order = sorted(zip(hits, lengths, ids, strict=True), key=lambda one: (-one[0][0], one[1], one[2]))
    return [hit[1] for hit, _, _ in order[:limit]]


def _preferences(known: Vocabulary, completion: Completion, last: Query) -> list[tuple[Occur, Query]]:
    typed, preferred = " ".join(completion.words), Preferences()
    right = [*(Query.term_query(schema(), "names", word) for word in completion.words[:-1]), last]
    wanted = (
        (Query.term_query(schema(), "name_key", typed), preferred.named),
        (_beginning(known, "name_key", typed), preferred.begins),
        (Query.boolean_query([(Occur.Must, query) for query in right]), preferred.right),
        (Query.term_query(schema(), "type", "topic"), preferred.topic),
        (_beginning(known, "title_key", typed), preferred.title),
    )
    return [(Occur.Should, Query.const_score_query(query, score)) for query, score in wanted]


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _alike(vocabulary: Vocabulary, word: str) -> list[str]:
    if len(word) <= FIRM:
        return [word]
    return [name for name in vocabulary.beginning("names", word[:FIRM]) if is_like(word, name)]


def _alike_beginnings(vocabulary: Vocabulary, word: str) -> list[str]:
    return [name for name in vocabulary.beginning("names", word[:FIRM]) if begins_like(word, name)]


def _beginning(vocabulary: Vocabulary, field: str, beginning: str) -> Query:
    """Match the terms that begin like this. A pattern is quicker than a list of terms only where they are hundreds."""
    if len(beginning) < FIRM:  # Letters, digits, apostrophes and spaces: nothing that means more in a pattern.
        return Query.regex_query(schema(), field, f"{beginning}.*")
    return any_of(field, vocabulary.beginning(field, beginning))
