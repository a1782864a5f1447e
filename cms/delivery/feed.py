"""The change feed: what a follower outside needs to hold the same documents as the log."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field
from pydantic_core import to_json

from cms.published import log
from cms.published.purges import ANY_CHANGE

from .answers import sent
from .parameters import LARGEST_ID, SiteParameter
from .problems import CHECKPOINT_GONE, ProblemError
from .schema import Changes
from .waiting import head_after

router = Router(tags=["Changes"])
MOST_CHANGES = 500
LONGEST_WAIT = 25
"""Seconds: proxies give up on a silent answer after 30 or 60."""


class FeedParameters(SiteParameter):
    since: Annotated[
        int, Field(ge=0, le=LARGEST_ID, description="Your checkpoint: `next` of the last answer, or 0.")
    ] = 0
    limit: Annotated[int, Field(ge=1, le=MOST_CHANGES, description="How many items at most.")] = 100
    wait: Annotated[
        int,
        Field(
            ge=0,
            le=LONGEST_WAIT,
            description="Seconds to wait for a change where there is none yet; while many others wait, the answer comes at once.",
        ),
    ] = 0


@router.get("/changes", response=Changes, operation_id="changes", summary="What changed since a checkpoint")
def changes(request: HttpRequest, asked: Query[FeedParameters]) -> HttpResponse:
    """From `since=0` it is everything public; after that, what changed. A page comes once, with its newest document.

    Documents are those of one site, in all its languages. A tombstone says that a page is not on this site, whether it
    was unpublished, deleted, made private or moved to another one: nothing more is told of it.
    """
    scope = asked.scope(request)
    head = head_after(asked.since, asked.wait) if asked.wait else log.head()
    if asked.since > head:
        detail = f"since is {asked.since}, but the newest change is {head}."
        raise ProblemError(CHECKPOINT_GONE, detail)
    found = log.changes(asked.since, asked.limit)
    reached = found[-1].sequence if found else asked.since
    opening = to_json({"since": asked.since, "next": reached, "head": max(head, reached), "more": reached < head})
    items = b",".join(_item(change, scope.site_id) for change in found)
    response = sent(opening[:-1] + b',"items":[' + items + b"]}", scope, tags=[ANY_CHANGE])
    if asked.wait:
        # Kept by a cache, “nothing new” would be answered at once, again and again.
        response["Cache-Control"] = "no-store"
    return response


def _item(change: log.Change, site_id: int) -> bytes:
    if change.body is None or change.site_id != site_id:
        return to_json({"kind": "tombstone", "id": change.id, "sequence": change.sequence})
    opening = to_json({"kind": "document", "id": change.id, "sequence": change.sequence, "tags": change.tags})
    return opening[:-1] + b',"document":' + change.body + b"}"
