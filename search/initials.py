"""What people abbreviate a name to: the initials of its words. Pure: no Django."""

import re
from collections.abc import Iterable

from .languages import Language

FEWEST, MOST = 3, 6
"""Words. Two letters stand for too many things, and nobody abbreviates to more than six."""

_ASIDE = re.compile(r"\([^)]*\)")
_NUMBERING = frozenset({"type", "stage", "grade"})


def initials(names: Iterable[str], language: Language) -> tuple[str, ...]:
    """Give the initials of each name that has enough words: "Maple syrup urine disease" gives msud."""
    return tuple(dict.fromkeys(filter(None, (_initials(name, language) for name in names))))


def _initials(name: str, language: Language) -> str:
    """Small words stay out ("irritable bowel syndrome with diarrhoea"); numbers stay whole, as in MEN1."""
    apart = language.stop_words | _NUMBERING
    kept = [word for word in language.words(_ASIDE.sub("", name)) if word not in apart]
    letters = "".join(word if word.isdigit() else word[0] for word in kept)
    return letters if FEWEST <= len(kept) <= MOST and not letters.isdigit() else ""
