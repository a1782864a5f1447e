"""What a reader who types may be about to ask for."""

from elasticsearch.dsl import Q, Query, Search
from elasticsearch.dsl.query import Bool, ConstantScore

from search.normalise import LONGEST_WORD
from search.plans import SEARCHABLE, Completion, Preferences
from search.results import Named
from search.suggestions import FIRM

from .compile import in_scope, term
from .schema import KEPT, LONGEST_NAME, kept_of
from .searching import BY_SHORT_TITLE, Ask


def complete(ask: Ask, completion: Completion) -> list[Named]:
    """Answer a completion; see `protocol.Reading.complete`."""
    # Folded, 200 letters may be thousands: no name begins like that, and Elasticsearch refuses so long a prefix.
    if not completion.words or len(" ".join(completion.words)) > LONGEST_NAME:
        return []
    if max(map(len, completion.words)) > LONGEST_WORD:
        return []
    kept = [kept_of(hit) for hit in ask(completion_of(completion))["hits"]["hits"]]
    return [Named(page.id, page.type, page.title, page.other_names, page.card) for page in kept]


def completion_of(completion: Completion) -> Search:
    """Compile the request."""
    *whole, last = completion.words
    must = [*in_scope(completion.scope, SEARCHABLE), *(_alike(word) for word in whole), _begun(last)]
    query = Bool(filter=must, should=_preferences(completion))
    asked = Search().query(query).extra(**KEPT).sort(*BY_SHORT_TITLE)
    return asked.extra(size=completion.limit, track_total_hits=False)


def _preferences(completion: Completion) -> list[Query]:
    *whole, last = completion.words
    typed, preferred = " ".join(completion.words), Preferences()
    right = Bool(filter=[*(term("names", word) for word in whole), _prefix("names", last)])
    wanted = (
        (term("name_key", typed), preferred.named),
        (_prefix("name_key", typed), preferred.begins),
        (right, preferred.right),
        (term("type", "topic"), preferred.topic),
        (_prefix("title_key", typed), preferred.title),
    )
    return [ConstantScore(filter=query, boost=score) for query, score in wanted]


def _alike(word: str) -> Query:
    """Find names with this word in them, or one that is a typo away after its third letter."""
    return term("names", word) if _is_firm(word) else _with_typo("names", word)


def _begun(word: str) -> Query:
    """Find names with a word that begins like this, or with a beginning that is a typo away."""
    exact = _prefix("names", word)
    if _is_firm(word):
        return exact
    return Bool(should=[exact, _with_typo("names.begin", word)], minimum_should_match=1)


def _prefix(field: str, beginning: str) -> Query:
    return Q("prefix", **{field: beginning})


def _is_firm(word: str) -> bool:
    """A short word must be right."""
    return len(word) <= FIRM


def _with_typo(field: str, word: str) -> Query:
    # `constant_score` goes through every word of the index that is near, not only through the first fifty.
    how = {"value": word, "fuzziness": 1, "prefix_length": FIRM, "transpositions": True, "rewrite": "constant_score"}
    return Q("fuzzy", **{field: how})
