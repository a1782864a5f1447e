"""Whether an index says the same as the log, and the log the same as the pages: counted page by page."""

from dataclasses import dataclass

from cms.content.models import ArticlePage
from cms.published import log
from search import lifecycle
from search.documents import body_hash
from search.engines.protocol import Engine

from .stage import ShortfallError

BATCH = 500


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many pages are `missing` that are public, `leaked` that are not, and `stale`: not as the log has them now."""

    missing: int
    leaked: int
    stale: int

    def __str__(self) -> str:
        return f"{self.missing} missing, {self.leaked} leaked, {self.stale} stale"

    def require_none(self) -> None:
        if self.missing or self.leaked or self.stale:
            raise ShortfallError(str(self))


def index_and_log(engine: Engine) -> Comparison:
    """Compare the active generation with the log. Of rows, not of what the follower believes to have done."""
    active = lifecycle.active(engine)
    if active is None:
        message = f"there is no active generation of the {engine.name} engine"
        raise ShortfallError(message)
    indexed = {entry.id: entry for entry in engine.dump(active.name)}
    public: dict[int, tuple[int, str]] = {}
    since = 0
    while some := log.changes(since, BATCH):
        since = some[-1].sequence
        public |= {one.id: (one.sequence, body_hash(one.body)) for one in some if one.body is not None}
    shown = {page_id: (entry.sequence, entry.body_hash) for page_id, entry in indexed.items() if not entry.deleted}
    return Comparison(
        missing=len(public.keys() - shown.keys()),
        leaked=len(shown.keys() - public.keys()),
        stale=sum(public[page_id] != shown[page_id] for page_id in public.keys() & shown.keys()),
    )


def behind(engine: Engine) -> int:
    """How many changes of the log the index has not seen yet."""
    return log.head() - (engine.health().checkpoint or 0)


def log_and_pages() -> Comparison:
    """Compare the log with the articles: those that are live, by their titles. None of the site's articles is private."""
    told = {change.id: change.body or b"" for change in log.every_live() if change.type == "article"}
    live = dict(ArticlePage.objects.filter(live=True).values_list("pk", "title"))
    return Comparison(
        missing=len(live.keys() - told.keys()),
        leaked=len(told.keys() - live.keys()),
        stale=sum(live[page_id].encode() not in told[page_id] for page_id in live.keys() & told.keys()),
    )
