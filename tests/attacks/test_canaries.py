"""However a page stops being public, nothing of it is told any more: not a word of any of its fields, anywhere."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from search.engines.protocol import Engine
from search.follower import Follower
from tests.search.conftest import own_index  # noqa: F401  a fixture

from .planted import PlantedSite
from .surfaces import Surfaces, leaks, remembered

pytestmark = pytest.mark.django_db

Way = Callable[[Client, PlantedSite], set[str]]
"""Takes something from the public, as an editor does; returns the canaries that are to be gone."""


@pytest.fixture
def engine_name() -> str:
    return "embedded"


@pytest.fixture
def planted(own_index: Engine) -> PlantedSite:  # noqa: F811
    return PlantedSite()


def catch_up(engine: Engine) -> None:
    """What the follower does the next time it looks."""
    follower = Follower(engine)
    follower.round()
    follower.round()
    engine.close()


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


def unpublish(editor: Client, site: PlantedSite) -> set[str]:
    for page in site.gone:
        assert editor.post(f"/admin/pages/{page.pk}/unpublish/").status_code == 302
    return site.canaries.of("topic", "article")


WAYS: dict[str, Way] = {"unpublish": unpublish}


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


@pytest.mark.parametrize("way", WAYS)
def test_no_canary_is_left(
    way: str,
    planted: PlantedSite,
    editor: Client,
    own_index: Engine,  # noqa: F811
) -> None:
    catch_up(own_index)
    surfaces = Surfaces(planted)
    assert blind_spots(planted, surfaces) == []

    gone = WAYS[way](editor, planted)

    assert leaks(surfaces.look(surfaces.database()), gone, planted) == []
    catch_up(own_index)
    assert leaks(surfaces.look(), gone, planted) == []
    assert remembered(surfaces, gone) == []
