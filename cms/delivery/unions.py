"""Unions with a name of their own in the OpenAPI document, where pydantic spells them out wherever they are used."""

from typing import Any, get_args

from cms.published.schema.blocks import Block
from cms.published.schema.documents import Document
from cms.published.schema.richtext import Inline, Node, PlainInline
from cms.published.schema.teasers import Teaser
from search.schema import Suggested

from .schema import Change

REFERENCE = "#/components/schemas/{model}"
UNIONS = {
    "Block": Block,
    "Change": Change,
    "Document": Document,
    "Inline": Inline,
    "PlainInline": PlainInline,
    "RichTextNode": Node,
    "Suggestion": Suggested,
    "Teaser": Teaser,
}
"""By the name that generated clients know them under."""


def members(union: Any) -> tuple[type, ...]:
    """The classes of an annotated union."""
    return get_args(get_args(union)[0])


def with_named_unions(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` with each of UNIONS among its components, and a reference in every place that had it whole."""
    names = {
        frozenset(REFERENCE.format(model=member.__name__) for member in members(union)): name
        for name, union in UNIONS.items()
    }
    found: dict[str, Any] = {}

    def named(value: Any) -> Any:
        if isinstance(value, list):
            return [named(item) for item in value]
        if not isinstance(value, dict):
            return value
        inner = {key: named(item) for key, item in value.items()}
        if "discriminator" not in inner:
            return inner
        name = names.get(frozenset(option["$ref"] for option in inner["oneOf"]))
        if name is None:
            return inner
        found[name] = {"title": name, "oneOf": inner["oneOf"], "discriminator": inner["discriminator"]}
        return {"$ref": REFERENCE.format(model=name)}

    schema = named(schema)
    schema["components"]["schemas"] |= dict(sorted(found.items()))
    return schema
