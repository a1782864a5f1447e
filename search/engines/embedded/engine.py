"""The embedded engine: tantivy in our own processes, no server. The follower writes, web processes read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tantivy import Query

from search.documents import IndexDocument
from search.engines.protocol import Applied, Entry, Generation, Health
from search.errors import EngineDownError, GenerationError
from search.languages import language_of
from search.plans import Clause, Completion, Lookup, Plan
from search.results import EngineResult, Found, Kept, Named

from .completions import complete
from .generations import Folders
from .lookups import look_up
from .opening import open_index
from .reader import Reader
from .rows import checkpoint_of, count, entries
from .schema import PAGE, TOMBSTONE, kept_of, schema
from .searching import scores, search
from .writer import Writer


class EmbeddedEngine:
    """See `engines.protocol.Engine`. Safe to share between threads for reading; writing is for one thread."""

    name = "embedded"

    def __init__(self, path: Path) -> None:
        self._folders = Folders(path)
        self._reader = Reader(self._folders)
        self._writers: dict[str, Writer] = {}

    def search(self, plan: Plan) -> EngineResult:
        return search(self._reader.view(), plan)

    def scores(self, clauses: Sequence[Clause], ids: Sequence[int], locale: str) -> tuple[Mapping[int, float], ...]:
        return scores(self._reader.view(), clauses, ids, language_of(locale))

    def look_up(self, lookup: Lookup) -> Found:
        return look_up(self._reader.view(), lookup)

    def complete(self, completion: Completion) -> list[Named]:
        return complete(self._reader.view(), completion)

    def keep(self, ids: Sequence[int]) -> Mapping[int, Kept]:
        if not ids:
            return {}
        searcher = self._reader.view().searcher
        wanted = Query.term_set_query(schema(), "id", list(ids))
        query = wanted.and_must_match(Query.term_query(schema(), "row", PAGE))
        found = searcher.search(query, limit=len(ids), count=False)
        kept = (kept_of(searcher.doc(address)) for _, address in found.hits)
        return {page.id: page for page in kept}

    def health(self) -> Health:
        try:
            view = self._reader.view()
        except EngineDownError as error:
            return Health(ok=False, message=str(error))
        checkpoint = checkpoint_of(view.searcher)
        return Health(
            ok=True, message="The embedded engine answers.", generation=view.generation, checkpoint=checkpoint
        )

    def generations(self) -> list[Generation]:
        # One may be dropped by a rebuild in another process while we look at it: then it is none.
        return [found for name in self._folders.names() if (found := self._generation(name))]

    def _generation(self, name: str) -> Generation | None:
        is_active = name == self._folders.active()
        try:
            searcher = open_index(self._folders.folder(name)).searcher()
            made_in = self._folders.format(name)
        except (EngineDownError, GenerationError):
            if name not in self._folders.names():
                return None
            # Damaged: listed all the same, so that a rebuild can replace and drop it.
            return Generation(name, is_active, checkpoint=None, format=0, documents=0, tombstones=0)
        return Generation(
            name=name,
            active=is_active,
            checkpoint=checkpoint_of(searcher),
            format=made_in,
            documents=count(searcher, PAGE),
            tombstones=count(searcher, TOMBSTONE),
        )

    def create(self) -> str:
        return self._folders.create()

    def apply(self, generation: str, documents: Sequence[IndexDocument], checkpoint: int | None) -> Applied:
        writer = self._writers.get(generation)
        if writer is None:
            writer = self._writers[generation] = Writer(self._folders.folder(generation))
        return writer.apply(documents, checkpoint)

    def activate(self, generation: str) -> None:
        if checkpoint_of(open_index(self._folders.folder(generation)).searcher()) is None:
            message = f"Generation “{generation}” is not filled yet: it has no checkpoint."
            raise GenerationError(message)
        self._folders.activate(generation)

    def drop(self, generation: str) -> None:
        self._release(generation)
        self._folders.drop(generation)

    def dump(self, generation: str) -> Iterator[Entry]:
        return entries(open_index(self._folders.folder(generation)).searcher())

    def close(self) -> None:
        for generation in list(self._writers):
            self._release(generation)
        self._reader.close()

    def _release(self, generation: str) -> None:
        writer = self._writers.pop(generation, None)
        if writer is not None:
            writer.close()
