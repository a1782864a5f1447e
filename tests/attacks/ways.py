"""The ways in which something stops being public, as editors do it in the admin, or as time does it."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.content.models import ArticleIndexPage, TopicIndexPage
from cms.published.schedule import publish_due
from tests import factories as make

from .planted import PlantedSite, fresh

Way = Callable[[Client, PlantedSite], set[str]]
"""Takes something from the public; returns the canaries that are to be gone."""


def press(editor: Client, address: str, **form: Any) -> None:
    """Send a form of the admin that leads on when all is well, or closes its dialogue."""
    answer = editor.post(f"/admin/{address}/", form)
    assert answer.status_code == 302 or b'"step": "set_privacy_done"' in answer.content, answer.content[:500]


def unpublish(editor: Client, site: PlantedSite) -> set[str]:
    return _each(site.gone, site, lambda page: press(editor, f"pages/{page.pk}/unpublish"))


def unpublish_sections(editor: Client, site: PlantedSite) -> set[str]:
    """The pages below stay live, as Wagtail has it."""
    return _each(site.sections, site, lambda page: press(editor, f"pages/{page.pk}/unpublish"))


def delete(editor: Client, site: PlantedSite) -> set[str]:
    return _each(site.gone, site, lambda page: press(editor, f"pages/{page.pk}/delete"))


def delete_sections(editor: Client, site: PlantedSite) -> set[str]:
    return _each(site.sections, site, lambda page: press(editor, f"pages/{page.pk}/delete"))


def expire(editor: Client, site: PlantedSite) -> set[str]:
    return _each(site.gone, site, _expire)


def expire_sections(editor: Client, site: PlantedSite) -> set[str]:
    return _each(site.sections, site, _expire)


def make_private(kind: str, editor: Client, site: PlantedSite) -> set[str]:
    """A section, for readers who log in, who know a password, or who are in a group."""
    return _each(site.sections, site, lambda page: _restrict(editor, f"pages/{page.pk}", kind))


def make_page_private(editor: Client, site: PlantedSite) -> set[str]:
    return _each(site.gone, site, lambda page: _restrict(editor, f"pages/{page.pk}", "login"))


def move_below_private(editor: Client, site: PlantedSite) -> set[str]:
    places = _elsewhere(site)
    for place in places.values():
        _restrict(editor, f"pages/{place.pk}", "login")
    return _move(editor, site, places)


def move_below_unpublished(editor: Client, site: PlantedSite) -> set[str]:
    places = _elsewhere(site)
    for place in places.values():
        make.unpublish(place)
    return _move(editor, site, places)


def change_slug(editor: Client, site: PlantedSite) -> set[str]:
    """The page stays public at another address; the old one is told nowhere."""
    for page in site.gone:
        changed = fresh(page)
        changed.slug = f"new-{changed.specific_class.__name__.lower()}"
        make.publish(changed)
    return {word for word in site.canaries.of("topic", "article") if site.canaries.place[word].endswith(": slug")}


def close_collection(editor: Client, site: PlantedSite) -> set[str]:
    """Pictures vanish with all that is said of them, files with their titles; the pages stay."""
    _restrict(editor, f"collections/{site.collection.pk}", "login")
    texts = ("title and file", ": description", ".alt_text")
    shown = {word for word, place in site.canaries.place.items() if place.endswith(texts)}
    return shown | site.canaries.of("file")


def _each(pages: Iterable[Any], site: PlantedSite, take: Callable[[Any], object]) -> set[str]:
    """Take all of `pages`; gone is what they say, and what those below them say."""
    for page in pages:
        take(page)
    owners = ["topic", "article", *(["section", "shelf"] if pages is site.sections else [])]
    return site.canaries.of(*owners)


def _expire(page: Page) -> None:
    """Its time runs out, and the follower looks whether anything has."""
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert publish_due()


def _restrict(editor: Client, thing: str, kind: str) -> None:
    group, _ = Group.objects.get_or_create(name="Insiders")
    further = {"password": {"password": "open sesame"}, "groups": {"groups": [group.pk]}}.get(kind, {})
    press(editor, f"{thing}/privacy", restriction_type=kind, **further)


def _elsewhere(site: PlantedSite) -> dict[int, Page]:
    """By the page that goes there: a place that readers do not see yet, without canaries."""
    topics = make.add(site.home, TopicIndexPage(title="Topics elsewhere"))
    articles = make.add(site.home, ArticleIndexPage(title="Articles elsewhere"))
    return {site.topic.pk: topics, site.article.pk: articles}


def _move(editor: Client, site: PlantedSite, places: dict[int, Page]) -> set[str]:
    return _each(site.gone, site, lambda page: press(editor, f"pages/{page.pk}/move/{places[page.pk].pk}/confirm"))


WAYS: dict[str, Way] = {
    "unpublish": unpublish,
    "unpublish sections": unpublish_sections,
    "delete": delete,
    "delete sections": delete_sections,
    "expire": expire,
    "expire sections": expire_sections,
    **{f"make sections private: {kind}": partial(make_private, kind) for kind in ("login", "password", "groups")},
    "make the pages private": make_page_private,
    "move below private": move_below_private,
    "move below unpublished": move_below_unpublished,
    "change slug": change_slug,
    "close a collection": close_collection,
}
ALIAS_WAYS = {
    name: WAYS[name]
    for name in (
        "unpublish",
        "expire",
        "delete",
        "make the pages private",
        "make sections private: login",
        "move below private",
    )
}
"""Ways in which the aliases of pages go with their sources."""
