"""The transaction in the body of a request: JSON or YAML, read by the reader of files, so that the same faults are told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.requests import Request

from sekisho.facts import BadInput
from sekisho.facts.load import load_text
from sekisho.facts.problems import Problem as Fault
from sekisho.service.determining import Document
from sekisho.service.uploads import UploadKind, check_upload

from .desk import JSON, call_of
from .problems import Problem

MOST_ITEMS: Final = 100
"""So many items, with their content, one transaction may have at this address; more go as a job."""
BLANK: Final = 5
"""So much an item counts of which nobody said what kind it is: it may meet every entry of every list."""
_ESCAPED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def text_of(request: Request) -> tuple[str, bool]:
    """The text of the transaction in a request's body, and whether it is JSON; it was read once and can be read again.

    Raises BadUpload, BadInput, Problem.
    """
    text, is_json, _ = _read(request)
    return text, is_json


def document_of(request: Request) -> Document:
    """The transaction of a request's body. Raises BadUpload, BadInput, Problem."""
    return _read(request)[2]


def _read(request: Request) -> tuple[str, bool, Document]:
    call = call_of(request)
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    name = "transaction.json" if given in {JSON, ""} else "transaction.yaml"
    upload = check_upload(call.body, name, UploadKind.TRANSACTION)
    is_json = upload.form == "json"
    return upload.text, is_json, checked(load_text(upload.text, "transaction", is_json), "transaction")


class pointing_into:
    """Faults that are raised inside know the document, so that their problem can point into it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, BadInput):
            error.document = self.document  # type: ignore[attr-defined]


def checked(tree: Document, name: str) -> Document:
    """A tree that is not too large and holds no sign that no text has. Raises BadInput, Problem."""
    items = _items(tree)
    if items > MOST_ITEMS:
        raise Problem(
            "too-large", detail=f"the transaction has {items} items with their content; this address takes {MOST_ITEMS}",
            more={"limit": MOST_ITEMS},
        )  # fmt: skip
    for path, text in _texts(tree, "", 0):
        if _ESCAPED.search(text):
            message = "the text holds a control character or half of a character"
            raise BadInput([Fault(name, 0, path, message, "write it as plain text")])
    return tree


def _items(node: Any) -> int:
    count = 0
    for key in ("items", "content", "made_with"):
        members = node.get(key) if isinstance(node, Mapping) else None
        if isinstance(members, list):
            count += sum(1 if isinstance(one, Mapping) and one.get("kind") else BLANK for one in members)
            count += sum(map(_items, members))
    return count


def _texts(node: Any, path: str, depth: int) -> Sequence[tuple[str, str]]:
    """Every text in a tree that is not plain ASCII print, with its path."""
    found: list[tuple[str, str]] = []
    pending: list[tuple[Any, str]] = [(node, path)]
    while pending:
        here, at = pending.pop()
        if isinstance(here, Mapping):
            for key, value in here.items():
                below = f"{at}.{key}" if at else str(key)
                if not str(key).isprintable():
                    found.append((at, str(key)))
                pending.append((value, below))
        elif isinstance(here, list):
            pending += [(value, f'{at}["{number}"]') for number, value in enumerate(here, 1)]
        elif isinstance(here, str) and not here.isprintable():
            found.append((at, here))
    return found
