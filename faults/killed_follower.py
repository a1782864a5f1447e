"""F1. The follower is killed outright in the middle of its work, again and again, while thousands of pages change."""

import random
import time

from cms.published import log
from search.engines.chosen import chosen
from search.engines.protocol import Engine

from .comparison import index_and_log
from .stage import ShortfallError, Stage, wait_until

DRAINED_WITHIN = 10.0
"""Seconds after the last change in which the index is level with the log."""

STARTED_WITHIN = 60.0
ENGINES = ("embedded", "elasticsearch")


def run(stage: Stage) -> str:
    """Do it on each engine. Returns the figures; raises ShortfallError."""
    return "; ".join(f"{name}: {_on(stage, chosen(name))}" for name in ENGINES)


def behind(engine: Engine) -> int:
    return log.head() - (engine.health().checkpoint or 0)


def _on(stage: Stage, engine: Engine) -> str:
    chance = random.Random(7)  # noqa: S311  moments, not secrets
    stage.manage("search_index", "rebuild", "--engine", engine.name)
    before, writer, at_work = log.head(), stage.writer(), 0
    wait_until(lambda: log.head() > before, STARTED_WITHIN, "the writer writes")
    for _ in range(stage.extent.repeats):
        follower, began = stage.follower(engine.name), engine.health().checkpoint
        wait_until(lambda began=began: engine.health().checkpoint != began, STARTED_WITHIN, "the follower follows")
        time.sleep(chance.random() * 0.3)
        wait_until(lambda: behind(engine) > 0, STARTED_WITHIN, "there is work left")
        stage.kill(follower)
        at_work += behind(engine) > 0
    follower = stage.follower(engine.name)
    began = engine.health().checkpoint
    wait_until(lambda: engine.health().checkpoint != began, STARTED_WITHIN, "the follower follows")
    stage.stop(writer)
    drained = wait_until(lambda: behind(engine) == 0, DRAINED_WITHIN, "the index is level with the log")
    stage.stop(follower)
    found = index_and_log(engine)
    engine.close()
    found.require_none()
    if not at_work:
        message = "the follower was never killed with work left"
        raise ShortfallError(message)
    return f"{stage.extent.repeats} kills, {at_work} with work left, {log.head() - before:,} changes, {found}, drained in {drained:.1f} s"
