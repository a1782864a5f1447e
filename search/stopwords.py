"""Words that carry no meaning for search. Both engines use exactly these lists."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


INDEX_STOP_WORDS: tuple[str, ...] = _listed(
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they "
    "this to was will with"
)
"""Left out of the analysed fields at index and search time, before stemming (the usual English list of Lucene)."""

QUESTION_WORDS: frozenset[str] = frozenset(
    _listed(
        "about after all also am any anyone anything because been being can cannot cause causes could did do does "
        "doing done else every feel find from get getting give given goes going got had happen happens has have "
        "having he her help here hers him his how however i im ive just kind know known like look looking made make "
        "many may maybe me mean means might mine more most much must my need needs nor now off once only other our "
        "out over please really said same say she should since so some someone something still tell than thank "
        "thanks them themselves thing things think those through too try under until up us use used using very via "
        "want wants way we well were what whats when where whether which while who whom whose why within without "
        "would yes yet you your"
    )
)
"""Dropped from a query beside INDEX_STOP_WORDS: the words around a question, which match everything and mean nothing.

Only where another word is left, so that a query of nothing but these still finds something.
"""
