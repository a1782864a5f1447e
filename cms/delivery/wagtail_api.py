"""Wagtail's own API v2, for tools that speak it: of pages and pictures, those that the log says are public.

Wagtail itself looks at `live` alone, and so would tell of pages that have expired, or stand below one that was unpublished.
What it would answer with a 500 is refused before it gets there.
"""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import include, path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.published import log, pictures

from .problems import FieldError, invalid, respond

View = Callable[..., HttpResponseBase]
LONGEST = 1000
_GIANT = re.compile(r"(?<!\d)\d{19,}(?!\d)")
"""More digits than a 64-bit number has: databases overflow on them."""


class PublicPages(PagesAPIViewSet):
    def get_base_queryset(self) -> Any:
        return log.public_of(super().get_base_queryset())


class PublicPictures(ImagesAPIViewSet):
    def get_queryset(self) -> Any:
        return pictures.shown(super().get_queryset())


def wagtail_api_urls() -> list[Any]:
    router = WagtailAPIRouter("wagtailapi")
    router.register_endpoint("pages", PublicPages)
    router.register_endpoint("images", PublicPictures)
    router.register_endpoint("documents", DocumentsAPIViewSet)
    patterns, app_name, namespace = router.urls
    return [path("", include((decorate_urlpatterns(patterns, _guarded), app_name), namespace=namespace))]


def _guarded(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        values = [("query", name, value) for name, values in request.GET.lists() for value in (name, *values)]
        faults = [*_faults([*values, ("path", "path", request.path)])]
        return respond(request, invalid(*faults)) if faults else view(request, *args, **kwargs)

    return guarded


def _faults(values: Iterable[tuple[Any, str, str]]) -> Iterable[FieldError]:
    for location, name, value in values:
        fault = _fault(value)
        if fault:
            yield FieldError(location=location, field=name.replace("\x00", "")[:60], message=fault[0], mend=fault[1])


def _fault(value: str) -> tuple[str, str] | None:
    if "\x00" in value:
        return "holds a NUL character (%00).", "Take it out: no text has one."
    if len(value) > LONGEST:
        return f"has {len(value)} characters.", f"Shorten it to {LONGEST} characters."
    if _GIANT.search(value):
        return "holds a number of more than 18 digits.", "Give a smaller number."
    return None
