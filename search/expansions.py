"""The same question in other words: names in a query, and what else they are called. Pure: no Django, no engine.

Two sources. What people of the site wrote, other names of topics and the editors' synonyms, is taken at its word. The
health professions' lists (`terminology`) know a hundred times as many names, and cruder: they only speak where the
site has no page of the reader's own name for the thing, and what they say counts for less inside a longer question.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from .languages import ENGLISH, Language

LONGEST_NAME = 6
"""Words. Longer names of conditions are too rare to look up every run of words in a query for them."""

LONGEST_LISTED = 8
"""Words of a name in the professions' lists, which are wordier."""

MOST_VARIANTS = 8
MOST_LISTED = 6
"""Other names of the lists that one name is searched as: those that pages carry first, then the shortest."""

MOST_LOOKED_UP = 200
"""Names of the lists that one query asks the index about."""

SYNONYM_WEIGHT = 0.9
"""Of a variant made with a synonym: a page that says it in the reader's own words comes first."""

LISTED_WEIGHT = 0.9
LISTED_WITHIN_WEIGHT = 0.4
"""Of a variant from the lists: where the name is the whole question, and where it is a part of it."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """`name` in the query was also searched as each of `others`. `listed`: the professions' lists say so, not the site."""

    name: str
    others: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """The query put in other words, and how much that counts beside the reader's own.

    For telling people: `other` stands for `name`, and whether the professions' lists say so.
    """

    text: str
    weight: float
    name: str = field(default="", compare=False)
    other: str = field(default="", compare=False)
    listed: bool = field(default=False, compare=False)


class Names(Protocol):
    def others(self, name: str, /) -> tuple[str, ...]:
        """Give the names of what carries this one, without it."""
        ...

    def knows(self, word: str, /) -> bool:
        """Tell whether a folded word is spelt as people spell it, though no page may have it."""
        ...


class _Nothing:
    def others(self, _name: str, /) -> tuple[str, ...]:
        return ()

    def knows(self, _word: str, /) -> bool:
        return False


NONE = _Nothing()
"""No lists: for a language that has none."""

SynonymGroups = Sequence[tuple[str, ...]]
"""Names for the same thing; each stands for all the others."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a query's words."""

    start: int
    stop: int

    def meets(self, other: "Span") -> bool:
        return self.start < other.stop and other.start < self.stop

    def of(self, every: Sequence[str]) -> str:
        return " ".join(every[self.start : self.stop])

    def replaced(self, every: Sequence[str], other: str) -> list[str]:
        return [*every[: self.start], *other.split(), *every[self.stop :]]


def synonyms(every: Sequence[str], groups: SynonymGroups, language: Language) -> Iterator[tuple[Span, Expansion]]:
    """Find the names that people of the site gave others to, the longest first.

    So "back pain" is not taken apart for the sake of "pain".
    """
    by_key: dict[str, list[str]] = {}
    for group in groups:
        keys = list(dict.fromkeys(filter(None, map(language.name_key, group))))
        for key in keys:
            by_key.setdefault(key, []).extend(other for other in keys if other != key)
    for span in _apart(every, LONGEST_NAME, by_key, language):
        name = span.of(every)
        if others := tuple(dict.fromkeys(by_key[name])):
            yield span, Expansion(name, others)


def listed_names(every: Sequence[str], names: Names) -> tuple[str, ...]:
    """Say which names the index has to be asked about before `listed` can choose among them."""
    found = (key for span in _listed_spans(every, names) for key in (span.of(every), *names.others(span.of(every))))
    return tuple(islice(dict.fromkeys(found), MOST_LOOKED_UP))


def listed(
    every: Sequence[str], names: Names, carried: Collection[str], taken: Sequence[Span], *, carried_too: bool = False
) -> Iterator[tuple[Span, Expansion]]:
    """Find the names that the lists know and no page carries, or with `carried_too` those that pages carry as well.

    `carried`: those of `listed_names` that pages carry.
    """
    for span in _listed_spans(every, names):
        if any(span.meets(other) for other in taken):
            continue
        name = span.of(every)
        forms: dict[tuple[str, ...], list[str]] = {form(name): [name]}
        for other in names.others(name):
            forms.setdefault(form(other), []).append(other)
        own = forms.pop(form(name))
        if not carried_too and any(same in carried for same in own):
            continue
        ordered = sorted(
            (min(same, key=lambda one: one not in carried) for same in forms.values()),
            key=lambda one: (one not in carried, len(one)),
        )
        if ordered:
            yield span, Expansion(name, tuple(ordered[:MOST_LISTED]), listed=True)


def _listed_spans(every: Sequence[str], names: Names) -> list[Span]:
    return list(_apart(every, LONGEST_LISTED, _Known(names), ENGLISH))


class _Known:
    """Whether a name has others, as the operator `in` asks."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self._names.others(name))


class _Container(Protocol):
    def __contains__(self, key: object, /) -> bool: ...


def _apart(every: Sequence[str], longest: int, known: _Container, language: Language) -> Iterable[Span]:
    """Find known runs of words that share no word, the longest first, then from the left."""
    taken: list[Span] = []
    # The same names without the small words around them are found anyway.
    is_border = [word not in language.stop_words for word in every]
    says_something = [not language.means_nothing(word) for word in every]
    for length in range(min(longest, len(every)), 0, -1):
        for start in range(len(every) - length + 1):
            stop = start + length
            if not (is_border[start] and is_border[stop - 1] and any(says_something[start:stop])):
                continue
            span = Span(start, stop)
            if not any(span.meets(other) for other in taken) and span.of(every) in known:
                taken.append(span)
    return taken


def form(name: str) -> tuple[str, ...]:
    """Make English names alike that differ only in order, plural or small words: the search finds them all the same."""
    return tuple(sorted({word.removesuffix("s") for word in name.split() if word not in ENGLISH.stop_words}))
