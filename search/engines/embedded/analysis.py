"""How the embedded engine takes text apart. The same rules as Elasticsearch's (see engines/protocol.py)."""

import re
from functools import cache, lru_cache

import tantivy
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from search.marks import Marker
from search.normalise import LONGEST_WORD, POSSESSIVE, straight, words
from search.stopwords import INDEX_STOP_WORDS

ENGLISH = "topichub_english"
PLAIN = "topichub_plain"
_RUN = r"[\p{Alphabetic}\p{N}]+"
_WORD = rf"{_RUN}(?:'{_RUN})*"
"""As `normalise.WORD`."""

_TOO_LONG = LONGEST_WORD + 1
"""Bytes at which tantivy drops a word; a word with other letters than English ones has fewer letters than bytes."""

_POSSESSIVE = re.compile(rf"(?<=[^\W_]){POSSESSIVE}(?!'?[^\W_])", re.IGNORECASE)


@cache
def english() -> TextAnalyzer:
    """For text: lower case, folded, without stop words, stemmed."""
    builder = (
        TextAnalyzerBuilder(Tokenizer.regex(_WORD)).filter(Filter.remove_long(_TOO_LONG)).filter(Filter.lowercase())
    )
    stop = Filter.custom_stopword(list(INDEX_STOP_WORDS))
    return builder.filter(Filter.ascii_fold()).filter(stop).filter(Filter.stemmer("english")).build()


@cache
def plain() -> TextAnalyzer:
    """For words that are folded already (`normalise.words`) and joined by spaces."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.remove_long(_TOO_LONG)).build()


def register(index: tantivy.Index) -> tantivy.Index:
    """Give an index its analyzers: tantivy keeps their names on disk, not what they do."""
    index.register_tokenizer(ENGLISH, english())
    index.register_tokenizer(PLAIN, plain())
    return index


def prepared(text: str) -> str:
    """Do what tantivy's filters cannot: straight apostrophes, and no possessive ends."""
    return _POSSESSIVE.sub("", straight(text))


def terms(text: str) -> list[tuple[int, str]]:
    """Analyse a text into (position, term); a dropped word leaves a gap."""
    return [(token.position, token.text) for token in english().pre_tokenize(prepared(text)).tokens]


@lru_cache(maxsize=50_000)
def term_of(word: str) -> str:
    """Analyse one folded word; empty for a stop word."""
    return next(iter(english().analyze(word)), "")


def marker_of(text: str) -> Marker:
    """Find the words of `text` in others by their stems, which keep the beginning of a word but for its last letter."""
    by_term: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(words(text)):
        if term := term_of(word):
            by_term[term] = (*by_term.get(term, ()), word)
    beginnings = {term[:-1] if len(term) > 2 else term for term in by_term}  # noqa: PLR2004  "therapi" is of "therapy"
    return Marker(beginnings, lambda word: by_term.get(term_of(word), ()))
