"""F7. A follower is stopped for longer than Elasticsearch remembers deleted rows, another takes over, and the first wakes up."""

import random
import signal
import threading
import time

from cms.published import log
from search.engines.chosen import chosen
from search.engines.protocol import Engine

from .comparison import behind, index_and_log
from .nodes import ask
from .stage import DRAINED_WITHIN, STARTED_WITHIN, ShortfallError, Stage, wait_until
from .writer import write

REMEMBERED = 1
"""Seconds that deleted rows are remembered here (`index.gc_deletes`; 60 as a rule), so that sleep need not be long."""

ASLEEP = 4.0


class Watcher(threading.Thread):
    """Looks at the checkpoint without a pause; `back` holds the steps it made backwards."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(daemon=True)
        self._engine, self._is_stopped = engine, threading.Event()
        self.looks, self.back = 0, list[tuple[int, int]]()

    def run(self) -> None:
        last = 0
        while not self._is_stopped.wait(0.02):
            checkpoint = self._engine.health().checkpoint
            if checkpoint is None:
                continue
            self.looks += 1
            if checkpoint < last:
                self.back.append((last, checkpoint))
            last = checkpoint

    def stop(self) -> None:
        self._is_stopped.set()
        self.join()


def run(stage: Stage) -> str:
    """Do it. Returns the figures; raises ShortfallError."""
    engine, chance = chosen("elasticsearch"), random.Random(7)  # noqa: S311  moments, not secrets
    stage.rebuild(engine.name)
    ask("PUT", f"/{engine.health().generation}/_settings", {"index.gc_deletes": f"{REMEMBERED}s"})
    first = stage.follower(engine.name)
    writer, began = stage.fork(write), engine.health().checkpoint
    wait_until(lambda: engine.health().checkpoint != began, STARTED_WITHIN, "the first follower follows")
    watcher = Watcher(chosen("elasticsearch"))
    watcher.start()
    for turn in range(stage.extent.repeats):
        time.sleep(chance.random())
        first.send_signal(signal.SIGSTOP)
        # As on another machine: followers of one hold a lock in its folder, and the second would not start.
        second, began = stage.follower(engine.name, TOPICHUB_VAR=str(stage.folder / f"elsewhere-{turn}")), log.head()
        wait_until(
            lambda began=began: (engine.health().checkpoint or 0) > began, STARTED_WITHIN, "the second follower follows"
        )
        time.sleep(ASLEEP)
        first.send_signal(signal.SIGCONT)
        time.sleep(1)
        stage.stop(second)
    stage.stop(writer)
    wait_until(lambda: behind(engine) == 0, DRAINED_WITHIN, "the index is level with the log")
    watcher.stop()
    stage.stop_all()
    found = index_and_log(engine)
    engine.close()
    found.require_none()
    if watcher.back:
        message = f"the checkpoint went back: {watcher.back}"
        raise ShortfallError(message)
    return f"{stage.extent.repeats} times, {found}, the checkpoint grew in all of {watcher.looks:,} looks"
