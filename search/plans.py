"""The query plan: what an engine is asked, as plain data. `queries.py` makes it, each engine compiles it.

A plan says what counts and how much; it knows nothing of tantivy or Elasticsearch. Scores are BM25 (k1 1.2, b .75)
on both engines, so that the same plan ranks nearly alike. Texts in a plan are not analysed yet: the engine analyses
them exactly as it analysed the field.
"""

from dataclasses import dataclass
from typing import Literal

TextField = Literal["title", "other_names", "summary", "headings", "key_points", "text", "initials"]
FacetName = Literal["type", "topic", "strategy"]
FACETS: tuple[FacetName, ...] = ("type", "topic", "strategy")
SEARCHABLE: tuple[str, ...] = ("topic", "article")
"""The types readers look for. Home and index pages are in the index, so that it equals the log, but never a hit."""


@dataclass(frozen=True, slots=True)
class Boosted:
    """A field and how much it counts."""

    field: TextField
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class AnyWords:
    """Any of the words of `text`, the more the better, in one field (a disjunction of terms).

    Every field scores alone; the best one counts whole, the others `tie` of theirs: Elasticsearch's `multi_match`
    of type best_fields, tantivy's disjunction_max over fields.
    """

    text: str
    fields: tuple[Boosted, ...]
    tie: float
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class AllWords:
    """Every word of `text` in the same field; the best field counts alone."""

    text: str
    fields: tuple[Boosted, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of `text` in order with at most `slop` moves between them; the best field counts alone.

    Words that analysis drops leave a gap, in the text as in the field. A text of fewer than two terms matches nothing.
    """

    text: str
    fields: tuple[Boosted, ...]
    slop: int
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class SharedTopics:
    """Score `boost` for each of these topics that the page is about."""

    topic_ids: tuple[int, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Sum:
    """Any of the clauses; scores add up."""

    clauses: tuple["Clause", ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Best:
    """Any of the clauses; the best one counts whole, the others `tie` of theirs. For ways to say the same thing."""

    clauses: tuple["Clause", ...]
    tie: float = 0.0
    boost: float = 1.0


Clause = AnyWords | AllWords | Phrase | SharedTopics | Sum | Best


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: one site, one language. Nothing is ever found outside of it."""

    site_id: int
    locale: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Which pages may be found. Within one facet any of the values, between facets all; an empty facet asks nothing.

    `types` is a subset of SEARCHABLE. The type facet's own filter is lifted by putting SEARCHABLE
    back.
    """

    scope: Scope
    types: tuple[str, ...] = SEARCHABLE
    topics: tuple[int, ...] = ()
    strategies: tuple[str, ...] = ()
    without_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the query a page is in meaning, in addition to what its words score.

    A page whose vector has the product p with `vector` (`meaning.vector`) scores `weight` times what p is above `floor`. Pages that
    the query does not match stay unfound, and those without a vector score nothing more.
    """

    vector: bytes
    weight: float
    floor: float


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Let pages that are looked after count a little more, as of this day: the score grows by `upkeep.share` of it.

    Pages that the query does not match stay unfound. `today` as in `date.toordinal`.
    """

    today: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One search.

    `query` None: all that pass the filters, newest first (then by id, smallest first).
    Hits with equal scores come by id, smallest first.
    `pinned`: these pages come first in this order, where they pass the filters, matched or not; they count in the
    total and in the facets. Pins need a query: without one there is nothing that they would be better than.
    `facets`: which to count. A facet's own filter does not count against itself, every other filter does.
    `highlight`: words (as the language's `words`), joined by spaces, to find the places of in the hits' texts; empty for none.
    """

    filters: Filters
    query: Clause | None = None
    likeness: Likeness | None = None
    upkeep: Upkeep | None = None
    pinned: tuple[int, ...] = ()
    facets: tuple[FacetName, ...] = ()
    highlight: str = ""
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the plan wants to know of the index before it is made.

    `words`: words (as the language's `words`) to spell-check. `name_keys`: whole names (its `name_key`) that
    topics may carry. `listed`: such names of which it is enough to know whether a page carries them.
    """

    scope: Scope
    words: tuple[str, ...]
    name_keys: tuple[str, ...]
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """What the reader has typed so far, as folded words; the last one may be unfinished.

    An engine returns up to `limit` candidates in which every word but the last is a word of one of the names, and the
    last begins one; a word of more than three letters may have one typo (insertion, deletion, substitution, swap)
    after its third letter. `suggestions.ranked` puts them in order, so the engine's own order only decides what is cut:
    it keeps the pages with the greatest sum of `preferences` that hold for them, then those with shorter titles.
    """

    scope: Scope
    words: tuple[str, ...]
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Preferences:
    """How much it counts that a page … Each more than all below it together: as `suggestions.ranked` orders, but for a page.

    `named`: one of its names is what was typed. `begins`: one begins with it. `right`: all the words are in its names
    without a typo. `topic`: it is a topic. `title`: its title begins with what was typed.
    """

    named: float = 16.0
    begins: float = 8.0
    right: float = 4.0
    topic: float = 2.0
    title: float = 1.0
