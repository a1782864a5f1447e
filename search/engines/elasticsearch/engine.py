"""The Elasticsearch engine. The follower writes, web processes read, one request for most questions."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Bool, Ids

from search.documents import IndexDocument
from search.engines.protocol import Applied, Entry, Generation, Health
from search.errors import EngineDownError, GenerationError
from search.languages import language_of
from search.plans import Clause, Completion, Lookup, Plan
from search.results import EngineResult, Found, Kept, Named

from .compile import term
from .completions import complete
from .connection import Connection
from .generations import Generations, Listed, known
from .lookups import look_up
from .rows import checkpoint_of, counts, entries, is_damaged
from .schema import KEPT, PAGE, TOMBSTONE, kept_of
from .searching import scores, search
from .writer import Writer

SERVER_SECONDS = "1800ms"
"""After which Elasticsearch gives up a search of its own accord: just before we stop waiting for it."""


class ElasticsearchEngine:
    """See `engines.protocol.Engine`. Safe to share between threads.

    `backoff`: seconds before a write that Elasticsearch was too busy for is tried again the first time.
    """

    name = "elasticsearch"

    def __init__(self, connection: Connection, prefix: str, backoff: float = 0.2) -> None:
        self._connection = connection
        self._generations = Generations(prefix)
        self._backoff = backoff

    def search(self, plan: Plan) -> EngineResult:
        return search(self._ask, plan)

    def scores(self, clauses: Sequence[Clause], ids: Sequence[int], locale: str) -> tuple[Mapping[int, float], ...]:
        return scores(self._ask, clauses, ids, language_of(locale))

    def look_up(self, lookup: Lookup) -> Found:
        return look_up(self._ask, lookup)

    def complete(self, completion: Completion) -> list[Named]:
        return complete(self._ask, completion)

    def keep(self, ids: Sequence[int]) -> Mapping[int, Kept]:
        if not ids:
            return {}
        wanted = Bool(filter=[Ids(values=[str(page_id) for page_id in ids]), term("row", PAGE)])
        found = self._ask(Search().query(wanted).extra(size=len(ids), track_total_hits=False, **KEPT))
        kept = (kept_of(hit) for hit in found["hits"]["hits"])
        return {page.id: page for page in kept}

    def _ask(self, asked: Search) -> Mapping[str, Any]:
        """Put a search to the active generation. All of an answer or none: half of one would look like the whole."""
        with self._connection.reading() as client, self._indexed():
            return client.search(
                index=self._generations.active_alias,
                body={**asked.to_dict(), "timeout": SERVER_SECONDS},
                allow_partial_search_results=False,
                # Only `scores` names queries.
                include_named_queries_score=True,
            ).body

    @contextmanager
    def _indexed(self) -> Iterator[None]:
        """Call a missing alias what it is for readers: there is no index yet."""
        try:
            yield
        except NotFoundError as error:
            message = (
                f"There is no search index yet in Elasticsearch at {self._connection.place} "
                f"(alias {self._generations.active_alias}): run manage.py search_index rebuild."
            )
            raise EngineDownError(message) from error

    def health(self) -> Health:
        try:
            with self._connection.reading() as client, self._indexed():
                generation, checkpoint = checkpoint_of(client, self._generations.active_alias)
        except EngineDownError as error:
            return Health(ok=False, message=str(error))
        message = f"Elasticsearch at {self._connection.place} answers."
        return Health(ok=True, message=message, generation=generation, checkpoint=checkpoint)

    def generations(self) -> list[Generation]:
        with self._connection.writing() as client:
            return [found for one in self._generations.listed(client) if (found := _generation(client, one))]

    def create(self) -> str:
        with self._connection.writing() as client:
            return self._generations.create(client)

    def apply(self, generation: str, documents: Sequence[IndexDocument], checkpoint: int | None) -> Applied:
        alias = self._generations.write_alias(generation)
        with self._connection.writing() as client:
            writer = Writer(client, self._connection.place, generation, alias, self._backoff)
            return writer.apply(documents, checkpoint)

    def activate(self, generation: str) -> None:
        self._generations.check(generation)
        with self._connection.writing() as client:
            with known(generation):
                _, checkpoint = checkpoint_of(client, generation)
            if checkpoint is None:
                message = f"Generation “{generation}” is not filled yet: it has no checkpoint."
                raise GenerationError(message)
            self._generations.activate(client, generation)

    def drop(self, generation: str) -> None:
        with self._connection.writing() as client:
            self._generations.drop(client, generation)

    def dump(self, generation: str) -> Iterator[Entry]:
        self._generations.check(generation)
        with self._connection.writing() as client, known(generation):
            yield from entries(client, generation)

    def close(self) -> None:
        self._connection.close()


def _generation(client: Elasticsearch, one: Listed) -> Generation | None:
    """Look into an index; None when it was dropped a moment ago."""
    try:
        _, checkpoint = checkpoint_of(client, one.name)
        rows = counts(client, one.name)
    except NotFoundError:
        return None
    except ApiError:
        # A search on an index that goes at this moment is told “all shards failed”, not that there is no such index.
        if not client.indices.exists(index=one.name):
            return None
        if not is_damaged(client, one.name):
            raise
        # Listed all the same, so that a rebuild can replace and drop it.
        checkpoint, rows = None, {}
    return Generation(
        name=one.name,
        active=one.active,
        checkpoint=checkpoint,
        format=one.format,
        documents=rows.get(PAGE, 0),
        tombstones=rows.get(TOMBSTONE, 0),
    )
