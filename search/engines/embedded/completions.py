"""What a reader who types may be about to ask for."""

from tantivy import Occur, Query

from search.plans import SEARCHABLE, Completion
from search.results import Named
from search.suggestions import FIRM, begins_like, is_like

from .compile import in_scope
from .reader import View
from .schema import kept_of, schema
from .vocabulary import Vocabulary

_TOPIC, _WHOLE, _EXACT = 4.0, 2.0, 1.0
"""Which candidates are kept when there are more than asked for: topics, names that begin like this, words that do."""


def complete(view: View, completion: Completion) -> list[Named]:
    """Answer a completion; see `protocol.Reading.complete`."""
    if not completion.words:
        return []
    *whole, last = completion.words
    must = [in_scope(completion.scope, SEARCHABLE)]
    must += [_any_name(_alike(view.vocabulary, word)) for word in whole]
    must.append(_any_name(_beginnings(view.vocabulary, last)))
    query = Query.boolean_query([*((Occur.Must, each) for each in must), *_preferences(view, completion)])
    found = view.searcher.search(query, limit=completion.limit, count=False)
    kept = (kept_of(view.searcher.doc(address)) for _, address in found.hits)
    return [Named(page.id, page.type, page.title, page.other_names, page.card) for page in kept]


def _preferences(view: View, completion: Completion) -> list[tuple[Occur, Query]]:
    last = view.vocabulary.names_beginning(completion.words[-1])
    starts = view.vocabulary.keys_beginning(" ".join(completion.words))
    wanted = (
        (Query.term_query(schema(), "type", "topic"), _TOPIC),
        (Query.term_set_query(schema(), "name_key", starts), _WHOLE),
        (Query.term_set_query(schema(), "names", last), _EXACT),
    )
    return [(Occur.Should, Query.const_score_query(query, score)) for query, score in wanted]


def _any_name(words: list[str]) -> Query:
    return Query.const_score_query(Query.term_set_query(schema(), "names", words), 0.0)


def _alike(vocabulary: Vocabulary, word: str) -> list[str]:
    if len(word) <= FIRM:
        return [word]
    return [name for name in vocabulary.names_beginning(word[:FIRM]) if is_like(word, name)]


def _beginnings(vocabulary: Vocabulary, word: str) -> list[str]:
    if len(word) <= FIRM:
        return vocabulary.names_beginning(word)
    return [name for name in vocabulary.names_beginning(word[:FIRM]) if begins_like(word, name)]
