"""What people abbreviate a name to: the initials of its words. Pure: no Django."""

import re
from collections.abc import Iterable

from .normalise import words
from .stopwords import INDEX_STOP_WORDS

FEWEST, MOST = 3, 6
"""Words. Two letters stand for too many things, and nobody abbreviates to more than six."""

_ASIDE = re.compile(r"\([^)]*\)")
_NUMBERING = frozenset({"type", "stage", "grade"})


def initials(names: Iterable[str]) -> tuple[str, ...]:
    """Give the initials of each name that has enough words: "Maple syrup urine disease" gives msud."""
    return tuple(dict.fromkeys(filter(None, map(_initials, names))))


def _initials(name: str) -> str:
    """Small words stay out ("irritable bowel syndrome with diarrhoea"); numbers stay whole, as in MEN1."""
    kept = [word for word in words(_ASIDE.sub("", name)) if word not in INDEX_STOP_WORDS and word not in _NUMBERING]
    letters = "".join(word if word.isdigit() else word[0] for word in kept)
    return letters if FEWEST <= len(kept) <= MOST and not letters.isdigit() else ""
