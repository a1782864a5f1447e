"""How the embedded engine takes text apart. The same rules as Elasticsearch's (see engines/protocol.py)."""

import re
from functools import cache, lru_cache

import tantivy
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from search.engines.fields import ready
from search.languages import ENGLISH, Language
from search.languages.language import GAP
from search.normalise import LONGEST_WORD, POSSESSIVE, straight

STEMMED, READY = "topichub_english", "topichub_ready"
NAMES, WORDS = "topichub_plain", "topichub_words"
_RUN = r"[\p{Alphabetic}\p{N}]+"
_WORD = rf"{_RUN}(?:'{_RUN})*"
"""As `normalise.word_pattern`, for English."""

_TOO_LONG = LONGEST_WORD + 1
"""Bytes at which tantivy drops a word; a word with other letters than English ones has fewer letters than bytes."""

_POSSESSIVE = re.compile(rf"(?<=[^\W_]){POSSESSIVE}(?!'?[^\W_])", re.IGNORECASE)


@cache
def _stemmed() -> TextAnalyzer:
    """For English: lower case, folded, without stop words, stemmed."""
    builder = (
        TextAnalyzerBuilder(Tokenizer.regex(_WORD)).filter(Filter.remove_long(_TOO_LONG)).filter(Filter.lowercase())
    )
    stop = Filter.custom_stopword(list(ENGLISH.stop_words))
    return builder.filter(Filter.ascii_fold()).filter(stop).filter(Filter.stemmer(ENGLISH.stemmer)).build()


@cache
def _ready() -> TextAnalyzer:
    """For `Language.terms`."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.custom_stopword([GAP])).build()


@cache
def _names() -> TextAnalyzer:
    """For words that are folded already (`Language.words`) and joined by spaces."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.remove_long(_TOO_LONG)).build()


@cache
def _words() -> TextAnalyzer:
    """For `fields.vocabulary_of`."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()


def register(index: tantivy.Index) -> tantivy.Index:
    """Give an index its analyzers: tantivy keeps their names on disk, not what they do."""
    for name, analyzer in ((STEMMED, _stemmed()), (READY, _ready()), (NAMES, _names()), (WORDS, _words())):
        index.register_tokenizer(name, analyzer)
    return index


def possessives_off(text: str) -> str:
    """Do for English what tantivy's filters cannot: straight apostrophes, and no possessive ends."""
    return _POSSESSIVE.sub("", straight(text))


def terms(text: str, language: Language) -> list[tuple[int, str]]:
    """Analyse a text into (position, term); a dropped word leaves a gap."""
    if language.stemmer:
        tokens = _stemmed().pre_tokenize(possessives_off(text)).tokens
        return [(token.position, token.text) for token in tokens]
    return [(place, term) for place, term in enumerate(ready(text, language).split()) if term != GAP]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Analyse one folded English word; empty for a stop word."""
    return next(iter(_stemmed().analyze(word)), "")
