"""How the embedded engine takes text apart. The same rules as Elasticsearch's (see engines/protocol.py)."""

import re
from functools import cache, lru_cache

import tantivy
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from search.stopwords import INDEX_STOP_WORDS

ENGLISH = "topichub_english"
PLAIN = "topichub_plain"
LONGEST = 60
"""Letters. Longer words are addresses and base pairs: nobody types them, and they swell the dictionary."""

_POSSESSIVE = re.compile(r"['\u2019]s\b", re.IGNORECASE)


@cache
def english() -> TextAnalyzer:
    """For text: lower case, folded, without stop words, stemmed."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST)).filter(Filter.lowercase())
    stop = Filter.custom_stopword(list(INDEX_STOP_WORDS))
    return builder.filter(Filter.ascii_fold()).filter(stop).filter(Filter.stemmer("english")).build()


@cache
def plain() -> TextAnalyzer:
    """For words that are folded already (`normalise.words`) and joined by spaces."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.remove_long(LONGEST)).build()


def register(index: tantivy.Index) -> tantivy.Index:
    """Give an index its analyzers: tantivy keeps their names on disk, not what they do."""
    index.register_tokenizer(ENGLISH, english())
    index.register_tokenizer(PLAIN, plain())
    return index


def without_possessives(text: str) -> str:
    """Blank out possessive ends ("Crohn's" is "Crohn  "): the length stays, so places in the text stay."""
    return _POSSESSIVE.sub("  ", text)


def terms(text: str) -> list[tuple[int, str]]:
    """Analyse a text into (position, term); a dropped word leaves a gap."""
    return [(token.position, token.text) for token in english().pre_tokenize(without_possessives(text)).tokens]


@lru_cache(maxsize=50_000)
def term_of(word: str) -> str:
    """Analyse one folded word; empty for a stop word."""
    return next(iter(english().analyze(word)), "")
