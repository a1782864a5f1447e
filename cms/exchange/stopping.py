"""Being asked to stop, by Ctrl-C, by a supervisor or by a terminal that closes."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class StoppedError(Exception):
    """`number` is the signal's; a program that ends because of it answers 128 more."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.strsignal(number))
        self.number = number


@contextmanager
def stoppable() -> Iterator[None]:
    """Leave the block as on Ctrl-C when asked to end, so that transactions are rolled back and files tidied.

    Raises `StoppedError`, whatever asked. In another thread than the main one signals never arrive, and are left alone.
    """
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    heard = numbers if threading.current_thread() is threading.main_thread() else ()
    # What is ignored stays so: `nohup` means that a closed terminal does not count. But Ctrl-C is heard always: a shell
    # without job control has its background jobs ignore it, so that even a supervisor's SIGINT would do nothing.
    replaced = {
        number: old
        for number in heard
        if (old := signal.getsignal(number)) is not signal.SIG_IGN or number == signal.SIGINT
    }
    for number in replaced:
        signal.signal(number, _interrupt)
    try:
        yield
    except KeyboardInterrupt as asked:
        raise StoppedError(*asked.args or (signal.SIGINT,)) from asked
    finally:
        for number, old in replaced.items():
            signal.signal(number, old)


def _interrupt(number: int, _: FrameType | None) -> None:
    # Nothing catches this but who means to: an error could be taken for one of the database or of a file.
    raise KeyboardInterrupt(number)
