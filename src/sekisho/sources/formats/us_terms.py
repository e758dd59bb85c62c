"""The words of the American Treasury for identifiers and features, as its lists and the Consolidated Screening List use them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from attrs import define, field

from sekisho.sources.formats.reading import country_code, partial_day, squeeze, unique
from sekisho.sources.records import Identifier, ListedName, PartyRelation

RANGE = 12  # years: a birth "between" two years further apart says too little to be compared

# Features that repeat what stands elsewhere in the entry, or say nothing of who the party is.
_RELATION_LABELS = {"linked to": "associate", "vessel owner": "owned-by", "aircraft operator": "operator"}


@define
class Statements:
    """What one entry says of its party beside its name and addresses, collected while it is read."""

    names: list[ListedName] = field(factory=list)
    identifiers: list[Identifier] = field(factory=list)
    births: list[str] = field(factory=list)
    birth_places: list[str] = field(factory=list)
    nationalities: list[str] = field(factory=list)
    relations: list[PartyRelation] = field(factory=list)
    facts: dict[str, list[str]] = field(factory=dict)

    def add(self, label: str, value: str, country: str = "") -> None:
        """One feature by the source's own label: an identifier, a birth, a nationality, a tie, or else a further fact."""
        label, value = squeeze(label).rstrip(":").strip(), squeeze(value)
        plain = label.casefold().removesuffix(" -").strip()
        if not value:
            return
        if plain in {"dob", "birthdate", "date of birth"}:
            self.birth(value)
        elif plain in {"pob", "place of birth"}:
            self.birth_places.append(value)
        elif plain in {"nationality", "citizen", "nationality country", "citizenship country"}:
            self.nationalities.append(country_code(value) or value)
        elif plain in _RELATION_LABELS:
            kind = _RELATION_LABELS[plain]
            self.relations.append(PartyRelation(kind, other=value))  # type: ignore[arg-type]
        else:
            found = identifier(label, value, country)
            if found:
                self.identifiers.append(found)
            else:
                self.fact(label, value)

    def birth(self, text: str) -> None:
        """A day, month or year of birth; each year of a short span; "circa" is kept as a fact."""
        if re.match(r"circa\b|c\.", text, re.IGNORECASE):
            self.fact("birth circa", text)
        span = re.findall(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)", text)
        if len(span) == 2 and 0 < int(span[1]) - int(span[0]) <= RANGE:
            self.births += [str(year) for year in range(int(span[0]), int(span[1]) + 1)]
        elif len(span) == 2 and span[0] != span[1]:
            self.fact("birth between", text)
        elif len(span) == 2:
            self.births.append(span[0])
        elif partial_day(text):
            self.births.append(partial_day(text))

    def fact(self, name: str, value: str) -> None:
        """A further statement under a short name in small letters and hyphens."""
        slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
        if slug and value:
            self.facts.setdefault(slug, []).append(value)

    def all_facts(self) -> tuple[tuple[str, str], ...]:
        """Name and value of each further statement; several values of one name are joined by "; "."""
        return tuple((name, "; ".join(unique(values))) for name, values in self.facts.items())


def identifier(label: str, value: str, country: str = "") -> Identifier | None:
    """The number behind a label such as "Tax ID No."; None where the label is none of a number.

    What the number itself shows is told apart: a Russian tax number is an INN, an 18-place number of China a unified
    social credit code, "IMO 1234567" of a company no number of a ship.
    """
    label = squeeze(label).rstrip(":").removeprefix("alt. ")
    kind = _kinds().get(label.casefold(), "")
    if label.casefold().startswith("digital currency address"):
        currency = label.rpartition(" - ")[2].strip() if " - " in label else ""
        return Identifier("digital-currency", f"{currency}:{value}" if currency else value)
    if not kind:
        return None
    place = country_code(country) if country else ""
    bare = re.sub(r"[\s.\-]", "", value)
    imo = re.match(r"(?:IMO\s*)(\d{7})$", value, re.IGNORECASE)
    if imo:
        kind, value = ("imo" if kind == "imo" else "imo-company"), imo[1]
    elif kind == "imo":
        kind = "imo" if re.fullmatch(r"\d{7}", bare) else "vessel-registration"
    elif kind in {"tax", "registration", "national-id"}:
        kind = _by_shape(bare, place) or kind
    elif kind == "lei" and not re.fullmatch(r"[A-Z0-9]{18}\d{2}", bare):
        kind = "registration"
    return Identifier(kind, value, place)


@cache
def labels() -> tuple[str, ...]:
    """All labels of identifiers, the longest first, so that one that begins another is tried later."""
    return tuple(sorted(_kinds(), key=len, reverse=True))


def _by_shape(bare: str, country: str) -> str:
    if country == "RU" and re.fullmatch(r"\d{10}|\d{12}", bare):
        return "inn"
    if country == "RU" and re.fullmatch(r"\d{13}|\d{15}", bare):
        return "ogrn"
    if (
        country == "CN"
        and re.fullmatch(r"[1-9AN][0-9A-Z]\d{6}[0-9A-Z]{10}", bare)
        and not bare[:17].isdigit()
    ):
        return "uscc"
    return ""


@cache
def _kinds() -> dict[str, str]:
    table = resources.files(__package__).joinpath("tables", "us_identifiers.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return {label.casefold(): kind for label, kind in rows}
