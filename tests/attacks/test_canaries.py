"""However a page stops being public, nothing of it is told any more: not a word of any of its fields, anywhere.

The log's own surfaces must not tell it from the next request on, search from the next look of the follower on.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cms.content.models import ArticlePage, TopicPage
from cms.delivery import frame, lists, lookup, pictures, wagtail_api
from cms.published import direct, log
from search.engines.protocol import Engine
from search.follower import Follower
from tests import factories as make

from .planted import PlantedSite, fresh
from .surfaces import API, Surfaces, leaks, remembered
from .ways import ALIAS_WAYS, WAYS, Way, unpublish

pytestmark = pytest.mark.django_db

BOTH_DATABASES = ("unpublish", "make sections private: groups", "move below private", "close a collection")
ON_ELASTICSEARCH = ("unpublish", "make sections private: login", "change slug", "close a collection")
"""What the index has to do is the same for all ways: drop a document, keep it at another address, write it anew."""

IN_EVERY_RUN = {*BOTH_DATABASES, "expire", "delete sections", "change slug"}
"""One of each kind; the others differ from these by who it is that may still see the page, or by how many go at once."""


def each(ways: dict[str, Way]) -> list[Any]:
    return [pytest.param(way, id=name, marks=marks(name)) for name, way in ways.items()]


def marks(name: str) -> list[pytest.MarkDecorator]:
    if name not in IN_EVERY_RUN:
        return [pytest.mark.exhaustive]
    return [pytest.mark.databases] if name in BOTH_DATABASES else []


@pytest.mark.parametrize("way", each(WAYS))
def test_no_canary_is_left(way: Way, planted: PlantedSite, editor: Client, own_index: Engine) -> None:
    take_away(way, planted, editor, own_index)


@pytest.mark.parametrize("way", each(ALIAS_WAYS))
def test_an_alias_goes_with_its_source(way: Way, editor: Client, own_index: Engine) -> None:
    take_away(way, PlantedSite(aliases=True), editor, own_index)


@pytest.mark.parametrize("engine_name", ["elasticsearch"])
@pytest.mark.parametrize("way", [pytest.param(WAYS[name], id=name, marks=marks(name)) for name in ON_ELASTICSEARCH])
def test_no_canary_is_left_on_elasticsearch(way: Way, planted: PlantedSite, editor: Client, own_index: Engine) -> None:
    take_away(way, planted, editor, own_index)


def take_away(way: Way, site: PlantedSite, editor: Client, engine: Engine) -> None:
    catch_up(engine)
    surfaces = Surfaces(site)
    assert blind_spots(site, surfaces) == []

    gone = way(editor, site)

    assert leaks(surfaces.look(surfaces.database()), gone, site) == []
    catch_up(engine)
    assert leaks(surfaces.look(), gone, site) == []
    assert remembered(surfaces, gone) == []


def catch_up(engine: Engine) -> None:
    """What the follower does the next time it looks."""
    follower = Follower(engine)
    follower.round()  # Builds the index where there is none.
    follower.round()
    engine.close()


def blind_spots(site: PlantedSite, surfaces: Surfaces) -> list[str]:
    """Canaries that no surface shows while all is public: a test would never miss these.

    A picture's own description is behind that of the block it stands in, and a photo has none beside a name.
    """
    shown = {canary for seen in surfaces.before.values() for canary in seen.canaries}
    return [
        place
        for place in site.canaries.places(site.canaries.place.keys() - shown)
        if not re.search(r"(image\.image|photo): description", place)
    ]


# What is not public yet


def test_what_editors_prepare_is_told_nowhere(planted: PlantedSite, own_index: Engine) -> None:
    """Changes of a live page, a page never published, one that is to go live later, pictures for them."""
    canaries = planted.canaries
    drafts = [*planted.sections, ArticlePage(), TopicPage()]
    for number, page in enumerate([fresh(planted.naps), fresh(planted.sleep)]):
        changed = type(page)(pk=page.pk, path=page.path, depth=page.depth, slug=page.slug, locale=page.locale)
        canaries.write(changed, f"draft {number}")
        for field in ("title", "seo_title", "search_description", "body"):
            setattr(page, field, getattr(changed, field))
        page.image = canaries.picture(f"draft {number}")
        with log.recording():
            page.save_revision()
    for parent, page in zip(reversed(planted.sections), drafts[2:], strict=True):
        page.image = canaries.picture("draft: hero")
        canaries.write(page, "draft")
        canaries.write_rows(page, "draft", person=canaries.person("draft"), target=planted.sleep)
        page.go_live_at = timezone.now() + timedelta(days=1)
        made = make.add(parent, page, live=False)
        with log.recording():
            made.save_revision().publish()
        planted.pages.append(made)
    waiting = {canary for canary, place in canaries.place.items() if place.startswith("draft")}
    assert len(waiting) > 100

    catch_up(own_index)
    assert leaks(Surfaces(planted).before, waiting, planted) == []


# The check itself


def test_a_leak_in_any_one_surface_is_caught(
    planted: PlantedSite, editor: Client, own_index: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seeded: each of these goes on telling what it once read, and the follower does not look again."""
    seeded: list[tuple[Any, str, str]] = [
        (direct, "by_id", f"{API}/documents/"),
        (direct, "by_slug", f"{API}/topics/{planted.topic.slug}"),
        (direct, "by_path", planted.topic.url),
        (lists, "listed", f"{API}/topics?limit=1&offset=1"),
        (log, "teasers", f"{API}/articles/naps-in-the-afternoon/related"),
        (lookup, "destination", f"{API}/lookup"),
        (lists, "addresses", f"{API}/sitemap"),
        (frame, "entries", f"{API}/navigation"),
        (pictures, "is_shown", "/pictures/"),
        (pictures, "is_shown_file", "/media/"),
    ]
    for module, name, _ in seeded:
        monkeypatch.setattr(module, name, once(getattr(module, name)))
    monkeypatch.setattr(wagtail_api.PublicPages, "get_base_queryset", lambda _: Page.objects.all())
    catch_up(own_index)
    surfaces = Surfaces(planted)

    gone = unpublish(editor, planted)

    caught = [leak.split(" ")[1] for leak in leaks(surfaces.look(), gone, planted)]
    beginnings = [*(beginning for _, _, beginning in seeded), f"{API}/search", f"{API}/suggest", "/search/", "/api/v2/"]
    assert [one for one in beginnings if not any(address.startswith(one) for address in caught)] == []
    assert f"{API}/documents/{planted.topic.pk}" in remembered(surfaces, gone)


def once(read: Callable[..., Any]) -> Callable[..., Any]:
    """`read`, but each question is answered as it was the first time."""
    answers: dict[str, Any] = {}

    def remembering(*args: Any, **options: Any) -> Any:
        asked = repr((args, options))
        if asked not in answers:
            answers[asked] = read(*args, **options)
        return answers[asked]

    return remembering
