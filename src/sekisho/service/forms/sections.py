"""The fields of each section of a check: item, route, parties, end use. Names come from the law's vocabulary where it has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.write import Document, add_to, get_fact
from sekisho.words import say, text

from ..summary import role_name
from .fields import Field, Form, options_of, truth_options

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.law.vocabulary import Attribute

CLOCKS: Final = ("contract", "application", "loading", "departure", "declaration", "release")
STANDING: Final = frozenset({"kind", "origin", "hs", "quantity", "value", "item_role"})
PARTS: Final = ("content", "made_with")


def item_fields(document: Document, law: Law, lang: str, path: str, *, part: bool = False) -> list[Field]:
    """The fields of an item, or of a part of one; with the facts that the law asks of its kinds."""
    fields = [
        _own(path, "description", "text", lang, stated=False, needed=True),
        _own(path, "kind", "kinds", lang, needed=True, hint=True),
        _own(path, "origin", "place", lang, hint=True),
        _own(path, "value", "money", lang, hint=True),
    ]
    if part:
        if ".made_with[" in path:
            role = law.vocabulary.get("item_role")
            options = options_of(role, lang) if role is not None else ()
            fields.append(Field(name="role", path=f"{path}.role", form="choice", label=say("check.f-item-role", lang),
                                options=(("", say("check.not-known", lang)), *options)))  # fmt: skip
        return fields
    fields.insert(3, _own(path, "quantity", "number", lang, hint=True))
    fields.append(_own(path, "hs", "hs", lang, hint=True))
    fields += [
        _fact(law, id, f"{path}.facts.{id}", lang, "facts") for id in item_attributes(document, law, path)
    ]
    return fields


def item_attributes(document: Document, law: Law, path: str) -> list[str]:
    """The facts of an item that its kinds make matter, and those that stand in the file already, in the vocabulary's order."""
    held = get_fact(document, f"{path}.kind")
    kinds = [
        str(kind) for kind in (held if isinstance(held, list) else [held]) if kind in law.vocabulary.kinds
    ]
    wanted: set[str] = set()
    for kind in kinds:
        wanted.update(law.attributes_for_kind(kind) or law.vocabulary.kinds[kind].ask)
    stated = get_fact(document, f"{path}.facts")
    wanted.update(str(id) for id in (stated or ()))
    known = law.vocabulary.attributes
    return [id for id in known if id in wanted and known[id].of == "item" and id not in STANDING]


def route_fields(law: Law, lang: str) -> list[Field]:
    """What is done, from where to where, and on which days; each clock has its own field."""
    act = law.vocabulary.attribute("act")
    fields = [
        Field(name="act", path="act", form="choice", label=say("check.f-act", lang), options=options_of(act, lang)),
        Field(name="from", path="route.from", form="place", label=say("check.f-from", lang), needed=True),
        Field(name="to", path="route.to", form="place", label=say("check.f-to", lang), needed=True,
              hint=say("check.h-to", lang)),
        Field(name="final", path="route.final", form="place", label=say("check.f-final", lang), hint=say("check.h-final", lang)),
        Field(name="via", path="route.via", form="places", label=say("check.f-via", lang), hint=say("check.h-via", lang)),
        Field(name="whole-via", path="complete.via", form="whole", label=say("check.whole-via", lang)),
        Field(name="on", path="on", form="date", label=say("check.f-on", lang), hint=say("check.h-day", lang), needed=True,
              stated=False),
    ]  # fmt: skip
    fields += [
        Field(name=f"date-{clock}", path=f"dates.{clock}", form="date", label=say(f"check.clock-{clock}", lang), group="dates",
              stated=False)
        for clock in CLOCKS
    ]  # fmt: skip
    return fields


def party_fields(document: Document, law: Law, lang: str, path: str) -> list[Field]:
    """The fields of a party: who, where, in which roles, and what the law asks of it."""
    role = law.vocabulary.attribute("role")
    fields = [
        _own(path, "name", "text", lang, stated=False, needed=True),
        Field(name="role", path=f"{path}.role", form="choices", label=say("check.f-role", lang),
              options=tuple((choice.id, role_name(choice.id, lang)) for choice in role.values),
              needed=True),
        _own(path, "country", "place", lang),
        _own(path, "also_known_as", "text", lang, stated=False, hint=True),
        _own(path, "address", "text", lang, stated=False),
        _own(path, "residence", "place", lang, group="more"),
        _own(path, "nationality", "place", lang, group="more"),
        Field(name="whole-owners", path=f"{path}.complete.owners", form="whole", label=say("check.whole-owners", lang),
              group="owners"),
    ]  # fmt: skip
    wanted = {"military_user"} | {str(id) for id in get_fact(document, f"{path}.facts") or ()}
    standing = {"role", "name", "country", "residence", "nationality", "share"}
    fields += [
        _fact(law, attribute.id, f"{path}.facts.{attribute.id}", lang, "facts")
        for attribute in law.vocabulary.attributes_of("party")
        if attribute.id in wanted and attribute.id not in standing
    ]
    return fields


def end_use_fields(document: Document, law: Law, lang: str) -> list[Field]:
    """What it will be used for: the words of the buyer, and the uses that the law asks about. Nothing is preset."""
    fields = [
        Field(name="text", path="end_use.text", form="long", label=say("check.f-end-use", lang), hint=say("check.h-end-use", lang),
              stated=False)
    ]  # fmt: skip
    core = ("military", "wmd", "conventional_weapons", "terrorism")
    stated = [str(id) for id in get_fact(document, "end_use.facts") or ()]
    for id in dict.fromkeys((*core, *stated)):
        if id in law.vocabulary.attributes:
            fields.append(_fact(law, id, f"end_use.facts.{id}", lang, "facts"))
    fields += [
        Field(
            name=f"whole-{name}",
            path=f"complete.{name}",
            form="whole",
            label=say(f"check.whole-{name}", lang),
            group="whole",
        )
        for name in ("notices", "red_flags")
    ]
    return fields


def new_member(
    document: Document, list_path: str, values: dict[str, Any] | None = None, prefix: str = ""
) -> str:
    """Add an empty member with an id of its own to a list; gives its path."""
    held = get_fact(document, list_path)
    taken = {str(row.get("id")) for row in held if isinstance(row, dict)} if isinstance(held, list) else set()
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    id = f"{prefix}{number}"
    add_to(document, list_path, {"id": id, **(values or {})})
    return f'{list_path}["{id}"]'


def _own(
    path: str,
    key: str,
    form: Form,
    lang: str,
    *,
    stated: bool = True,
    needed: bool = False,
    hint: bool = False,
    group: str = "",
) -> Field:
    name = key.replace("_", "-")
    return Field(
        name=name, path=f"{path}.{key}", form=form, label=say(f"check.f-{name}", lang),
        hint=say(f"check.h-{name}", lang) if hint else "", stated=stated, needed=needed, group=group,
    )  # fmt: skip


def _fact(law: Law, id: str, path: str, lang: str, group: str) -> Field:
    attribute = law.vocabulary.attribute(id)
    form, options = _form(attribute, lang)
    unit = "" if attribute.unit in {"", "ratio", "number", "count", "1"} else attribute.unit
    return Field(
        name=f"fact-{id}", path=path, form=form, label=text(attribute.question, lang) or id, hint=text(attribute.hint, lang),
        unit=unit, options=options, who=say(f"who.{attribute.who}", lang), group=group, known=id,
    )  # fmt: skip


def _form(attribute: Attribute, lang: str) -> tuple[Form, tuple[tuple[str, str], ...]]:
    match attribute.type:
        case "bool":
            return "truth", truth_options(lang)
        case "choice":
            return "choice", (("", say("check.not-known", lang)), *options_of(attribute, lang),
                              ("cannot-be-found-out", say("check.cannot", lang)))  # fmt: skip
        case "set":
            return ("choices", options_of(attribute, lang)) if attribute.values else ("set", ())
        case "quantity" | "number":
            return "number", ()
        case "money":
            return "money", ()
        case "date":
            return "date", ()
        case "path":
            return ("place", ()) if attribute.scheme == "place" else ("text", ())
        case _:
            return "text", ()
