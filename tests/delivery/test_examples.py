"""The examples in the OpenAPI document are real: the API answers so. A difference is a change of the API.

    TOPICHUB_WRITE_EXPECTED=1 .venv/bin/pytest tests/delivery/test_examples.py

writes them anew. Numbers are not compared: ids, sequences, scores and days of publishing differ from run to run.
"""

import json
import os
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Site

from cms.delivery.showing import FOLDER
from cms.preview import drafts
from cms.published.render import render_draft
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories
from tests.delivery.conftest import ROOT, promised, validate
from tests.delivery.expected import WRITE, stable

HOST = "127.0.0.1:8000"
REQUESTS = {
    "topic": "/topics/refractory-pain",
    "article": "/articles/talking-about-the-price-of-medicines",
    "document": "/documents/{nerve}",
    "topics": "/topics?limit=1",
    "articles": "/articles?limit=1",
    "navigation": "/navigation",
    "sitemap": "/sitemap?limit=2",
    "topic_articles": "/topics/refractory-pain/articles?limit=1",
    "related_articles": "/articles/talking-about-the-price-of-medicines/related?limit=1",
    "lookup": "/lookup?path=/topics/nerve-pain/",
    "changes": "/changes?since=0&limit=3",
    "live": "/health/live",
    "ready": "/health/ready",
    "search": "/search?q=nerve+pain&type=article&limit=1",
    "suggest": "/suggest?q=nerv",
    "preview": "/preview?token={token}",
}
SHOWN_TOKEN = "0190f1e2d3c4b5a69788796a5b4c3d2e.1tJ0aB.c2lnbmVkLWJ5LXRoZS1zZXJ2ZXI"
"""In place of one that was good while the test ran."""


def token_of_draft(page: Any) -> str:
    """What the preview panel would open the frontend with."""
    user, browser = User.objects.create_superuser("editor"), Client()
    browser.force_login(user)
    key = browser.session.session_key or ""
    site_id = Site.objects.get(is_default_site=True).pk
    parent_id = page.get_parent().pk
    return drafts.keep(
        render_draft(page), page_id=page.pk, parent_id=parent_id, site_id=site_id, user=user, session_key=key
    )


@pytest.mark.django_db
def test_the_api_answers_as_in_the_examples(client: Client, served_openapi: dict[str, Any]) -> None:
    site = factories.full_site()
    rebuild(chosen())
    ids = {name: page.pk for name, page in site.items()} | {"token": token_of_draft(site["nerve"])}
    told = {}
    for name, template in REQUESTS.items():
        request = template.format(**ids)
        answer = json.loads(client.get(ROOT + request, headers={"host": HOST}).content)
        validate(answer, promised(served_openapi, request.partition("?")[0]), served_openapi)
        shown = ROOT + request.replace(ids["token"], SHOWN_TOKEN)
        told[name] = {"request": shown, "answer": answer}
    if os.environ.get(WRITE):
        _write(told)
    assert [name for name, example in told.items() if _compared(example) != _compared(_kept(name))] == []


def test_every_operation_has_an_example_that_it_promises(served_openapi: dict[str, Any]) -> None:
    operations = {methods["get"]["operationId"]: methods["get"] for methods in served_openapi["paths"].values()}
    assert sorted(operations) == sorted(REQUESTS) == sorted(file.stem for file in FOLDER.glob("*.json"))
    for name, operation in operations.items():
        (media,) = operation["responses"]["200"]["content"].values()
        assert media["example"] == _kept(name)["answer"]
        validate(media["example"], media["schema"], served_openapi)
        for parameter in operation["parameters"]:
            assert not parameter["required"] or "example" in parameter, name
            if "example" in parameter:
                validate(parameter["example"], parameter["schema"], served_openapi)


def _write(told: dict[str, Any]) -> None:
    for name, example in told.items():
        (FOLDER / f"{name}.json").write_text(json.dumps(example, indent=1, ensure_ascii=False) + "\n")


def _kept(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text())


def _compared(example: dict[str, Any]) -> Any:
    return json.loads(re.sub(r"\d+", "0", json.dumps(stable(example))))
