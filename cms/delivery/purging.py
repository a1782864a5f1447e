"""Tells shared caches what to forget: the tags that the log has noted, by the backends of `WAGTAILFRONTENDCACHE`."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from http.client import HTTPException
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request, urlopen

from django.db.models.signals import post_delete, post_save
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.contrib.frontend_cache.utils import get_backends
from wagtail.contrib.redirects.models import Redirect

from cms.published import purges
from search.chores import Chore, register

logger = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds between two looks for what caches must forget. A reader who asks sooner may get what was right a moment ago."""

AT_ONCE = 200
"""Tags told in one request: as a header of some 3 kB, which every cache takes."""

MOST = 5_000
"""Tags waiting, such as after a cache was away for long, from which on it is told to forget everything instead."""

ANSWERS_WITHIN = 5.0
"""Seconds."""

REDIRECTS = "list-redirects"


class TagBackend(BaseBackend, ABC):
    """A backend that can make a cache forget by tag. Wagtail's own know addresses alone, and no page knows all of its own:
    the same document is at five, and in lists without number.
    """

    @abstractmethod
    def purge_tags(self, tags: Iterable[str]) -> None:
        """Forget what carries any of `tags`; of `purges.EVERYTHING`, all. Raises OSError or HTTPException."""


class VarnishBackend(TagBackend):
    """Varnish with the configuration of `docs/varnish.vcl`, at `LOCATION`: a request BAN with the tags in a header."""

    def __init__(self, params: dict[str, str]) -> None:
        super().__init__(params)
        place = urlsplit(params["LOCATION"])
        self._url = urlunsplit((place.scheme, place.netloc, "/", "", ""))

    def purge_tags(self, tags: Iterable[str]) -> None:
        wanted = sorted(tags)
        pattern = ".+" if purges.EVERYTHING in wanted else "|".join(wanted)
        request = Request(self._url, method="BAN", headers={"Ban-Tags": pattern})  # noqa: S310  the operator's own address
        with urlopen(request, timeout=ANSWERS_WITHIN):  # noqa: S310  as above
            pass


def tell(go_on: Callable[[], None]) -> None:
    """Tell every cache what waits. What one of them did not take waits on, and all are told it again: forgetting twice is
    no harm.
    """
    backends = get_backends()
    while waiting := purges.waiting(MOST):
        go_on()
        some = waiting if len(waiting) == MOST else waiting[:AT_ONCE]
        tags = {purges.EVERYTHING} if len(waiting) == MOST else {tag for _, tag in some}
        for name, backend in backends.items():
            try:
                backend.purge_tags(tags)
            except (OSError, HTTPException) as error:
                logger.warning("The cache “%s” was not told what to forget, trying again: %s", name, error)
                return
        purges.told(id_ for id_, _ in some)


def redirect_changed(**_: object) -> None:
    purges.note([REDIRECTS])


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(redirect_changed, sender=Redirect, dispatch_uid="delivery_redirect_changed")
    register(Chore("Telling caches", EVERY, tell))
