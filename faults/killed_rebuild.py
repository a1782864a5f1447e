"""F6. The index is built anew while pages change and readers search; the build is killed, and started again."""

import random
import threading
import time

from cms.published import log
from search.engines.chosen import chosen
from search.engines.protocol import Engine
from search.errors import EngineDownError

from .comparison import behind, index_and_log
from .processes import manage
from .stage import DRAINED_WITHIN, ENGINES, STARTED_WITHIN, ShortfallError, Stage, get, wait_until
from .writer import write

MOST_GENERATIONS = 2
"""Left at the end: the active one, and the one before."""


class Reader(threading.Thread):
    """Searches all the while, and waits where it is told to: `empty` holds answers without pages, `refused` counts 503s.

    A refusal is honest: a node that does not answer in time on a busy machine is no gap at the swap.
    """

    def __init__(self, origin: str) -> None:
        super().__init__(daemon=True)
        self._url = f"{origin}/delivery/v1/search?q=page"
        self._is_stopped = threading.Event()
        self.answers, self.refused, self.empty = 0, 0, list[str]()

    def run(self) -> None:
        wait = 0.0
        while not self._is_stopped.wait(wait):
            answer = get(self._url)
            wait = float(answer.headers.get("retry-after", 0.02))
            if answer.status == 503:
                self.refused += 1
            elif answer.status == 200 and answer.json()["items"]:
                self.answers += 1
            else:
                self.empty.append(f"{answer.status} {answer.body[:200]!r}")

    def stop(self) -> None:
        self._is_stopped.set()
        self.join()


def run(stage: Stage) -> str:
    """Do it on each engine. Returns the figures; raises ShortfallError."""
    return "; ".join(f"{name}: {_on(stage, chosen(name))}" for name in ENGINES)


def _on(stage: Stage, engine: Engine) -> str:
    chance = random.Random(7)  # noqa: S311  moments, not secrets
    stage.rebuild(engine.name)
    writer = stage.fork(write, 0.05)
    stage.follower(engine.name)
    reader = Reader(stage.web(TOPICHUB_SEARCH=engine.name))
    began = engine.health().checkpoint
    wait_until(lambda: engine.health().checkpoint != began, STARTED_WITHIN, "the follower follows")
    reader.start()
    killed = 0
    for _ in range(stage.extent.repeats):
        killed += _killed_in_the_middle(stage, engine, chance)
    stage.rebuild(engine.name)
    stage.stop(writer)
    wait_until(lambda: behind(engine) == 0, DRAINED_WITHIN, "the index is level with the log")
    reader.stop()
    stage.stop_all()
    found, left = index_and_log(engine), engine.generations()
    engine.close()
    found.require_none()
    if reader.empty or not reader.answers:
        message = f"{len(reader.empty)} searches found nothing, {reader.answers} found pages: {reader.empty[:1]}"
        raise ShortfallError(message)
    if len(left) > MOST_GENERATIONS or any(one.checkpoint is None for one in left):
        message = f"generations were left behind: {left}"
        raise ShortfallError(message)
    return f"{killed} builds killed, {found}, {reader.answers} searches answered, {reader.refused} refused, none empty, {len(left)} generations left, log at {log.head():,}"


def _killed_in_the_middle(stage: Stage, engine: Engine, chance: random.Random) -> bool:
    """Start a build and kill it once it has begun a generation; False where it was done before."""
    before = _names(engine)
    rebuild = stage.fork(manage, "search_index", "rebuild", "--engine", engine.name, "--json")
    wait_until(lambda: rebuild.poll() is not None or bool(_names(engine) - before), STARTED_WITHIN, "the build begins")
    time.sleep(chance.random() * 0.5)
    was_at_work = rebuild.poll() is None
    stage.kill(rebuild)
    return was_at_work


def _names(engine: Engine) -> set[str]:
    try:
        return {one.name for one in engine.generations()}
    except EngineDownError:  # One of them is coming up just now.
        return set()
