"""What ninja leaves out of the OpenAPI document, the problems that operations answer with, and what it leaves in."""

import json
import re
from collections import defaultdict
from typing import Any

from .problems import MEDIA_TYPE, TYPES, Problem, ProblemType
from .unions import REFERENCE

_CONTENT = {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model="Problem")}}}
_EVERYWHERE = ("invalid-parameters", "unavailable", "internal-error")


def with_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` with a response for each kind of problem, and 304, at each operation that may answer so."""
    components = schema["components"]
    definition = Problem.model_json_schema(mode="serialization", ref_template=REFERENCE)
    components["schemas"] |= definition.pop("$defs") | {"Problem": definition}
    components["responses"] = {
        type_.name: {
            "description": f"{type_.title}. {type_.explanation}",
            "content": _CONTENT,
        }
        for type_ in TYPES.values()
    }
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            operation["responses"] |= _responses(path)
    _selections(components["schemas"])
    _prune(schema)
    return schema


def _selections(schemas: dict[str, Any]) -> None:
    """What requests choose, and pydantic cannot say: what comes along with a document, and some fields of it."""
    for name in ("Topic", "Article"):
        schemas[name]["required"].remove("included")
        whole = schemas[f"{name}Document"]
        some = f"{name}Fields"
        schemas[some] = {
            **whole,
            "title": some,
            "description": "The fields that were asked for, or all with `fields=*`.",
            "required": ["type", "id"],
        }
        choices = schemas[f"{name}List"]["properties"]["items"]["items"]["anyOf"]
        choices[1] = {"$ref": f"#/components/schemas/{some}"}


def _prune(schema: dict[str, Any]) -> None:
    """Drop schemas that nothing refers to: ninja leaves one for each group of parameters, though it spells these out."""
    schemas = schema["components"]["schemas"]
    used: set[str] = set()
    waiting = _referred([schema["paths"], schema["components"]["responses"]])
    while waiting:
        used |= waiting
        waiting = _referred([schemas[name] for name in waiting]) - used
    for name in schemas.keys() - used:
        del schemas[name]


def _referred(parts: list[Any]) -> set[str]:
    return set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(parts)))


def _responses(path: str) -> dict[int, dict[str, Any]]:
    """The further responses of an operation; keys are numbers, as ninja's own are."""
    names: list[str] = [*_EVERYWHERE]
    if "/health/" not in path:
        names += ["too-many-requests", "key-refused", "scope-missing"]
    if "{" in path or path.endswith("/lookup"):
        names.append("not-found")
    if path.endswith("/search"):
        names.append("for-editors")
    if path.endswith("/changes"):
        names.append("checkpoint-gone")
    if path.endswith("/preview"):
        names += ["preview-token-unreadable", "preview-ended", "preview-of-another-page", "preview-expired"]
    by_status: dict[int, list[ProblemType]] = defaultdict(list)
    for name in names:
        by_status[TYPES[name].status].append(TYPES[name])
    found = {status: _response(types) for status, types in by_status.items()}
    if "/health/" not in path:
        found[304] = {"description": "What you have, as told by If-None-Match, is still right."}
    return dict(sorted(found.items()))


def _response(types: list[ProblemType]) -> dict[str, Any]:
    """A reference to the one problem of a status; where there are several, a status has but one place for them."""
    if len(types) == 1:
        return {"$ref": f"#/components/responses/{types[0].name}"}
    return {"description": " ".join(f"`{type_.name}`: {type_.explanation}" for type_ in types), "content": _CONTENT}
