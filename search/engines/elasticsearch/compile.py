"""From the query plan to Elasticsearch's queries. Pure: looked at with `to_dict()`, no server needed."""

from collections.abc import Iterable, Sequence

from elasticsearch.dsl import Q, Query
from elasticsearch.dsl.query import Bool, ConstantScore, DisMax, Ids, MatchNone, ScriptScore, Terms

from search.meaning import numbers
from search.plans import (
    SEARCHABLE,
    AllWords,
    AnyWords,
    Best,
    Boosted,
    Clause,
    FacetName,
    Filters,
    Likeness,
    Phrase,
    Plan,
    Scope,
    SharedTopics,
    Sum,
)

from .analysis import count_terms

LIKENESS = """
if (doc['vector'].size() == 0) return _score;
return _score + params.weight * Math.max(0, dotProduct(params.vector, 'vector') - params.floor);
"""
"""In Painless. The same text every time: Elasticsearch compiles it once."""

PIN_STEP = 1_000_000.0
"""Between one pinned page and the next: far above any BM25 score, and still exact in 32-bit floats."""


def query_of(plan: Plan, lifted: Iterable[FacetName] = ()) -> Query:
    """Compile filters, what scores, and pins; without the filters of `lifted` facets, which follow later."""
    must = in_scope(plan.filters.scope, SEARCHABLE)
    chosen = {name: query for name, query in facet_filters(plan.filters).items() if name not in lifted}
    without = [_ids(plan.filters.without_ids)] if plan.filters.without_ids else []
    filtered = Bool(filter=[*must, *chosen.values()], must_not=without)
    if plan.query is None:
        return filtered
    scoring = [clause_of(plan.query)]
    for place, page_id in enumerate(reversed(plan.pinned), 1):
        scoring.append(ConstantScore(filter=_ids((page_id,)), boost=PIN_STEP * place))
    found = Bool(filter=[filtered], must=[_should(scoring)])
    return _liked(found, plan.likeness) if plan.likeness else found


def _liked(query: Query, asked: Likeness) -> Query:
    """Add the likeness to what the words score."""
    parameters = {"vector": numbers(asked.vector).tolist(), "weight": asked.weight, "floor": asked.floor}
    return ScriptScore(query=query, script={"source": LIKENESS, "params": parameters})


def in_scope(scope: Scope, types: Sequence[str]) -> list[Query]:
    """Limit to one site, one language and some types. Tombstones and the checkpoint have none of these."""
    return [term("site_id", str(scope.site_id)), term("locale", scope.locale), Terms("type", list(types))]


def facet_filters(filters: Filters) -> dict[FacetName, Query]:
    """Compile the filters that belong to facets, by facet; none for a facet that asks for nothing."""
    asked: dict[FacetName, Query] = {}
    if set(filters.types) != set(SEARCHABLE):
        asked["type"] = Terms("type", list(filters.types))
    if filters.topics:
        asked["topic"] = Terms("topic", [str(topic) for topic in filters.topics])
    if filters.strategies:
        asked["strategy"] = Terms("strategy", list(filters.strategies))
    return asked


def clause_of(clause: Clause) -> Query:
    """Compile what scores."""
    match clause:
        case AnyWords():
            query = _over_fields(clause, type="best_fields", tie_breaker=clause.tie)
        case AllWords():
            query = _over_fields(clause, type="best_fields", operator="and", tie_breaker=0.0)
        case Phrase():
            query = _phrase(clause)
        case SharedTopics():
            shared = [ConstantScore(filter=term("topic", str(topic))) for topic in clause.topic_ids]
            query = _should(shared, clause.boost)
        case Sum():
            query = _should([clause_of(child) for child in clause.clauses], clause.boost)
        case Best():
            queries = [clause_of(child) for child in clause.clauses]
            query = DisMax(queries=queries, tie_breaker=clause.tie, boost=clause.boost) if queries else MatchNone()
    return query


def term(field: str, value: str) -> Query:
    """Match one word or keyword as it is, without analysis."""
    return Q("term", **{field: value})


def _over_fields(clause: AnyWords | AllWords | Phrase, **how: object) -> Query:
    fields = [_boosted(field) for field in clause.fields]
    return Q("multi_match", query=clause.text, fields=fields, boost=clause.boost, **how)


def _phrase(clause: Phrase) -> Query:
    """Of a single word Elasticsearch would make a search for it, which is not what a phrase is for."""
    if count_terms(clause.text) < 2:  # noqa: PLR2004
        return MatchNone()
    return _over_fields(clause, type="phrase", slop=clause.slop, tie_breaker=0.0)


def _boosted(field: Boosted) -> str:
    return f"{field.field}^{field.boost}"


def _ids(ids: Sequence[int]) -> Query:
    return Ids(values=[str(page_id) for page_id in ids])


def _should(queries: Sequence[Query], boost: float = 1.0) -> Query:
    """Any of the queries. An empty `should` would match everything."""
    return Bool(should=list(queries), minimum_should_match=1, boost=boost) if queries else MatchNone()
