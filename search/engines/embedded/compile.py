"""From the query plan to tantivy's queries."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tantivy import Occur, Query

from search.engines.fields import field_of
from search.languages import Language, language_of
from search.plans import (
    SEARCHABLE,
    AllWords,
    AnyWords,
    Best,
    Clause,
    FacetName,
    Filters,
    Phrase,
    Plan,
    Scope,
    SharedTopics,
    Sum,
)

from .analysis import terms
from .schema import schema
from .scoring import Scoring

PIN_STEP = 1_000_000.0
"""Between one pinned page and the next: far above any BM25 score, and still exact in tantivy's 32-bit floats."""


_MANY = 100
"""Terms from which on tantivy is quicker with a set than with one query for each."""


def query_of(plan: Plan, scoring: Scoring) -> Query:
    """Compile the whole plan: filters, then what scores, then pins."""
    if plan.query is None:
        return filtered(plan.filters)
    language = language_of(plan.filters.scope.locale)
    scored = [(Occur.Should, clause_of(plan.query, scoring, language))]
    for place, page_id in enumerate(reversed(plan.pinned), 1):
        pin = Query.const_score_query(Query.term_query(schema(), "id", page_id), PIN_STEP * place)
        scored.append((Occur.Should, pin))
    return Query.boolean_query([(Occur.Must, filtered(plan.filters)), (Occur.Must, Query.boolean_query(scored))])


def without_own_filter(plan: Plan, facet: FacetName) -> Plan:
    """Lift a facet's own filter, so that its counts say what another choice would bring."""
    match facet:
        case "type":
            filters = replace(plan.filters, types=SEARCHABLE)
        case "topic":
            filters = replace(plan.filters, topics=())
        case "strategy":
            filters = replace(plan.filters, strategies=())
    return replace(plan, filters=filters)


def any_of(field: str, values: Sequence[str]) -> Query:
    """Match any of these terms. A set of terms is looked for through the whole dictionary: slow where they are few."""
    if len(values) > _MANY:
        return Query.term_set_query(schema(), field, list(values))
    return _should(Query.term_query(schema(), field, value) for value in values)


def in_scope(scope: Scope, types: Sequence[str]) -> Query:
    """Limit to one site, one language and some types; never scores."""
    must = (
        Query.term_query(schema(), "site_id", scope.site_id),
        Query.term_query(schema(), "locale", scope.locale),
        any_of("type", types),
    )
    return Query.const_score_query(Query.boolean_query([(Occur.Must, query) for query in must]), 0.0)


def filtered(filters: Filters) -> Query:
    """Compile the filters; they never score."""
    must = [in_scope(filters.scope, filters.types)]
    if filters.topics:
        must.append(Query.term_set_query(schema(), "topic", [str(topic) for topic in filters.topics]))
    if filters.strategies:
        must.append(Query.term_set_query(schema(), "strategy", list(filters.strategies)))
    clauses = [(Occur.Must, query) for query in must]
    if filters.without_ids:
        clauses.append((Occur.MustNot, Query.term_set_query(schema(), "id", list(filters.without_ids))))
    return Query.const_score_query(Query.boolean_query(clauses), 0.0)


def clause_of(clause: Clause, scoring: Scoring, language: Language) -> Query:
    """Compile what scores, on the fields of a language."""
    match clause:
        case AnyWords():
            query = _over_fields(clause, language, lambda field, found: _any_of(scoring, field, found), clause.tie)
        case AllWords():
            query = _over_fields(clause, language, lambda field, found: _all_of(scoring, field, found), 0.0)
        case Phrase():
            query = _over_fields(
                clause, language, lambda field, found: _phrase(scoring, field, found, clause.slop), 0.0
            )
        case SharedTopics():
            query = _should(
                Query.const_score_query(Query.term_query(schema(), "topic", str(topic)), 1.0)
                for topic in clause.topic_ids
            )
        case Sum():
            query = _should(clause_of(child, scoring, language) for child in clause.clauses)
        case Best():
            children = [clause_of(child, scoring, language) for child in clause.clauses]
            query = Query.disjunction_max_query(children, clause.tie)
    return Query.boost_query(query, clause.boost)


_Terms = Sequence[tuple[int, str]]


def _over_fields(
    clause: AnyWords | AllWords | Phrase, language: Language, compiled: Callable[[str, _Terms], Query], tie: float
) -> Query:
    found = terms(clause.text, language)
    if len(found) < (2 if isinstance(clause, Phrase) else 1):
        return Query.empty_query()
    fields = [Query.boost_query(compiled(field_of(each.field, language), found), each.boost) for each in clause.fields]
    return Query.disjunction_max_query(fields, tie)


def _any_of(scoring: Scoring, field: str, found: _Terms) -> Query:
    return _should(_word(scoring, field, term) for _, term in found)


def _all_of(scoring: Scoring, field: str, found: _Terms) -> Query:
    return Query.boolean_query([(Occur.Must, _word(scoring, field, term)) for _, term in found])


def _word(scoring: Scoring, field: str, term: str) -> Query:
    return Query.boost_query(Query.term_query(schema(), field, term), scoring.factor(field, (term,)))


def _phrase(scoring: Scoring, field: str, found: _Terms, slop: int) -> Query:
    first = found[0][0]
    phrase = Query.phrase_query(schema(), field, [(position - first, term) for position, term in found], slop)
    return Query.boost_query(phrase, scoring.factor(field, (term for _, term in found)))


def _should(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])
