"""The format allows what the admin allows, no more: an editor can save whatever was imported."""

from typing import Any, get_args

import pytest
from django.core.validators import MaxLengthValidator
from django.db.models import Field
from wagtail import blocks as wagtail_blocks
from wagtail.images import get_image_model

from cms.content.blocks.body import ArticleBody, TopicBody
from cms.content.models import (
    ArticlePage,
    CareRole,
    Person,
    TopicCode,
    TopicPage,
    TopicReference,
    TopicRelation,
)
from cms.content.names import MAX_LENGTH, MAX_NAMES
from cms.exchange import blocks
from cms.exchange import format as import_format
from home.models import HomePage

FORMAT_NAMES = {"html": "text", "answer": "answer"}


def schema_of(model: type[Any]) -> dict[str, Any]:
    return model.model_json_schema()["properties"]


def longest(schema: dict[str, Any]) -> int | None:
    return schema.get("maxLength")


def model_limit(field: Field[Any, Any]) -> int | None:
    limits = [validator.limit_value for validator in field.validators if isinstance(validator, MaxLengthValidator)]
    return min([limit for limit in [*limits, field.max_length] if isinstance(limit, int)], default=None)


@pytest.mark.parametrize(
    ("line", "model", "fields"),
    [
        (import_format.PersonLine, Person, ["name", "credentials", "job_title", "biography"]),
        (import_format.CareRoleLine, CareRole, ["name", "description"]),
        (import_format.ImageLine, get_image_model(), ["title"]),
        (import_format.TopicLine, TopicPage, ["title", "slug", "seo_title", "definition"]),
        (import_format.ArticleLine, ArticlePage, ["title", "slug", "seo_title", "teaser_title", "excerpt"]),
        (import_format.HomeLine, HomePage, ["title", "introduction"]),
        (import_format.ReferenceItem, TopicReference, ["citation", "doi", "url"]),
        (import_format.RelationItem, TopicRelation, ["note"]),
        (import_format.CodeItem, TopicCode, ["code"]),
    ],
)
def test_fields(line: type[Any], model: type[Any], fields: list[str]) -> None:
    for name in fields:
        schema = schema_of(line)[name]
        text = next((some for some in schema.get("anyOf", []) if some["type"] == "string"), schema)
        assert longest(text) == model_limit(model._meta.get_field(name)), name


def test_descriptions_of_pictures() -> None:
    assert (
        longest(schema_of(import_format.ImageLine)["alt"])
        == get_image_model()._meta.get_field("description").max_length
    )


def test_other_names() -> None:
    for line in (import_format.TopicLine, import_format.ArticleLine):
        names = schema_of(line)["other_names"]
        assert (names["maxItems"], longest(names["items"])) == (MAX_NAMES, MAX_LENGTH)


@pytest.mark.parametrize(
    ("line", "model", "lists"),
    [
        (import_format.TopicLine, TopicPage, ["relations", "pinned_articles", "codes", "reviewers", "references"]),
        (
            import_format.ArticleLine,
            ArticlePage,
            ["authors", "reviewers", "references", "related_pins", "related_blocks"],
        ),
        (import_format.HomeLine, HomePage, ["featured"]),
    ],
)
def test_lists(line: type[Any], model: type[Any], lists: list[str]) -> None:
    panels = inline_panels(model)
    for name in lists:
        assert schema_of(line)[name]["maxItems"] == panels[name], name


def test_topics_of_an_article() -> None:
    further = inline_panels(ArticlePage)["further_topics"]
    assert schema_of(import_format.ArticleLine)["topics"]["maxItems"] == 1 + (further or 0)


def inline_panels(model: type[Any]) -> dict[str, int | None]:
    found: dict[str, int | None] = {}

    def visit(panel: Any) -> None:
        if hasattr(panel, "relation_name"):
            found[panel.relation_name] = panel.max_num
        for child in getattr(panel, "children", None) or []:
            visit(child)

    visit(model.get_edit_handler())
    return found


def test_blocks() -> None:
    assert set(ArticleBody().child_blocks) == format_blocks(blocks.ArticleBlock).keys()
    assert set(TopicBody().child_blocks) == format_blocks(blocks.Block).keys()
    for name, item in format_blocks(blocks.Block).items():
        block = TopicBody().child_blocks[name]
        if isinstance(block, wagtail_blocks.StructBlock):
            compare_struct(name, item, block)


def format_blocks(union: Any) -> dict[str, type[blocks.Item]]:
    members = get_args(get_args(union)[0])
    return {member.model_fields["type"].annotation.__args__[0]: member for member in members}


def compare_struct(path: str, item: type[blocks.Item], block: wagtail_blocks.StructBlock) -> None:
    schema = item.model_json_schema()
    for name, field in schema["properties"].items():
        child = block.child_blocks.get(FORMAT_NAMES.get(name, name))
        where = f"{path}.{name}"
        if isinstance(child, wagtail_blocks.ListBlock):
            assert (field.get("minItems", 0), field["maxItems"]) == (child.meta.min_num or 0, child.meta.max_num), where
            compare_entries(where, item, name, child.child_block)
        elif isinstance(child, wagtail_blocks.ChoiceBlock):
            assert {str(value) for value in field["enum"]} == {value for value, _ in child.field.choices if value}, (
                where
            )
        elif isinstance(child, wagtail_blocks.CharBlock | wagtail_blocks.TextBlock):
            assert_fits(where, field, child)
            assert bool(child.required) == (bool(field.get("minLength")) or name in schema.get("required", [])), where


def compare_entries(where: str, item: type[blocks.Item], name: str, entry: wagtail_blocks.Block) -> None:
    if isinstance(entry, wagtail_blocks.StructBlock):
        (inner,) = get_args(item.model_fields[name].annotation)
        compare_struct(where, inner, entry)
    elif isinstance(entry, wagtail_blocks.CharBlock):
        assert_fits(where, item.model_json_schema()["properties"][name]["items"], entry)


def assert_fits(where: str, field: dict[str, Any], block: Any) -> None:
    limit = block.field.max_length
    assert limit is None or longest(field) == limit, where
