"""No address and no value of any parameter is a fault of ours: every operation of the OpenAPI document, and every page."""

from http import HTTPStatus
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from cms.api import delivery_api
from tests import factories
from tests.delivery.conftest import ROOT
from tests.delivery.test_problems import problem

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

NUL, GIANT, LONG = "a%00b", "9" * 20, "x" * 10_240
HOSTILE = {
    "NUL": NUL,
    "giant number": GIANT,
    "number that Python will not read": "9" * 5_000,
    "zeros before a giant number": "0" * 5_000 + GIANT,
    "10 kB": LONG,
    "300 characters": "y" * 300,
    "300 bytes": "%C3%A9" * 150,
    "half an emoji, as of an address cut in the middle": "%ED%A0%BD",
    "bytes that are no text": "%ff%fe",
    "right-to-left override": "%E2%80%AEniap",
    "line ends": "%C3%A9%0A%0D%09",
    "SQL": "%27%3B%20--",
    "query syntax": "%22(*%3A*%20AND%20%5B%20TO%20%7B%22~%5E",
    "negative": "-1",
    "percent sign": "%25",
    "empty": "",
    "dots": "..",
    "digits of another script": "%D9%A3",
    "not a number": "NaN",
}
OPERATIONS = sorted(delivery_api().get_openapi_schema()["paths"])
READERS = (
    "/{}/",
    "/topics/{}/",
    "/{}",
    "/?page={}",
    "/topics/?page={}",
    "/search/?q={}",
    "/search/?topic={}",
    "/search/?type={}",
    "/search/?strategy={}",
    "/search/?page={}",
    "/search/?locale={}",
    "/search/?{}=1",
    "/pictures/{}/1/width-400/x.webp",
    "/pictures/x/{}/width-400/x.webp",
    "/pictures/x/1/{}/x.webp",
    "/media/images/{}",
    "/static/{}",
    "/documents/1/{}",
    "/documents/{}/a.pdf",
    "/delivery/{}",
    "/delivery/v1/problems/{}",
    "/api/v2/{}",
    "/admin/{}",
    "/admin/login/?next={}",
    "/_util/{}",
)


@pytest.fixture
def index() -> None:
    factories.topic("Asthma")
    factories.article("Living with asthma")
    call_command("search_index", "rebuild", "--json")


def parameters(openapi: dict[str, Any], operation: str) -> list[tuple[str, dict[str, Any]]]:
    """Every parameter's name with an address in which {} stands for its value, and its schema."""
    found = []
    every = openapi["paths"][operation]["get"]["parameters"]
    usual = {
        each["name"]: "asthma" if each["schema"]["type"] == "string" else "1" for each in every if each["in"] == "path"
    }
    for each in every:
        name = each["name"]
        if each["in"] == "path":
            address = operation.format(**{**usual, name: "{}"})
        else:
            needed = [one["name"] for one in every if one["in"] == "query" and one["required"] and one["name"] != name]
            query = "&".join([*(f"{one}=/" for one in needed), f"{name}={{}}"])
            address = f"{operation.format(**usual)}?{query}"
        found.append((address, each))
    return found


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_value_of_any_parameter(client: Client, served_openapi: dict[str, Any], operation: str) -> None:
    for address, parameter in parameters(served_openapi, operation):
        for what, value in HOSTILE.items():
            answer = client.get(address.format(value))
            assert answer.status_code in {200, 403, 404, 410, 422}, (address, what, answer.content)
            if answer.status_code != HTTPStatus.OK:
                problem(answer, answer.status_code)
            if value in (NUL, LONG):
                named = [error for error in problem(answer, 422)["errors"] if error["field"] == parameter["name"]]
                assert named, (address, what)
                assert named[0]["mend"]
            assert len(answer.content) < 100_000


@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_name_of_a_parameter(client: Client, operation: str) -> None:
    factories.site()
    usual = operation.replace("{slug}", "asthma").replace("{document_id}", "1")
    for value in filter(None, HOSTILE.values()):
        answer = client.get(f"{usual}?{value}=1")
        assert problem(answer, 422)["errors"][0]["message"] == "unknown parameter."
        assert len(answer.content) < 2_000


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("template", READERS)
def test_no_other_address(client: Client, template: str) -> None:
    for what, value in HOSTILE.items():
        answer = client.get(template.format(value))
        assert answer.status_code < 500, (template, what, answer.status_code)
        if value == NUL and "login" not in template:
            assert answer.status_code >= 400, (template, what)


def test_nor_its_fixtures_are_blind() -> None:
    """Every operation there is, is walked."""
    assert f"{ROOT}/topics/{{slug}}" in OPERATIONS
    assert f"{ROOT}/changes" in OPERATIONS
    assert len(OPERATIONS) >= 15
