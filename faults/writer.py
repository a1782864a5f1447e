"""Changes the site's pages until it is stopped: titles, and what is public.

python -m faults.writer [--pause SECONDS] [--rollbacks SHARE] [--seed NUMBER]
"""

import argparse
import contextlib
import random
import signal
import time

AT_ONCE = 40
"""Pages changed in one transaction: as a bulk action in the admin does."""


class RolledBackError(Exception):
    """Ends a transaction as any error of a program does."""


def change(pages: list[int], chance: random.Random, rollbacks: float) -> None:
    """Give some pages another title; take a quarter of them away, bring the others back. Raises RolledBackError now and then."""
    from cms.content.models import ArticlePage  # noqa: PLC0415  with the project's settings
    from cms.published import log  # noqa: PLC0415

    some = sorted(
        chance.sample(pages, min(AT_ONCE, len(pages)))
    )  # In one order: two writers do not wait for each other.
    with log.recording():
        for page_id in some:
            title = f"Changed {chance.randrange(1_000_000)} of {page_id}"
            ArticlePage.objects.filter(pk=page_id).update(title=title, live=chance.random() > 1 / 4)
        log.refresh(some)
        if chance.random() < rollbacks:
            raise RolledBackError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--rollbacks", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    import django  # noqa: PLC0415  settings first

    django.setup()
    from cms.content.models import ArticlePage  # noqa: PLC0415

    is_stopped = False

    def stop(*_: object) -> None:
        nonlocal is_stopped
        is_stopped = True

    signal.signal(signal.SIGTERM, stop)
    pages = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    chance = random.Random(options.seed)  # noqa: S311  changes, not secrets
    while not is_stopped:
        with contextlib.suppress(RolledBackError):
            change(pages, chance, options.rollbacks)
        time.sleep(options.pause)


if __name__ == "__main__":
    main()
