"""What readers ask: the engine of the settings and, where another one is kept beside it, that one while the first is away."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from django.conf import settings

from .engines.chosen import chosen
from .engines.protocol import Health, Reading
from .errors import EngineDownError
from .plans import Clause, Completion, Lookup, Plan
from .results import EngineResult, Found, Kept, Named

logger = logging.getLogger(__name__)

T = TypeVar("T")


class ReadersEngine:
    """One request's engine. `is_degraded`: the first could not answer, and from there on the other one did."""

    def __init__(self, engine: Reading, stand_in: Reading | None) -> None:
        self._engine, self._stand_in = engine, stand_in
        self.is_degraded = False

    def search(self, plan: Plan) -> EngineResult:
        return self._ask(lambda engine: engine.search(plan))

    def scores(self, clauses: Sequence[Clause], ids: Sequence[int], locale: str) -> tuple[Mapping[int, float], ...]:
        return self._ask(lambda engine: engine.scores(clauses, ids, locale))

    def look_up(self, lookup: Lookup) -> Found:
        return self._ask(lambda engine: engine.look_up(lookup))

    def complete(self, completion: Completion) -> list[Named]:
        return self._ask(lambda engine: engine.complete(completion))

    def keep(self, ids: Sequence[int]) -> Mapping[int, Kept]:
        return self._ask(lambda engine: engine.keep(ids))

    def health(self) -> Health:
        found = self._engine.health()
        if found.ok or self._stand_in is None or not (other := self._stand_in.health()).ok:
            return found
        logger.warning("The other engine stands in for search: %s", found.message)
        self.is_degraded = True
        return other

    def _ask(self, question: Callable[[Reading], T]) -> T:
        try:
            return question(self._engine)
        except EngineDownError as error:
            if self._stand_in is None:
                raise
            logger.warning("The other engine stands in for search: %s", error)
        # For all that is left of the request: half an answer of each would not fit together.
        self._engine, self._stand_in, self.is_degraded = self._stand_in, None, True
        return question(self._engine)


def readers_engine() -> ReadersEngine:
    """Give a request its engine."""
    name = settings.TOPICHUB_SEARCH.get("STAND_IN")
    return ReadersEngine(chosen(), chosen(name) if name else None)
