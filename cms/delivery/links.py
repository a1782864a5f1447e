"""The header Link (RFC 8288): where the other pages of a list are."""

from collections.abc import Mapping

from django.http import HttpRequest, QueryDict

from .parameters import DEEPEST


def linked(request: HttpRequest, pages: Mapping[str, Mapping[str, int | str]]) -> str:
    """The header, from what each relation's query says of the place (`limit`, `offset` or `cursor`), the rest being as asked."""
    return ", ".join(f'<{_address(request, place)}>; rel="{rel}"' for rel, place in pages.items())


def counted(limit: int, offset: int, total: int, deepest: int = DEEPEST) -> dict[str, Mapping[str, int | str]]:
    """The pages around one of a list that is read by offset, none of which lies beyond `deepest`."""
    last = max(0, (total - 1) // limit * limit)
    offsets = {"first": 0, "last": last}
    if offset > 0:
        offsets["prev"] = min(max(0, offset - limit), last)
    if offset + limit < total:
        offsets["next"] = offset + limit
    return {rel: {"limit": limit, "offset": place} for rel, place in offsets.items() if place <= deepest}


def _address(request: HttpRequest, place: Mapping[str, int | str]) -> str:
    query = QueryDict(request.GET.urlencode(), mutable=True)
    for name in ("limit", "offset", "cursor"):
        query.pop(name, None)
    for name, value in place.items():
        query[name] = str(value)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
