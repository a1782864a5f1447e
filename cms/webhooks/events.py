"""What an endpoint is told of a change: small, and where to fetch the rest."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wagtail.models import Site

from cms.published import log
from cms.published.sites import root_url

from .models import Delivery, Endpoint

PUBLISHED = "document.published"
GONE = "document.gone"
TEST = "webhook.test"


def delivery_of(endpoint: Endpoint, change: log.Change, sites: Mapping[int, Site], now: datetime) -> Delivery | None:
    """The event of a change, or None where the endpoint does not ask for it.

    As in the feed, a page that is not on the endpoint's site is gone for it. Of what type a page was that is gone, the log
    does not know any more: every endpoint is told.
    """
    if change.body is not None and endpoint.types and change.type not in endpoint.types:
        return None
    site = sites.get(change.site_id) if change.site_id is not None else None
    is_here = change.body is not None and site is not None and endpoint.site in (None, site)
    data: dict[str, Any] = {"id": change.id, "sequence": change.sequence}
    if is_here and site is not None:
        data |= _told(change, site)
    return Delivery(
        endpoint=endpoint,
        # The same for the same event, whoever makes it again: a receiver knows what it has seen.
        message=f"msg_{endpoint.name.hex}_{change.id}_{change.sequence}",
        event=PUBLISHED if is_here else GONE,
        page_id=change.id,
        sequence=change.sequence,
        body=_body(PUBLISHED if is_here else GONE, data, now),
        made_at=now,
        next_attempt_at=now,
    )


def test_delivery(endpoint: Endpoint, now: datetime) -> Delivery:
    return Delivery(
        endpoint=endpoint,
        message=f"msg_{endpoint.name.hex}_test_{uuid.uuid4().hex}",
        event=TEST,
        body=_body(TEST, {"message": "Sent from the admin, to see whether it arrives."}, now),
        made_at=now,
        next_attempt_at=now,
    )


def _told(change: log.Change, site: Site) -> dict[str, Any]:
    origin = root_url(site.hostname, site.port)
    return {
        "type": change.type,
        "site": site.hostname,
        "locale": change.locale,
        "path": change.path,
        "url": f"{origin}{change.path}",
        "document_url": f"{origin}/delivery/v1/documents/{change.id}",
        "tags": list(change.tags),
    }


def _body(event: str, data: dict[str, Any], now: datetime) -> str:
    timestamp = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"type": event, "timestamp": timestamp, "data": data}, ensure_ascii=False, separators=(",", ":"))
