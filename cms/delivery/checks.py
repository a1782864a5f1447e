"""Caches that cannot be told what to forget, found at start-up rather than by a reader of what is gone."""

from django.core.checks import CheckMessage, Error, register
from wagtail.contrib.frontend_cache.utils import InvalidFrontendCacheBackendError, get_backends

from .purging import TagBackend


def register_all() -> None:
    register(check_caches, "topichub_delivery")


def check_caches(**_: object) -> list[CheckMessage]:
    try:
        backends = get_backends()
    except (InvalidFrontendCacheBackendError, KeyError) as error:
        return [
            Error(
                f"WAGTAILFRONTENDCACHE cannot be read: {error}.",
                hint="Each cache needs its BACKEND, the path of a class, and what that asks for, such as LOCATION.",
                id="delivery.E001",
            )
        ]
    return [
        Error(
            f"The cache “{name}” of WAGTAILFRONTENDCACHE is told by address: {type(backend).__name__} knows no tags.",
            hint="A change must take away all that shows it, wherever it is. Use cms.delivery.purging.VarnishBackend, or a "
            "subclass of TagBackend there for another cache.",
            id="delivery.E002",
        )
        for name, backend in backends.items()
        if not isinstance(backend, TagBackend)
    ]
