"""An engine in a process that may die at any of its writes, or during one of which something else happens."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal, cast

from search.documents import IndexDocument
from search.engines.protocol import Applied, Engine

Death = Literal["before", "half", "rows", "after", "asleep"]
"""How much of a write is done when the process dies: nothing, half of the rows, the rows without the checkpoint, all of it;
or the process only sleeps, and does it when it wakes up.
"""

DEATHS: tuple[Death, ...] = ("before", "half", "rows", "after", "asleep")


_Act = Callable[[], Any]


class DiedError(Exception):
    """The process is no more. Whatever it still tries is not done."""


class Mortal:
    """See `engines.protocol.Engine`. One object stands for the engine of one process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._until = 0
        self._happening: Callable[[_Act, Sequence[_Act]], object] | None = None
        self.is_dead = False
        self._asleep: _Act | None = None

    def die_at(self, write: int, how: Death) -> None:
        """Die at one of the writes to come, of which the next is 1."""
        self._until, self._happening = write, partial(self._die, how)

    def meanwhile(self, write: int, happening: Callable[[], object]) -> None:
        """Let something happen before one of the writes to come: after what it writes was read."""
        self._until, self._happening = write, lambda *_: happening()

    def survived(self) -> None:
        """What was arranged and has not happened is called off."""
        self._happening = None

    def as_engine(self) -> Engine:
        return cast("Engine", self)

    @property
    def is_asleep(self) -> bool:
        return self._asleep is not None

    def wake_up(self) -> None:
        """Do what was held up, and end."""
        if self._asleep:
            try:
                self._asleep()
            finally:
                self.close()

    def apply(self, generation: str, documents: Sequence[IndexDocument], checkpoint: int | None) -> Applied:
        apply = partial(self._engine.apply, generation)
        parts = [partial(apply, documents[: len(documents) // 2], None), partial(apply, documents, None)]
        return self._write(partial(apply, documents, checkpoint), parts)

    def create(self) -> str:
        return self._write(self._engine.create)

    def activate(self, generation: str) -> None:
        self._write(partial(self._engine.activate, generation))

    def drop(self, generation: str) -> None:
        self._write(partial(self._engine.drop, generation))

    def close(self) -> None:
        # Of a dead process the kernel does it: what was not committed is lost, the locks are free.
        self._engine.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def _write(self, whole: _Act, parts: Sequence[_Act] = ()) -> Any:
        if self.is_dead:
            raise DiedError
        self._until -= 1
        if self._until == 0 and self._happening:
            self._happening(whole, parts)
        return whole()

    def _die(self, how: Death, whole: _Act, parts: Sequence[_Act]) -> None:
        self.is_dead = True
        if how == "asleep":
            self._asleep = whole if parts else None
        elif how != "before":
            done = {"half": parts[0], "rows": parts[1]} if parts else {}
            done.get(how, whole)()
        raise DiedError
