"""The European Union's consolidated list of financial sanctions, as XML (FSF, version 1.1)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from sekisho.sources.formats import only
from sekisho.sources.formats.collecting import keep
from sekisho.sources.formats.eu_entity import SOURCE, Entity
from sekisho.sources.formats.reading import day
from sekisho.sources.formats.safe_xml import children, elements, local, root_of, text
from sekisho.sources.records import Flaw, ListedParty, ParsedList, SourceError

__all__ = ["SOURCE", "parse"]
_GROUPS = {
    "nameAlias": "names",
    "address": "addresses",
    "birthdate": "births",
    "identification": "identifications",
    "citizenship": "citizenships",
}


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The persons and enterprises of the list; the id is the EU reference number ("EU.27.28").

    The file states no count. `published` is the day on which the Commission's server made it. Annex IV of Regulation 833/2014
    (bodies to which exports are barred) is not in this list.
    """
    data = only(files)
    root, attributes = root_of(data)
    if root != "export":
        raise SourceError(
            f"the outermost element is {root}, not export: this is not the list of the European Union. "
            "Take xmlFullSanctionsList_1_1 of webgate.ec.europa.eu/fsd/fsf."
        )
    parties: dict[str, ListedParty] = {}
    flaws: list[Flaw] = []
    for number, element in enumerate(elements(data, {"sanctionEntity"}), start=1):
        keep(parties, _entity(element).party(), f"entity {number}", flaws)
    if not parties:
        raise SourceError(
            "the list holds no entity. The server makes the file anew and fails at times: fetch it again."
        )
    return ParsedList(
        tuple(parties.values()), None, day(attributes.get("generationDate", "")[:10]), tuple(flaws)
    )


def _entity(element: etree._Element) -> Entity:
    entity = Entity(_attributes(element))
    entity.attributes["remark"] = "\n".join(_text(child) for child in children(element, "remark"))
    for subject in children(element, "subjectType"):
        said = _attributes(subject)
        entity.attributes["subject"] = said.get("code", "") or said.get("classificationCode", "")
    for regulation in children(element, "regulation")[:1]:
        entity.regulation = _attributes(regulation) | {"publicationUrl": text(regulation, "publicationUrl")}
    for child in element:
        if group := _GROUPS.get(local(child)):
            getattr(entity, group).append(_row(child))
    return entity


def _row(element: etree._Element) -> dict[str, str]:
    """The attributes of an element with its remarks, by the names that the CSV has for them too."""
    row = _attributes(element)
    row["remark"] = "\n".join(_text(child) for child in children(element, "remark"))
    row["typeCode"] = row.get("identificationTypeCode", "")
    row["typeDescription"] = row.get("identificationTypeDescription", "")
    return row


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
