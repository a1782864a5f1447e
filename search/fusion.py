"""Reciprocal rank fusion, in our code: Elasticsearch's own is not in its free licence. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

K = 10
"""How fast a rank loses weight: small, because only the first few of each list are ever shown."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ids, best first, and how much this ranking counts."""

    ids: Sequence[int]
    weight: float = 1.0


def fused(rankings: Iterable[Ranking]) -> list[int]:
    """Merge rankings by the sum of weight / (K + rank); equal sums by id, smallest first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, one in enumerate(ranking.ids, 1):
            scores[one] = scores.get(one, 0.0) + ranking.weight / (K + rank)
    return sorted(scores, key=lambda one: (-scores[one], one))
