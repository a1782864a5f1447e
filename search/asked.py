"""Which searches are counted, so that a frequent one can be suggested. Pure: the text and how it was answered decide.

What people ask about their health is nobody's business. A search is counted only where it cannot tell who asked: a few
plain words, without digits and addresses, which stand on the site's own pages.
"""

import unicodedata
from dataclasses import dataclass, field

from .answers import Answer
from .languages import Language, language_of
from .plans import SEARCHABLE
from .queries import SearchRequest

SHORTEST, LONGEST = 3, 60
"""Characters."""

MOST_WORDS = 8
_PUNCTUATION = " '’-"
_AROUND = " ?!.,;:…"


@dataclass(frozen=True, slots=True)
class Asked:
    """A search that is counted. `key` tells it from others; `text` is how a reader put it, for showing."""

    site_id: int
    locale: str
    key: str
    text: str = field(compare=False)


def asked(request: SearchRequest, answer: Answer) -> Asked | None:
    """Tell what is to be counted of a search; None: nothing.

    It was successful where pages were found, and every word that means something stands on some page as it was typed.
    Looking at the next page, narrowing, and insisting on the exact words are the same search once more.
    """
    filters = request.filters
    once_more = request.offset or filters.topics or filters.strategies or not request.correct
    if once_more or set(filters.types) != set(SEARCHABLE) or not (answer.is_known and answer.result.total):
        return None
    scope = filters.scope
    language = language_of(scope.locale)
    text = shown(request.text, language)
    return None if text is None else Asked(scope.site_id, scope.locale, language.name_key(text), text)


def shown(text: str, language: Language) -> str | None:
    """Write a search as it could be suggested; None where it holds more than a few plain words."""
    plain = unicodedata.normalize("NFC", " ".join(text.split())).strip(_AROUND).lower()
    fits = SHORTEST <= len(plain) <= LONGEST and 0 < len(language.words(plain)) <= MOST_WORDS
    return plain if fits and all(map(_is_plain, plain)) else None


def _is_plain(char: str) -> bool:
    """Letters, and the marks with which some alphabets write vowels."""
    return char.isalpha() or char in _PUNCTUATION or unicodedata.category(char).startswith("M")
