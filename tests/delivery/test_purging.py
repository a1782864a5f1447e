"""What a shared cache forgets when something changes, and that it keeps all else: asked of a real Varnish."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.content.models import Person
from cms.delivery import checks, purging
from cms.published import log, purges
from cms.published.models import WaitingPurge
from scripts.machine import free_port
from tests import factories
from tests.delivery.conftest import ROOT
from tests.delivery.varnish import Varnish, varnish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site() -> dict[str, Any]:
    """Ada reviews the hub, and wrote “By Ada”, whose teaser the hub shows. Nobody wrote “Other”, which is about the hub."""
    ada = factories.person("Ada Rowe")
    by_ada = factories.article("By Ada", authors=[ada])
    hub = factories.topic("Hub", reviewers=[ada], pinned=[by_ada])
    factories.home(show_in_menus=True)
    return {"ada": ada, "hub": hub, "by_ada": by_ada, "other": factories.article("Other", topics=[hub])}


@pytest.fixture
def cache(site: Any, live_server: LiveServer, settings: Any, tmp_path: Path) -> Iterator[Varnish]:
    with varnish(live_server.url, tmp_path) as started:
        settings.WAGTAILFRONTENDCACHE = backend(started.url)
        yield started


def backend(url: str) -> dict[str, dict[str, str]]:
    return {"varnish": {"BACKEND": "cms.delivery.purging.VarnishBackend", "LOCATION": url}}


def tell() -> None:
    purging.tell(lambda: None)


def paths(site: dict[str, Any]) -> list[str]:
    return [
        *api("/topics/hub", f"/documents/{site['hub'].pk}", "/lookup?path=/topics/hub/", "/topics/hub/articles"),
        *api("/articles/by-ada", "/articles/by-ada?include=related", "/articles/other"),
        *api("/topics", "/articles", "/articles?fields=title,authors", "/articles?order=-changed"),
        *api("/navigation", "/sitemap", "/changes"),
        *("/", "/topics/", "/articles/", "/topics/hub/", "/articles/by-ada/", "/articles/other/"),
    ]


def api(*some: str) -> list[str]:
    return [ROOT + path for path in some]


def warm(cache: Varnish, wanted: list[str]) -> None:
    """Everything is kept, and a second old."""
    for path in wanted:
        cache.get(path)
    time.sleep(1.1)
    for path in wanted:
        kept = cache.get(path)
        assert (path, kept.status, kept.is_hit) == (path, 200, True)
        assert kept.age >= 1


def fetched(cache: Varnish, wanted: list[str]) -> set[str]:
    """The paths that the cache had to ask for again; the others are as old as they were."""
    anew = set()
    for path in wanted:
        kept = cache.get(path)
        assert (path, kept.age >= 1) == (path, kept.is_hit)
        if not kept.is_hit:
            anew.add(path)
    return anew


def test_a_reviewers_new_name_is_on_exactly_the_pages_that_show_it(cache: Varnish, site: Any) -> None:
    wanted = paths(site)
    warm(cache, wanted)
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor"))
    ada = Person.objects.get()
    form = {"name": "Ada Rowe-Lindt", "credentials": "MD", "job_title": ada.job_title, "biography": ada.biography}
    answer = editor.post(f"/admin/snippets/content/person/edit/{ada.pk}/", {**form, "photo": ""})
    assert answer.status_code == 302, answer.content
    tell()
    showing = {
        *api("/topics/hub", f"/documents/{site['hub'].pk}", "/lookup?path=/topics/hub/"),
        *api("/articles/by-ada", "/articles/by-ada?include=related", "/articles?fields=title,authors"),
        "/topics/hub/",
        "/articles/by-ada/",
    }
    assert fetched(cache, wanted) == showing
    for path in showing:
        assert "Rowe-Lindt" in cache.get(path).body, path
    # The log has its news now: what tells of every change is out of date too, and nothing else.
    tell()
    assert fetched(cache, wanted) - showing == set(api("/articles?order=-changed", "/sitemap", "/changes"))
    assert purges.waiting(10) == []


def test_another_title_is_wherever_the_page_is_shown(cache: Varnish, site: Any) -> None:
    wanted = paths(site)
    warm(cache, wanted)
    site["by_ada"].title = "By Ada herself"
    factories.publish(site["by_ada"])
    tell()
    kept = set(wanted) - fetched(cache, wanted)
    assert kept == {*api("/articles/other", "/topics", "/navigation"), "/", "/topics/", "/articles/other/"}


def test_another_order_is_another_menu(cache: Varnish, site: Any) -> None:
    for title in ("First", "Second"):
        page = factories.topic(title, show_in_menus=True)
    factories.settle()
    tell()
    wanted = paths(site)
    warm(cache, wanted)
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor"))
    answer = editor.post(f"/admin/pages/{page.pk}/set_position/?position=0")
    assert answer.status_code == 200, answer.content
    tell()
    anew = fetched(cache, wanted)
    assert set(api("/navigation")) <= anew
    assert not anew & set(api("/topics/hub", "/topics", "/articles/by-ada"))
    menu = cache.get(f"{ROOT}/navigation").body
    assert menu.index("Second") < menu.index("First")


@pytest.mark.parametrize("way", ["unpublished", "private"])
def test_what_is_gone_is_gone_from_the_cache(cache: Varnish, site: Any, way: str) -> None:
    wanted = paths(site)
    warm(cache, wanted)
    if way == "unpublished":
        factories.unpublish(site["by_ada"])
    else:
        with log.recording():
            PageViewRestriction.objects.create(page=site["by_ada"].get_parent(), restriction_type="login")
    tell()
    for path in wanted:
        kept = cache.get(path)
        assert "By Ada" not in kept.body, path
        assert "by-ada" not in kept.body or kept.status == 404, path


def test_a_redirect_is_followed_and_forgotten(cache: Varnish, site: Any) -> None:
    path = f"{ROOT}/lookup?path=/old/"
    redirect = Redirect.objects.create(old_path="/old", redirect_page=site["hub"])
    tell()
    warm(cache, [path])
    redirect.delete()
    tell()
    assert cache.get(path).status == 404


def test_an_editor_is_never_answered_from_the_cache_nor_for_it(cache: Varnish, site: Any) -> None:
    for path in ("/admin/login/", f"{ROOT}/search?q=hub", f"{ROOT}/health/ready"):
        assert not [path for _ in range(2) if cache.get(path).is_hit]


def test_what_a_cache_did_not_take_waits(
    site: Any, live_server: LiveServer, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    settings.WAGTAILFRONTENDCACHE = backend(f"http://127.0.0.1:{port}")
    factories.publish(site["other"])
    waiting = purges.waiting(1_000)
    assert waiting
    with caplog.at_level(logging.WARNING):
        tell()
    assert "The cache “varnish” was not told what to forget" in caplog.text
    assert purges.waiting(1_000) == waiting
    with varnish(live_server.url, tmp_path, port) as started:
        path = f"{ROOT}/articles/other"
        warm(started, [path])
        tell()
        assert not started.get(path).is_hit
    assert purges.waiting(1) == []


def test_after_too_much_everything_is_forgotten(cache: Varnish, site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "MOST", 10)
    wanted = paths(site)
    warm(cache, wanted)
    purges.note(f"page-{number}" for number in range(100_000, 100_010))
    tell()
    assert len(fetched(cache, wanted)) == len(wanted)
    assert purges.waiting(1) == []


def test_without_a_cache_nothing_is_noted(site: Any) -> None:
    factories.publish(site["hub"])
    assert not WaitingPurge.objects.exists()


def test_what_is_undone_is_not_told(cache: Varnish, site: Any) -> None:
    with transaction.atomic():
        factories.publish(site["hub"])
        assert purges.waiting(1)
        transaction.set_rollback(True)
    assert purges.waiting(1) == []


def test_a_cache_that_cannot_be_told_by_tag_is_found_at_start_up(settings: Any) -> None:
    assert checks.check_caches() == []
    settings.WAGTAILFRONTENDCACHE = backend("http://127.0.0.1:1")
    assert checks.check_caches() == []
    for name, id_ in (
        ("wagtail.contrib.frontend_cache.backends.HTTPBackend", "delivery.E002"),
        ("cms.no.Backend", "delivery.E001"),
    ):
        settings.WAGTAILFRONTENDCACHE = {"one": {"BACKEND": name, "LOCATION": "http://127.0.0.1:1"}}
        (found,) = checks.check_caches()
        assert (found.id, bool(found.hint)) == (id_, True)
    settings.WAGTAILFRONTENDCACHE = {"one": {"LOCATION": "http://127.0.0.1:1"}}
    assert [found.id for found in checks.check_caches()] == ["delivery.E001"]
