"""Words as search compares them: the one rule that query plan, names and both engines' analysis keep. Pure: no Django.

A word is a run of letters and digits; apostrophes inside belong to it, however they are typed ("can’t" and "can't" are
one word, and "t" is none of its own). A possessive end does not: "Crohn’s" is "crohn".
"""

import re
import unicodedata

APOSTROPHES = "\u2019\u2018\u02bc\uff07`\u00b4"
"""What keyboards and word processors make of an apostrophe."""

POSSESSIVE = "'s"

LONGEST_WORD = 59
"""Letters. Longer words are addresses and base pairs: nobody types them, and they swell an engine's dictionary."""

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_WHOLE = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
"""Letters that Unicode does not take apart, but both engines fold."""


def straight(text: str) -> str:
    """Write every apostrophe as "'"; the length stays, so places in the text stay."""
    return text.translate(_STRAIGHT)


def fold(text: str) -> str:
    """Lower case without accents, as both engines' analysis folds: "Sjögren" and "sjogren" are one word."""
    if text.isascii():
        return straight(text).lower()
    # Lower case again at the end: taken apart, a raised ᴬ is a plain capital.
    decomposed = unicodedata.normalize("NFKD", straight(text).casefold()).casefold()
    return "".join(_WHOLE.get(char, char) for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """Split into folded words, in order, possessives off: "Crohn's disease" gives crohn, disease."""
    return [word.removesuffix(POSSESSIVE) for word in WORD.findall(fold(text))]


def name_key(name: str) -> str:
    """Make a name comparable as a whole: its folded words joined by single spaces."""
    return " ".join(words(name))
