"""A real request and its answer at each operation of the OpenAPI document: `examples/`, a file for each operation.

`tests/delivery/test_examples.py` writes them, and sees that the API still answers so.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

FOLDER = Path(__file__).parent / "examples"


def with_examples(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` with the example of each operation: its answer, and what each parameter was."""
    examples = _examples()
    for template, methods in schema["paths"].items():
        for operation in methods.values():
            if example := examples.get(operation["operationId"]):
                (media,) = operation["responses"][200]["content"].values()
                media["example"] = example["answer"]
                _fill(operation["parameters"], template, example["request"])
    return schema


@cache
def _examples() -> dict[str, Any]:
    return {file.stem: json.loads(file.read_text()) for file in FOLDER.glob("*.json")}


def _fill(parameters: list[dict[str, Any]], template: str, request: str) -> None:
    address = urlsplit(request)
    steps = zip(template.split("/"), address.path.split("/"), strict=True)
    given = {step[1:-1]: [value] for step, value in steps if step.startswith("{")} | parse_qs(address.query)
    for parameter in parameters:
        if values := given.get(parameter["name"]):
            parameter["example"] = _read(values, parameter["schema"])


def _read(values: list[str], schema: dict[str, Any]) -> Any:
    match schema.get("type"):
        case "array":
            return [_read([value], schema["items"]) for value in values]
        case "integer":
            return int(values[0])
        case _:
            return values[0]
