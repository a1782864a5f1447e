"""Settings for a deployment: whole where they are told what they need, and a clear word where they are not."""

import os
import secrets
import subprocess
import sys

import pytest

from scripts.machine import REPOSITORY

TOLD = {"TOPICHUB_SECRET_KEY": secrets.token_urlsafe(50), "TOPICHUB_HOSTS": "health.example, www.health.example"}


def check(told: dict[str, str]) -> subprocess.CompletedProcess[str]:
    # Nor what other tests have set for their browser: a deployment check speaks of DJANGO_ALLOW_ASYNC_UNSAFE.
    left_out = ("TOPICHUB_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    environment |= {"DJANGO_SETTINGS_MODULE": "cms.settings.production", **told}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)


def test_production_passes_every_deployment_check() -> None:
    done = check(TOLD)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(TOLD))
@pytest.mark.parametrize("value", [None, " "])
def test_what_production_must_be_told_is_named(name: str, value: str | None) -> None:
    told = {other: said for other, said in TOLD.items() if other != name} | ({name: value} if value else {})
    done = check(told)
    assert done.returncode != 0
    assert f"Set the environment variable {name}: " in done.stderr
