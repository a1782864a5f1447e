"""How a reader's words become a query plan. Pure: no Django, no engine; tested by looking at the plan.

The weights are few and were measured on 5,485 health articles with judged queries (docs/search.md): a best field with
a share of the others, the title two and a half times, and two signals on top: words that stand together, and all of them in a name.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import log1p

from .expansions import (
    LISTED_WEIGHT,
    LISTED_WITHIN_WEIGHT,
    LONGEST_NAME,
    MOST_LISTED,
    MOST_VARIANTS,
    NONE,
    SYNONYM_WEIGHT,
    Expansion,
    Names,
    Span,
    SynonymGroups,
    Variant,
    listed,
    listed_names,
    synonyms,
)
from .languages import Language, language_of
from .plans import FACETS as ALL_FACETS
from .plans import (
    AllWords,
    AnyWords,
    Best,
    Boosted,
    Clause,
    Filters,
    Likeness,
    Lookup,
    Phrase,
    Plan,
    Scope,
    Sum,
    Upkeep,
)
from .results import Found
from .spelling import best

MOST_WORDS = 40
"""Of a query that are looked up and searched: what follows is a story, and its first words say what it is about."""

INITIALS_WEIGHT = 0.7
"""Of names abbreviated to their first letters: a guess, which what pages say themselves should beat."""

FIELDS = (
    Boosted("title", 2.5),
    Boosted("other_names", 1.5),
    Boosted("summary", 1.0),
    Boosted("headings", 1.0),
    Boosted("key_points", 1.0),
    Boosted("text", 1.0),
    Boosted("initials", INITIALS_WEIGHT),
)
NAMES = (Boosted("title", 2.0), Boosted("other_names", 2.0))
PASSAGES = (Boosted("title", 2.0), Boosted("other_names", 1.5), Boosted("text", 1.0))
TIE = 0.2
SLOP = 2

LIKENESS_WEIGHT, LIKENESS_FLOOR = 2.4, 0.3
"""Likeness counts as a share of what the rarest of words scores, which grows with the number of pages.

Two texts that have nothing to do with each other have a likeness of up to .3, so that says nothing.
"""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a reader asked. `text` may be empty: then all pages that pass the filters, newest first.

    `today`: the day as of which pages are looked after; None lets that count for nothing.
    """

    text: str
    filters: Filters
    today: date | None = None
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
class Understood:
    """How a query was read. `text` is what was searched for, `dropped` the words that were not."""

    text: str
    dropped: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    variants: tuple[Variant, ...] = ()


def meaningful(text: str, language: Language) -> tuple[list[str], list[str]]:
    """Split a query's words into those that mean something and those that do not; never leaves the first list empty."""
    every = language.words(text)[:MOST_WORDS]
    kept = [word for word in every if not language.means_nothing(word)]
    if not kept:
        return every, []
    return kept, list(dict.fromkeys(word for word in every if word not in kept))


def lookup_of(text: str, scope: Scope, names: Names = NONE) -> Lookup:
    """Say what the plan needs to know of the index: its words, and the names that the query may hold."""
    language = language_of(scope.locale)
    kept, _ = meaningful(text, language)
    every = language.words(text)[:MOST_WORDS]
    runs = dict.fromkeys(_runs(every, language))
    return Lookup(scope, tuple(dict.fromkeys(kept)), tuple(runs), listed_names(every, names))


def _runs(every: Sequence[str], language: Language) -> Iterable[str]:
    for length in range(1, LONGEST_NAME + 1):
        for start in range(len(every) - length + 1):
            run = every[start : start + length]
            if not all(map(language.means_nothing, run)):
                yield " ".join(run)


def corrections_of(text: str, found: Found, language: Language, names: Names = NONE) -> tuple[Correction, ...]:
    """Correct words that no page holds; a word that any page holds is left as it is, however rare.

    So is one that people spell like this, though no page does: "petit" is no typing error.
    """
    kept, _ = meaningful(text, language)
    return tuple(
        Correction(word, chosen.word)
        for word in dict.fromkeys(kept)
        if found.frequencies.get(word, 0) == 0
        and not names.knows(word)
        and (chosen := best(found.spellings.get(word, ())))
    )


def corrected(text: str, corrections: Iterable[Correction], language: Language) -> str:
    """Write the query as it was understood: folded words, corrections put in."""
    replacements = {correction.word: correction.replacement for correction in corrections}
    return " ".join(replacements.get(word, word) for word in language.words(text))


def understood(
    text: str,
    corrections: tuple[Correction, ...],
    groups: SynonymGroups,
    language: Language,
    names: Names = NONE,
    carried: Collection[str] = (),
    *,
    carried_too: bool = False,
) -> Understood:
    """Read a query: drop question words, put corrections in, and say it in other words where names have synonyms.

    `groups` are the site's own synonyms, `names` those of the lists, `carried` the names of these that pages carry; other
    names are added for them only with `carried_too`.
    """
    text = corrected(text, corrections, language) if corrections else text
    kept, dropped = meaningful(text, language)
    every = language.words(text)[:MOST_WORDS]
    own = list(synonyms(every, groups, language))
    others = list(listed(every, names, carried, [span for span, _ in own], carried_too=carried_too))
    return Understood(
        " ".join(kept),
        tuple(dropped),
        corrections,
        tuple(expansion for _, expansion in (*own, *others)),
        _variants(every, kept, own, others, language),
    )


_Found = Sequence[tuple[Span, Expansion]]


def _variants(
    every: Sequence[str], kept: Sequence[str], own: _Found, others: _Found, language: Language
) -> tuple[Variant, ...]:
    def weighed(found: _Found, weight: float, within: float) -> Iterable[Variant]:
        for span, expansion in found:
            is_whole = len(meaningful(expansion.name, language)[0]) == len(kept)
            for other in expansion.others:
                text = " ".join(meaningful(" ".join(span.replaced(every, other)), language)[0])
                yield Variant(text, weight if is_whole else within, expansion.name, other, expansion.listed)

    variants: dict[str, Variant] = {}
    for variant in islice(weighed(own, SYNONYM_WEIGHT, SYNONYM_WEIGHT), MOST_VARIANTS):
        variants.setdefault(variant.text, variant)
    for variant in islice(weighed(others, LISTED_WEIGHT, LISTED_WITHIN_WEIGHT), MOST_LISTED):
        variants.setdefault(variant.text, variant)
    variants.pop(" ".join(kept), None)
    return tuple(variants.values())


def plan_of(
    request: SearchRequest, reading: Understood, pinned: Sequence[int] = (), likeness: Likeness | None = None
) -> Plan:
    """Make the plan of a search."""
    searched = bool(reading.text)
    return Plan(
        filters=request.filters,
        query=query_of(reading) if searched else None,
        likeness=likeness if searched else None,
        upkeep=Upkeep(request.today.toordinal()) if searched and request.today else None,
        pinned=tuple(pinned) if searched else (),
        facets=ALL_FACETS if request.facets else (),
        highlight=" ".join((reading.text, *(one.text for one in reading.variants))) if request.highlights else "",
        offset=request.offset,
        limit=request.limit,
    )


def likeness_of(vector: bytes, pages: int, weight: float = LIKENESS_WEIGHT) -> Likeness | None:
    """Let what a text is about count (`meaning.vector`), where that is known, among so many pages."""
    rarest = log1p(pages / 1.5)  # BM25's weight of a word that stands on one of them
    return Likeness(vector, weight * rarest, LIKENESS_FLOOR) if vector else None


def query_of(reading: Understood) -> Clause:
    """Say what scores: the reader's own words, or the same with a synonym, whichever fits a page best."""
    own = wording(reading.text)
    if not reading.variants:
        return own
    return Best((own, *(wording(one.text, one.weight) for one in reading.variants)))


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


def pin_key(text: str, language: Language) -> str:
    """Make queries comparable for pins: "What is Back pain?" and "back pain" are one."""
    return " ".join(meaningful(text, language)[0])
