"""One entry of the United States' Consolidated Screening List, whichever file it came from, as a listed party."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import define, evolve, field, frozen

from sekisho.sources.formats.ofac_lists import UNKNOWN_LIST
from sekisho.sources.formats.reading import country_code, day, squeeze, stable_id, unique
from sekisho.sources.formats.us_names import alias_names, split_name, surname_last
from sekisho.sources.formats.us_terms import Statements
from sekisho.sources.records import (
    Flaw,
    ListedAddress,
    ListedName,
    ListedParty,
    PartyKind,
    PartyRelation,
)

SOURCE = "us.csl"
# By the mark in brackets in `source`, "Entity List (EL) - Bureau of Industry and Security", or by words of it.
LISTS = {
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
    "MBS": "us.mbs",
    "PLC": "us.plc",
    "CAP": "us.capta",
    "CAPTA": "us.capta",
    "FSE": "us.fse",
}
_WORDS = (
    ("military-industrial", "us.cmic"),
    ("menu-based", "us.mbs"),
    ("capta", "us.capta"),
    ("specially designated", "us.sdn"),
    ("sectoral sanctions", "us.ssi"),
    ("sanctions evaders", "us.fse"),
    ("palestinian legislative", "us.plc"),
    ("military end", "us.meu-list"),
    ("unverified", "us.unverified-list"),
    ("denied persons", "us.denied-persons"),
    ("debarred", "us.itar-debarred"),
    ("nonproliferation", "us.isn"),
    ("entity list", "us.entity-list"),
)
_KINDS: dict[str, PartyKind] = {
    "individual": "person",
    "entity": "organisation",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_ADDRESS_ROW = re.compile(r"Address\s+\d+$", re.IGNORECASE)
# The section of 15 CFR 734.9 that an Entity List row cites says which footnote it bears.
_FOOTNOTES = (
    (re.compile(r"734\.9\s*\(e\)\s*\(?1\b"), "1"),
    (re.compile(r"734\.9\s*\(e\)\s*\(?2\b"), "4"),
    (re.compile(r"734\.9\s*\(e\)\s*\(?3\b"), "5"),
    (re.compile(r"734\.9\s*\(g\)"), "3"),
)
_BARE_E = re.compile(r"734\.9\s*\(e\)(?!\s*\(?[123]\b)")
_MARK_AT_END = re.compile(r"(?:EAR\)?\.?\)?)\s*([1345])\.?\s*$")


@frozen
class Entry:
    """One row as published: single values, lists of values, and addresses and ids already divided."""

    values: Mapping[str, str]
    programmes: Sequence[str] = ()
    aliases: Sequence[str] = ()
    addresses: Sequence[ListedAddress] = ()
    ids: Sequence[tuple[str, str, str]] = ()  # label, number, country
    citizenships: Sequence[str] = ()
    nationalities: Sequence[str] = ()
    births: Sequence[str] = ()
    birth_places: Sequence[str] = ()


@define
class Reader:
    """Makes parties of rows and keeps what could not be read."""

    flaws: list[Flaw] = field(factory=list)

    def party(self, entry: Entry, where: str) -> ListedParty:
        """The listed party of one row; what is missing or odd is noted as a flaw at `where`."""
        text = {key: squeeze(value) for key, value in entry.values.items()}
        said = Statements()
        names = split_name(text.get("name", ""))
        said.fact("csl-id", text.get("id", ""))
        if list_id(text.get("source", "")) == "us.itar-debarred":
            names = surname_last(names)
        is_address = bool(_ADDRESS_ROW.match(text.get("name", "")))
        for label, number, country in entry.ids:
            said.add(label, number, country)
        for value in (*entry.citizenships, *entry.nationalities):
            said.add("nationality", value)
        for value in entry.births:
            said.birth(value)
        said.birth_places += entry.birth_places
        self._facts(text, () if is_address else names.names, said)
        if names.parent:
            said.relations.append(PartyRelation("associate", other=names.parent))
        if text.get("vessel_owner"):
            said.relations.append(PartyRelation("owned-by", other=text["vessel_owner"]))
        if text.get("call_sign"):
            said.add("Vessel Call Sign", text["call_sign"])
        countries = unique(
            [
                country_code(text.get("country", "")),
                *(address.country for address in entry.addresses),
                *names.countries,
                country_code(text.get("vessel_flag", "")),
                *(nation for nation in said.nationalities if len(nation) == 2),
            ]
        )
        lists = self._lists(text, said, where)
        listed = (
            _address_names(entry, text)
            if is_address
            else _all_names(names.names, entry.aliases, tuple(said.names))
        )
        if is_address and not entry.addresses:
            self.flaws.append(Flaw(where, f"the bare address listing {text['name']!r} gives no address"))
        if any("?" in name.text for name in listed):
            self.flaws.append(Flaw(where, "a name holds '?' where the source lost a letter"))
        return ListedParty(
            source=SOURCE,
            id=text.get("entity_number") or "",
            lists=lists,
            kind="address" if is_address else _KINDS.get(text.get("type", "").casefold(), "unknown"),
            names=listed,
            countries=countries,
            addresses=tuple(entry.addresses),
            identifiers=tuple(dict.fromkeys(said.identifiers)),
            births=unique(said.births),
            birth_places=unique(said.birth_places),
            nationalities=unique(said.nationalities),
            programmes=unique(entry.programmes),
            relations=tuple(said.relations),
            listed_on=self._day(text, "start_date", where),
            until=self._day(text, "end_date", where),
            citation=text.get("federal_register_notice", ""),
            url=text.get("source_list_url", ""),
            remarks=text.get("remarks", ""),
            facts=said.all_facts(),
        )

    def _facts(self, text: Mapping[str, str], names: Sequence[ListedName], said: Statements) -> None:
        for fact, column in (
            ("licence-requirement", "license_requirement"),
            ("licence-policy", "license_policy"),
            ("standard-order", "standard_order"),
            ("title", "title"),
            ("vessel-type", "vessel_type"),
            ("vessel-flag", "vessel_flag"),
            ("gross-tonnage", "gross_tonnage"),
            ("ofac-number", "entity_number"),
        ):
            said.fact(fact, text.get(column, ""))
        if len(names) != 1 or names[0].text != text.get("name", ""):
            said.fact("name-as-published", text.get("name", ""))

    def _lists(self, text: Mapping[str, str], said: Statements, where: str) -> tuple[str, ...]:
        listed = list_id(text.get("source", ""))
        if (
            not listed
        ):  # a list that is newer than this reader: its parties are kept, and said to be on an unknown list
            said.fact("list-as-published", text.get("source", "") or "none")
            self.flaws.append(Flaw(where, f"the list {text.get('source', '')!r} is unknown"))
            return (UNKNOWN_LIST,)
        if listed != "us.entity-list":
            return (listed,)
        requirement = text.get("license_requirement", "")
        footnotes = footnotes_of(requirement)
        if footnotes:
            said.fact("footnote", ",".join(footnotes))
        elif _BARE_E.search(requirement):
            said.fact("footnote-unclear", requirement)
            self.flaws.append(Flaw(where, "it cites § 734.9(e) without saying which footnote it bears"))
        return (listed, *(f"{listed}.fn{number}" for number in footnotes))

    def _day(self, text: Mapping[str, str], column: str, where: str) -> date | None:
        written = text.get(column, "")
        found = day(written, "mdy")
        if written and not found:
            self.flaws.append(Flaw(where, f"{column} {written!r} is no day"))
        return found


def with_ids(parties: Sequence[ListedParty]) -> tuple[ListedParty, ...]:
    """The parties with ids that stay: OFAC's numbers, else hashes of list, name as published and first day (or citation).

    The ids that the Consolidated Screening List gives to rows of Commerce and State are random or hashes of the whole row,
    and change when the row does; they are kept as the fact "csl-id". Rows that still share an id are told apart by their
    countries, then by their addresses.
    """
    ids = [party.id or _base(party) for party in parties]
    for tell_apart in (_countries, _addresses):
        count = Counter(ids)
        ids = [
            one if party.id or count[one] == 1 else stable_id(one, *tell_apart(party))
            for one, party in zip(ids, parties, strict=True)
        ]
    return tuple(evolve(party, id=one) for one, party in zip(ids, parties, strict=True))


def _countries(party: ListedParty) -> list[str]:
    return sorted(party.countries)


def _addresses(party: ListedParty) -> list[str]:
    return sorted(address.text for address in party.addresses)


def _base(party: ListedParty) -> str:
    published = party.fact("name-as-published") or next((name.text for name in party.names), "")
    if party.kind == "address":
        published = " ".join(sorted(name.text for name in party.names))
    first = re.search(r"\d+\s*F\.?\s*R\.?\s*\d+", party.citation)
    began = party.listed_on.isoformat() if party.listed_on else (first[0] if first else "")
    return stable_id(party.lists[0], published, began)


def list_id(source: str) -> str:
    """The list that a row's `source` names, by its mark in brackets or by its words; "" where it is none of them."""
    for mark in re.findall(r"\(([A-Z][A-Z-]+?)(?: List)?\)", source):
        if mark in LISTS:
            return LISTS[mark]
    plain = source.casefold()
    return LISTS.get(source.strip()) or next((found for words, found in _WORDS if words in plain), "")


def footnotes_of(requirement: str) -> tuple[str, ...]:
    """The footnotes of an Entity List row, by the section of 15 CFR 734.9 in its licence requirement ("1", "3", "4", "5")."""
    found = [number for pattern, number in _FOOTNOTES if pattern.search(requirement)]
    if not found and _BARE_E.search(requirement):
        mark = _MARK_AT_END.search(requirement)
        found = [mark[1]] if mark else []
    return tuple(found)


def split_address(
    text: str, city: str = "", region: str = "", postcode: str = "", country: str = ""
) -> tuple[ListedAddress, ...]:
    """The addresses in one field, which may hold several divided by "; and" or "; "."""
    code = country_code(country)
    streets = [part for part in re.split(r";\s+and\s+|;\s+(?=\S)", squeeze(text)) if part.strip(" ,;.")]
    found = []
    for number, street in enumerate(streets or [""]):
        last = number == len(streets) - 1 or not streets
        parts = (street, city, region, postcode, country) if last else (street, country)
        whole = ", ".join(part for part in map(squeeze, parts) if part)
        if whole:
            found.append(
                ListedAddress(
                    whole,
                    street=street,
                    city=city if last else "",
                    region=region if last else "",
                    postcode=postcode if last else "",
                    country=code,
                )
            )
    return tuple(found)


def _address_names(entry: Entry, text: Mapping[str, str]) -> tuple[ListedName, ...]:
    streets = unique([address.street or address.text for address in entry.addresses])
    return tuple(ListedName(street, "address") for street in streets or (text.get("name", ""),))


def _all_names(
    first: Sequence[ListedName], aliases: Iterable[str], more: Sequence[ListedName]
) -> tuple[ListedName, ...]:
    found = {name.text: name for name in first}
    for alias in aliases:
        for name in alias_names(alias):
            found.setdefault(name.text, name)
    for name in more:
        found.setdefault(name.text, name)
    return tuple(found.values())
