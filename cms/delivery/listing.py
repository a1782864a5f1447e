"""The pages that list topics and articles, by title, a page at a time."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest
from pydantic import TypeAdapter

from cms.published.listing import Wanted, listed
from cms.published.schema.base import ORIGIN
from cms.published.schema.documents import Document
from cms.published.schema.teasers import Teaser
from cms.published.sites import Scope

ON_A_PAGE = 48
LONGEST_NUMBER = 6
LISTED_BY_INDEX = {"topic_index": "topic", "article_index": "article"}
_teasers: TypeAdapter[list[Teaser]] = TypeAdapter(list[Teaser])


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many. `query` is what the address of every page has besides, ending in “&”; or empty."""

    number: int
    last: int
    query: str = ""

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def following(self) -> int:
        return self.number + 1 if self.number < self.last else 0


def page_number(text: str) -> int | None:
    """The page asked for: 1 where nothing is asked; None for what is no number of a page."""
    if not text:
        return 1
    if len(text) > LONGEST_NUMBER or not (text.isascii() and text.isdigit()):
        return None
    return int(text) or None


def listed_pages(request: HttpRequest, scope: Scope, document: Document) -> dict[str, Any]:
    """What an index page adds to its document; nothing for other pages. Raises Http404 beyond the last page."""
    type_ = LISTED_BY_INDEX.get(document.type)
    if type_ is None:
        return {}
    number = page_number(request.GET.get("page", ""))
    if number is None:
        message = "The page of a list is a whole number from 1."
        raise Http404(message)
    wanted = Wanted(type_, scope.site_id, document.locale)
    found = listed(wanted, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE, content="teaser")
    if not found.items and number > 1:
        message = f"The list ends before page {number}."
        raise Http404(message)
    items = b",".join(item.content for item in found.items).replace(ORIGIN.encode(), b"")
    teasers = _teasers.validate_json(b"[" + items + b"]")
    return {
        "total": found.total,
        "groups": [(letter, list(group)) for letter, group in groupby(teasers, key=_letter)],
        "paging": Paging(number, -(-found.total // ON_A_PAGE)),
    }


def _letter(item: Teaser) -> str:
    first = item.title.lstrip("“‘\"'(")[:1].upper()
    return first if first.isalpha() else "0–9"
