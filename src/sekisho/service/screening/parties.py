"""Screens the parties of a transaction for a check: hits and their meaning by party, and what the transaction then states."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sekisho.screening.answer import answer, list_of
from sekisho.screening.transactions import parties_in, screen_transaction

from .keeping import lists_of, sum_of_lists
from .room import screener_of

if TYPE_CHECKING:
    from sekisho.service.access import Actor
    from sekisho.service.office import Office


def screen_parties(
    office: Office, actor: Actor, document: Mapping[str, Any], *, wait: float = 30.0
) -> dict[str, Any]:
    """Screen every party and owner of a transaction's tree. The tree itself is not changed.

    `parties`: by path of the party its name, roles and answer (matches with reasons and consequences, unsearched lists).
    `screened`: by path the facts that the transaction file states of it (`screened:` with on, lists, hits). `lists`: how
    old each list is. Raises NotOpen where the lists are not open after `wait` seconds.
    """
    screener = screener_of(office, actor.workspace, wait)
    tree = copy.deepcopy(dict(document))
    found = screen_transaction(tree, screener.screen, screener.today)
    held = dict(parties_in(tree))
    lists = lists_of(screener)
    return {
        "on": screener.today.isoformat(),
        "parties": [
            {"path": one.path, "name": one.name, "roles": list(one.roles),
             **answer(one.result, (), screener.law, screener.today)}
            for one in found
        ],
        "screened": {one.path: held[one.path]["screened"] for one in found},
        "lists": lists,
        "lists_in_short": sum_of_lists(lists),
    }  # fmt: skip


__all__ = ["list_of", "screen_parties"]
