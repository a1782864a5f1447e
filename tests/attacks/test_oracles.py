"""What is not public is as what never was: no status, text, header, total or time tells one from the other."""

import re
import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.images.views.serve import generate_image_url
from wagtail.models import PageViewRestriction

from search.engines.protocol import Engine
from tests import factories as make

from .test_canaries import catch_up
from .two_sites import TwoSites

pytestmark = pytest.mark.django_db

NEVER = 987_654
"""The number of nothing."""
ASKED = 200
ORDER = 10.0

Kind = Callable[[Any], object]


def unpublished(page: Any) -> None:
    make.unpublish(page)


def private(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def deleted(page: Any) -> None:
    page.delete()


def draft(page: Any) -> None:
    """As `unpublished`, and somebody works on it."""
    make.unpublish(page)
    page.title = "Changed"
    page.save_revision()


KINDS: dict[str, Kind] = {"unpublished": unpublished, "private": private, "deleted": deleted, "draft": draft}


@pytest.fixture(params=KINDS.values(), ids=list(KINDS))
def hidden(request: pytest.FixtureRequest, own_index: Engine) -> Any:
    """An article that was public, and is no longer; its numbers and words, as they were."""
    make.article("Another one")
    picture = make.image("Secluded", width=50, height=50)
    page: Any = make.article("Secluded away", slug="secluded-away", image=picture)
    catch_up(own_index)
    page.known_id, page.picture = page.pk, page.image
    request.param(page)
    make.settle()
    catch_up(own_index)
    return page


def pairs(page: Any) -> list[tuple[str, str]]:
    """Addresses of what is hidden, and of what never was: alike but for the number or the name in them."""
    number, slug = str(page.known_id), "secluded-away"
    templates = [
        ("/delivery/v1/documents/{}", number, str(NEVER)),
        ("/delivery/v1/articles/{}", slug, "never-there"),
        ("/delivery/v1/articles/{}/related", slug, "never-there"),
        ("/delivery/v1/topics/{}", slug, "never-there"),
        ("/delivery/v1/lookup?path=/articles/{}/", slug, "never-there"),
        ("/delivery/v1/search?topic={}", number, str(NEVER)),
        ("/delivery/v1/search?q={}", "secluded", "wombat"),
        ("/delivery/v1/suggest?q={}", "seclu", "womba"),
        ("/articles/{}/", slug, "never-there"),
        ("/search/?q={}", "secluded", "wombat"),
        ("/api/v2/pages/{}/", number, str(NEVER)),
        ("/api/v2/pages/?child_of={}", number, str(NEVER)),
        ("/api/v2/pages/?descendant_of={}", number, str(NEVER)),
        ("/api/v2/pages/?ancestor_of={}", number, str(NEVER)),
        ("/api/v2/pages/?translation_of={}", number, str(NEVER)),
        ("/api/v2/pages/find/?html_path=/articles/{}/", slug, "never-there"),
        ("/api/v2/pages/?search={}", "secluded", "wombat"),
        ("/admin/pages/{}/edit/", number, str(NEVER)),
        ("/_util/authenticate_with_password/1/{}/", number, str(NEVER)),
    ]
    return [(template.format(there), template.format(never)) for template, there, never in templates]


def told(client: Client, address: str, **headers: str) -> tuple[Any, ...]:
    """Status, headers and text of an answer, without the number or the word that its address had in it."""
    answer = client.get(address, headers=headers)
    of_text = {"Content-Length", "ETag"}  # The text is compared itself, without that word.
    rest = {name: _plain(value) for name, value in answer.items() if name not in of_text}
    return answer.status_code, rest, sorted(of_text & set(answer.headers)), _plain(answer.content.decode())


def _plain(text: str) -> str:
    return re.sub(r"\b(secluded-away|secluded|seclu|wombat|womba|never-there|id \d+|(?<=[/=])\d+(?=\D))\b", "…", text)


def test_what_is_hidden_is_as_what_never_was(hidden: Any, client: Client) -> None:
    different = [
        (there, told(client, there), told(client, never))
        for there, never in pairs(hidden)
        if told(client, there) != told(client, never)
        or told(client, there, **{"If-None-Match": "*"}) != told(client, never, **{"If-None-Match": "*"})
    ]
    assert different == []


def test_its_picture_is_not_there_either(hidden: Any, client: Client) -> None:
    picture = hidden.picture
    rendition = generate_image_url(picture, "width-40|format-webp")
    never = type(picture)(pk=NEVER, file=picture.file)
    for there, absent in (
        (rendition, generate_image_url(never, "width-40|format-webp")),
        (picture.file.url, "/media/original_images/never.png"),
        (f"/api/v2/images/{picture.pk}/", f"/api/v2/images/{NEVER}/"),
    ):
        assert client.get(there).status_code == client.get(absent).status_code == 404


@pytest.mark.parametrize("hidden", [private], ids=["private"], indirect=True)
def test_it_takes_no_longer_to_be_refused(hidden: Any, client: Client) -> None:
    """To an order of magnitude, both asked in turn, so that what else the machine does meets both alike."""
    for there, never in [pair for pair in pairs(hidden) if pair[0].startswith(("/delivery/v1/doc", "/articles/"))]:
        took: dict[str, list[float]] = {there: [], never: []}
        for _ in range(ASKED):
            for address, times in took.items():
                began = time.perf_counter()
                client.get(address)
                times.append(time.perf_counter() - began)
        slower, faster = sorted(map(statistics.median, took.values()), reverse=True)
        assert slower / faster < ORDER, (there, slower, faster)


def test_another_sites_editor_cannot_tell_what_is_there() -> None:
    sites = TwoSites()
    page, revision = sites.draft.pk, sites.revision.pk
    for template in (
        "/admin/pages/{}/edit/",
        "/admin/pages/{}/",
        "/admin/pages/{}/history/",
        "/admin/pages/{}/view_draft/",
        f"/admin/pages/{{}}/revisions/{revision}/view/",
        f"/admin/pages/{{}}/move/{sites.topics.pk}/confirm/",
        "/admin/pages/{}/lock/",
        "/admin/choose-page/{}/",
        "/admin/api/main/pages/{}/",
    ):
        there, never = (sites.stranger.get(template.format(number)) for number in (page, NEVER))
        assert (there.status_code, there.get("Location")) == (never.status_code, never.get("Location")), template
        assert there.status_code >= 300
