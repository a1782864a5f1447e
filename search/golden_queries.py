"""How well search does on golden queries, and what moved since. Pure: no Django, no engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from pydantic import TypeAdapter

DEPTH = 10
"""Places that count: the hits that readers look at."""

FEW = 5
"""Places that most screens show without scrolling."""

Places = Mapping[int, int | None]
"""By page id the place a page came up at, from 1 to DEPTH; None: not among these."""


@dataclass(frozen=True, slots=True)
class Golden:
    """A query as readers type it, and the ids of the pages that should come up."""

    id: int
    text: str
    locale: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Where the pages of a golden query came up. Text and language are kept too: asked otherwise, it is another query."""

    text: str
    locale: str
    places: dict[int, int | None]


State = dict[int, Measured]
"""By the golden query's id."""

state_adapter: TypeAdapter[State] = TypeAdapter(State)
"""Reads and writes a `State` as JSON, the form in which it is remembered."""


class Move(Enum):
    """What became of a query since. Declared in the order in which an editor wants to see them."""

    DOWN = "Down"
    UP = "Up"
    SAME = "Unchanged"
    NEW = "New"
    """Not to be compared: it was not there, was asked otherwise, or had other pages."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Now and then, of the pages that a query has now and had then."""

    now: Places
    then: Places

    @property
    def move(self) -> Move:
        """Up where the first of the pages comes up higher; where that is level, the second counts, and so on."""
        now, then = _line(self.now), _line(self.then)
        if now == then:
            return Move.SAME
        return Move.UP if now < then else Move.DOWN


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over queries. `at_first`, `at_few`, `nowhere`: queries; `mean_reciprocal_rank` from 0 to 1."""

    queries: int
    at_first: int
    at_few: int
    nowhere: int
    pages: int
    pages_found: int
    mean_reciprocal_rank: float


def places(wanted: Iterable[int], found: Sequence[int]) -> dict[int, int | None]:
    """Say at which place each page wanted came up. `found`: ids, best first."""
    place_of = {page_id: place for place, page_id in enumerate(found[:DEPTH], start=1)}
    return {page_id: place_of.get(page_id) for page_id in wanted}


def best(of: Places) -> int | None:
    """Give the place of the page that comes up first."""
    return min((place for place in of.values() if place), default=None)


def badness(of: Places) -> tuple[float, float]:
    """Sort by this for the worst first: by the page that comes up first, then by how many of the pages do not."""
    missing = sum(place is None for place in of.values()) / len(of) if of else 1.0
    return (-(best(of) or DEPTH + 1), -missing)


def figures(every: Iterable[Places]) -> Figures:
    """Sum up. Queries without pages do not count: they ask nothing of search."""
    some = [of for of in every if of]
    firsts = [best(of) for of in some]
    ranks = [1 / first if first else 0.0 for first in firsts]
    return Figures(
        queries=len(some),
        at_first=sum(first == 1 for first in firsts),
        at_few=sum(first is not None and first <= FEW for first in firsts),
        nowhere=firsts.count(None),
        pages=sum(len(of) for of in some),
        pages_found=sum(place is not None for of in some for place in of.values()),
        mean_reciprocal_rank=sum(ranks) / len(ranks) if ranks else 0.0,
    )


def compared(now: Measured, then: Measured | None) -> Comparison | None:
    """Compare a query with what was remembered of it; None where there is nothing that would be the same."""
    if then is None or (then.text, then.locale) != (now.text, now.locale):
        return None
    common = now.places.keys() & then.places.keys()
    if not common:
        return None
    return Comparison({id_: now.places[id_] for id_ in common}, {id_: then.places[id_] for id_ in common})


def _line(of: Places) -> list[int]:
    return sorted(place or DEPTH + 1 for place in of.values())
