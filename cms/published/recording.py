"""Recording: the outermost transaction around everything that writes pages."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial, wraps

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from . import marks
from .refresh import refresh, refresh_tree

View = Callable[..., HttpResponse]
_READING = {"GET", "HEAD", "OPTIONS", "TRACE"}


@dataclass(slots=True)
class _Looked:
    """What must be looked at when the recording ends. Dictionaries: each once, in the order it came up."""

    pages: dict[int, None] = field(default_factory=dict)
    trees: dict[int, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)


_open: ContextVar[_Looked | None] = ContextVar("open_recording", default=None)


@contextmanager
def recording() -> Iterator[None]:
    """One transaction: what is written to pages inside, and what the log then says of them, or neither.

    Inside another recording it is a part of that one. The log is written on leaving, so that the head is locked for
    as short as can be.
    """
    if _open.get() is not None:
        yield
        return
    with transaction.atomic():
        looked = _Looked()
        token = _open.set(looked)
        try:
            yield
        finally:
            _open.reset(token)
        _settle(looked)


def recorded(view: View) -> View:
    """`view`, with every request that may write recorded. Reading requests take no write lock."""

    @wraps(view)
    def in_recording(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method in _READING:
            return view(request, *args, **kwargs)
        with recording():
            return view(request, *args, **kwargs)

    return in_recording


def look_at_page(page_id: int) -> None:
    """Say that a page may have changed. Outside a recording the mark is stored with the change itself, in whatever
    transaction that is, and settled after its commit; if the process dies between, the follower settles it.
    """
    if looked := _open.get():
        looked.pages[page_id] = None
        return
    with transaction.atomic():
        marks.mark_pages(marks.lock_head(), [page_id])
        transaction.on_commit(partial(refresh, [page_id]))


def look_at_tree(page: Page) -> None:
    """Say that who may see a page and all below it may have changed."""
    if looked := _open.get():
        looked.trees[page.pk] = None
        return
    refresh_tree(page)


def look_at_tag(tag: str) -> None:
    """Say that something that documents embed has changed."""
    if looked := _open.get():
        looked.tags[tag] = None
        return
    with transaction.atomic():
        marks.mark_tags(marks.lock_head(), [tag])


def forget(page_ids: Iterable[int]) -> None:
    """Drop pages from the open recording, for a writer that has refreshed them itself, in batches."""
    if looked := _open.get():
        for page_id in page_ids:
            looked.pages.pop(page_id, None)


def _settle(looked: _Looked) -> None:
    refresh(looked.pages)
    for page in Page.objects.filter(pk__in=looked.trees):
        refresh_tree(page)
    if looked.tags:
        marks.mark_tags(marks.lock_head(), looked.tags)
