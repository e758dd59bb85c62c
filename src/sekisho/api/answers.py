"""Answers of the API: plain data as bytes, with an ETag where the same question has the same answer until the law changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response


def json_bytes(data: Any) -> bytes:
    """Plain data as JSON; days as text. Raises TypeError for what is no plain data."""
    return _ENCODER.encode(data)


def _plain(value: Any) -> Any:
    if hasattr(value, "__attrs_attrs__"):
        return {a.name: getattr(value, a.name) for a in value.__attrs_attrs__ if not a.name.startswith("_")}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no plain data")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)


def answer(data: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Plain data as an answer that nobody keeps."""
    return Response(
        json_bytes(data),
        status,
        media_type="application/json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def tag_of(*parts: object) -> str:
    """An ETag for an answer that hangs on these parts and nothing else."""
    digest = hashlib.blake2b("\n".join(map(str, parts)).encode("utf-8", "replace"), digest_size=12)
    return f'"{digest.hexdigest()}"'


def held(request: Request, tag: str) -> bool:
    """Does the reader have just this already (If-None-Match)?"""
    given = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return tag in given or "*" in given


def kept(tag: str) -> dict[str, str]:
    """The headers of an answer that the reader may keep, and has to ask about again."""
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}


def unchanged(tag: str) -> Response:
    """304: what the reader has is the answer."""
    return Response(status_code=304, headers=kept(tag))
