"""What both engines index of a page's texts, and the names of the fields that hold a language's words.

Each language has fields of its own. A text is in the fields of its page's language alone, analysed by its rules; and how
rare a word is, how long a title, is counted among the pages of that language.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from search.documents import IndexDocument
from search.languages import ENGLISH, LANGUAGES, Language, language_of
from search.normalise import LONGEST_WORD
from search.plans import TextField

TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)
READY_LANGUAGES = tuple(language for language in LANGUAGES if not language.stemmer)
"""Those whose fields hold terms that were made here."""


def field_of(name: str, language: Language) -> str:
    """Name the field of a language: `title_de`. English came first, and has the plain names."""
    return name if language is ENGLISH else f"{name}_{language.code}"


def texts_of(document: IndexDocument) -> Mapping[TextField, Sequence[str]]:
    """Give a page's texts by field."""
    return {
        "title": (document.title,),
        "other_names": document.other_names,
        "summary": (document.summary,),
        "headings": document.headings,
        "key_points": document.key_points,
        "text": (document.text,),
        "initials": document.initials,
    }


def ready(text: str, language: Language) -> str:
    """Analyse a text of a language whose analysis is not the engines' own."""
    return language.terms(language.words(text))


def vocabulary_of(document: IndexDocument) -> str:
    """Write the words of a page, each once, separated by spaces."""
    language = language_of(document.locale)
    found = {word for texts in texts_of(document).values() for text in texts for word in language.words(text)}
    return vocabulary_text(document.locale, found)


def vocabulary_prefix(locale: str) -> str:
    """Begin each word of a locale's pages in the vocabulary, which has one field: so spelling keeps to its language."""
    return f"{locale}:"


def vocabulary_text(locale: str, words: Iterable[str]) -> str:
    """Write words as the vocabulary holds them, separated by spaces."""
    prefix = vocabulary_prefix(locale)
    return " ".join([prefix + word for word in words if len(word) <= LONGEST_WORD])
