"""All the lists as one: which other names a name has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from search.expansions import NONE, Names
from search.normalise import name_key

from . import icd10cm, mesh


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Groups of names for the same thing, all as `normalise.name_key` makes them; a name may be in several."""

    groups: Mapping[str, Sequence[tuple[str, ...]]]

    def others(self, name: str, /) -> tuple[str, ...]:
        """Give all names of what carries this one, without it; empty for a name that is not in the lists."""
        every = dict.fromkeys(other for group in self.groups.get(name, ()) for other in group)
        every.pop(name, None)
        return tuple(every)


def of_groups(groups: Iterable[Iterable[str]]) -> Vocabulary:
    """Make a vocabulary of names as people write them."""
    by_name: dict[str, list[tuple[str, ...]]] = {}
    for group in groups:
        keys = tuple(dict.fromkeys(filter(None, map(name_key, group))))
        for key in keys if len(keys) > 1 else ():
            by_name.setdefault(key, []).append(keys)
    return Vocabulary(by_name)


@cache
def _english() -> Vocabulary:
    return of_groups((*mesh.groups(), *icd10cm.groups()))


def vocabulary(locale: str) -> Names:
    """Give the vocabulary of a language; the lists are English. The first call reads them: about a second."""
    return _english() if locale.partition("-")[0] == "en" else NONE
