"""One search: the page of hits, the total, the facets and the highlights, in one request."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Query, Search
from elasticsearch.dsl.query import Bool, Ids, MatchAll

from search.engines.embedded.marking import marker_of
from search.languages import Language, language_of
from search.marks import Marker
from search.plans import Clause, FacetName, Plan
from search.results import EngineHit, EngineResult, FacetCount, upkeep_of

from .compile import clause_of, facet_filters, query_of
from .schema import KEPT, TO_BE_MARKED, WINDOW, kept_of, stored_of

Ask = Callable[[Search], Mapping[str, Any]]
"""Puts a search to the active generation and returns the answer. Raises EngineDownError."""

BY_ID = {"id": {"order": "asc"}}
BY_SCORE = ({"_score": {"order": "desc"}}, BY_ID)
BY_SHORT_TITLE = (BY_SCORE[0], {"title_length": {"order": "asc"}}, BY_ID)
BY_DATE = ({"newest": {"order": "desc"}}, BY_ID)

_MOST_VALUES = 10_000
"""Of a facet: more topics than any site has, so that counts are exact."""


def search(ask: Ask, plan: Plan) -> EngineResult:
    """Answer a plan; see `protocol.Reading.search`."""
    answer = ask(search_of(plan))
    # Analysis is the same on both engines: what this one would mark, asking its highlighter for a third of the time of a
    # search, the other's analysis finds in the texts.
    marker = marker_of(plan.highlight, language_of(plan.filters.scope.locale)) if plan.highlight else None
    return EngineResult(
        total=answer["hits"]["total"]["value"],
        hits=tuple(_hit(hit, marker, plan) for hit in answer["hits"]["hits"]),
        facets={name: _counts(answer["aggregations"][name]["values"]["buckets"]) for name in plan.facets},
    )


def scores(
    ask: Ask, clauses: Sequence[Clause], ids: Sequence[int], language: Language
) -> tuple[Mapping[int, float], ...]:
    """Score pages by each clause alone, in one request; see `protocol.Reading.scores`."""
    found: list[dict[int, float]] = [{} for _ in clauses]
    for hit in ask(scores_of(clauses, ids, language))["hits"]["hits"]:
        for name, score in hit.get("matched_queries", {}).items():
            found[int(name)][int(hit["_id"])] = score
    return tuple(found)


def scores_of(clauses: Sequence[Clause], ids: Sequence[int], language: Language) -> Search:
    """Compile the request: each clause is named by its place."""
    named = [Bool(must=[clause_of(clause, language)], _name=str(place)) for place, clause in enumerate(clauses)]
    pages = Bool(filter=[Ids(values=[str(page_id) for page_id in ids])], should=named)
    return Search().query(pages).extra(size=len(ids), track_total_hits=False, _source=False)


def search_of(plan: Plan) -> Search:
    """Compile the request.

    The filters of the facets that are counted come after the counting (`post_filter`); each facet then counts with
    the filters of the others.
    """
    filters = facet_filters(plan.filters)
    chosen: dict[FacetName, Query] = {name: filters[name] for name in plan.facets if name in filters}
    start = min(plan.offset, WINDOW)
    # Beyond the window there is nothing to show, but the total is still asked for.
    size = min(plan.limit, WINDOW - start)
    asked = Search().query(query_of(plan, lifted=chosen)).extra(track_total_hits=True, **KEPT)
    asked = asked.extra(from_=start if size else 0, size=size)
    asked = asked.sort(*(BY_DATE if plan.query is None else BY_SCORE))
    if chosen:
        asked = asked.post_filter(Bool(filter=list(chosen.values())))
    for name in plan.facets:
        others = [query for other, query in chosen.items() if other != name]
        asked.aggs.bucket(name, "filter", filter=Bool(filter=others) if others else MatchAll()).bucket(
            "values", "terms", field=name, size=_MOST_VALUES
        )
    return asked.extra(**TO_BE_MARKED) if plan.highlight else asked


def _hit(hit: Mapping[str, Any], marker: Marker | None, plan: Plan) -> EngineHit:
    kept = kept_of(hit)
    stored = stored_of(hit)
    marked = marker.marked(stored["stored_text"], stored["sections"], stored["places"]) if marker else None
    return EngineHit(
        id=kept.id,
        score=hit["_score"] or 0.0,
        card=kept.card,
        marked=marked,
        upkeep=upkeep_of(kept, plan.upkeep),
    )


def _counts(buckets: list[Mapping[str, Any]]) -> tuple[FacetCount, ...]:
    ordered = sorted(buckets, key=lambda bucket: (-bucket["doc_count"], bucket["key"]))
    return tuple(FacetCount(bucket["key"], bucket["doc_count"]) for bucket in ordered)
