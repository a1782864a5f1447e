"""For load balancers and people on call: does it run, and can it answer?"""

import logging

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic_core import to_json

from cms.published import log
from cms.published.idle import idle_transactions
from search import answers
from search.standing_in import readers_engine

from .answers import JSON
from .problems import unavailable
from .schema import Live, Ready

router = Router(tags=["Health"])
logger = logging.getLogger(__name__)


@router.get("/health/live", response=Live, operation_id="live", summary="Does the process run?")
def live(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database or of search: restart the process if this does not answer."""
    return _uncached({"status": "live"})


@router.get("/health/ready", response=Ready, operation_id="ready", summary="Can it deliver?")
def ready(request: HttpRequest) -> HttpResponse:
    """503 without the database. Without search documents are still delivered: `degraded`, and 200."""
    try:
        sequence, stale = log.head(), log.stale_count()
        is_held_up = any(idle.waiting for idle in idle_transactions())
    except DatabaseError as error:
        detail = "The database does not answer, or its tables are missing."
        raise unavailable(detail, retry_after=10) from error
    # Whoever sends readers here waits for this answer: the first of them need not wait for what search reads once.
    answers.prepare()
    engine = readers_engine()
    search = engine.health()
    if not search.ok:
        # In the log, not in the answer: it names hosts and folders.
        logger.warning("Search cannot answer: %s", search.message)
    return _uncached(
        {
            "status": "ready" if search.ok and not engine.is_degraded and not is_held_up else "degraded",
            "sequence": sequence,
            "stale": stale,
            "publishing": "held up" if is_held_up else "ok",
            "search": "degraded" if engine.is_degraded else "ok" if search.ok else "unavailable",
            "search_sequence": search.checkpoint,
        }
    )


def _uncached(content: dict[str, object]) -> HttpResponse:
    return HttpResponse(to_json(content), content_type=JSON, headers={"Cache-Control": "no-store"})
