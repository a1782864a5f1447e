"""The guide to the API says what is so: every request in it is made, every endpoint and problem is in it."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Site

from cms.delivery.problems import TYPES
from cms.preview.models import FrontendSettings
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories

GUIDE = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
SEARCH_HIT, PROBLEM = (json.loads(shown) for shown in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL))
REQUESTS = re.findall(r"^    GET (/\S+)$", GUIDE, re.MULTILINE)


@pytest.mark.django_db
def test_every_request_of_the_guide_is_answered(client: Client) -> None:
    site = factories.full_site()
    rebuild(chosen())
    FrontendSettings.objects.create(site=Site.objects.get(), preview_url="https://www.example.org/")
    client.force_login(User.objects.create_superuser("editor"))
    sent_on = client.get(f"/admin/pages/{site['topic'].pk}/view_draft/")
    (token,) = parse_qs(urlsplit(sent_on["Location"]).query)["token"]
    for request in REQUESTS:
        asked = request.replace("{id}", str(site["topic"].pk)).replace("{token}", token)
        assert client.get(asked).status_code == 200, request


def test_every_endpoint_is_in_the_guide(served_openapi: dict[str, Any]) -> None:
    asked = [request.partition("?")[0] for request in REQUESTS]
    for template in served_openapi["paths"]:
        pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)))
        assert any(pattern.fullmatch(path) for path in asked), template


@pytest.mark.django_db
def test_the_error_in_the_guide_is_the_one_that_is_sent(client: Client) -> None:
    sent = client.get("/delivery/v1/topics?lmit=1", headers={"host": "127.0.0.1:8000"})
    assert json.loads(sent.content) == PROBLEM


@pytest.mark.django_db
def test_the_hit_in_the_guide_is_what_a_search_finds(client: Client) -> None:
    asked = factories.questions(("Can a damaged nerve heal?", "<p>Often in part. It takes months.</p>"))
    factories.topic("Neuropathic pain", body=[asked])
    rebuild(chosen())
    query = {"q": "can a damaged nerve heal"}
    (hit,) = client.get("/delivery/v1/search", query, headers={"host": "127.0.0.1:8000"}).json()["items"]
    assert {name: hit[name] for name in SEARCH_HIT} == SEARCH_HIT


def test_every_problem_is_in_the_guide() -> None:
    for type_ in TYPES.values():
        assert f"| {type_.status} | `{type_.name}` |" in GUIDE
