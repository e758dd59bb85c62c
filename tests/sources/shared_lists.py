"""Every file of ../shared/data/lists as listed parties: material for tests and benchmarks, never for the product.

The files are third parties' conversions in part (README-us.md, README-ammitto.md), so the readers of their layouts stand
here. `shared_parties()` gives them all; `SHARED` is the folder, and tests skip only where it does not exist.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from sekisho.sources.formats.reading import country_code, partial_day
from sekisho.sources.records import Identifier, ListedAddress, ListedName, ListedParty, NameKind, PartyKind

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "lists"
KINDS: dict[str, PartyKind] = {
    "person": "person",
    "organization": "organisation",
    "vessel": "vessel",
    "aircraft": "aircraft",
    "individual": "person",
    "entity": "organisation",
}
CSL_LISTS = {
    "SDN": "us.sdn",
    "EL": "us.entity-list",
    "UVL": "us.unverified-list",
    "MEU": "us.meu-list",
    "DPL": "us.denied-persons",
    "DTC": "us.itar-debarred",
    "ISN": "us.isn",
    "SSI": "us.ssi",
    "CMIC": "us.cmic",
    "NS-MBS": "us.mbs",
    "PLC": "us.plc",
    "CAP": "us.capta",
}
AMMITTO_LISTS = {
    "au-dfat": "au.sanctions",
    "ca-sema": "ca.sanctions",
    "ch-seco": "ch.sanctions",
    "eu-fsf": "eu.sanctions",
    "eu-vessels": "eu.sanctions",
    "jp-meti-eul": "jp.foreign-end-user-list",
    "nz-russia": "nz.russia",
    "ru-stoplist": "ru.stop-list",
    "uk-sanctions": "gb.sanctions",
    "un-1718-vessels": "un.consolidated",
    "un-sc": "un.consolidated",
}


def shared_parties(*, ofac: bool = True) -> list[ListedParty]:
    """All files, about 76,700 parties and 178,000 names, many of them several times.

    Without `ofac` only the CSL stands for the American lists.
    """
    found = [*csl(), *denied_persons(), *united_nations()]
    if ofac:
        found += [*ofac_list("sdn"), *ofac_list("nonsdn")]
    for path in sorted(SHARED.glob("*-ammitto-*.jsonl.gz")):
        found += ammitto(path)
    return found


def csl() -> Iterator[ListedParty]:
    """The Consolidated Screening List of 2026-07-31 (third-party layout: no addresses, births, identifiers)."""
    (path,) = SHARED.glob("us-csl-flat-*.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            is_address = bool(re.match(r"Address \d+", row["name"]))
            kind: NameKind = "address" if is_address else "primary"
            names = [ListedName(row["name"], kind)]
            for text in row["alt_names"].split("; "):
                if text.strip(" []"):
                    names.append(ListedName(text.strip(), "address" if is_address else "alias"))
            footnote = row["entity_list_footnote_inferred"]
            facts = (("footnote", footnote), ("licence-policy", row["license_policy"]))
            yield ListedParty(
                source="us.csl",
                id=str(number),
                lists=(CSL_LISTS[row["list"]],),
                kind="address" if is_address else KINDS.get(row["type"].lower(), _bis_kind(row["list"])),
                names=tuple(names),
                countries=tuple(
                    filter(None, (country_code(c) for c in re.split(r"[;,|]\s*", row["countries"])))
                ),
                programmes=tuple(filter(None, row["programs"].split("; "))),
                citation=row["federal_register_notice"],
                facts=tuple((name, value) for name, value in facts if value),
            )


def denied_persons() -> Iterator[ListedParty]:
    """The Denied Persons List of 2022-09-07, original layout."""
    (path,) = SHARED.glob("us-bis-dpl-*.tsv.gz")
    with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t"), start=1):
            parts = [row[key].strip() for key in ("Street_Address", "City", "State", "Postal_Code")]
            country = country_code(row["Country"])
            yield ListedParty(
                source="us.denied-persons",
                id=str(number),
                lists=("us.denied-persons",),
                names=(ListedName(row["Name"].strip()),),
                countries=(country,) if country else (),
                addresses=(
                    ListedAddress(", ".join(filter(None, [*parts, row["Country"]])), *parts[:4], country),
                ),
                citation=row["FR_Citation"],
            )


def ofac_list(which: str) -> Iterator[ListedParty]:
    """OFAC's SDN or non-SDN list with aliases; addresses for SDN (files of several days, joined by number)."""
    aliases: dict[str, list[ListedName]] = defaultdict(list)
    for row in _ofac_rows(f"us-ofac-{which}-alt-*.csv.gz"):
        kind: NameKind = "former" if row[2] == "fka" else "alias"
        aliases[row[0]].append(ListedName(row[3], kind))
    places: dict[str, list[ListedAddress]] = defaultdict(list)
    for row in _ofac_rows("us-ofac-sdn-add-*.csv.gz") if which == "sdn" else ():
        text = ", ".join(filter(None, row[2:5]))
        places[row[0]].append(ListedAddress(text, street=row[2], city=row[3], country=country_code(row[4])))
    main = "us-ofac-sdn-2024-*.csv.gz" if which == "sdn" else "us-ofac-nonsdn-prim-*.csv.gz"
    for row in _ofac_rows(main):
        if len(row) < 12:
            continue
        births = [partial_day(text) for text in re.findall(r"DOB ([^;.]+)", row[11])]
        yield ListedParty(
            source=f"us.ofac-{which}",
            id=row[0],
            lists=("us.sdn",) if which == "sdn" else ("us.non-sdn",),
            kind=KINDS.get(row[2], "organisation"),
            names=(ListedName(row[1]), *aliases[row[0]]),
            countries=tuple(dict.fromkeys(p.country for p in places[row[0]] if p.country)),
            addresses=tuple(places[row[0]]),
            births=tuple(filter(None, births)),
            programmes=tuple(re.split(r"\]\s*\[", row[3])),
            remarks=row[11],
        )


def united_nations() -> Iterator[ListedParty]:
    """The United Nations' consolidated list of 2026-02-27, original XML."""
    (path,) = SHARED.glob("un-consolidated-*.xml.gz")
    with gzip.open(path) as file:
        root = etree.parse(file).getroot()
    for element in root.iter("INDIVIDUAL", "ENTITY"):
        what = str(element.tag)
        parts = [element.findtext(f"{n}_NAME", "").strip() for n in ("FIRST", "SECOND", "THIRD", "FOURTH")]
        names = [ListedName(" ".join(filter(None, parts)))]
        for original in element.findall("NAME_ORIGINAL_SCRIPT"):
            if (original.text or "").strip():
                names.append(ListedName((original.text or "").strip(), "native"))
        for alias in element.findall(f"{what}_ALIAS"):
            text = (alias.findtext("ALIAS_NAME") or "").strip()
            weak = (alias.findtext("QUALITY") or "").strip() == "Low"
            if text:
                names.append(ListedName(text, "weak-alias" if weak else "alias"))
        nations = [country_code(v.text or "") for v in element.findall("NATIONALITY/VALUE")]
        births = [
            partial_day((b.findtext("DATE") or b.findtext("YEAR") or "").strip())
            for b in element.findall("INDIVIDUAL_DATE_OF_BIRTH")
        ]
        yield ListedParty(
            source="un.consolidated",
            id=element.findtext("DATAID", "").strip(),
            lists=("un.consolidated",),
            kind="person" if what == "INDIVIDUAL" else "organisation",
            names=tuple(names),
            countries=tuple(filter(None, nations)),
            nationalities=tuple(filter(None, nations)),
            births=tuple(filter(None, births)),
        )


def ammitto(path: Path) -> Iterator[ListedParty]:
    """One file of github.com/ammitto/data: a third party's conversion of many authorities' lists."""
    stem = path.name.partition("-ammitto-")[0]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield _ammitto_party(stem, json.loads(line))


def _ammitto_party(stem: str, entry: dict[str, Any]) -> ListedParty:
    names = []
    for name in entry["names"]:
        text = _whole_name(name)
        kind: NameKind = "primary" if name.get("is_primary") else "alias"
        for part, its_kind in _native_apart(text.strip(), kind) if stem.startswith("jp") else ((text, kind),):
            if part.strip():
                names.append(ListedName(part.strip(), its_kind))
    places = []
    for place in entry.get("addresses") or ():
        text = ", ".join(
            filter(None, (place.get(key) for key in ("street", "city", "state", "postal_code", "country")))
        )
        if not text:
            continue
        places.append(
            ListedAddress(
                text,
                street=place.get("street") or "",
                city=place.get("city") or "",
                region=place.get("state") or "",
                postcode=place.get("postal_code") or "",
                country=country_code(place.get("country") or ""),
            )
        )
    nations = [country_code(n) for n in entry.get("nationalities") or () if isinstance(n, str)]
    stated = re.match(r"Country: ([^;]+)", entry.get("remarks") or "")
    countries = [*nations, *(p.country for p in places), _country_in_two_tongues(stated[1]) if stated else ""]
    imo = entry.get("imo_number") or ""
    return ListedParty(
        source=f"shared.{stem}",
        id=entry["id"].removeprefix("https://www.ammitto.org/entity/"),
        lists=(AMMITTO_LISTS[stem],),
        kind=KINDS.get(entry["entity_type"], "unknown"),
        names=tuple(names),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        addresses=tuple(places),
        identifiers=(Identifier("imo", imo),) if imo else (),
        births=tuple(filter(None, (partial_day(b.get("date") or "") for b in entry.get("birth_info") or ()))),
        nationalities=tuple(filter(None, nations)),
        remarks=entry.get("remarks") or "",
    )


def _whole_name(name: dict[str, Any]) -> str:
    """The name of a conversion: the British one writes the surname as "full_name" and the given name beside it."""
    parts = [(name.get(key) or "").strip() for key in ("first_name", "middle_name", "last_name")]
    whole: str = (name.get("full_name") or "").strip()
    if not whole:
        return " ".join(filter(None, parts))
    return whole if parts[0].casefold() in whole.casefold() else f"{parts[0]} {whole}"


def _native_apart(text: str, kind: NameKind) -> Iterator[tuple[str, NameKind]]:
    """METI writes the native name in full-width brackets after the English one."""
    brackets = re.search(r"（([^（）]+)）\s*$", text)
    if brackets and re.search(r"[\u3040-\u9fff\uac00-\ud7af]", brackets[1]):
        yield text[: brackets.start()], kind
        yield brackets[1], "native"
    else:
        yield text, kind


def _country_in_two_tongues(text: str) -> str:
    """ "イランIslamic Republic of Iran": the code by the whole, by the part in Latin letters, or by the other."""
    latin = re.search(r"[A-Za-z].*$", text)
    head = text[: latin.start()] if latin else text
    return country_code(text) or country_code(latin[0] if latin else "") or country_code(head)


def _bis_kind(which: str) -> PartyKind:
    return "organisation" if which in {"MEU", "UVL"} else "unknown"


def _ofac_rows(pattern: str) -> Iterator[list[str]]:
    (path,) = SHARED.glob(pattern)
    with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.reader(file):
            if len(row) >= 4:
                yield ["" if cell.strip() == "-0-" else cell.strip() for cell in row]
