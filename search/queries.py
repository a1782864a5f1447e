"""How a reader's words become a query plan. Pure: no Django, no engine; tested by looking at the plan.

The weights are few and were measured on 5,485 health articles with judged queries (docs/search.md): a best field with
a share of the others, the title twice, and two signals on top: words that stand together, and all of them in a name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .normalise import name_key, words
from .plans import FACETS as ALL_FACETS
from .plans import AllWords, AnyWords, Best, Boosted, Clause, Filters, Lookup, Phrase, Plan, Scope, Sum
from .results import Found
from .spelling import best
from .stopwords import means_nothing

LONGEST_NAME = 6
"""Words. Longer names of conditions are too rare to look up every run of words in a query for them."""

MOST_WORDS = 40
"""Of a query that are looked up and searched: what follows is a story, and its first words say what it is about."""

FIELDS = (
    Boosted("title", 2.0),
    Boosted("other_names", 1.5),
    Boosted("summary", 1.0),
    Boosted("headings", 1.0),
    Boosted("key_points", 1.0),
    Boosted("text", 1.0),
)
NAMES = (Boosted("title", 2.0), Boosted("other_names", 2.0))
PASSAGES = (Boosted("title", 2.0), Boosted("other_names", 1.5), Boosted("text", 1.0))
TIE = 0.3
SLOP = 2
SYNONYM_WEIGHT = 0.9
"""Of a variant made with a synonym: a page that says it in the reader's own words comes first."""

MOST_VARIANTS = 8


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a reader asked. `text` may be empty: then all pages that pass the filters, newest first."""

    text: str
    filters: Filters
    offset: int = 0
    limit: int = 10
    facets: bool = True
    highlights: bool = True
    correct: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """`word`, unknown to the index, was taken for `replacement`."""

    word: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """`name` in the query was also searched as each of `others`."""

    name: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """How a query was read. `text` is what was searched for, `dropped` the words that were not."""

    text: str
    dropped: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    variants: tuple[str, ...] = ()


SynonymGroups = Sequence[tuple[str, ...]]
"""Names for the same thing; each stands for all the others."""


def meaningful(text: str) -> tuple[list[str], list[str]]:
    """Split a query's words into those that mean something and those that do not; never leaves the first list empty."""
    every = words(text)[:MOST_WORDS]
    kept = [word for word in every if not means_nothing(word)]
    if not kept:
        return every, []
    return kept, list(dict.fromkeys(word for word in every if word not in kept))


def lookup_of(text: str, scope: Scope) -> Lookup:
    """Say what the plan needs to know of the index: its words, and the names that the query may hold."""
    kept, _ = meaningful(text)
    runs = dict.fromkeys(_runs(words(text)[:MOST_WORDS]))
    return Lookup(scope, tuple(dict.fromkeys(kept)), tuple(runs))


def _runs(every: Sequence[str]) -> Iterable[str]:
    for length in range(1, LONGEST_NAME + 1):
        for start in range(len(every) - length + 1):
            run = every[start : start + length]
            if not all(map(means_nothing, run)):
                yield " ".join(run)


def corrections_of(text: str, found: Found) -> tuple[Correction, ...]:
    """Correct words that no page holds; a word that any page holds is left as it is, however rare."""
    kept, _ = meaningful(text)
    return tuple(
        Correction(word, chosen.word)
        for word in dict.fromkeys(kept)
        if found.frequencies.get(word, 0) == 0 and (chosen := best(found.spellings.get(word, ())))
    )


def corrected(text: str, corrections: Iterable[Correction]) -> str:
    """Write the query as it was understood: folded words, corrections put in."""
    replacements = {correction.word: correction.replacement for correction in corrections}
    return " ".join(replacements.get(word, word) for word in words(text))


def understood(text: str, corrections: tuple[Correction, ...], groups: SynonymGroups) -> Understood:
    """Read a query: drop question words, put corrections in, and say it in other words where names have synonyms."""
    text = corrected(text, corrections) if corrections else text
    kept, dropped = meaningful(text)
    expansions = tuple(_expansions(words(text)[:MOST_WORDS], groups))
    base = " ".join(kept)
    variants = dict.fromkeys(
        " ".join(meaningful(_replaced(words(text)[:MOST_WORDS], expansion.name, other))[0])
        for expansion in expansions
        for other in expansion.others
    )
    variants.pop(base, None)
    return Understood(base, tuple(dropped), corrections, expansions, tuple(variants)[:MOST_VARIANTS])


def _expansions(every: Sequence[str], groups: SynonymGroups) -> Iterable[Expansion]:
    """Find the names in a query, the longest first, so that "back pain" is not taken apart for the sake of "pain"."""
    by_key: dict[str, list[str]] = {}
    for group in groups:
        keys = list(dict.fromkeys(filter(None, map(name_key, group))))
        for key in keys:
            by_key.setdefault(key, []).extend(other for other in keys if other != key)
    taken = [False] * len(every)
    for length in range(LONGEST_NAME, 0, -1):
        for start in range(len(every) - length + 1):
            name = " ".join(every[start : start + length])
            if name in by_key and not any(taken[start : start + length]):
                taken[start : start + length] = [True] * length
                others = tuple(dict.fromkeys(by_key[name]))
                if others:
                    yield Expansion(name, others)


def _replaced(every: Sequence[str], name: str, other: str) -> str:
    return f" {' '.join(every)} ".replace(f" {name} ", f" {other} ", 1).strip()


def plan_of(request: SearchRequest, reading: Understood, pinned: Sequence[int] = ()) -> Plan:
    """Make the plan of a search."""
    searched = bool(reading.text)
    return Plan(
        filters=request.filters,
        query=query_of(reading) if searched else None,
        pinned=tuple(pinned) if searched else (),
        facets=ALL_FACETS if request.facets else (),
        highlight=" ".join((reading.text, *reading.variants)) if request.highlights else "",
        offset=request.offset,
        limit=request.limit,
    )


def query_of(reading: Understood) -> Clause:
    """Say what scores: the reader's own words, or the same with a synonym, whichever fits a page best."""
    own = wording(reading.text)
    if not reading.variants:
        return own
    return Best((own, *(wording(variant, SYNONYM_WEIGHT) for variant in reading.variants)))


def wording(text: str, boost: float = 1.0) -> Clause:
    """Score one way of putting the query."""
    return Sum(
        (
            AnyWords(text, FIELDS, TIE),
            Phrase(text, PASSAGES, SLOP),
            AllWords(text, NAMES),
        ),
        boost,
    )


def pin_key(text: str) -> str:
    """Make queries comparable for pins: "What is Back pain?" and "back pain" are one."""
    return " ".join(meaningful(text)[0])
