"""What people and programs do to pages, through Wagtail, and what the model then holds."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, Literal
from unittest import mock

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageViewRestriction

from cms.content.models import ArticlePage, TopicPage
from cms.published import log, schedule
from home.models import HomePage
from tests.search.machine.model import ARTICLE, HOME, SECTION, TOPIC, Model, Written

Way = Literal["admin", "program", "undone", "dies"]
"""How a change is written: recorded as in the admin; by a program that knows nothing of recordings; recorded and rolled back;
by a process that dies when its transaction has been committed.
"""

WAYS: tuple[Way, ...] = ("admin", "program", "undone", "dies")


class ChangedMindError(Exception):
    """Rolls a transaction back."""


class Editor:
    """`is_settled` False: a process died between its commit and what it does after it, which the follower has to do."""

    def __init__(self) -> None:
        home = HomePage.objects.get()
        self.model = Model(home.pk)
        self.is_settled = True
        kinds = {HomePage: HOME, TopicPage: TOPIC, ArticlePage: ARTICLE}
        for base in Page.objects.filter(depth__gt=1).order_by("path"):
            page: Any = base.specific
            above = page.get_parent().pk if page.depth > 2 else None
            kind = kinds.get(type(page), SECTION)
            about = page.primary_topic_id if kind == ARTICLE else None
            self.model.pages[page.pk] = Written(page.pk, kind, page.title, page.slug, above, topic=about)

    def publish(self, way: Way, kind: str, title: str, slug: str, section: Written, topic: Written | None) -> None:
        if not self.model.is_free(slug, section.id):
            return
        page: Any = TopicPage(title=title, slug=slug, definition="What it is.")
        if kind == ARTICLE:
            page = ArticlePage(title=title, slug=slug, primary_topic_id=topic and topic.id)

        def write() -> None:
            Page.objects.get(pk=section.id).add_child(instance=page)
            page.save_revision().publish()

        def note() -> None:
            about = page.primary_topic_id if kind == ARTICLE else None
            self.model.pages[page.pk] = Written(page.pk, kind, title, slug, section.id, topic=about)

        self._do(way, write, note)

    def edit(self, way: Way, page: Written, title: str, slug: str | None = None) -> None:
        """Publish it with another title and, where given, another slug. What was unpublished is public again."""
        slug = slug or page.slug
        if not self.model.is_free(slug, page.above, but=page.id):
            return

        def write() -> None:
            specific = _specific(page)
            specific.title, specific.slug, specific.expire_at = title, slug, None
            specific.save_revision().publish()

        def note() -> None:
            page.title, page.slug, page.live = title, slug, True

        self._do(way, write, note)

    def draft(self, page: Written, title: str) -> None:
        """Save what nobody but editors may see."""
        specific = _specific(page)
        specific.title = title
        self._do("admin", specific.save_revision, lambda: None)

    def unpublish(self, way: Way, page: Written, *, with_all_below: bool = False) -> None:
        def note() -> None:
            for one in self.model.below(page.id) if with_all_below else [page]:
                one.live = False

        # Wagtail asks what this user may do with each page below, also where it is told to skip such checks.
        anybody = get_user_model().objects.get(is_superuser=True)
        unpublishing = UnpublishPageAction(_specific(page), user=anybody, include_descendants=with_all_below)
        self._do(way, lambda: unpublishing.execute(skip_permission_checks=True), note)

    def expire(self, way: Way, page: Written) -> None:
        if not page.live:
            return

        def write() -> None:
            Page.objects.filter(pk=page.id).update(expire_at=timezone.now() - timedelta(seconds=1))
            schedule.publish_due()

        def note() -> None:
            page.live = False

        self._do(way, write, note)

    def move(self, way: Way, page: Written, to: Written | None) -> None:
        """Move it below another page; None: out of the site."""
        above = to.id if to else None
        if page.above == above or not self.model.is_free(page.slug, above):
            return

        def write() -> None:
            target = Page.objects.get(pk=above) if above else Page.get_first_root_node()
            Page.objects.get(pk=page.id).move(target, pos="last-child")

        def note() -> None:
            page.above = above

        self._do(way, write, note)

    def hide(self, way: Way, page: Written) -> None:
        def write() -> None:
            PageViewRestriction.objects.create(page=_specific(page), restriction_type="login")

        def note() -> None:
            page.private = True

        if not page.private:
            self._do(way, write, note)

    def show(self, way: Way, page: Written) -> None:
        def write() -> None:
            PageViewRestriction.objects.get(page_id=page.id).delete()

        def note() -> None:
            page.private = False

        if page.private:
            self._do(way, write, note)

    def delete(self, way: Way, page: Written) -> None:
        self._do(way, lambda: _specific(page).delete(), lambda: self.model.forget(page.id))

    def _do(self, way: Way, write: Callable[[], object], note: Callable[[], None]) -> None:
        """`note` in the model what was written, once it is committed."""
        before = log.head()
        try:
            _WRITTEN[way](write)
        except ChangedMindError:
            assert log.head() == before, "what was rolled back took a sequence"
            return
        note()
        self.is_settled = self.is_settled and way != "dies"


def _recorded(write: Callable[[], object]) -> None:
    with log.recording():
        write()


def _undone(write: Callable[[], object]) -> None:
    with log.recording():
        write()
        raise ChangedMindError


class _ProcessDiedError(Exception):
    """In place of what it would have done next."""


def _refresh_or_die(page_ids: Iterable[int]) -> int:
    if connection.in_atomic_block:
        return log.refresh(page_ids)
    raise _ProcessDiedError


def _dying(write: Callable[[], object]) -> None:
    """All of it in one transaction, and nothing of what was to come after the commit."""
    try:
        with mock.patch("cms.published.recording.refresh", _refresh_or_die), transaction.atomic():
            write()
    except _ProcessDiedError:
        return


_WRITTEN: dict[Way, Callable[[Callable[[], object]], object]] = {
    "admin": _recorded,
    "program": lambda write: write(),
    "undone": _undone,
    "dies": _dying,
}


def _specific(page: Written) -> Any:
    return Page.objects.get(pk=page.id).specific
