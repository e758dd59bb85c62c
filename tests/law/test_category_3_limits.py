"""Every limit of category 3, groups B to E, in the Commerce Control List and in Annex I, against the entries that classify from facts.

The tables lie beside the repository (`../shared/reference`); without them these tests are skipped. Each prints how many official rows
are full, a person's to judge, or a pointer; the three sum to the rows of the table.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.law.limits import LIMITS, REFERENCE, day_of, entries_of, equal, limits, rows
from tests.lawcases import the_law

GROUPS = ("3B", "3C", "3D", "3E")
BY_TOPIC = {
    "3D005",
    "3E002",
    "3E002.a",
    "3E002.b",
    "3E002.c",
    "3E002.a-c",
    "3E003.b",
    "3E003.b Note",
    "3E003.g",
    "3E004",
}
"""Software and technology that a named topic describes: its words hold the limits."""
SAID_OTHERWISE = {
    ("3B001.d.8", "above", "1"): "at least two",
    ("3C004", "at_least", "20"): "an exclusion, written as its opposite",
    ("3B001.f.1.b.2.b (2023)", "above", "1.50"): "joined to the limb below it",
    ("3B991.b.1.k.1", "below", "100"): "in the question",
    ("3B991.b.2.e", "at_least", "63.5"): "in the question",
    ("3B991.b.4", "at_most", "0.3"): "in the question",
    ("3B992.b.7", "at_most", "10"): "in the question",
    ("3B001.a.4", "at_most", "958"): "685 degC, which the text gives beside it",
    ("3B501.a.4.b", "below", "958"): "685 degC, which the text gives beside it",
}


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="../shared is absent")
@pytest.mark.parametrize(
    ("name", "listing"), [("us-cat3-limits.csv", "us.ccl"), ("eu-cat3-limits.csv", "eu.annex1")]
)
def test_every_limit_of_the_table_stands_in_its_entry(name: str, listing: str) -> None:
    law = the_law()
    official = rows(name, GROUPS)
    assert len(official) > 100
    models: Counter[str] = Counter()
    astray = []
    for row in official:
        entries = entries_of(law, listing, row["paragraph"])
        kinds = {entry.model for entry in entries}
        models[
            "absent"
            if not entries
            else "person"
            if "person" in kinds
            else "pointer"
            if kinds == {"pointer"}
            else "full"
        ] += 1
        said = (row["paragraph"], row["operator"], row["value"])
        if (
            row["operator"] not in LIMITS
            or not re.fullmatch(r"[\d.e+]+", row["value"])
            or said in SAID_OTHERWISE
        ):
            continue
        if row["paragraph"] in BY_TOPIC or row["paragraph"].startswith("3E002"):
            continue
        if not any(equal(law, leaf, row) for leaf in limits(law, entries, day_of(row))):
            astray.append((row["paragraph"], row["attribute"], row["operator"], row["value"], row["unit"]))
    print(f"{name}, {', '.join(GROUPS)}:", dict(models), f"of {len(official)} rows")
    assert not astray
    assert models["absent"] == 0
    assert models.total() == len(official)
