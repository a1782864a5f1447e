"""Keys in the OpenAPI document: how one is sent, and which scope each operation needs."""

from typing import Any

from . import keys

_SCHEME = "key"


def with_keys(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` with the scheme, and at each operation whether a key is needed, may be sent, or is not looked at."""
    schema["components"]["securitySchemes"] = {
        _SCHEME: {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "th_…",
            "description": "A key that somebody made for you in the admin. "
            + (
                "This server answers nobody without one."
                if keys.are_required()
                else "This server answers without one too."
            ),
        }
    }
    for path, methods in schema["paths"].items():
        scope = keys.scope_of(path)
        with_key = [{_SCHEME: [scope]}] if scope else []
        for operation in methods.values():
            operation["security"] = with_key if keys.are_required() or not scope else [{}, *with_key]
    return schema
