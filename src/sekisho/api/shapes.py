"""What the schema says of bodies and answers that are written straight from plain data."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pydantic import BaseModel

DETERMINATION: Final = "Determination"
TRANSACTION: Final = "Transaction"
_FILES: Final = {
    TRANSACTION: ("sekisho.facts", "transaction.schema.json"),
    DETERMINATION: ("sekisho.determine", "determination.schema.json"),
}
EXAMPLE: Final[dict[str, Any]] = {
    "id": "T-1",
    "on": "2026-11-28",
    "act": "export",
    "route": {"from": "CN", "to": "US", "final": "US"},
    "parties": [{"id": "p1", "role": ["consignee", "end-user"], "country": "US"}],
    "items": [{"id": "1", "kind": "material.gallium.metal", "facts": {"form": "elemental"}}],
}
"""A transaction as the documentation shows it."""
TRANSACTION_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "The transaction, as a file would hold it (docs/reference/transaction-files.md).",
        "content": {
            "application/json": {
                "schema": {"$ref": f"#/components/schemas/{TRANSACTION}"},
                "examples": {
                    "gallium": {"summary": "Gallium from China to the United States", "value": EXAMPLE}
                },
            },
            "application/yaml": {"schema": {"$ref": f"#/components/schemas/{TRANSACTION}"}},
        },
    }
}


def gives(
    shape: type[BaseModel] | str, status: int = 200, description: str = ""
) -> dict[int | str, dict[str, Any]]:
    """The answer of an address for its schema: a model, or the name of a schema that comes with the package."""
    said = {"description": description or "The answer."}
    if isinstance(shape, str):
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}
        return {status: {**said, "content": content}}
    return {status: {**said, "model": shape}}


def nothing(description: str, status: int = 204) -> dict[int | str, dict[str, Any]]:
    """An answer without a body, for the schema of an address."""
    return {status: {"description": description}}


def gives_bytes(description: str) -> dict[int | str, dict[str, Any]]:
    """An answer that is a file, for the schema of an address."""
    return {
        200: {
            "description": description,
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        }
    }


def bytes_body(description: str, media_types: tuple[str, ...]) -> dict[str, Any]:
    """A body that is a file, for the schema of an address."""
    shape = {"schema": {"type": "string", "format": "binary"}}
    content = {media: shape for media in media_types}
    return {"requestBody": {"required": True, "description": description, "content": content}}


@cache
def package_schemas() -> dict[str, Any]:
    """The schemas that come with the package as components: their own definitions stand beside them with their name before."""
    found: dict[str, Any] = {}
    for name, (package, file) in _FILES.items():
        schema = json.loads(files(package).joinpath(file).read_text("utf-8"))
        definitions = schema.pop("$defs", {})
        for key in ("$schema", "$id"):
            schema.pop(key, None)
        found[name] = _moved(schema, name)
        found |= {f"{name}.{key}": _moved(part, name) for key, part in definitions.items()}
    return found


def _moved(node: Any, name: str) -> Any:
    if isinstance(node, dict):
        moved = {key: _moved(value, name) for key, value in node.items()}
        ref = moved.get("$ref")
        if isinstance(ref, str) and ref.startswith("#"):
            below = ref.removeprefix("#").removeprefix("/$defs/")
            moved["$ref"] = (
                f"#/components/schemas/{name}.{below}" if below else f"#/components/schemas/{name}"
            )
        return moved
    if isinstance(node, list):
        return [_moved(value, name) for value in node]
    return node
