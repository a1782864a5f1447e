"""Words as search compares them, before any engine's analysis. Pure: no Django, no engine."""

import re
import unicodedata

WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
"""A run of letters and digits; an apostrophe inside belongs to it ("Crohn's")."""

_POSSESSIVE = re.compile(r"['\u2019]s?$")


def fold(text: str) -> str:
    """Lower case without accents, as both engines' analysis folds: "Sjögren" and "sjogren" are one word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """Split into folded words, in order, possessives off: "Crohn's disease" gives crohn, disease."""
    found = (_POSSESSIVE.sub("", fold(word)) for word in WORD.findall(text))
    return [word for word in found if word]


def name_key(name: str) -> str:
    """Make a name comparable as a whole: its folded words joined by single spaces."""
    return " ".join(words(name))
