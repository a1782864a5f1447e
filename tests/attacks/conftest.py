"""A site full of canaries, with a real index of it, and an editor who takes it from the public."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from search.engines.protocol import Engine
from tests.search.conftest import engine_name, index_environment, own_index

from .planted import PlantedSite

__all__ = ["engine_name", "index_environment", "own_index"]  # Fixtures that search's own tests use too.


@pytest.fixture
def planted(db: None, own_index: Engine) -> PlantedSite:
    return PlantedSite()


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client
