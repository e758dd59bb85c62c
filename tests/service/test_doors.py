"""A ban with a door is called so only where no other ban shuts it."""

from __future__ import annotations

from typing import Any

from sekisho.service.lanes import door_of


def _lane(*bans: tuple[str, str | None]) -> dict[str, Any]:
    duties = [
        {"provision": f"x.{n}", "severity": "prohibited", "truth": truth, "door": door}
        for n, (truth, door) in enumerate(bans)
    ]
    return {"at_least": "prohibited", "at_most": "prohibited", "duties": duties, "items": []}


def test_one_ban_without_a_door_shuts_the_way() -> None:
    assert door_of(_lane(("true", "special application")))
    assert not door_of(_lane(("true", "special application"), ("true", None)))


def test_a_ban_that_is_only_possible_does_not_take_the_door_of_one_that_stands() -> None:
    assert door_of(_lane(("true", "special application"), ("unknown", None)))
    assert not door_of(_lane(("unknown", "special application"), ("unknown", None)))
    assert not door_of(_lane())
