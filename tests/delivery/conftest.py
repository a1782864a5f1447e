"""Asking the delivery API, and holding what it says against the schema it serves."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from tests.search.conftest import counting_searches

__all__ = ["counting_searches"]  # A fixture that search's own tests use too.

Ask = Callable[..., Any]
ROOT = "/delivery/v1"


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path) -> None:
    """Each test has a search folder of its own, without an index until it makes one."""
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": "embedded", "EMBEDDED_PATH": tmp_path / "search"}


@pytest.fixture(scope="session")
def served_openapi() -> dict[str, Any]:
    return json.loads(Client().get(f"{ROOT}/openapi.json").content)


@pytest.fixture
def ask(client: Client, served_openapi: dict[str, Any]) -> Ask:
    """`ask("/topics", limit=2)`: the answer's JSON, once it is 200 and exactly what the served OpenAPI promises."""

    def asked(path: str, /, **query: Any) -> Any:
        answer = client.get(ROOT + path, query_params=query)
        assert answer.status_code == 200, answer.content
        content = json.loads(answer.content)
        validate(content, promised(served_openapi, path), served_openapi)
        return content

    return asked


def promised(openapi: dict[str, Any], path: str, status: str = "200") -> dict[str, Any]:
    """The schema of the answer to GET at `path`."""
    segments = (ROOT + path).split("/")
    for template, methods in openapi["paths"].items():
        parts = template.split("/")
        if len(parts) == len(segments) and all(
            part == segment or part.startswith("{") for part, segment in zip(parts, segments, strict=True)
        ):
            (media,) = methods["get"]["responses"][status]["content"].values()
            return media["schema"]
    raise AssertionError(path)


def validate(content: Any, schema: dict[str, Any], openapi: dict[str, Any]) -> None:
    """Every fault with its place, not only the first."""
    whole = {**schema, "components": openapi["components"]}
    faults = [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(whole).iter_errors(content)]
    assert not faults
