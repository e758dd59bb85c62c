"""How much of the English names of real lists the native names reach by their forms alone."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screening.names.east_asia import person_meets, share_met

LISTS = Path(__file__).parents[4] / "shared" / "data" / "lists"
EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

pytestmark = pytest.mark.skipif(not LISTS.exists(), reason="the shared lists are not beside this checkout")


def rows(name: str) -> Iterator[dict[str, object]]:
    with gzip.open(LISTS / name, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def meti() -> Iterator[tuple[str, str, str]]:
    """English name, native name and country of the end users to which METI gives a name in brackets."""
    for row in rows("jp-meti-eul-ammitto-2026-03-15.jsonl.gz"):
        for name in row["names"]:  # type: ignore[attr-defined]
            text = unicodedata.normalize("NFKC", name["full_name"])
            match = re.match(r"^(.*?[^()])\(((?:[^()]|\([^()]*\))*)\)\s*$", text)
            if match and EAST.search(match.group(2)):
                remarks = str(row["remarks"])
                country = "KP" if "North Korea" in remarks else "HK" if "Hong Kong" in remarks else "CN"
                yield re.sub(r"\([^)]*\)", "", match.group(1)), match.group(2), country


@pytest.mark.parametrize("with_country", [True, False])
def test_most_bracketed_names_of_meti_reach_half_of_their_english_words(with_country: bool) -> None:
    pairs = list(meti())
    reached = [
        pair for pair in pairs if share_met(pair[1], pair[0], country=pair[2] if with_country else "") >= 0.5
    ]
    assert len(pairs) > 150
    # 0.95 and 0.95 when this was written; the rest have an English name that says something else.
    assert len(reached) / len(pairs) >= 0.92


def test_most_persons_of_the_european_list_are_spelled_by_their_native_names() -> None:
    pairs = []
    for row in rows("eu-fsf-ammitto-2026-03-15.jsonl.gz"):
        if row["entity_type"] != "person":
            continue
        names = [str(name.get("full_name") or "") for name in row["names"]]  # type: ignore[attr-defined]
        latin = [name for name in names if re.search("[A-Za-z]", name) and not EAST.search(name)]
        pairs += [(name, latin) for name in names if EAST.search(name) and latin]
    spelled = [name for name, latin in pairs if any(person_meets(name, listed) for listed in latin)]
    assert len(pairs) > 70
    assert len(spelled) / len(pairs) >= 0.85, sorted({name for name, _ in pairs} - set(spelled))
