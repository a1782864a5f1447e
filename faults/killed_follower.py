"""F1. The follower is killed outright in the middle of its work, again and again, while thousands of pages change."""

import random
import time

from cms.published import log
from search.engines.chosen import chosen
from search.engines.protocol import Engine

from .comparison import behind, index_and_log
from .processes import Process
from .stage import DRAINED_WITHIN, ENGINES, STARTED_WITHIN, Stage, wait_until
from .writer import write


def run(stage: Stage) -> str:
    """Do it on each engine. Returns the figures; raises ShortfallError."""
    return "; ".join(f"{name}: {_on(stage, chosen(name))}" for name in ENGINES)


def _on(stage: Stage, engine: Engine) -> str:
    chance = random.Random(7)  # noqa: S311  moments, not secrets
    stage.rebuild(engine.name)
    before, writer = log.head(), stage.fork(write)
    wait_until(lambda: log.head() > before, STARTED_WITHIN, "the writer writes")
    for _ in range(stage.extent.repeats):
        follower = _at_work(stage, engine)
        time.sleep(chance.random() * 0.3)
        wait_until(lambda: behind(engine) > 0, STARTED_WITHIN, "there is work left")
        stage.kill(follower)
    follower = _at_work(stage, engine)
    stage.stop(writer)
    drained = wait_until(lambda: behind(engine) == 0, DRAINED_WITHIN, "the index is level with the log")
    stage.stop(follower)
    _kill_at_the_checkpoint(stage, engine)
    follower = stage.follower(engine.name)
    wait_until(lambda: behind(engine) == 0, STARTED_WITHIN, "the index is level with the log")
    stage.stop(follower)
    found = index_and_log(engine)
    engine.close()
    found.require_none()
    kills = stage.extent.repeats + 1
    return f"{kills} kills with work left, {log.head() - before:,} changes, {found}, drained in {drained:.1f} s"


def _at_work(stage: Stage, engine: Engine) -> Process:
    """Start a follower, and wait until it has moved the checkpoint."""
    began = engine.health().checkpoint
    follower = stage.follower(engine.name)
    wait_until(lambda: engine.health().checkpoint != began, STARTED_WITHIN, "the follower follows")
    return follower


def _kill_at_the_checkpoint(stage: Stage, engine: Engine) -> None:
    """Kill a follower at the very moment when its checkpoint moves, and change nothing after.

    While pages go on changing, most that were left out by a kill come in with their next change, and nobody would know.
    """
    reached = log.head()
    writer = stage.fork(write)
    wait_until(lambda: log.head() > reached + stage.extent.pages, STARTED_WITHIN, "pages change")
    stage.stop(writer)
    stage.kill(_at_work(stage, engine))
