"""Spelling: which word of the index a reader may have meant. Pure: the engine brings candidates, this decides."""

from collections.abc import Iterable, Mapping

from .results import Spelling

SHORTEST = 5
"""Letters. Shorter unknown words are mostly abbreviations (drugs, genes), which a correction would only spoil."""

SHORTEST_PART = 3
"""Letters of a word that another one was typed together with."""

MAX_DISTANCE = 2
"""Edits (insertion, deletion, substitution, swap of neighbours); candidates share the first letter."""


def distance(left: str, right: str, limit: int = MAX_DISTANCE) -> int:
    """Count the edits between two words (optimal string alignment); `limit + 1` when there are more than `limit`."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for row, char in enumerate(left, 1):
        current = [row]
        for column, other in enumerate(right, 1):
            cost = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (char != other),
            )
            if row > 1 and column > 1 and char == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)


def parts_of(word: str) -> list[tuple[str, str]]:
    """List the ways in which a word may be two that were typed as one."""
    return [(word[:end], word[end:]) for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]


def apart(word: str, frequencies: Mapping[str, int]) -> tuple[Spelling, ...]:
    """Read an unknown word as two: "deerfly" as "deer fly". `frequencies`: in how many documents each part stands, if in any."""
    pairs = ((parts, min(frequencies.get(part, 0) for part in parts)) for parts in parts_of(word))
    return tuple(Spelling(" ".join(parts), frequency, 1) for parts, frequency in pairs if frequency)


def best(candidates: Iterable[Spelling]) -> Spelling | None:
    """Choose the nearest, one word before two; among equally near ones the most frequent, then the first by alphabet."""
    return min(candidates, key=_order, default=None)


def _order(candidate: Spelling) -> tuple[int, bool, int, str]:
    return candidate.distance, " " in candidate.word, -candidate.frequency, candidate.word
