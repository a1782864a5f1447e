"""The languages that search knows, and which of them a locale is in."""

from .arabic import ARABIC
from .dutch import DUTCH
from .english import ENGLISH
from .french import FRENCH
from .german import GERMAN
from .language import Language
from .spanish import SPANISH

PLAIN = Language(code="plain")
"""For all other languages: folded words as they are."""

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, DUTCH, ARABIC, PLAIN)
_BY_CODE = {language.code: language for language in LANGUAGES[:-1]}


def language_of(locale: str) -> Language:
    """Find a locale's language by its first part: “de-AT” is German. `PLAIN` where there are no rules for it."""
    return _BY_CODE.get(locale.partition("-")[0].lower(), PLAIN)


__all__ = ["ENGLISH", "LANGUAGES", "PLAIN", "Language", "language_of"]
