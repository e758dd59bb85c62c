"""OFAC's advanced XML (sdn_advanced.xml, cons_advanced.xml): names per script, documents, places and ties between parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from attrs import define, field
from lxml.etree import _Element

from sekisho.sources.formats import only
from sekisho.sources.formats.ofac_lists import UNKNOWN_LIST, list_named, lists_of
from sekisho.sources.formats.ofac_profile import Documents, Places, Profile, References, period, profile_of
from sekisho.sources.formats.reading import unique
from sekisho.sources.formats.safe_xml import children, elements, local, root_of, text
from sekisho.sources.records import Flaw, ListedName, ListedParty, ParsedList, PartyRelation, SourceError

_MENDED = "Fetch the file again; the last good edition stays in use."
_TAGS = (
    "DateOfIssue",
    "ReferenceValueSets",
    "Location",
    "IDRegDocument",
    "DistinctParty",
    "ProfileRelationship",
    "SanctionsEntry",
)
_OWNED = "owned or controlled by"


@define
class _Entry:
    """What one sanctions entry says of a profile."""

    lists: list[str] = field(factory=list)
    programmes: list[str] = field(factory=list)
    days: list[date] = field(factory=list)


@define
class _Read:
    """The parts of the file as they go by."""

    published: date | None = None
    references: References = field(factory=References)
    places: Places = field(factory=dict)
    documents: Documents = field(factory=lambda: defaultdict(list))
    profiles: list[Profile] = field(factory=list)
    relations: list[tuple[str, str, str, bool]] = field(factory=list)
    entries: dict[str, _Entry] = field(factory=lambda: defaultdict(_Entry))
    flaws: list[Flaw] = field(factory=list)


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """Every profile that a sanctions entry names. Ids are OFAC's numbers, the same as in its tables."""
    data = only(files)
    if root_of(data)[0] != "Sanctions":
        raise SourceError(
            f"the outermost element is no <Sanctions>: this is not OFAC's advanced XML. {_MENDED}"
        )
    read = _Read()
    for element in elements(data, _TAGS):
        _take(element, read)
    if not read.profiles:
        raise SourceError(f"the file holds no party. {_MENDED}")
    if not read.entries:
        raise SourceError(f"the file ends before its sanctions entries. {_MENDED}")
    # A few parties of the other lists are blocked besides; most are not.
    blocked = sum(1 for entry in read.entries.values() if "us.sdn" in entry.lists)
    others = blocked * 2 < len(read.entries)
    source = "us.ofac-nonsdn" if others else "us.ofac-sdn"
    parties = tuple(_parties(read, source, others))
    return ParsedList(parties=parties, published=read.published, flaws=tuple(read.flaws))


def _take(element: _Element, read: _Read) -> None:
    name = local(element)
    if name == "DateOfIssue":
        read.published = period(element)[0]
    elif name == "ReferenceValueSets":
        read.references.read(element)
    elif name == "Location":
        read.references.place(element, read.places)
    elif name == "IDRegDocument":
        read.references.document(element, read.documents)
    elif name == "DistinctParty":
        profiles = children(element, "Profile")
        beside = (element,) if len(profiles) == 1 else ()
        for profile in profiles:
            comment = text(element, "Comment")
            read.profiles.append(profile_of(profile, comment, read.references, read.places, beside))
    elif name == "ProfileRelationship":
        kind = read.references.word("RelationType", element.get("RelationTypeID", ""))
        former = element.get("Former", "false") == "true"
        read.relations.append(
            (element.get("From-ProfileID", ""), element.get("To-ProfileID", ""), kind, former)
        )
    elif name == "SanctionsEntry":
        _take_entry(element, read)


def _take_entry(element: _Element, read: _Read) -> None:
    entry = read.entries[element.get("ProfileID", "")]
    named = read.references.word("List", element.get("ListID", ""))
    listed = list_named(named) if named else ""
    if listed:
        entry.lists.append(listed)
    if listed == UNKNOWN_LIST:
        read.flaws.append(Flaw(f"entry {element.get('ID', '')}", f"the list {named!r} is unknown"))
    for event in children(element, "EntryEvent"):
        for when in children(event, "Date"):
            day = period(when)[0]
            if day:
                entry.days.append(day)
    for measure in children(element, "SanctionsMeasure"):
        kind = read.references.word("SanctionsType", measure.get("SanctionsTypeID", ""))
        if kind.casefold() in {"program", ""} and text(measure, "Comment"):
            entry.programmes.append(text(measure, "Comment"))


def _parties(read: _Read, source: str, others: bool) -> Iterator[ListedParty]:
    named = {profile.id: profile for profile in read.profiles}
    ties = _ties(read, named)
    for profile in read.profiles:
        entry = read.entries.get(profile.id)
        if entry is None:
            read.flaws.append(Flaw(f"profile {profile.id}", "no sanctions entry names it; it was left out"))
            continue
        programmes = unique(entry.programmes)
        lists = unique(entry.lists) or (lists_of(programmes) if others else ("us.sdn",))
        said = profile.said
        for label, number, country in (
            d for identity in profile.identities for d in read.documents.get(identity, ())
        ):
            said.add(label, number, country)
        yield ListedParty(
            source=source,
            id=profile.id,
            lists=lists,
            kind=profile.kind,
            names=_distinct([*profile.names, *said.names]),
            countries=unique(
                [
                    *(address.country for address in profile.addresses),
                    *(nation for nation in said.nationalities if len(nation) == 2),
                ]
            ),
            addresses=tuple(dict.fromkeys(profile.addresses)),
            identifiers=tuple(dict.fromkeys(said.identifiers)),
            births=unique(said.births),
            birth_places=unique(said.birth_places),
            nationalities=unique(said.nationalities),
            programmes=programmes,
            relations=(*dict.fromkeys(said.relations), *ties[profile.id]),
            listed_on=min(entry.days) if entry.days else None,
            remarks=profile.comment,
            facts=said.all_facts(),
        )


def _ties(read: _Read, named: Mapping[str, Profile]) -> dict[str, list[PartyRelation]]:
    """ "A Owned or Controlled By B" is a tie of A to B and, turned round, of B to A. Former ties are facts, no ties."""
    ties: dict[str, list[PartyRelation]] = defaultdict(list)
    for one, other, words, former in read.relations:
        if one not in named or other not in named:
            read.flaws.append(Flaw(f"tie {one} to {other}", f"'{words}': one of the two is not in the file"))
            continue
        its_name, other_name = named[one].name, named[other].name
        if former:
            named[one].said.fact(f"former {words}", other_name)
            continue
        plain = words.casefold()
        if plain.startswith(_OWNED):
            ties[one].append(PartyRelation("owned-by", other_name, other))
            ties[other].append(PartyRelation("owns", its_name, one))
        elif plain.startswith("family"):
            ties[one].append(PartyRelation("family", other_name, other))
        elif "operat" in plain:
            ties[one].append(PartyRelation("operator", other_name, other))
        else:
            ties[one].append(PartyRelation("associate", other_name, other))
            named[one].said.fact(f"tie {words}", other_name)
    return ties


def _distinct(names: list[ListedName]) -> tuple[ListedName, ...]:
    found: dict[str, ListedName] = {}
    for name in names:
        found.setdefault(name.text, name)
    return tuple(found.values())
