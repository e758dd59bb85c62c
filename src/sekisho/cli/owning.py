"""`sekisho owners`: what the owners of a party mean under each authority's own arithmetic, with the chain and the sum."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sekisho.words.screening_words import say

from .screen import Pairs, console, print_json
from .screening import opened

if TYPE_CHECKING:
    from rich.console import Console

    from sekisho.logic.objects import Obj
    from sekisho.logic.truth import Truth
    from sekisho.screening.transactions import PartyScreening

    from .options import LawFolder


def print_owners(file: Path, folder: LawFolder, *, on: date | None, lang: str, as_json: bool) -> None:
    """Screen the parties and owners of a transaction and print, for each party with owners, what every regime says."""
    from sekisho.facts.load import load
    from sekisho.facts.read import read_case
    from sekisho.screening.answer import ownership_answer
    from sekisho.screening.ownership import answers, ownership_of
    from sekisho.screening.transactions import screen_transaction

    from .determining import read_cases

    law = folder.load()
    read_cases([file], law, on, None)  # tells every fault with its line
    screener = opened(folder)
    tree = load(file)
    found = {one.path: one for one in screen_transaction(tree, screener.screen, screener.today)}
    case = read_case(tree, law, on, None, str(file))
    rows: list[dict[str, Any]] = []
    for party in case.root.lists["parties"].objects if "parties" in case.root.lists else ():
        if not party.lists.get("owners") or not party.lists["owners"].objects:
            continue
        graph, id = ownership_of(case, party, law, listed=_listed(found))
        rows.append(
            {
                "path": party.path,
                "name": str(party.facts.get("name", party.id)),
                "regimes": [ownership_answer(one) for one in answers(graph, id, case.on, law, case.known)],
            }
        )
    if as_json:
        print_json({"schema": "sekisho/ownership/1", "on": str(case.on), "parties": rows})
        return
    out = console()
    for row in rows:
        out.print(f"{row['path']}  {row['name']}", style="bold", soft_wrap=True)
        for one in row["regimes"]:
            _print(out, one, lang)
    if not rows:
        out.print(say("no-owners", lang), soft_wrap=True)


def _listed(found: Mapping[str, PartyScreening]) -> Any:
    """What the screening says of lists that the law data does not hold, such as the British one."""
    from sekisho.logic.truth import FALSE, TRUE, UNKNOWN

    def listed(obj: Obj) -> dict[str, Truth]:
        one = found.get(obj.path)
        if one is None:
            return {}
        truths: dict[str, Truth] = dict.fromkeys((name for name in one.result.looked_at), FALSE)
        for match in one.result.matches:
            for name in match.hit.lists:
                met = {"confirmed": TRUE, "possible": UNKNOWN, "refuted": FALSE}[match.degree]
                truths[name] = max(truths.get(name, FALSE), met)
        return {name: truth for name, truth in truths.items() if name in BEYOND}

    return listed


BEYOND = ("gb.sanctions", "un.consolidated")
"""Lists that a regime of ownership asks for and that the law data holds no row of."""


def _print(out: Console, one: dict[str, Any], lang: str) -> None:
    out.print(f"  {say('truth-' + one['truth'], lang)}  {one['title']}", soft_wrap=True)
    pairs = Pairs(indent=4)
    pairs.add(say("cite", lang), one["cite"])
    pairs.add(say("sum", lang), one["sum"])
    for path in one["paths"]:
        pairs.add(say("chain", lang), path["words"])
    for why in one["why"]:
        pairs.add(say("why", lang), why)
    if one["question"]:
        pairs.add(say("settles", lang), " ".join(fact["words"] for fact in one["question"]["facts"]))
    for flag in (*one["red_flags"], *one["findings"]):
        pairs.add(say("flag", lang), flag)
    pairs.print(out)
