"""The clock: search forgets within five seconds what an editor took from the public, with a follower as it really runs."""

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.test import Client

from search.engines.protocol import Engine

from .planted import PlantedSite
from .surfaces import Surfaces, leaks
from .ways import unpublish

PATIENCE = 120
"""Seconds until the follower is there at all."""
WITHIN = 5.0

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("engine_name", ["embedded", "elasticsearch"]),
]


@pytest.fixture
def follower(planted: PlantedSite, own_index: Engine, index_environment: dict[str, str]) -> Iterator[None]:
    """A follower at work, level with the log."""
    process = subprocess.Popen([sys.executable, "manage.py", "search_index", "follow"], env=index_environment)
    deadline = time.monotonic() + PATIENCE
    while not own_index.health().ok:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield
    process.terminate()
    process.wait()


def test_search_forgets_within_five_seconds(planted: PlantedSite, editor: Client, follower: None) -> None:
    surfaces = Surfaces(planted)
    waited = time.monotonic()
    gone = unpublish(editor, planted)
    telling = [address for address, seen in surfaces.before.items() if seen.canaries & gone]
    assert any("/search" in address for address in telling)
    while leaks(surfaces.look(telling[-1:]), gone, planted) or leaks(surfaces.look(telling), gone, planted):
        assert time.monotonic() - waited < WITHIN, leaks(surfaces.look(telling), gone, planted)
        time.sleep(0.1)
    assert leaks(surfaces.look(), gone, planted) == []
