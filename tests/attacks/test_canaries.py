"""However a page stops being public, nothing of it is told any more: not a word of any of its fields, anywhere."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from search.engines.protocol import Engine
from search.follower import Follower
from tests.search.conftest import own_index  # noqa: F401  a fixture

from .planted import PlantedSite
from .surfaces import Surfaces, leaks, remembered
from .ways import ALIAS_WAYS, WAYS, Way

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_canary_is_left(way: Way, planted: PlantedSite, editor: Client, own_index: Engine) -> None:  # noqa: F811
    take_away(way, planted, editor, own_index)


@pytest.mark.parametrize("way", ALIAS_WAYS.values(), ids=ALIAS_WAYS)
def test_an_alias_goes_with_its_source(way: Way, editor: Client, own_index: Engine) -> None:  # noqa: F811
    take_away(way, PlantedSite(aliases=True), editor, own_index)


def take_away(way: Way, site: PlantedSite, editor: Client, engine: Engine) -> None:
    catch_up(engine)
    surfaces = Surfaces(site)
    assert blind_spots(site, surfaces) == []

    gone = way(editor, site)

    assert leaks(surfaces.look(surfaces.database()), gone, site) == []
    catch_up(engine)
    assert leaks(surfaces.look(), gone, site) == []
    assert remembered(surfaces, gone) == []
