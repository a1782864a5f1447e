"""F2. Elasticsearch is down, does not answer, and resets connections: publishing and documents do not notice, search says so."""

import os
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cms.content.models import ArticlePage
from cms.published import log
from search.engines.chosen import chosen

from .comparison import behind, index_and_log
from .proxy import Mode, Proxy
from .stage import RECOVERED_WITHIN, Got, ShortfallError, Stage, get, wait_until

REFUSED_WITHIN = 2.5
"""Seconds until a search that cannot be answered is refused."""

SLOWER = 1.1
"""What publishing may take at the 95th percentile, as a share of what it takes while Elasticsearch answers."""

AT_ONCE = 10
"""Pages published, one by one, between two changes of the mode; the modes take turns, so that all meet the same machine."""


@dataclass(slots=True)
class Seen:
    """Seconds that publishing took, and what readers got, in one mode."""

    published: list[float] = field(default_factory=list)
    documents: list[Got] = field(default_factory=list)
    searches: list[Got] = field(default_factory=list)

    def p95(self) -> float:
        return sorted(self.published)[int(0.95 * len(self.published))]


def run(stage: Stage) -> str:
    """Do it. Returns the figures; raises ShortfallError."""
    engine, place = chosen("elasticsearch"), urlsplit(os.environ["ELASTICSEARCH_URL"])
    stage.rebuild(engine.name)
    proxy = Proxy(place.hostname or "", place.port or 80)
    try:
        follower = stage.follower(engine.name, ELASTICSEARCH_URL=proxy.url)
        origin = stage.web(ELASTICSEARCH_URL=proxy.url, TOPICHUB_SEARCH=engine.name)
        seen = {mode: Seen() for mode in Mode}
        for turn in range(2 * stage.extent.repeats):
            for mode in Mode:
                proxy.set(mode)
                _look(seen[mode], origin, turn)
        proxy.set(Mode.OPEN)
        recovered = wait_until(lambda: behind(engine) == 0, RECOVERED_WITHIN, "the index is level with the log")
        stage.stop(follower)
    finally:
        proxy.close()
    found = index_and_log(engine)
    engine.close()
    found.require_none()
    figures = [_judged(mode, one, seen[Mode.OPEN], stage) for mode, one in seen.items()]
    return f"{'; '.join(figures)}; level {recovered:.1f} s after, {found}"


def _look(seen: Seen, origin: str, turn: int) -> None:
    pages = list(ArticlePage.objects.filter(live=True).order_by("pk")[turn * AT_ONCE % 200 :][:AT_ONCE])
    for page in pages:
        started = time.perf_counter()
        with log.recording():
            page.title = f"Published in turn {turn}: {page.pk}"
            page.save_revision().publish()
        seen.published.append(time.perf_counter() - started)
    seen.documents.append(get(f"{origin}/delivery/v1/documents/{pages[0].pk}"))
    seen.searches.append(get(f"{origin}/delivery/v1/search?q=page"))


def _judged(mode: Mode, seen: Seen, usual: Seen, stage: Stage) -> str:
    """Tell a mode's figures. Raises ShortfallError."""
    slowest = max(one.seconds for one in seen.searches)
    ratio = seen.p95() / usual.p95()
    faulty = [one.status for one in seen.documents if one.status != 200]
    faulty += [one.status for one in seen.searches if one.status != 200 and not _is_refused(one)]
    told = (
        f"{mode}: {len(seen.published)} published, p95 {seen.p95() * 1000:.0f} ms ({ratio:.2f}), "
        f"{sum(map(_is_refused, seen.searches))} of {len(seen.searches)} searches refused, the slowest after {slowest:.1f} s"
    )
    # A few pages are too few for a 95th percentile.
    if faulty or slowest > REFUSED_WITHIN or (ratio > SLOWER and not stage.extent.is_quick):
        message = f"{told}; unexpected answers: {faulty}"
        raise ShortfallError(message)
    return told


def _is_refused(answer: Got) -> bool:
    return answer.status == 503 and "retry-after" in answer.headers
