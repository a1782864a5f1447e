"""F9. A reader of the change feed is away while pages go for good, or holds a checkpoint of a database that was set back."""

from typing import Any

from cms.content.models import ArticlePage
from cms.published import log

from .stage import ShortfallError, Stage, get

GONE = 40


class Reader:
    """Holds documents by id, as the feed's users do."""

    def __init__(self, origin: str) -> None:
        self._feed = f"{origin}/delivery/v1/changes"
        self.held: dict[int, Any] = {}
        self.since = 0

    def read(self) -> int:
        """Read all that is new; returns how many tombstones there were."""
        tombstones, more = 0, True
        while more:
            answer = get(f"{self._feed}?since={self.since}&limit=500")
            if answer.status != 200:
                message = f"the feed answered {answer.status} to {self.since}"
                raise ShortfallError(message)
            told = answer.json()
            for item in told["items"]:
                if item["kind"] == "tombstone":
                    tombstones += 1
                    self.held.pop(item["id"], None)
                else:
                    self.held[item["id"]] = item["document"]
            self.since, more = told["next"], told["more"]
        return tombstones

    def status_of(self, since: int) -> int:
        return get(f"{self._feed}?since={since}").status


def run(stage: Stage) -> str:
    """Do it. Returns the figures; raises ShortfallError."""
    origin = stage.web()
    reader = Reader(origin)
    reader.read()
    with log.recording():
        some = list(ArticlePage.objects.filter(live=True).order_by("-pk")[:GONE])
        for page in some[::2]:
            page.delete()
        for page in some[1::2]:
            page.unpublish()
    tombstones = reader.read()
    public = {change.id for change in log.every_live()}
    if reader.held.keys() != public:
        message = f"the reader holds {len(reader.held.keys() - public)} pages too many, {len(public - reader.held.keys())} too few"
        raise ShortfallError(message)
    ahead = reader.status_of(log.head() + 1)
    if ahead != 410:
        message = f"a checkpoint that the log has not reached was answered with {ahead}, not 410"
        raise ShortfallError(message)
    again = Reader(origin)
    again.read()
    if again.held != reader.held:
        message = "a full sync gives something else than what the reader holds"
        raise ShortfallError(message)
    return (
        f"{tombstones} tombstones told, which are kept for ever; {len(public):,} documents held, as after a full sync; "
        "410 for a checkpoint beyond the log"
    )
