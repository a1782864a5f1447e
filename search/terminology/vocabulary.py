"""All the lists as one: which other names a name has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from search import meaning
from search.expansions import NONE, Names, form
from search.languages import ENGLISH

from . import icd10cm, mesh


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Groups of names for the same thing, all as English's `name_key` makes them, by the `expansions.form` of each name.

    A name may be in several groups, and is found in any order of its words: "retina cancer" as "cancer of the retina".
    """

    groups: Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]
    words: frozenset[str]

    def others(self, name: str, /) -> tuple[str, ...]:
        """Give all names of what carries this one, without it; empty for a name that is not in the lists."""
        every = dict.fromkeys(other for group in self.groups.get(form(name), ()) for other in group)
        every.pop(name, None)
        return tuple(every)

    def knows(self, word: str, /) -> bool:
        """Tell whether a folded word is spelt as people spell it: it stands in a name, or is common."""
        return word in self.words


def of_groups(groups: Iterable[Iterable[str]]) -> Vocabulary:
    """Make a vocabulary of names as people write them."""
    by_form: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    known: set[str] = set()
    for group in groups:
        keys = tuple(dict.fromkeys(filter(None, map(ENGLISH.name_key, group))))
        for key in keys:
            known.update(key.split())
        for one in dict.fromkeys(map(form, keys)) if len(keys) > 1 else ():
            by_form.setdefault(one, []).append(keys)
    return Vocabulary(by_form, frozenset(known))


@cache
def _english() -> Vocabulary:
    listed = of_groups((*mesh.groups(), *icd10cm.groups()))
    # "shooting pain" was searched as "shopping pain" where no page says it: a word of every day is no typing error either.
    return replace(listed, words=listed.words | meaning.common_words())


def vocabulary(locale: str) -> Names:
    """Give the vocabulary of a language; the lists are English. The first call reads them: about a second."""
    return _english() if locale.partition("-")[0] == "en" else NONE
