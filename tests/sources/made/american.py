"""American lists in their published formats, made for tests: a few invented parties, and every trap that was seen."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

EL = "Entity List (EL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
UVL = "Unverified List (UVL) - Bureau of Industry and Security"
ISN = "Nonproliferation Sanctions (ISN) - State Department"
DTC = "ITAR Debarred (DTC) - State Department"
DPL = "Denied Persons List (DPL) - Bureau of Industry and Security"
COLUMNS = [
    *("_id", "source", "entity_number", "type", "programs", "name", "title", "addresses"),
    *("federal_register_notice", "start_date", "end_date", "standard_order", "license_requirement"),
    *(
        "license_policy",
        "call_sign",
        "vessel_type",
        "gross_tonnage",
        "gross_registered_tonnage",
        "vessel_flag",
    ),
    *("vessel_owner", "remarks", "source_list_url", "alt_names", "citizenships", "dates_of_birth"),
    *("nationalities", "places_of_birth", "source_information_url", "ids"),
]


def entry(number: str, name: str, source: str = EL, **more: Any) -> dict[str, Any]:
    """One entry of the Consolidated Screening List as JSON gives it."""
    empty: dict[str, Any] = {
        "id": number,
        "source": source,
        "entity_number": None,
        "type": None,
        "programs": [],
        "name": name,
        "title": None,
        "addresses": [],
        "federal_register_notice": None,
        "start_date": None,
        "end_date": None,
        "standard_order": None,
        "license_requirement": None,
        "license_policy": None,
        "remarks": None,
        "source_list_url": "https://www.bis.gov/entity-list",
        "alt_names": [],
        "citizenships": [],
        "dates_of_birth": [],
        "nationalities": [],
        "places_of_birth": [],
        "source_information_url": "https://www.bis.gov",
        "ids": [],
        "country": None,
    }
    return {**empty, **more}


def place(
    address: str, city: str = "", country: str = "CN", postcode: str = "", state: str = ""
) -> dict[str, str]:
    """One address of an entry."""
    return {"address": address, "city": city, "state": state, "postal_code": postcode, "country": country}


def csl_json(*entries: dict[str, Any], **whole: Any) -> bytes:
    """A file as api.trade.gov publishes it."""
    return json.dumps({**whole, "results": list(entries)}, ensure_ascii=False).encode()


def csl_csv(*rows: dict[str, str]) -> bytes:
    """A file as data.trade.gov publishes it: 29 columns, every cell quoted."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\n", restval="")
    text.write(",".join(COLUMNS) + "\n")
    for row in rows:
        writer.writerow(row)
    return text.getvalue().encode()


def many(count: int, first: int = 0) -> list[dict[str, Any]]:
    """Plain entries, each with a name, an address and an id of its own."""
    return [
        entry(
            f"id-{number}",
            f"Invented Works {number} Co., Ltd.",
            type="Entity",
            addresses=[place(f"{number} Example Road", "Harbin")],
            license_requirement="For all items subject to the EAR (See §744.11 of the EAR)",
        )
        for number in range(first, first + count)
    ]


def ofac_csv(*rows: tuple[Any, ...]) -> bytes:
    """A table as OFAC publishes it: no header, texts quoted, "-0- " for nothing, the mark of the end."""
    lines = []
    for row in rows:
        cells = [
            str(cell)
            if isinstance(cell, int)
            else ("-0- " if not cell else '"' + str(cell).replace('"', '""') + '"')
            for cell in row
        ]
        lines.append(",".join(cells))
    return "\r\n".join([*lines, "\x1a"]).encode()


def sdn(
    number: int, name: str, kind: str = "", programme: str = "SDGT", remarks: str = "", **more: str
) -> tuple[Any, ...]:
    """One row of sdn.csv or cons_prim.csv."""
    middle = [
        more.get(key, "") for key in ("title", "call_sign", "vessel", "tonnage", "gross", "flag", "owner")
    ]
    return (number, name, kind, programme, *middle, remarks)


ADVANCED = (Path(__file__).parent / "ofac-advanced.xml").read_text("utf-8")
"""Three parties of the SDN list in the advanced XML: a person, the company that he owns, and a ship."""
