"""One search: the page of hits, the total, the facets and the highlights."""

from collections.abc import Mapping, Sequence

from tantivy import DocAddress, Order, Query, Searcher

from search.languages import Language, language_of
from search.marks import Marker
from search.plans import Clause, FacetName, Likeness, Plan
from search.results import EngineHit, EngineResult, FacetCount, upkeep_of
from search.sections import NO_SECTIONS

from .compile import clause_of, query_of, without_own_filter
from .likeness import WINDOW
from .marking import marker_of
from .reader import View
from .rows import total_of
from .schema import kept_of, schema
from .scoring import Scoring
from .tending import with_upkeep

_TIES = 50
"""Hits read beyond the page, so that equal scores can be put in order of id: tantivy has them in order of segment."""

_MOST_VALUES = 10_000
"""Of a facet: more topics than any site has, so that counts are exact."""


def search(view: View, plan: Plan) -> EngineResult:
    """Answer a plan; see `protocol.Reading.search`."""
    searcher, query = view.searcher, query_of(plan, Scoring(view.searcher))
    total, page = _by_date(searcher, query, plan) if plan.query is None else _by_score(view, query, plan)
    marker = marker_of(plan.highlight, language_of(plan.filters.scope.locale)) if plan.highlight else None
    hits = tuple(_hit(searcher, score, address, marker, plan) for score, address in page)
    return EngineResult(total, hits, _facets(searcher, query, plan))


def scores(
    view: View, clauses: Sequence[Clause], ids: Sequence[int], language: Language
) -> tuple[Mapping[int, float], ...]:
    """Score pages by each clause alone; see `protocol.Reading.scores`."""
    scoring = Scoring(view.searcher)
    among = Query.const_score_query(Query.term_set_query(schema(), "id", list(ids)), 0.0)
    queries = (among.and_must_match(clause_of(one, scoring, language)) for one in clauses)
    return tuple(_scores(view.searcher, query, len(ids)) for query in queries)


def _scores(searcher: Searcher, query: Query, most: int) -> dict[int, float]:
    found = searcher.search(query, limit=max(1, most), count=False).hits
    ids = searcher.fast_field_values("id", [address for _, address in found])
    return {int(page_id or 0): score for (score, _), page_id in zip(found, ids, strict=True)}


_Page = tuple[int, list[tuple[float, DocAddress]]]


def _by_score(view: View, query: Query, plan: Plan) -> _Page:
    wanted = plan.offset + max(1, plan.limit) + _TIES
    found = view.searcher.search(query, limit=max(wanted, WINDOW) if plan.likeness or plan.upkeep else wanted)
    hits = _with_likeness(view, found.hits, plan.likeness) if plan.likeness else found.hits
    if plan.upkeep:
        hits = with_upkeep(view.searcher, hits[:WINDOW], plan.upkeep) + hits[WINDOW:]
    ids = view.searcher.fast_field_values("id", [address for _, address in hits])
    ranked = sorted(zip(hits, ids, strict=True), key=lambda item: (-item[0][0], item[1]))
    return total_of(found), [hit for hit, _ in ranked[plan.offset : plan.offset + plan.limit]]


def _with_likeness(view: View, hits: list[tuple[float, DocAddress]], asked: Likeness) -> list[tuple[float, DocAddress]]:
    likest = view.vectors.likeness(view.searcher, [address for _, address in hits[:WINDOW]], asked)
    scored = [(score + more, address) for (score, address), more in zip(hits, likest, strict=False)]
    return scored + hits[WINDOW:]


def _by_date(searcher: Searcher, query: Query, plan: Plan) -> _Page:
    found = searcher.search(
        query, limit=max(1, plan.limit), offset=plan.offset, order_by_field="newest", order=Order.Desc
    )
    return total_of(found), [(0.0, address) for _, address in found.hits][: plan.limit]


def _hit(searcher: Searcher, score: float, address: DocAddress, marker: Marker | None, plan: Plan) -> EngineHit:
    row = searcher.doc(address)
    kept = kept_of(row)
    text = bytes(row.get_first("stored_text") or b"").decode()
    # A generation of the format before lacks some of it; readers have it until the new one is built.
    sections = bytes(row.get_first("sections") or NO_SECTIONS).decode()
    places = bytes(row.get_first("places") or b"").decode()
    marked = marker.marked(text, sections, places) if marker else None
    return EngineHit(id=kept.id, score=score, card=kept.card, marked=marked, upkeep=upkeep_of(kept, plan.upkeep))


def _facets(searcher: Searcher, query: Query, plan: Plan) -> dict[FacetName, tuple[FacetCount, ...]]:
    """Count all facets in one go, but for those that have a filter of their own: each of these needs its own query."""
    counts: dict[FacetName, tuple[FacetCount, ...]] = {}
    together: list[FacetName] = []
    for facet in plan.facets:
        lifted = without_own_filter(plan, facet)
        if lifted == plan:
            together.append(facet)
        else:
            counts |= _counts(searcher, query_of(lifted, Scoring(searcher)), [facet])
    return counts | _counts(searcher, query, together)


def _counts(searcher: Searcher, query: Query, facets: list[FacetName]) -> dict[FacetName, tuple[FacetCount, ...]]:
    if not facets:
        return {}
    asked = {facet: {"terms": {"field": facet, "size": _MOST_VALUES}} for facet in facets}
    answer = searcher.aggregate(query, asked)
    return {
        facet: tuple(
            FacetCount(bucket["key"], bucket["doc_count"])
            for bucket in sorted(answer[facet]["buckets"], key=lambda bucket: (-bucket["doc_count"], bucket["key"]))
        )
        for facet in facets
    }
