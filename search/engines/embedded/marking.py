"""Where words stand in a page's text, by the analysis that both engines share."""

from collections.abc import Iterable
from functools import lru_cache

from search.documents import IndexDocument
from search.languages import Language, language_of
from search.marks import Marker, places_of

from .analysis import stem


def document_places(document: IndexDocument) -> str:
    """Write down where the terms of a page's text stand."""
    language = language_of(document.locale)
    return places_of(document.title, document.text, lambda written: _terms(written, language))


def marker_of(text: str, language: Language) -> Marker:
    """Find the words of `text` (as the language's `words`, joined by spaces) in others by their terms."""
    by_term: dict[str, list[str]] = {}
    for word in dict.fromkeys(text.split()):
        if term := _term(word, language):
            by_term.setdefault(term, []).append(word)
    return Marker(by_term)


@lru_cache(maxsize=100_000)
def _terms(written: str, language: Language) -> tuple[str, ...]:
    """What a text's word is looked up by: one term, as a rule."""
    terms: Iterable[str] = (_term(word, language) for word in language.words(written))
    return tuple(dict.fromkeys(filter(None, terms)))


def _term(word: str, language: Language) -> str:
    return stem(word) if language.stemmer else language.term(word)
