"""How the contract suite fills an engine and asks it."""

from collections.abc import Sequence

from search.documents import IndexDocument
from search.engines.protocol import Engine
from search.languages import ENGLISH
from search.passages import passages, worth_of
from search.plans import AnyWords, Boosted, Clause, Filters, Plan, Scope
from search.queries import FIELDS, TIE, Understood
from tests.search.index_documents import SITE

HERE = Scope(SITE, "en")
TITLE = (Boosted("title"),)
TEXT = (Boosted("text"),)


def words(text: str, fields: tuple[Boosted, ...] = FIELDS) -> AnyWords:
    return AnyWords(text, fields, TIE)


def fill(engine: Engine, documents: Sequence[IndexDocument]) -> str:
    """A new active generation with these documents."""
    generation = engine.create()
    engine.apply(generation, documents, max((one.sequence for one in documents), default=0))
    engine.activate(generation)
    return generation


def found(engine: Engine, query: Clause | None, scope: Scope = HERE, **filters: object) -> list[int]:
    plan = Plan(Filters(scope, **filters), query, limit=50)  # type: ignore[arg-type]
    return [hit.id for hit in engine.search(plan).hits]


def highlighted(engine: Engine, query: str) -> tuple[str, ...]:
    """What is shown of the first hit's text."""
    typed = " ".join(ENGLISH.words(query))
    marked = engine.search(Plan(Filters(HERE), words(query), highlight=typed)).hits[0].marked
    return passages(marked, worth_of(Understood(typed), {})).highlights if marked else ()
