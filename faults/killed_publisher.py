"""F4. Who publishes is killed: in the admin, in a program, in scheduled publishing, in an import."""

import random
import time

from django.core.management import call_command

from cms.content.models import ArticlePage
from cms.published import log

from .comparison import log_and_pages
from .publisher import WAYS, publish
from .stage import STARTED_WITHIN, ShortfallError, Stage, wait_until


def run(stage: Stage) -> str:
    """Do it. Returns the figures; raises ShortfallError."""
    chance, told = random.Random(7), list[str]()  # noqa: S311  moments, not secrets
    for way in WAYS:
        compared, before = 0, log.head()
        for _ in range(stage.extent.repeats):
            compared += _killed(stage, way, chance)
        told.append(f"{way}: {log.head() - before:,} changes, {compared:,} pages compared")
    return f"{stage.extent.repeats} kills each, no difference; {'; '.join(told)}"


def _killed(stage: Stage, way: str, chance: random.Random) -> int:
    """Kill one at work, then compare; returns how many pages were compared. The follower's first look is done before."""
    before = log.head()
    publisher = stage.fork(publish, way)
    wait_until(lambda: log.head() > before or publisher.poll() is not None, STARTED_WITHIN, f"{way} publishes")
    time.sleep(chance.random())
    if publisher.poll() is not None:
        message = f"{way} ended by itself: {stage.last_words()}"
        raise ShortfallError(message)
    stage.kill(publisher)
    _compare(f"killed in {way}")
    call_command("publish_scheduled")  # What was due and is not yet done, as the follower will.
    _compare(f"after what the one killed in {way} had left")
    return ArticlePage.objects.count()


def _compare(when: str) -> None:
    while log.render_stale():
        pass
    found = log_and_pages()
    if found.missing or found.leaked or found.stale:
        message = f"{when}: {found}"
        raise ShortfallError(message)
