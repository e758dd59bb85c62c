"""Reads `assertions`: who asserted which fact, and who answered a question that only a person can judge."""

from __future__ import annotations

import re
from typing import Any, Final

from attrs import define, field

from sekisho.law.vocabulary import CANNOT_WORD
from sekisho.logic.objects import Answer, Obj
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth

from .objects import Builder
from .problems import Spot

_ANSWERS: Final[dict[str, Truth]] = {
    "true": TRUE, "yes": TRUE, "false": FALSE, "no": FALSE, CANNOT_WORD: UNKNOWN,
}  # fmt: skip
_OWN: Final = re.compile(
    r"(act|on|known|route|dates|complete|end_use|facts|contract|rates|declarations|claims|assertions|knowledge|screened)\b"
)


@define
class Words:
    """The assertions of one transaction: `answers` to person tests, `words` for facts."""

    build: Builder
    root: Obj
    answers: list[Answer] = field(factory=list)
    words: list[dict[str, object]] = field(factory=list)

    def read(self, given: Any, spot: Spot) -> None:
        """Read the list; what is wrong with it is noted."""
        for number, row in enumerate(given if isinstance(given, list) else ()):
            if isinstance(row, dict):
                self._row(row, spot.member(given, number, str(number + 1)))

    def _row(self, row: dict[str, Any], spot: Spot) -> None:
        typing = self.build.typing
        if ("fact" in row) == ("person" in row):
            typing.problems.add(
                spot,
                "an assertion is about a fact or answers a person test",
                "write either `fact` or `person`",
            )
        elif "fact" in row:
            self._fact(row, spot)
        else:
            self._answer(row, spot)

    def _fact(self, row: dict[str, Any], spot: Spot) -> None:
        path = str(row["fact"]).replace("'", '"')
        if self._holder(path) is None and not _OWN.match(path):
            paths = [obj.path for obj in self.root.walk() if obj is not self.root]
            here = spot.key(row, "fact")
            self.build.typing.unknown(here, f"nothing stands at {path!r}", path.split(".")[0], paths)
        word: dict[str, object] = {"fact": path}
        for key in ("by", "evidence"):
            if key in row:
                word[key] = str(row[key])
        day = self.build.typing.day_of(row.get("on"), spot.key(row, "on"))
        if day is not None:
            word["on"] = day
        self.words.append(word)

    def _holder(self, path: str) -> Obj | None:
        """The object at or above a path; None for none but the transaction itself."""
        for obj in self.root.walk():
            if obj is not self.root and (
                path == obj.path or path.startswith((obj.path + ".", obj.path + "["))
            ):
                return obj
        return self.root if path == "transaction" else None

    def _answer(self, row: dict[str, Any], spot: Spot) -> None:
        typing = self.build.typing
        test_id, tests = str(row["person"]), typing.law.person_tests
        test = tests.get(test_id)
        if test is None:
            typing.unknown(spot.key(row, "person"), f"there is no person test {test_id!r}", test_id, tests)
        said = str(row.get("answer", "")).lower()
        if said not in _ANSWERS:
            here = spot.key(row, "answer")
            typing.problems.add(here, f"the answer {said!r} is none", f"write true, false or {CANNOT_WORD}")
        provision = str(row.get("provision", ""))
        if not provision:
            message = "an answer belongs to one provision, and none is named"
            typing.problems.add(
                spot.key(row, "provision"), message, "write provision: and the id of the provision that asks"
            )
        elif typing.law.provision(provision) is None:
            known = [one.id for one in typing.law.all_provisions()]
            typing.unknown(
                spot.key(row, "provision"), f"there is no provision {provision!r}", provision, known
            )
        path = self._for(row, test.of if test is not None else "", spot)
        if said in _ANSWERS and path is not None:
            day = typing.day_of(row.get("on"), spot.key(row, "on"))
            by, evidence = str(row.get("by", "")), str(row.get("evidence", ""))
            self.answers.append(Answer(test_id, provision, path, _ANSWERS[said], by, day, evidence))

    def _for(self, row: dict[str, Any], of: str, spot: Spot) -> str | None:
        """The path of the object that an answer is about: written out, by its id, or the only one of its
        kind."""
        typing, here = self.build.typing, spot.key(row, "for")
        objects = {obj.path: obj for obj in self.root.walk()}
        ids = {"item": self.build.items, "party": self.build.parties}.get(of, {})
        said = str(row.get("for", "")).replace("'", '"')
        if not said and of in {"", "transaction"}:
            return "transaction"
        if not said and len(ids) == 1:
            return next(iter(ids.values())).path
        if not said:
            typing.problems.add(
                here,
                f"the test is about one {of}, and none is named",
                'write for: items["1"] or parties["p2"]',
            )
            return None
        path = ids[said].path if said in ids else said
        if path not in objects:
            typing.unknown(here, f"nothing stands at {said!r}", said, objects)
            return None
        if of and objects[path].kind != of:
            typing.problems.add(
                here, f"the test is about the {of}, and {said} is the {objects[path].kind}", f"name the {of}"
            )
            return None
        return path
