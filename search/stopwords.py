"""Words that carry no meaning for search. Both engines use exactly these lists."""

import re


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


INDEX_STOP_WORDS: tuple[str, ...] = _listed(
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they "
    "this to was will with"
)
"""Left out of the analysed fields at index and search time, before stemming (the usual English list of Lucene)."""

QUESTION_WORDS: frozenset[str] = frozenset(
    _listed(
        "about after all also am any anyone anything arent because been being can cannot cant cause causes could "
        "couldnt did didnt do does doesnt doing done dont else every feel find from get getting give given goes going got had happen happens has hasnt have havent "
        "having he her help here hers him his how however i im isnt its ive just kind know known like look looking made make "
        "many may maybe me mean means might mine more most much must my need needs nor now off once only other our "
        "out over please really said same say she should since so some someone something still tell than thank "
        "thanks them themselves thing things think those through too try under until up us use used using very via "
        "want wants wasnt way we well were werent what whats when where whether which while who whom whose why within without wont "
        "would wouldnt yes yet you your youre"
    )
)
"""Dropped from a query beside INDEX_STOP_WORDS: the words around a question, which match everything and mean nothing.

Only where another word is left, so that a query of nothing but these still finds something.
"""

_CONTRACTION = re.compile(r"'(?:d|ll|m|re|t|ve)$")
"""English joins these to question words alone: can't, I'll, you're."""


def means_nothing(word: str) -> bool:
    """Tell whether a folded word (`normalise.words`) of a query can be left out of the search."""
    return word in QUESTION_WORDS or word in INDEX_STOP_WORDS or _CONTRACTION.search(word) is not None
