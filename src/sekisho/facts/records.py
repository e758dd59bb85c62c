"""Builds what stands beside parties and items: places on the way, notices, red flags, licences, what else is
contracted."""

from __future__ import annotations

from typing import Any

from attrs import define

from sekisho.logic.objects import Obj
from sekisho.logic.quantities import parse_free_quantity
from sekisho.logic.values import SetValue

from .objects import Builder, texts
from .problems import Spot


@define
class Recorder(Builder):
    """Builds every object of a transaction; parties and items first, for the others name them."""

    def place(self, node: Any, id: str, spot: Spot, holder: Obj) -> Obj | None:
        """A place on the way."""
        if not isinstance(node, str):
            return None
        obj = Obj("place", id, spot.path, outer=holder)
        value = self.typing.place(node, spot)
        if value is not None:
            obj.facts["place"] = value
        return obj

    def notice(self, node: Any, id: str, spot: Spot, holder: Obj) -> Obj | None:
        """A notice by an authority."""
        return self._record("notice", {"by": "notice_by", "of": "notice_of"}, node, id, spot, holder)

    def red_flag(self, node: Any, id: str, spot: Spot, holder: Obj) -> Obj | None:
        """Something that came to be known."""
        return self._record("red_flag", {"of": "flag_of", "by": "flag_by"}, node, id, spot, holder)

    def _record(
        self, kind: str, names: dict[str, str], node: Any, id: str, spot: Spot, holder: Obj
    ) -> Obj | None:
        if not isinstance(node, dict):
            return None
        obj = Obj(kind, id, spot.path, outer=holder)
        for key, attribute in names.items():
            if key in node:
                self.typing.put(obj, attribute, node[key], spot.key(node, key))
        if isinstance(node.get("of"), str):
            self._ground(node["of"], spot.key(node, "of"))
        since = self.typing.day_of(node.get("since"), spot.key(node, "since"))
        if since is not None:
            obj.facts["since"] = since
        for key in ("to", "text"):
            if isinstance(node.get(key), str):
                obj.facts[key] = node[key]
        if "to" in obj.facts and obj.facts["to"] not in self.parties:
            at = spot.key(node, "to")
            self.typing.unknown(at, f"no party has the id {node['to']!r}", node["to"], self.parties)
        self.finish(obj, node, spot, ())
        return obj

    def _ground(self, word: str, spot: Spot) -> None:
        """A ground that no condition reads would never count as knowledge; so it has to be a known word."""
        law = self.typing.law
        known = [*law.vocabulary.attributes, *law.derived, *law.terms, *law.person_tests]
        if word != "cannot-be-found-out" and word not in known:
            self.typing.unknown(spot, f"{word!r} is no attribute, term or test of the law", word, known)

    def contract_item(self, node: Any, id: str, spot: Spot, holder: Obj) -> Obj | None:
        """Another thing that the contract holds."""
        if not isinstance(node, dict):
            return None
        obj = Obj("contract_item", id, spot.path, outer=holder)
        for key, attribute in (("code", "code"), ("value", "item_value")):
            if key in node:
                self.typing.put(obj, attribute, node[key], spot.key(node, key))
        self.finish(obj, node, spot, ())
        return obj

    def licence(self, node: Any, id: str, spot: Spot, holder: Obj) -> Obj | None:
        """A licence put forward, with what it covers; what is not stated is unknown."""
        if not isinstance(node, dict):
            return None
        obj = Obj("licence", id, spot.path, outer=holder)
        typing = self.typing
        if isinstance(node.get("kind"), str):
            obj.facts["kind"] = node["kind"]
            if typing.law.licences and node["kind"] not in typing.law.licences:
                at = spot.key(node, "kind")
                typing.unknown(
                    at, f"there is no kind of licence {node['kind']!r}", node["kind"], typing.law.licences
                )
        if isinstance(node.get("number"), str):
            obj.facts["number"] = node["number"]
        revoked = typing.flag(node.get("revoked"), spot.key(node, "revoked"))
        valid = node["valid"] if isinstance(node.get("valid"), dict) else {}
        here = spot.key(node, "valid")
        start = typing.day_of(valid.get("from"), here.key(valid, "from"))
        until = typing.day_of(valid.get("until"), here.key(valid, "until"))
        if start is not None and until is not None and until < start:
            typing.problems.add(here, f"ends on {until}, before it begins on {start}", "check both days")
        stated = {"revoked": revoked, "valid_from": start, "valid_until": until}
        obj.facts.update({key: value for key, value in stated.items() if value is not None})
        if isinstance(node.get("covers"), dict):
            self._covers(obj, node["covers"], spot.key(node, "covers"))
        self.finish(obj, node, spot, ())
        return obj

    def _covers(self, obj: Obj, node: dict[str, Any], spot: Spot) -> None:
        for key, known in (("items", self.items), ("parties", self.parties)):
            if key not in node:
                continue
            names = texts(node[key])
            for name in names:
                if name not in known:
                    at = spot.key(node, key)
                    self.typing.unknown(at, f"the transaction has no {key} of the id {name!r}", name, known)
            obj.facts[f"covers_{key}"] = SetValue(frozenset(names), complete=True)
        if isinstance(node.get("quantity"), str):
            try:
                parse_free_quantity(node["quantity"])
                obj.facts["covers_quantity"] = node["quantity"]
            except ValueError as error:
                self.typing.problems.note(spot.key(node, "quantity"), error)
        if "value" in node:
            value = self.typing.value("value", node["value"], spot.key(node, "value"))
            if value is not None:
                obj.facts["covers_value"] = value
