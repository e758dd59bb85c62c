"""The documentation of the API is that of its routes; what it says of limits is what holds."""

from __future__ import annotations

import re
from pathlib import Path

from sekisho.api import desk, documents, once
from sekisho.api.reference import written
from sekisho.api.routes.determine import MOST_DUTIES, MOST_DUTIES_WHOLE, MOST_IN_BATCH
from sekisho.service.jobs.documents import MOST_BYTES, MOST_DOCUMENTS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/api.md"


def test_the_page_lists_the_addresses_as_they_are() -> None:
    text = PAGE.read_text("utf-8")
    assert written(text) == text, "run python -m sekisho.api.reference docs/reference/api.md"


def test_limits_are_those_of_the_page() -> None:
    text = " ".join(PAGE.read_text("utf-8").split())
    for words in (
        f"at most {desk.MOST_BODY // 1_000_000} MB and {documents.MOST_ITEMS} items",
        f"an item without a kind counts as {documents.BLANK}",
        f"at most {MOST_DUTIES:,} duties, or {MOST_DUTIES_WHOLE:,} with questions or reasons",
        f"{desk.RATE:.0f} requests a second of one caller to one process, {desk.BURST} at once",
        f"{desk.MOST_WAITING} requests wait at most",
        f"at most {desk.SECONDS:.0f} seconds",
        f"at most {MOST_IN_BATCH} transactions",
        f"up to {MOST_DOCUMENTS:,} in a file of {MOST_BYTES // 1_000_000} MB",
        f"{once.GIVEN_UP.seconds // 60} minutes",
        f"{once.KEPT.days * 24} hours",
    ):
        assert words in text, words


def test_the_guide_names_addresses_that_exist() -> None:
    text = (ROOT / "docs/how-to/use-the-api.md").read_text("utf-8")
    known = set(re.findall(r"/api/v1(/[\w/-]*)", PAGE.read_text("utf-8")))
    named = {found.rstrip("/") for found in re.findall(r"/api/v1(/[a-z/-]+)", text)}
    assert named
    assert {one for one in named if one not in known and not one.startswith("/jobs")} == set()
