"""Every limit of group A (devices, computers) of category 3 in the Commerce Control List and in Annex I against its entry.

The tables lie beside the repository (`../shared/reference`); without them this is skipped. It prints how many official rows are full,
a person's to judge, or a pointer; the three sum to the rows of the table.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from sekisho.logic import conditions as c
from tests.law.limits import LIMITS, REFERENCE, day_of, entries_of, equal, limits, rows
from tests.lawcases import the_law

ROUND = {
    ("398", "K"): "125 degC, which the text gives beside it",
    ("218", "K"): "-55 degC, which the text gives beside it",
    ("488", "K"): "215 degC, which the text gives beside it",
}
WRITTEN = {
    "dBc": "dB", "% of centre": "%", "octave": "", "kW GHz": "kW*GHz", "million words/s": "MHz", "Mbyte/s": "MB/s", "Gbyte/s": "GB/s",
    "MJ/m3": "MJ/m^3", "GB/s/mm2": "GB/s/mm^2", "arc second": "arcsec", "us MHz": "", "kbit": "kbit", "IC": "", "Gb/s": "Gbit/s",
}  # fmt: skip
"""Units of the tables as the law writes them."""
SAID_OTHERWISE = {
    ("3A001.a.6", "internal laser diodes"): "a yes or no",
    ("3A001.a.6", "internal light detectors"): "a yes or no",
    ("3A001.a.6.a", "internal laser diodes"): "a yes or no",
    ("3A001.a.6.b", "internal light detecting elements"): "a yes or no",
    ("3A001.b.3.f", "frequency"): "rated at all of the band: lowest at or below, highest at or above",
    (
        "3A001.b.3.f",
        "operating frequency",
    ): "rated at all of the band: lowest at or below, highest at or above",
    ("3A001.b.10", "offset F"): "in the question",
    ("3A002.d.4.a", "offset F"): "in the question",
    ("3A002.d.4.b", "offset F"): "in the question",
    ("3A001.e.3", "charge or discharge time"): "in the question",
    ("3A001.e.3", "full charge or discharge time"): "in the question",
    ("3A991.k", "charge or discharge time"): "in the question",
    ("3A991.a.3", "buses or ports between parallel microprocessors"): "in the question",
    ("3A233", "resolution better than 2 parts in"): "a mass difference below 2",
    ("4A090.a", "contains an IC that meets or exceeds 3A090.a"): "a choice",
    ("4A090.b", "contains an IC that meets or exceeds 3A090.b"): "a choice",
    ("4A507", "ICs under 3A501.a.16"): "a yes or no",
}


def paragraph_of(row: dict[str, str]) -> str:
    """Note 1 of the table stands as an entry of its own; a condition that sub-paragraphs share stands in each of them."""
    return "3A090.a.note-1" if row["paragraph"].startswith("3A090 Note") else row["paragraph"]


def read_on(row: dict[str, str]) -> date:
    """The last day of a row, or a day of the year that it names."""
    year = re.search(r"completed in (\d{4})", row["attribute"])
    return date(int(year[1]), 6, 1) if year else day_of(row)


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="../shared is absent")
@pytest.mark.parametrize(
    ("name", "listing"), [("us-cat3-limits.csv", "us.ccl"), ("eu-cat3-limits.csv", "eu.annex1")]
)
def test_every_limit_of_the_table_stands_in_its_entry(name: str, listing: str) -> None:
    law = the_law()
    official = rows(name, ("3A", "4A"))
    assert len(official) > 500
    models: Counter[str] = Counter()
    astray = []
    for row in official:
        paragraph = paragraph_of(row)
        entries = entries_of(law, listing, paragraph)
        while not entries and "." in paragraph:
            paragraph = paragraph.rpartition(".")[0]
            entries = entries_of(law, listing, paragraph)
        leaves = [entry for entry in entries if not law.is_heading(entry.id)]
        kinds = {entry.model for entry in leaves}
        models[
            "absent"
            if not kinds
            else "pointer"
            if kinds == {"pointer"}
            else "full"
            if "full" in kinds
            else "person"
        ] += 1
        if row["operator"] not in LIMITS or not re.fullmatch(r"-?[\d.e+-]+", row["value"]):
            continue
        if (row["value"], row["unit"]) in ROUND or (row["paragraph"], row["attribute"]) in SAID_OTHERWISE:
            continue
        written = {**row, "unit": WRITTEN.get(row["unit"], row["unit"])}
        found: list[c.Compare] = list(limits(law, leaves, read_on(row)))
        if not any(equal(law, leaf, written) for leaf in found):
            astray.append((row["paragraph"], row["attribute"], row["operator"], row["value"], row["unit"]))
    print(f"{name}, 3A and 4A:", dict(models), f"of {len(official)} rows")
    assert not astray
    assert models["absent"] == 0
    assert models.total() == len(official)
