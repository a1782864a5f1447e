"""The one error shape, whatever goes wrong."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from cms.delivery import health, lookup, problems
from cms.published import log
from tests import factories
from tests.delivery.conftest import ROOT

pytestmark = pytest.mark.django_db
FIELDS = {"type", "title", "status", "detail", "instance", "errors"}
ENDPOINTS = (
    "/topics",
    "/topics/some",
    "/topics/some/articles",
    "/articles",
    "/articles/some",
    "/articles/some/related",
    "/documents/1",
    "/lookup",
    "/navigation",
    "/sitemap",
    "/search",
    "/suggest",
    "/changes",
    "/health/live",
    "/health/ready",
)
GIANT = "9" * 20
LONG = "x" * 10_240


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    content = json.loads(answer.content)
    assert set(content) == FIELDS
    assert content["status"] == status
    assert content["detail"]
    assert content["type"].startswith("http://testserver/delivery/v1/problems/")
    for error in content["errors"]:
        assert set(error) == {"location", "field", "message", "mend"}
        assert all(error.values())
    return content


@pytest.mark.parametrize(
    "path", ["/nothing", "/topics/none", "/topics/none/articles", "/documents/999999", "/articles/a/b"]
)
def test_what_is_not_there_is_404(client: Client, path: str) -> None:
    factories.site()
    assert problem(client.get(ROOT + path), 404)["instance"] == ROOT + path


@pytest.mark.parametrize("path", ["/delivery", "/delivery/", "/delivery/v2/topics", "/delivery/v1/topics/"])
def test_an_unknown_address_below_delivery_says_where_to_look(client: Client, path: str) -> None:
    factories.site()
    found = client.get(path, follow=True)
    assert "/delivery/v1/docs" in problem(found, 404)["detail"]


def test_a_slash_too_many_is_told(client: Client) -> None:
    assert "no slash" in problem(client.get(f"{ROOT}/topics/"), 404)["detail"]


@pytest.mark.parametrize("path", ["", *ENDPOINTS, "/openapi.json", "/docs", "/problems/"])
def test_other_methods_are_405_and_say_which_are_right(path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    for method in (strict.post, strict.put, strict.patch, strict.delete, strict.trace):
        answer = method(ROOT + (path or "/"))
        problem(answer, 405)
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ENDPOINTS)
def test_an_unknown_parameter_is_refused_by_name(client: Client, path: str) -> None:
    (error,) = problem(client.get(ROOT + path, {"colour": "red"}), 422)["errors"]
    assert (error["location"], error["field"]) == ("query", "colour")


@pytest.mark.parametrize(("written", "meant"), [("lmit", "limit"), ("Offset", "offset"), ("locales", "locale")])
def test_the_nearest_known_name_is_offered(client: Client, written: str, meant: str) -> None:
    (error,) = problem(client.get(f"{ROOT}/topics", {written: "1"}), 422)["errors"]
    assert error["mend"] == f"Did you mean {meant}?"


@pytest.mark.databases
@pytest.mark.parametrize("path", ENDPOINTS)
def test_no_value_of_any_parameter_is_a_fault_of_ours(
    client: Client, served_openapi: dict[str, Any], path: str
) -> None:
    factories.site()
    operation = served_openapi["paths"][_template(served_openapi, path)]["get"]
    for parameter in operation["parameters"]:
        if parameter["in"] != "query":
            continue
        name = parameter["name"]
        # The last one is half an emoji, as of a URL that was cut in the middle.
        for value in ("a%00b", GIANT, LONG, "%C3%A9%0A%0D%09", "%27%3B%20--", "-1", "%25", "", "%ED%A0%BD"):
            answer = client.get(f"{ROOT}{path}?{name}={value}")
            assert answer.status_code in {200, 404, 410, 422, 503}, (name, value)
            if value in ("a%00b", LONG):
                (error,) = [error for error in problem(answer, 422)["errors"] if error["field"] == name]
                assert error["mend"]


@pytest.mark.databases
@pytest.mark.parametrize(
    "template", ["/topics/{}", "/topics/{}/articles", "/articles/{}", "/articles/{}/related", "/documents/{}"]
)
@pytest.mark.parametrize("value", ["a%00b", LONG, GIANT, "%ff", "..", "%2e%2e%2f", "a%20b"])
def test_no_path_is_a_fault_of_ours(client: Client, template: str, value: str) -> None:
    factories.site()
    answer = client.get(ROOT + template.format(value))
    problem(answer, answer.status_code)
    assert answer.status_code in {404, 422}
    if value in ("a%00b", LONG):
        assert answer.status_code == 422


def test_each_fault_of_a_request_is_told(client: Client) -> None:
    errors = problem(client.get(f"{ROOT}/topics", {"limit": "101", "offset": "many"}), 422)["errors"]
    assert [(error["field"], error["mend"]) for error in errors] == [
        ("limit", "Give 100 or less."),
        ("offset", "Give a whole number."),
    ]


def test_a_parameter_given_twice_is_refused(client: Client) -> None:
    (error,) = problem(client.get(f"{ROOT}/topics?limit=1&limit=2"), 422)["errors"]
    assert error["message"] == "given 2 times."


def test_a_missing_parameter_is_named(client: Client) -> None:
    (error,) = problem(client.get(f"{ROOT}/lookup"), 422)["errors"]
    assert (error["field"], error["mend"]) == ("path", "Give it.")


@pytest.mark.parametrize(("field", "value"), [("site", "nowhere.example"), ("locale", "xx")])
def test_an_unknown_site_or_language_is_refused(client: Client, field: str, value: str) -> None:
    (error,) = problem(client.get(f"{ROOT}/topics", {field: value}), 422)["errors"]
    assert error["field"] == field


def test_a_long_name_is_not_sent_back_whole(client: Client) -> None:
    assert len(client.get(f"{ROOT}/topics", {LONG: "1"}).content) < 1000


def test_too_many_parameters_are_refused(client: Client) -> None:
    query = "&".join(f"a{number}=1" for number in range(10_001))
    problem(client.get(f"{ROOT}/topics?{query}"), 400)


def test_a_host_that_is_not_ours_is_refused_and_not_sent_back(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get(f"{ROOT}/topics", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == problems.MEDIA_TYPE
    assert b"evil" not in answer.content


def test_a_fault_of_ours_is_500_and_tells_nothing_of_the_inside(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        message = "the secret inside"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(lookup, "destination", broken)
    client.raise_request_exception = False
    answer = client.get(f"{ROOT}/lookup", {"path": "/"})
    problem(answer, 500)
    assert b"secret" not in answer.content


def test_without_search_search_says_503_and_when_to_try_again(client: Client) -> None:
    factories.site()
    for path in ("/search?q=pain", "/suggest?q=pa"):
        answer = client.get(ROOT + path)
        assert "index" not in problem(answer, 503)["detail"]
        assert int(answer["Retry-After"]) > 0


def test_without_a_database_it_says_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> int:
        message = "connection refused"
        raise OperationalError(message)

    monkeypatch.setattr(log, "head", gone)
    for path in ("/health/ready", "/changes"):
        answer = client.get(ROOT + path)
        problem(answer, 503)
        assert answer["Retry-After"] == "10"
    assert client.get(f"{ROOT}/health/live").status_code == 200
    assert health.log is log


def test_the_address_of_each_type_explains_it(client: Client) -> None:
    listed = client.get(f"{ROOT}/problems/").content.decode()
    for type_ in problems.TYPES.values():
        assert type_.title in listed
        page = client.get(f"{ROOT}/problems/{type_.name}")
        assert page.status_code == 200
        assert type_.title in page.content.decode()
    problem(client.get(f"{ROOT}/problems/none"), 404)


@pytest.mark.databases
@pytest.mark.parametrize(
    "path",
    ["pages/?search=a%00b", f"pages/?offset={GIANT}", f"pages/{GIANT}/", f"pages/?search={LONG}", "images/?a%00b=1"],
)
def test_wagtails_own_api_is_guarded_too(client: Client, path: str) -> None:
    factories.site()
    problem(client.get(f"/api/v2/{path}"), 422)
    assert client.get("/api/v2/pages/?search=pain&limit=5").status_code == 200


def _template(openapi: dict[str, Any], path: str) -> str:
    segments = (ROOT + path).split("/")
    return next(
        template
        for template in openapi["paths"]
        if len(parts := template.split("/")) == len(segments)
        and all(part == segment or part.startswith("{") for part, segment in zip(parts, segments, strict=True))
    )
