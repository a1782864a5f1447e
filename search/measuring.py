"""Asks the live search each golden query, by the very call that answers readers."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from cms.published.sites import Scope as SiteScope

from . import answers
from .engines.protocol import Engine
from .golden_queries import DEPTH, Golden, Measured, State, places
from .plans import Filters, Scope
from .queries import SearchRequest


def measure(engine: Engine, queries: Iterable[Golden], sites: Mapping[str, SiteScope]) -> State:
    """Say where the pages of each query come up now. `sites`: where to ask, by language. Raises EngineDownError."""
    return {one.id: Measured(one.text, one.locale, places(one.pages, _found(engine, one, sites))) for one in queries}


def _found(engine: Engine, golden: Golden, sites: Mapping[str, SiteScope]) -> list[int]:
    site = sites[golden.locale]
    # Facets and highlights cost more than the hits, and change nothing in their order.
    request = SearchRequest(
        text=golden.text,
        filters=Filters(Scope(site.site_id, site.locale)),
        today=timezone.localdate(),
        limit=DEPTH,
        facets=False,
        highlights=False,
    )
    return [hit.id for hit in answers.search(engine, request).result.hits]
