"""From the query plan to Elasticsearch's queries. Pure: looked at with `to_dict()`, no server needed."""

from collections.abc import Iterable, Sequence

from elasticsearch.dsl import Q, Query
from elasticsearch.dsl.query import Bool, ConstantScore, DisMax, Ids, MatchNone, ScriptScore, Terms

from search.engines.fields import field_of
from search.languages import Language, language_of
from search.meaning import numbers
from search.plans import (
    SEARCHABLE,
    AllWords,
    AnyWords,
    Best,
    Clause,
    FacetName,
    Filters,
    Likeness,
    Phrase,
    Plan,
    Scope,
    SharedTopics,
    Sum,
    Upkeep,
)
from search.upkeep import FRESH_DAYS, FRESHNESS, REVIEW

from .analysis import count_terms, prepared

LIKENESS = """
if (doc['vector'].size() != 0) {
  score += params.weight * Math.max(0, dotProduct(params.vector, 'vector') - params.floor);
}
"""
"""In Painless, as what follows. The same texts every time: Elasticsearch compiles them once."""

UPKEEP = """
if (doc.containsKey('tended') && doc['tended'].size() != 0) {
  double age = Math.max(0, params.today - doc['tended'].value);
  score *= 1 + params.freshness * Math.max(0, 1 - age / params.fresh_days)
    + (doc['review_due'].value >= params.today ? params.review : 0);
}
"""
"""`upkeep.share`. A generation of the format before has no such fields."""

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
    scoring = [_rescored(clause_of(plan.query, language_of(plan.filters.scope.locale)), plan)]
    for place, page_id in enumerate(reversed(plan.pinned), 1):
        scoring.append(ConstantScore(filter=_ids((page_id,)), boost=PIN_STEP * place))
    return Bool(filter=[filtered], must=[_should(scoring)])


def _rescored(query: Query, plan: Plan) -> Query:
    """Add to what the words score: likeness, then upkeep."""
    steps, parameters = [], dict[str, object]()
    if plan.likeness:
        steps.append(LIKENESS)
        parameters |= _likeness(plan.likeness)
    if plan.upkeep:
        steps.append(UPKEEP)
        parameters |= _upkeep(plan.upkeep)
    if not steps:
        return query
    source = f"double score = _score;{''.join(steps)}return score;"
    return ScriptScore(query=query, script={"source": source, "params": parameters})


def _likeness(asked: Likeness) -> dict[str, object]:
    return {"vector": numbers(asked.vector).tolist(), "weight": asked.weight, "floor": asked.floor}


def _upkeep(asked: Upkeep) -> dict[str, object]:
    return {"today": asked.today, "freshness": FRESHNESS, "fresh_days": FRESH_DAYS, "review": REVIEW}


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


def clause_of(clause: Clause, language: Language) -> Query:
    """Compile what scores, on the fields of a language."""
    match clause:
        case AnyWords():
            query = _over_fields(clause, language, type="best_fields", tie_breaker=clause.tie)
        case AllWords():
            query = _over_fields(clause, language, type="best_fields", operator="and", tie_breaker=0.0)
        case Phrase():
            query = _phrase(clause, language)
        case SharedTopics():
            shared = [ConstantScore(filter=term("topic", str(topic))) for topic in clause.topic_ids]
            query = _should(shared, clause.boost)
        case Sum():
            query = _should([clause_of(child, language) for child in clause.clauses], clause.boost)
        case Best():
            queries = [clause_of(child, language) for child in clause.clauses]
            query = DisMax(queries=queries, tie_breaker=clause.tie, boost=clause.boost) if queries else MatchNone()
    return query


def term(field: str, value: str) -> Query:
    """Match one word or keyword as it is, without analysis."""
    return Q("term", **{field: value})


def _over_fields(clause: AnyWords | AllWords | Phrase, language: Language, **how: object) -> Query:
    fields = [f"{field_of(each.field, language)}^{each.boost}" for each in clause.fields]
    return Q("multi_match", query=prepared(clause.text, language), fields=fields, boost=clause.boost, **how)


def _phrase(clause: Phrase, language: Language) -> Query:
    """Of a single word Elasticsearch would make a search for it, which is not what a phrase is for."""
    if count_terms(clause.text, language) < 2:  # noqa: PLR2004
        return MatchNone()
    return _over_fields(clause, language, type="phrase", slop=clause.slop, tie_breaker=0.0)


def _ids(ids: Sequence[int]) -> Query:
    return Ids(values=[str(page_id) for page_id in ids])


def _should(queries: Sequence[Query], boost: float = 1.0) -> Query:
    """Any of the queries. An empty `should` would match everything."""
    return Bool(should=list(queries), minimum_should_match=1, boost=boost) if queries else MatchNone()
