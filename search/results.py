"""What an engine answers, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from .marks import MarkedText
from .plans import FacetName, Upkeep
from .upkeep import NEVER, share


@dataclass(frozen=True, slots=True)
class EngineHit:
    """`card` is the stored JSON (documents.Card) with the origin token in its addresses.

    `marked` tells the places of the words of `Plan.highlight`; None where no words were to be marked, or the text holds none of them.
    `upkeep`: by which share of its score the page counts more because it is looked after (`upkeep.share`).
    """

    id: int
    score: float
    card: str
    marked: MarkedText | None = None
    upkeep: float = 0.0


@dataclass(frozen=True, slots=True)
class FacetCount:
    """`value` as filters take it: a type, a topic's id, a strategy's category."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class EngineResult:
    """`total` is exact. Facet counts are exact, most frequent first, then by value."""

    total: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[FacetName, tuple[FacetCount, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word that the index may write otherwise.

    `word` in as many documents as `frequency` says (0: unknown), or two words, each in so many at least; `distance`: edits
    from the word asked for.
    """

    word: str
    frequency: int
    distance: int


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic that carries one of the names looked up, with all the names it has (title first)."""

    id: int
    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Answer to a Lookup.

    `frequencies`: in how many documents each word asked for stands, unstemmed. `pages`: how many can be found in the scope.
    `carried`: which of the names `listed` a page carries. `spellings`: candidates, only for words with frequency 0 and at
    least `spelling.SHORTEST` letters.
    """

    frequencies: Mapping[str, int]
    spellings: Mapping[str, tuple[Spelling, ...]]
    topics: tuple[NamedTopic, ...]
    pages: int = 0
    carried: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """A page that a completion may lead to. `card` as in EngineHit."""

    id: int
    type: str
    title: str
    other_names: tuple[str, ...]
    card: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What the index keeps of one page, for related articles and labels. Days as in `upkeep`; a generation of before has none."""

    id: int
    type: str
    site_id: int
    locale: str
    title: str
    other_names: tuple[str, ...]
    topic_ids: tuple[int, ...]
    related_pins: tuple[int, ...]
    related_blocks: tuple[int, ...]
    card: str
    tended: int = NEVER
    review_due: int = NEVER


kept_adapter: TypeAdapter[Kept] = TypeAdapter(Kept)
"""Reads and writes `Kept` as JSON, the form in which engines store it."""


def upkeep_of(kept: Kept, asked: Upkeep | None) -> float:
    """By which share a page's score has grown because it is looked after; 0 where that was not asked."""
    return share(kept.tended, kept.review_due, asked.today) if asked else 0.0
