"""docs/import.md: every type of line and block has an example there, each is imported, and each field is told."""

import json
import re
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import pytest
from django.conf import settings
from django.test import Client

from cms.content.models import ArticlePage, TopicPage
from cms.exchange import blocks
from cms.exchange.faults import LINE_TYPES
from cms.published import log
from cms.published.schema.documents import document_adapter
from home.models import HomePage
from tests.exchange.sample import Line, document, run_command, write_file

GUIDE = (settings.BASE_DIR / "docs" / "import.md").read_text(encoding="utf-8")
BLOCK_TYPES: dict[str, type[blocks.Item]] = {
    get_args(member.model_fields["type"].annotation)[0]: member for member in get_args(get_args(blocks.Block)[0])
}
SHARED = "Topics and articles"


def sections(part: str) -> dict[str, str]:
    """The text below each heading of a part of the guide, by the heading's name."""
    text = GUIDE.split(f"\n## {part}\n")[1].split("\n## ")[0]
    return {some.split("\n")[0].strip("`"): some for some in text.split("\n### ")[1:]}


def examples(text: str) -> list[Line]:
    return [json.loads(example) for example in re.findall(r"```json\n(.*?)\n```", text, re.DOTALL)]


def written_file(folder: Path) -> tuple[Path, int]:
    """All examples as one file, with two pages more that hold the blocks, and how many lines that is."""
    lines = [
        *examples(GUIDE.split("\n## Lines\n")[0]),
        *(line for text in sections("Lines").values() for line in examples(text)),
    ]
    body = [block for text in sections("Blocks").values() for block in examples(text)]
    topic: Line = {
        "type": "topic",
        "id": "every-block",
        "title": "Every block",
        "definition": "All of them.",
        "body": body,
    }
    of_article = [block for block in body if block["type"] != "care_team"]
    article: Line = {"type": "article", "id": "every-block", "title": "Every block", "body": of_article}
    lines += [topic, article]
    return write_file(folder, lines), len(lines)


def test_every_type_has_an_example() -> None:
    for part, types in (("Lines", LINE_TYPES.keys()), ("Blocks", BLOCK_TYPES.keys())):
        told = sections(part)
        assert told.keys() - {SHARED} == types
        for name in types:
            assert {example["type"] for example in examples(told[name])} == {name}


@pytest.mark.django_db
def test_every_example_is_imported_and_shown(folder: Path, client: Client) -> None:
    path, count = written_file(folder)
    assert run_command(path, "--dry-run")["created"] == count
    # The home page is there already.
    outcome = run_command(path)
    assert (outcome["created"], outcome["updated"]) == (count - 1, 1)
    pages = [*TopicPage.objects.all(), *ArticlePage.objects.all(), *HomePage.objects.all()]
    assert len(pages) == outcome["pages"]
    for page in pages:
        told = document(page)
        assert document_adapter.validate_json(json.dumps(told))
        assert client.get(told["path"]).status_code == 200, page
    for page in (TopicPage.objects.get(title="Every block"), ArticlePage.objects.get(title="Every block")):
        shown = [name for name, _ in groupby(block["type"] for block in document(page)["body"])]
        assert shown == [name for name in BLOCK_TYPES if name != "care_team" or isinstance(page, TopicPage)]
    assert sum(change.type in ("topic", "article", "home") for change in log.every_live()) == len(pages)


@pytest.mark.parametrize(
    ("part", "name", "model"),
    [
        *(("Lines", name, model) for name, model in LINE_TYPES.items()),
        *(("Blocks", name, model) for name, model in BLOCK_TYPES.items()),
    ],
)
def test_every_field_is_told(part: str, name: str, model: type[Any]) -> None:
    told = sections(part)
    text = told[name] + (told[SHARED] if name in ("topic", "article") else "")
    rows = {field: row for row in text.split("\n") if row.startswith("| `") for field in fields_of(row)}
    schema = model.model_json_schema()
    expected = dict(fields(schema, schema, ""))
    assert rows.keys() == expected.keys()
    for field, (required, its_limits) in expected.items():
        assert ("| required |" in rows[field]) == required, rows[field]
        # How long an id may be is told once for all.
        wanted = its_limits - ({"200"} if "id of" in rows[field] else set())
        assert wanted <= set(re.findall(r"\w+", rows[field].replace(",", ""))), rows[field]


def fields_of(row: str) -> list[str]:
    return re.findall(r"`([^`]+)`", row.split("|")[1])


def fields(schema: dict[str, Any], whole: dict[str, Any], prefix: str) -> Any:
    """Of an object: each field's path, and whether it is required and which numbers and words limit it."""
    for name, field in schema["properties"].items():
        # The type is in the heading, the id is told once for all.
        if not prefix and (name in ("type", "id")):
            continue
        yield prefix + name, (name in schema.get("required", []), limits(field))
        reference = field.get("items", {}).get("$ref")
        if reference:
            yield from fields(whole["$defs"][reference.rpartition("/")[2]], whole, f"{prefix}{name}[].")


def limits(field: dict[str, Any]) -> set[str]:
    found = {str(value) for value in field.get("enum", [])} | {str(field[key]) for key in ("maxItems",) if key in field}
    inner = [field, *field.get("anyOf", []), field.get("items", {}), field.get("items", {}).get("items", {})]
    return found | {str(some["maxLength"]) for some in inner if "maxLength" in some}
