"""Changes the site's pages until it is stopped: titles, and what is public. `python -m faults.writer [--pause SECONDS]`."""

import argparse
import random
import signal
import time

AT_ONCE = 40
"""Pages changed in one transaction: as a bulk action in the admin does."""


def change(pages: list[int], chance: random.Random) -> None:
    """Give some pages another title; take a quarter of them away, bring the others back."""
    from cms.content.models import ArticlePage  # noqa: PLC0415  with the project's settings
    from cms.published import log  # noqa: PLC0415

    some = chance.sample(pages, min(AT_ONCE, len(pages)))
    with log.recording():
        for page_id in some:
            title = f"Changed {chance.randrange(1_000_000)} of {page_id}"
            ArticlePage.objects.filter(pk=page_id).update(title=title, live=chance.random() > 1 / 4)
        log.refresh(some)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pause", type=float, default=0.0)
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
    chance = random.Random(7)  # noqa: S311  changes, not secrets
    while not is_stopped:
        change(pages, chance)
        time.sleep(options.pause)


if __name__ == "__main__":
    main()
