"""Suggestions while a reader types: the engine's pages, and what others have often asked."""

from collections.abc import Iterable

from .engines.protocol import Reading
from .frequent import frequent
from .languages import language_of
from .plans import Completion, Lookup, Scope
from .queries import meaningful
from .suggestions import FIRM, Suggestion, popular, ranked, words_of

SHARE = 4
"""Of so many suggestions one may be a frequent search, or more where pages leave room."""


def suggest(engine: Reading, scope: Scope, text: str, limit: int) -> list[Suggestion]:
    """Finish what a reader types: pages, best first, then frequent searches. Raises EngineDownError."""
    language = language_of(scope.locale)
    typed = tuple(language.words(text))
    if not typed:
        return []
    pages = ranked(typed, engine.complete(Completion(scope, typed)), limit, language)
    told = {typed, *(words_of(page.text, language) for page in pages)}
    others = [one.text for one in popular(typed, frequent(scope).get(typed[-1][:FIRM], ())) if one.words not in told]
    room = max(limit // SHARE, limit - len(pages))
    asked = list(_findable(engine, scope, others[:room])) if others else []
    return [*pages[: limit - len(asked)], *(Suggestion(one, "query") for one in asked)]


def _findable(engine: Reading, scope: Scope, texts: list[str]) -> Iterable[str]:
    """Leave out what names something that has gone from the site since it was asked."""
    language = language_of(scope.locale)
    named = {text: meaningful(text, language)[0] for text in texts}
    frequencies = engine.look_up(
        Lookup(scope, tuple({word for some in named.values() for word in some}), ())
    ).frequencies
    return (text for text, some in named.items() if all(frequencies[word] for word in some))
