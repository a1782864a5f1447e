"""What a request may say: the parameters that endpoints share, and the rule that anything else is refused, not ignored."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from ninja.operation import Operation
from ninja.params.models import Path
from pydantic import BaseModel, Field

from cms.published.sites import Scope, scope_of
from search.api import WITHOUT_NUL

from .problems import FieldError, invalid
from .values import nearest

DEFAULT_LIMIT = 20
MOST = 100
DEEPEST = 9_900
"""Of `offset`, so that no list is read beyond its ten-thousandth item, where search engines end: who needs more follows
`/changes`, which does not count its way forward."""

LONGEST_SLUG = 255
LARGEST_ID = 2**63 - 1

Run = Callable[..., HttpResponseBase]
Slug = Annotated[
    str, Path(..., max_length=LONGEST_SLUG, pattern=WITHOUT_NUL, description="The last part of the page's path.")
]


class SiteParameter(BaseModel):
    site: Annotated[
        str | None,
        Field(
            max_length=255,
            pattern=WITHOUT_NUL,
            description="Host name of a site, such as `example.org`. Left out: the site of the host you ask.",
        ),
    ] = None

    def scope(self, request: HttpRequest) -> Scope:
        return scope_of(request, site=self.site)


class ScopeParameters(SiteParameter):
    locale: Annotated[
        str | None, Field(max_length=100, description="Language, such as `en`. Left out: that of the site.")
    ] = None

    def scope(self, request: HttpRequest) -> Scope:
        return scope_of(request, site=self.site, locale=self.locale)


class ListParameters(ScopeParameters):
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many items at most.")] = DEFAULT_LIMIT
    offset: Annotated[int, Field(ge=0, le=DEEPEST, description="How many items to pass over.")] = 0


def strict(run: Run) -> Run:
    """Decorates an operation: unknown and repeated parameters and NUL characters are refused before anything is read."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]  a bound method: Operation.run
    known = [name for model in operation.models if model.__ninja_param_source__ == "query" for name in _names(model)]
    lists = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in getattr(model, "__ninja_collection_fields__", [])
    }

    def checked(request: HttpRequest, **path: Any) -> HttpResponseBase:
        faults = [*_query_faults(request, known, lists), *_path_faults(path)]
        return operation.api.on_exception(request, invalid(*faults)) if faults else run(request, **path)

    return checked


def _names(model: Any) -> Iterable[str]:
    return model.__ninja_flatten_map__


def _query_faults(request: HttpRequest, known: list[str], lists: set[str]) -> Iterable[FieldError]:
    for name, values in request.GET.lists():
        shown = name[:60]
        if name not in known:
            yield FieldError(location="query", field=shown, message="unknown parameter.", mend=_nearest(name, known))
        elif len(values) > 1 and name not in lists:
            yield FieldError(location="query", field=shown, message=f"given {len(values)} times.", mend="Give it once.")
        elif any("\x00" in value for value in values):
            yield _nul("query", shown)


def _path_faults(path: dict[str, Any]) -> Iterable[FieldError]:
    for name, value in path.items():
        if "\x00" in str(value):
            yield _nul("path", name)


def _nul(location: Any, field: str) -> FieldError:
    return FieldError(
        location=location, field=field, message="holds a NUL character (%00).", mend="Take it out: no text has one."
    )


def _nearest(name: str, known: list[str]) -> str:
    if not known:
        return "Leave it out: this endpoint has no parameters."
    return nearest(name, known) or f"Leave it out. Known here: {', '.join(sorted(known))}."
