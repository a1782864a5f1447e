"""What a search engine must do for Topichub. One contract suite (tests/search/engine_contract) holds each to it.

Analysis is the same on every engine, by the language of the page and of the query's scope. English: words as `normalise`
says, possessive ends off, then lower case, ASCII folding, the stop words of `languages.ENGLISH`, and Snowball English (porter2)
stems. Other languages: the terms that `Language.terms` makes, which engines take as they are. It holds for the fields of
`plans.TextField` (`fields.field_of` names them), at index and at search time. Spelling and completion use the words as
`Language.words` makes them, without stop words and stems; spelling knows the words of all text fields of the same locale.

An engine tells where in a page's text the words of `Plan.highlight` stand, by the same analysis. Which passages are
shown, `passages` decides for all engines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.documents import IndexDocument
from search.plans import Clause, Completion, Lookup, Plan
from search.results import EngineResult, Found, Kept, Named


@dataclass(frozen=True, slots=True)
class Generation:
    """One physical index.

    `name` sorts by the time of creation. `checkpoint`: every change up to this sequence is in it; None while it is
    being filled, or when it is damaged. `format`: the `documents.FORMAT` it was made with. `documents` are live pages, `tombstones` the rest.
    """

    name: str
    active: bool
    checkpoint: int | None
    format: int
    documents: int
    tombstones: int


@dataclass(frozen=True, slots=True)
class Applied:
    """How many index documents were written, and how many were older than what the generation had."""

    written: int
    outdated: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a generation's dump. `body_hash` is empty for a tombstone."""

    id: int
    sequence: int
    body_hash: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class Health:
    """`message` says in one sentence what is wrong, or what answers."""

    ok: bool
    message: str
    generation: str | None = None
    checkpoint: int | None = None


class Reading(Protocol):
    """The side that web processes use: always the active generation.

    Every method raises `errors.EngineDownError` when it cannot answer (unreachable, no active generation, damaged
    index), and sees what the writer committed at the latest half a second ago, without a restart.
    """

    def search(self, plan: Plan) -> EngineResult:
        """Answer a plan. An offset beyond the last hit is an empty page with the right total."""
        ...

    def scores(self, clauses: Sequence[Clause], ids: Sequence[int], locale: str) -> tuple[Mapping[int, float], ...]:
        """Score some pages by each of the clauses alone, as a search in this locale would: to explain one. A page that one does not
        match is left out there; the clauses' order is kept.
        """
        ...

    def look_up(self, lookup: Lookup) -> Found:
        """Tell which words the index knows, how it would spell the others, and which topics are named."""
        ...

    def complete(self, completion: Completion) -> list[Named]:
        """Find the topics and articles whose title or other names the words may lead to."""
        ...

    def keep(self, ids: Sequence[int]) -> Mapping[int, Kept]:
        """Read live pages by id; unknown ids and tombstones are left out."""
        ...

    def health(self) -> Health:
        """Say how it is. Never raises EngineDownError: that is what it reports."""
        ...


class Writing(Protocol):
    """The side that the follower and `manage.py search_index` use.

    Raises `errors.EngineDownError` when the engine is not there, `errors.GenerationError` for a generation that is not
    there or not ready, and `errors.EngineBusyError` when another process is writing to the same generation.
    """

    def generations(self) -> list[Generation]:
        """List them, oldest first; also those still being filled, or left behind by a build that died."""
        ...

    def create(self) -> str:
        """Make an empty generation without a checkpoint and return its name."""
        ...

    def apply(self, generation: str, documents: Sequence[IndexDocument], checkpoint: int | None) -> Applied:
        """Write a batch, durably, and then (or in the same commit) its checkpoint; None leaves the checkpoint alone.

        Applied by sequence: a document whose sequence is smaller than what the generation holds for that page is
        left out; the same sequence may be written again. Tombstones are kept as rows for ever, so that old news never
        brings a page back. Within one batch the greatest sequence of a page wins. A checkpoint never goes back.
        Readers of the active generation see it at the latest half a second after the return.
        """
        ...

    def activate(self, generation: str) -> None:
        """Let readers use this generation from now on: one atomic step. It must have a checkpoint."""
        ...

    def drop(self, generation: str) -> None:
        """Delete a generation and its files. The active one cannot be dropped (GenerationError)."""
        ...

    def dump(self, generation: str) -> Iterator[Entry]:
        """Yield every row, tombstones included, in no particular order."""
        ...

    def close(self) -> None:
        """Let go of writers, locks and connections; the engine may be used again afterwards."""
        ...


class Engine(Reading, Writing, Protocol):
    """Both sides, and a name for people ("embedded", "elasticsearch")."""

    @property
    def name(self) -> str: ...
