"""English: Snowball's stems, which are the same on both engines."""

from .language import Language

ENGLISH = Language(
    code="en",
    # The usual list of Lucene.
    stop=(
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these they "
        "this to was will with"
    ),
    questions=(
        "about after all also am any anyone anything arent because been being can cannot cant cause causes could "
        "couldnt did didnt do does doesnt doing done dont else every feel find from get getting give given goes going got had happen happens has hasnt have havent "
        "having he her help here hers him his how however i im isnt its ive just kind know known like look looking made make "
        "many may maybe me mean means might mine more most much must my need needs nor now off once only other our "
        "out over please really said same say she should since so some someone something still tell than thank "
        "thanks them themselves thing things think those through too try under until up us use used using very via "
        "want wants wasnt way we well were werent what whats when where whether which while who whom whose why within without wont "
        "would wouldnt yes yet you your youre"
    ),
    joined=r"'(?:d|ll|m|re|t|ve)$",
    stemmer="english",
)
