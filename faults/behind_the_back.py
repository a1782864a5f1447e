"""F8. Pages are changed behind Wagtail's back, by QuerySet.update and by SQL: the reconciler finds and mends all of it."""

import json

from django.db import connection

from cms.content.models import ArticlePage
from cms.published import log
from search.engines.chosen import chosen
from search.follower import Follower

from .comparison import index_and_log, log_and_pages
from .stage import ShortfallError, Stage

EACH = 25
"""Pages changed in each way."""


def run(stage: Stage) -> str:
    """Do it. Returns the figures; raises ShortfallError."""
    _publish_all()
    pages = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    taken, titled, private = (pages[start : start + EACH] for start in (0, EACH, 2 * EACH))
    ArticlePage.objects.filter(pk__in=taken).update(live=False)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = title || ' (by SQL)' WHERE id = ANY(%s)", [titled])
        cursor.executemany(
            "INSERT INTO wagtailcore_pageviewrestriction (page_id, restriction_type, password) VALUES (%s, 'login', '')",
            [[page_id] for page_id in private],
        )
    before = log_and_pages()
    if before.leaked != EACH or before.stale != EACH:
        message = f"the changes were noticed without the reconciler: {before}"
        raise ShortfallError(message)
    told = json.loads(stage.manage("reconcile", "--json"))
    after = log_and_pages()
    # The private pages are live to Wagtail, and rightly missing in the log.
    shown = {one.id for one in log.every_live()}.intersection(private)
    if (after.missing, after.leaked, after.stale, len(shown)) != (EACH, 0, 0, 0):
        message = f"after reconciling: {after}, {len(shown)} private pages shown; it told: {told}"
        raise ShortfallError(message)
    found = [_indexed(name) for name in ("embedded", "elasticsearch")]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtailcore_pageviewrestriction")
    _publish_all()
    return f"{3 * EACH} changes, all mended in one cycle ({told}); indices: {'; '.join(found)}"


def _publish_all() -> None:
    with log.recording():
        ArticlePage.objects.update(live=True)
        log.refresh(ArticlePage.objects.values_list("pk", flat=True))


def _indexed(name: str) -> str:
    engine = chosen(name)
    for _ in range(2):  # Builds the index where there is none.
        Follower(engine).round()
    found = index_and_log(engine)
    engine.close()
    found.require_none()
    return str(found)
