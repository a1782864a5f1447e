"""The OpenAPI document that is served: valid, exact, and true of every answer."""

import json
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate as validate_openapi

from cms.api import delivery_api
from cms.delivery.unions import UNIONS, members
from cms.published.schema.blocks import Block
from cms.published.schema.documents import Document
from tests import factories
from tests.delivery.conftest import ROOT, Ask, promised, validate


def test_it_is_a_valid_openapi_3_1_document(served_openapi: dict[str, Any]) -> None:
    assert served_openapi["openapi"].startswith("3.1")
    validate_openapi(served_openapi)


@pytest.mark.parametrize("name", sorted(UNIONS))
def test_every_member_of_a_union_is_told_apart(served_openapi: dict[str, Any], name: str) -> None:
    union = served_openapi["components"]["schemas"][name]
    tag = union["discriminator"]["propertyName"]
    for value, reference in union["discriminator"]["mapping"].items():
        member = served_openapi["components"]["schemas"][reference.rsplit("/", 1)[-1]]
        assert tag in member["required"]
        field = member["properties"][tag]
        assert value in field.get("enum", [field.get("const")])
    mapped = set(union["discriminator"]["mapping"].values())
    assert mapped == {option["$ref"] for option in union["oneOf"]}
    assert mapped == {f"#/components/schemas/{member.__name__}" for member in members(UNIONS[name])}


def test_every_union_has_a_name_and_tells_its_members_apart(served_openapi: dict[str, Any]) -> None:
    """Nothing is left for a generated client to guess: a choice is a named union, or a value that may be null."""
    named = {f"/{name}" for name in UNIONS}
    everything = [
        *_schemas(served_openapi["components"]["schemas"], ""),
        *_schemas(served_openapi["components"]["responses"], "responses"),
        *_schemas(served_openapi["paths"], "paths"),
    ]
    assert [where for where, schema in everything if "oneOf" in schema and where not in named] == []
    assert {where for where, schema in everything if "discriminator" in schema} == named
    choices = [(where, schema["anyOf"]) for where, schema in everything if "anyOf" in schema]
    # A request chooses between teasers and some fields of the documents: who asked knows which.
    asked_for = {f"/{name}List/properties/items/items" for name in ("Topic", "Article")}
    assert asked_for <= {where for where, _ in choices}
    choices = [(where, options) for where, options in choices if where not in asked_for]
    assert [where for where, options in choices if len(options) != 2 or options[1] != {"type": "null"}] == []


@pytest.mark.parametrize(
    ("component", "field", "union"), [("TopicDocument", "body", "Block"), ("Link", "children", "PlainInline")]
)
def test_lists_are_of_named_unions(served_openapi: dict[str, Any], component: str, field: str, union: str) -> None:
    items = served_openapi["components"]["schemas"][component]["properties"][field]["items"]
    assert items == {"$ref": f"#/components/schemas/{union}"}


def test_no_object_is_free_form(served_openapi: dict[str, Any]) -> None:
    free = [
        where
        for where, schema in _schemas(served_openapi["components"]["schemas"], "")
        if schema.get("type") == "object"
        and (schema.get("additionalProperties") is not False or not schema.get("properties"))
    ]
    assert free == []


def test_every_field_is_always_there_but_those_that_a_request_chooses(served_openapi: dict[str, Any]) -> None:
    for name, schema in served_openapi["components"]["schemas"].items():
        if name in UNIONS:
            continue
        chosen = {"Topic": {"included"}, "Article": {"included"}}.get(name, set())
        if name in ("TopicFields", "ArticleFields"):
            chosen = schema["properties"].keys() - {"type", "id"}
        assert schema["properties"].keys() - chosen == set(schema["required"]), name


def test_no_two_schemas_share_a_name() -> None:
    """Ninja would let the second take the first one's place in silence."""
    seen: dict[str, Any] = {}
    for router in delivery_api()._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                schema = operation.response_models[200].model_json_schema(mode="serialization")
                for name, definition in schema.get("$defs", {}).items():
                    assert seen.setdefault(name, definition) == definition, name


def test_each_operation_has_an_id_a_summary_and_described_parameters(served_openapi: dict[str, Any]) -> None:
    operations = [(path, methods["get"]) for path, methods in served_openapi["paths"].items()]
    assert len({operation["operationId"] for _, operation in operations}) == len(operations)
    for path, operation in operations:
        assert list(served_openapi["paths"][path]) == ["get"]
        assert operation["summary"]
        assert operation["description"]
        assert all(parameter.get("description") for parameter in operation["parameters"]), path


@pytest.mark.django_db
def test_every_document_is_what_it_promises(ask: Ask) -> None:
    site = factories.full_site()
    types = {ask(f"/documents/{page.pk}")["type"] for page in site.values()}
    assert types == {member.model_fields["type"].default for member in members(Document)}
    assert ask("/topics/refractory-pain")["id"] == site["topic"].pk
    assert ask(f"/articles/{site['article'].slug}")["id"] == site["article"].pk
    kinds = {block["type"] for block in ask(f"/documents/{site['topic'].pk}")["body"]}
    assert kinds == {member.model_fields["type"].default for member in members(Block)}


@pytest.mark.django_db
def test_every_list_is_what_it_promises(ask: Ask) -> None:
    site = factories.full_site()
    factories.unpublish(site["blocked"])
    for path in (
        "/topics",
        "/articles",
        "/navigation",
        "/sitemap",
        "/changes",
        "/topics/refractory-pain/articles",
        f"/articles/{site['article'].slug}/related",
        "/health/live",
        "/health/ready",
    ):
        ask(path)
    ask("/lookup", path="/topics/refractory-pain/")


@pytest.mark.django_db
def test_errors_are_what_it_promises(client: Client, served_openapi: dict[str, Any]) -> None:
    factories.site()
    asked = (
        (403, "/search?explain=true"),
        (404, "/topics/none"),
        (422, "/topics?limit=x"),
        (410, "/changes?since=99999"),
    )
    for status, path in asked:
        answer = client.get(ROOT + path)
        assert answer.status_code == status
        reference = served_openapi["paths"][ROOT + path.partition("?")[0].replace("none", "{slug}")]["get"]["responses"]
        response = reference[str(status)]
        if "$ref" in response:
            response = served_openapi["components"]["responses"][response["$ref"].rsplit("/", 1)[-1]]
        (media,) = response["content"].values()
        validate(json.loads(answer.content), media["schema"], served_openapi)


@pytest.mark.django_db
def test_a_document_that_breaks_the_promise_is_noticed(ask: Ask, served_openapi: dict[str, Any]) -> None:
    """The check above is not blind: each small change to a true document is refused."""
    site = factories.full_site()
    document = ask(f"/documents/{site['topic'].pk}")
    schema = promised(served_openapi, "/documents/1")
    first = document["body"][0]
    for wrong in (
        {**first, "type": "headline"},
        {**first, "extra": 1},
        {k: v for k, v in first.items() if k != "anchor"},
    ):
        with pytest.raises(AssertionError):
            validate({**document, "body": [wrong]}, schema, served_openapi)


def test_the_docs_page_needs_no_other_server(client: Client) -> None:
    page = client.get(f"{ROOT}/docs").content.decode()
    assert "swagger-ui-bundle.js" in page
    assert "http" not in page


def _schemas(schema: Any, where: str) -> Any:
    if isinstance(schema, dict):
        yield where, schema
        for name, inner in schema.items():
            yield from _schemas(inner, f"{where}/{name}")
    elif isinstance(schema, list):
        for index, inner in enumerate(schema):
            yield from _schemas(inner, f"{where}/{index}")
