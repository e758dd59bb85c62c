"""The data of the drawing of owners, in the words of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..asking import Ask


def drawn(ask: Ask, party: Mapping[str, Any]) -> dict[str, Any]:
    """What `pictures.ownership` draws."""
    data = party["drawing"]
    return {
        "party": data["party"],
        "boxes": [
            {
                **box,
                "note": ask.text(box["note"]),
                "name": ask.say("screen.owner-unnamed") if box["open"] else box["name"],
            }
            for box in data["boxes"]
        ],
        "stakes": data["stakes"],
        "sums": [{**one, "told": ask.say(f"screen.truth-{one['truth']}")} for one in data["sums"]],
    }
