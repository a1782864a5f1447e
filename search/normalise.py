"""What is the same in all languages: where a word begins and ends, and folding. Pure: no Django.

A word is a run of letters and digits, with the accents and vowel signs that are typed apart from them. Apostrophes inside
belong to it, however they are typed ("can’t" and "can't" are one word, and "t" is none of its own). A possessive end
does not: "Crohn’s" is "crohn".
"""

import re
import unicodedata
from functools import cache
from itertools import groupby

APOSTROPHES = "\u2019\u2018\u02bc\uff07`\u00b4"
"""What keyboards and word processors make of an apostrophe."""

POSSESSIVE = "'s"

LONGEST_WORD = 59
"""Letters. Longer words are addresses and base pairs: nobody types them, and they swell an engine's dictionary."""

_CHOOSING = range(0xFE00, 0xFE10)
"""Signs that choose how an emoji looks: no part of a word."""

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
    bare = "".join(_WHOLE.get(char, char) for char in decomposed if not unicodedata.combining(char))
    # Korean syllables come together again.
    return unicodedata.normalize("NFC", bare)


@cache
def word_pattern() -> re.Pattern[str]:
    """Match a word, folded or as it is written."""
    run = rf"[^\W_]+(?:[{_marks()}]+[^\W_]*)*"
    return re.compile(rf"{run}(?:['{APOSTROPHES}]{run})*")


def _marks() -> str:
    """List the signs that Unicode combines with letters, as in a pattern's brackets: Python counts none to a word."""
    codes = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in {"Mn", "Mc"}]
    codes = [code for code in codes if code not in _CHOOSING]
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), key=lambda item: item[1] - item[0])]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)
