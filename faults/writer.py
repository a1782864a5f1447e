"""Changes the site's pages until it is stopped: titles, and what is public. Runs in a process of its own."""

import contextlib
import random
import signal
import time

from cms.content.models import ArticlePage
from cms.published import log

AT_ONCE = 40
"""Pages changed in one transaction: as a bulk action in the admin does."""


class RolledBackError(Exception):
    """Ends a transaction as any error of a program does."""


def write(pause: float = 0.0, rollbacks: float = 0.0, place: int = 0, writers: int = 1) -> None:
    """Change pages until SIGTERM, with `pause` seconds between. A share `rollbacks` of the transactions is rolled back.

    Each of several `writers`, by its `place`, has pages of its own: the rows of a page that they shared would make them
    take turns, and hide that they do not at the log.
    """
    is_stopped = False

    def stop(*_: object) -> None:
        nonlocal is_stopped
        is_stopped = True

    signal.signal(signal.SIGTERM, stop)
    pages = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))[place::writers]
    chance = random.Random(place)  # noqa: S311  changes, not secrets
    while not is_stopped:
        with contextlib.suppress(RolledBackError):
            _change(pages, chance, rollbacks)
        time.sleep(pause)


def _change(pages: list[int], chance: random.Random, rollbacks: float) -> None:
    """Give some pages another title; take a quarter of them away, bring the others back. Raises RolledBackError now and then."""
    some = chance.sample(pages, min(AT_ONCE, len(pages) // 2))
    with log.recording():
        for page_id in some:
            title = f"Changed {chance.randrange(1_000_000)} of {page_id}"
            ArticlePage.objects.filter(pk=page_id).update(title=title, live=chance.random() > 1 / 4)
        log.refresh(some)
        if chance.random() < rollbacks:
            raise RolledBackError
