"""The guide to the API says what is so: every request in it is made, and answered as shown; every endpoint and problem is in it."""

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Page, Site

from cms.delivery.problems import TYPES
from cms.preview.models import FrontendSettings
from cms.published import log
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories
from tests.delivery.conftest import ROOT
from tests.delivery.guide import REQUESTS, TEXT, Exchange, differences, exchanges, is_as_told

HOST = {"host": "127.0.0.1:8000"}
AFTER = "{checkpoint}"


@pytest.fixture
def values(client: Client) -> dict[str, str]:
    """What stands in braces in the guide, on a site with everything in it."""
    site = factories.full_site()
    rebuild(chosen())
    FrontendSettings.objects.create(site=Site.objects.get(), preview_url="https://www.example.org/")
    client.force_login(User.objects.create_superuser("editor"))
    sent_on = client.get(f"/admin/pages/{site['topic'].pk}/view_draft/")
    (token,) = parse_qs(urlsplit(sent_on["Location"]).query)["token"]
    etag = client.get(f"{ROOT}/topics/nerve-pain", headers=HOST)["ETag"]
    return {"id": str(site["topic"].pk), "token": token, "etag": etag, "gone": str(site["blocked"].pk)}


def filled_in(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], text)


@pytest.mark.django_db
def test_every_request_of_the_guide_is_answered_as_shown(client: Client, values: dict[str, str]) -> None:
    every = exchanges()
    # The one that tells of what was unpublished comes last, for it is gone from all the others then.
    wrong = [_wrong(client, one, values) for one in every if AFTER not in one.path]
    values["checkpoint"] = str(log.head())
    factories.unpublish(Page.objects.get(pk=values["gone"]))
    wrong += [_wrong(client, one, values) for one in every if AFTER in one.path]
    assert not any(wrong), "\n".join(filter(None, wrong))


def _wrong(client: Client, exchange: Exchange, values: dict[str, str]) -> str:
    asked = {name: filled_in(value, values) for name, value in exchange.asked.items()}
    answer = client.get(filled_in(exchange.path, values), headers={**HOST, **asked})
    found = [] if answer.status_code == exchange.status else [f"status {answer.status_code}"]
    if exchange.content is not None:
        found += differences(exchange.content, json.loads(answer.content))
    for name, value in exchange.told.items():
        if not is_as_told(value, answer.get(name, "")):
            found.append(f"{name}: {answer.get(name)}")
    return f"{exchange.path}: {'; '.join(found)}" if found else ""


def test_every_request_of_the_guide_has_its_answer() -> None:
    assert sorted(REQUESTS) == sorted(exchange.path for exchange in exchanges())


def test_every_endpoint_is_in_the_guide(served_openapi: dict[str, Any]) -> None:
    asked = [request.partition("?")[0] for request in REQUESTS]
    for template in served_openapi["paths"]:
        pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)))
        assert any(pattern.fullmatch(path) for path in asked), template


def test_every_problem_is_in_the_guide() -> None:
    for type_ in TYPES.values():
        assert f"| {type_.status} | `{type_.name}` |" in TEXT


@pytest.mark.parametrize(
    ("shown", "sent", "is_so"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1, "b": 2}, {"a": 1}, False),
        ({"id": 7}, {"id": 8}, True),
        ({"id": 7}, {"id": None}, False),
        ({"title": "One"}, {"title": "Two"}, False),
        (["a", "…"], ["a", "b"], True),
        (["a", "…"], ["a"], False),
        (["a"], ["a", "b"], False),
        ([{"a": 1}, "…"], [{"a": 2}, {}], False),
        ("Often in…", "Often in part.", True),
        ("Often…", "Seldom", False),
        (None, 0, False),
    ],
)
def test_what_counts_as_shown(shown: Any, sent: Any, is_so: bool) -> None:
    assert (not differences(shown, sent)) is is_so


@pytest.mark.parametrize(
    ("shown", "sent", "is_so"),
    [
        ("document-6, …", "document-12, page-3", True),
        ("document-6, …", "page-6, page-3", False),
        ('"…-br"', '"0af-br"', True),
        ('"…-br"', '"0af-gzip"', False),
        ("no-store", "", False),
    ],
)
def test_what_counts_as_told(shown: str, sent: str, is_so: bool) -> None:
    assert is_as_told(shown, sent) is is_so
