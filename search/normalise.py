"""Words as search compares them, before any engine's analysis. Pure: no Django, no engine."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
"""A run of letters and digits; an apostrophe inside belongs to it ("Crohn's")."""

_POSSESSIVE = re.compile(r"['\u2019]s?$")
_WHOLE = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
"""Letters that Unicode does not take apart, but both engines fold."""


def fold(text: str) -> str:
    """Lower case without accents, as both engines' analysis folds: "Sjögren" and "sjogren" are one word."""
    if text.isascii():
        return text.lower()
    # Lower case again at the end: taken apart, a raised ᴬ is a plain capital.
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(_WHOLE.get(char, char) for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """Split into folded words, in order, possessives off: "Crohn's disease" gives crohn, disease."""
    return [_POSSESSIVE.sub("", word) for word in WORD.findall(fold(text))]


def name_key(name: str) -> str:
    """Make a name comparable as a whole: its folded words joined by single spaces."""
    return " ".join(words(name))
