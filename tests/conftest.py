"""What every test may use: real services, a browser; and what none may: the network. See docs/testing.md."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from cms.doors import limits
from cms.published.sites import sites_lately
from scripts import chromium
from search.rules import stamp_lately
from tests import network, services


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        services.begin_run()
    # WhiteNoise warns of a missing folder, and here a warning is an error.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
    else:
        services.end_run()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `postgresql` run where the settings name it: under `python -m scripts.postgresql run`."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    for item in items:
        if item.get_closest_marker("postgresql"):
            item.add_marker(pytest.mark.skip("needs PostgreSQL: python -m scripts.postgresql run -- pytest …"))


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        network.block(patch)
        yield


@pytest.fixture(autouse=True)
def nothing_of_the_test_before() -> None:
    """What search looked up for the last second was of another database, whose end no signal tells."""
    sites_lately.forget()
    stamp_lately.forget()
    limits.forget()


@pytest.fixture
def command_environment() -> dict[str, str]:
    """The environment for a `manage.py` command that a test starts: the test's own database and files.

    The test must be `django_db(transaction=True)`, or the command would not see its rows.
    """
    database = str(connection.settings_dict["NAME"])
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "TOPICHUB_TEST_DATABASE": database,
        "PGDATABASE": database,
    }


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """A real Elasticsearch, shared by the whole run: keep to `elasticsearch_prefix`."""
    return services.elasticsearch_url()


@pytest.fixture
def elasticsearch_prefix(elasticsearch_url: str) -> Iterator[str]:
    """A prefix for this test's indices and aliases; they are dropped afterwards."""
    prefix = f"test-{uuid.uuid4().hex[:12]}"
    yield prefix
    services.drop_indices(elasticsearch_url, prefix)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium for pytest-playwright's `page`, which would look for a download of its own."""
    # Playwright keeps an event loop in this thread, and Django takes any loop for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": services.chromium_path(), "args": chromium.arguments()}
