"""How Elasticsearch takes text apart. The same rules as the embedded engine's (see engines/protocol.py)."""

from functools import cache
from typing import Any

from elasticsearch.dsl import analyzer, char_filter, token_filter, tokenizer

from search.engines.fields import ready
from search.languages import ENGLISH, Language
from search.languages.language import GAP
from search.normalise import APOSTROPHES, LONGEST_WORD, POSSESSIVE
from search.suggestions import FIRM

_RUN = r"[\p{IsAlphabetic}\p{N}]++"
_WORD = rf"{_RUN}(?:'{_RUN})*+"
"""As `normalise.word_pattern`, for English. Possessive quantifiers: Java's others recurse, and an endless word would overflow its stack."""


@cache
def english() -> Any:
    """For text: lower case, folded, without stop words, stemmed.

    Not the built-in `english` analyzer: its tokenizer keeps "3.5" whole, and its stemmer is porter's first.
    """
    return analyzer(
        "topichub_english",
        type="custom",
        char_filter=[char_filter("topichub_apostrophes", "mapping", mappings=[f"{one}=>'" for one in APOSTROPHES])],
        tokenizer=tokenizer("topichub_words", "pattern", pattern=_WORD, group=0),
        filter=[
            "lowercase",
            token_filter("topichub_possessive", "pattern_replace", pattern=f"{POSSESSIVE}$", replacement=""),
            token_filter("topichub_length", "length", max=LONGEST_WORD),
            "asciifolding",
            token_filter("topichub_stop", "stop", stopwords=sorted(ENGLISH.stop_words)),
            token_filter("topichub_stems", "stemmer", language="porter2"),
        ],
    )


@cache
def ready_terms() -> Any:
    """For `Language.terms`."""
    gaps = token_filter("topichub_gaps", "stop", stopwords=[GAP])
    return analyzer("topichub_ready", type="custom", tokenizer="whitespace", filter=[gaps])


@cache
def plain() -> Any:
    """For words that are folded already (`Language.words`) and joined by spaces."""
    return analyzer("topichub_plain", type="custom", tokenizer="whitespace", filter=["topichub_length"])


@cache
def beginnings() -> Any:
    """For the beginnings of such words: a fuzzy query on them forgives a typo in an unfinished word."""
    grams = token_filter("topichub_beginnings", "edge_ngram", min_gram=FIRM, max_gram=LONGEST_WORD)
    return analyzer("topichub_beginnings", type="custom", tokenizer="whitespace", filter=["topichub_length", grams])


def prepared(text: str, language: Language) -> str:
    """Do what Elasticsearch does not: for English nothing, for other languages everything."""
    return text if language.stemmer else ready(text, language)


def count_terms(text: str, language: Language) -> int:
    """Count the terms that the analysis makes of a text, near enough to tell none and one from many."""
    return sum(len(word) <= LONGEST_WORD and word not in language.stop_words for word in language.words(text))
