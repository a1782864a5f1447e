"""What the figures are: measures by ir_measures, intervals and tests by SciPy.

Which measures a set has follows from its judgements: grades above 1 are graded relevance, queries with a document ask for
related articles, and everything else looks for known pages.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG
from scipy import stats

from .judgements import Judgements, Query, Run

RESAMPLES = 9_999
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Measure:
    """`counts`: the grade from which a document counts; queries without such a document are left out."""

    name: str
    measure: "ir_measures.Measure"
    counts: int = 1


GRADED = (
    Measure("nDCG@10", nDCG @ 10),
    Measure("MRR@10, grade 2 and up", RR(rel=2) @ 10, counts=2),
    Measure("success@1", Success @ 1),
)
KNOWN = (Measure("MRR@10", RR @ 10), Measure("success@1", Success @ 1), Measure("success@5", Success @ 5))
RELATED = (Measure("recall@5", R @ 5), Measure("MRR@10", RR @ 10), Measure("nDCG@10", nDCG @ 10))


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over a set: its mean, the bounds of its 95 % interval (bootstrap over queries), and each query's value."""

    name: str
    mean: float
    low: float
    high: float
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a figure differs from a stored run's: `p` is how often chance alone would differ as much (paired permutation)."""

    name: str
    before: float
    after: float
    p: float
    better: int
    worse: int


def measures_of(queries: Sequence[Query], judgements: Judgements) -> Sequence[Measure]:
    """Choose what is measured."""
    if any(query.doc for query in queries):
        return RELATED
    graded = any(grade > 1 for query in queries for grade in judgements.get(query.qid, {}).values())
    return GRADED if graded else KNOWN


def figures(queries: Sequence[Query], judgements: Judgements, run: Run) -> list[Figure]:
    """Measure a run, each stratum of the set on its own too."""
    found = []
    strata = sorted({query.stratum for query in queries} - {""})
    for measure in measures_of(queries, judgements):
        values = _values(measure, queries, judgements, run)
        found.append(_figure(measure.name, values))
        found += [
            _figure(
                f"{measure.name}, {stratum}", {query.qid: values[query.qid] for query in part if query.qid in values}
            )
            for stratum in strata
            if (part := [query for query in queries if query.stratum == stratum])
        ]
    return found


def compared(before: Iterable[Figure], after: Iterable[Figure]) -> list[Comparison]:
    """Compare two runs, query by query."""
    return [_comparison(one, other) for one, other in zip(before, after, strict=True)]


def _values(measure: Measure, queries: Sequence[Query], judgements: Judgements, run: Run) -> dict[str, float]:
    judged = {query.qid: judgements.get(query.qid, {}) for query in queries}
    relevant = {qid: grades for qid, grades in judged.items() if max(grades.values(), default=0) >= measure.counts}
    scores = {qid: {document: 1 / rank for rank, document in enumerate(run.get(qid, []), 1)} for qid in relevant}
    # What was not found at all is not in the result.
    values = dict.fromkeys(relevant, 0.0)
    found = {qid: documents for qid, documents in scores.items() if documents}
    measured = ir_measures.iter_calc([measure.measure], relevant, found)
    values.update({one.query_id: float(one.value) for one in measured if one.query_id in values})
    return values


def _figure(name: str, values: dict[str, float]) -> Figure:
    each = np.array(list(values.values()))
    if len(each) == 0:
        return Figure(name, 0.0, 0.0, 0.0, values)
    mean = float(each.mean())
    if np.all(each == each[0]):
        return Figure(name, mean, mean, mean, values)
    interval = stats.bootstrap(
        (each,), np.mean, n_resamples=RESAMPLES, confidence_level=CONFIDENCE, method="percentile", rng=0
    ).confidence_interval
    return Figure(name, mean, float(interval.low), float(interval.high), values)


def _comparison(before: Figure, after: Figure) -> Comparison:
    differences = np.array([after.values[qid] - before.values[qid] for qid in after.values])
    mean: Callable[..., object] = np.mean
    p = 1.0
    if np.any(differences):
        tested = stats.permutation_test(
            (differences,), mean, permutation_type="samples", n_resamples=RESAMPLES, vectorized=True, rng=0
        )
        p = float(tested.pvalue)
    better, worse = int((differences > 0).sum()), int((differences < 0).sum())
    return Comparison(after.name, before.mean, after.mean, p, better, worse)
