"""How Elasticsearch takes text apart. The same rules as the embedded engine's (see engines/protocol.py)."""

import re
from functools import cache
from typing import Any

from elasticsearch.dsl import analyzer, char_filter, token_filter, tokenizer

from search.normalise import fold
from search.stopwords import INDEX_STOP_WORDS
from search.suggestions import FIRM

LONGEST = 59
"""Letters. Longer words are addresses and base pairs: nobody types them, and they swell the dictionary."""

_POSSESSIVE = re.compile(r"['\u2019]s\b", re.IGNORECASE)
_RUN = re.compile(r"[^\W_]+")


@cache
def english() -> Any:
    """For text: lower case, folded, without stop words, stemmed.

    Not the built-in `english` analyzer: its tokenizer keeps "don't" and "3.5" whole, and its stemmer is porter's first.
    """
    return analyzer(
        "topichub_english",
        type="custom",
        char_filter=[
            # Two spaces, so that places in the text stay where they are, for highlights.
            char_filter("topichub_possessive", "pattern_replace", pattern=r"(?i)['\u2019]s\b", replacement="  ")
        ],
        tokenizer=tokenizer("topichub_words", "pattern", pattern=r"[^\p{IsAlphabetic}\p{N}]+"),
        filter=[
            token_filter("topichub_length", "length", max=LONGEST),
            "lowercase",
            "asciifolding",
            token_filter("topichub_stop", "stop", stopwords=list(INDEX_STOP_WORDS)),
            token_filter("topichub_stems", "stemmer", language="porter2"),
        ],
    )


@cache
def plain() -> Any:
    """For words that are folded already (`normalise.words`) and joined by spaces."""
    return analyzer("topichub_plain", type="custom", tokenizer="whitespace", filter=["topichub_length"])


@cache
def beginnings() -> Any:
    """For the beginnings of such words: a fuzzy query on them forgives a typo in an unfinished word."""
    grams = token_filter("topichub_beginnings", "edge_ngram", min_gram=FIRM, max_gram=LONGEST)
    return analyzer("topichub_beginnings", type="custom", tokenizer="whitespace", filter=["topichub_length", grams])


def count_terms(text: str) -> int:
    """Count the terms that `english` makes of a text, near enough to tell none and one from many."""
    every = _RUN.findall(fold(_POSSESSIVE.sub("  ", text)))
    return sum(len(word) <= LONGEST and word not in INDEX_STOP_WORDS for word in every)
