"""Who owns a party: layered boxes, the share on the edge as a range, what nobody knows as a dashed box, the sums by rule beneath.

The data, all plain: `party`: an id. `boxes`: each `id`, `name`, `note` (lists on which it stands, in words), `state` ("listed",
"maybe" where that is open, "" for neither) and `open` (an owner that nobody has named). `stakes`: each `owner`, `owned` (ids)
and `share` in words ("30–45 %"). `sums`: each `title` of the rule, `sum` in words, `state` ("met", "not-met", "open") and
`told`, what that means in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, TypeAlias

from sekisho.words import say

from .drawing import SMALL, TEXT, Drawing
from .measure import width, wrap

Json = Mapping[str, Any]
_LEADING: Final = 15.5
_GAP: Final = 14
_BETWEEN: Final = 56
"""Room between two layers, for the edges and the shares on them."""
_PAD: Final = 8
Point: TypeAlias = tuple[float, float]
At: TypeAlias = Mapping[str, tuple[float, float, float, float]]
"""By the id of a box its left, top, width and height."""


def ownership_picture(found: Json, name: str, wide: int, lang: str) -> Drawing:
    """Draw who owns a party for a width."""
    drawing = Drawing(name, wide, ownership_summary(found, lang), lang, kind="ownership-picture")
    layers = layers_of(found)
    y = _listed_down(drawing, found, layers) if drawing.narrow else _layered(drawing, found, layers)
    drawing.height = _sums(drawing, found["sums"], y) + 4
    return drawing


def ownership_summary(found: Json, lang: str) -> str:
    """What the drawing shows, in one sentence."""
    names = {box["id"]: box["name"] for box in found["boxes"]}
    listed = sum(box["state"] == "listed" for box in found["boxes"] if box["id"] != found["party"])
    unknown = sum(bool(box["open"]) for box in found["boxes"])
    return say("picture.ownership-summary", lang, names.get(found["party"], found["party"]), len(found["boxes"]) - 1,
               listed, unknown)  # fmt: skip


def layers_of(found: Json) -> list[list[str]]:
    """The boxes by how far they stand above the party: every owner above all that it owns, as far as there is no circle."""
    depth = {found["party"]: 0}
    most = len(found["boxes"])
    for turn in range(most + 1):
        raised = {
            stake["owner"]: depth[stake["owned"]] + 1
            for stake in sorted(found["stakes"], key=lambda stake: depth.get(stake["owned"], -1))
            if stake["owned"] in depth and depth.get(stake["owner"], -1) <= depth[stake["owned"]]
        }
        if turn == most or not raised:
            break
        depth.update(raised)
    if raised:  # parties own one another in a circle: by the shortest way then
        depth = _nearest(found)
    order = [box["id"] for box in found["boxes"] if box["id"] in depth]
    rows = sorted(set(depth.values()))
    return [[id for id in order if depth[id] == row] for row in rows]


def _nearest(found: Json) -> dict[str, int]:
    depth = {found["party"]: 0}
    edge = [found["party"]]
    while edge:
        above = [stake["owner"] for owned in edge for stake in found["stakes"] if stake["owned"] == owned]
        next_edge = [id for id in dict.fromkeys(above) if id not in depth]
        depth.update({id: depth[edge[0]] + 1 for id in next_edge})
        edge = next_edge
    return depth


def _layered(drawing: Drawing, found: Json, layers: Sequence[Sequence[str]]) -> float:
    boxes = {box["id"]: box for box in found["boxes"]}
    most = max(2, int((drawing.width + _GAP) // (168 + _GAP)))
    rows = [
        list(layer[start : start + most])
        for layer in reversed(layers)
        for start in range(0, len(layer), most)
    ]
    at: dict[str, tuple[float, float, float, float]] = {}
    y = 4.0
    for row in rows:
        room = min(220.0, (drawing.width - _GAP * (len(row) - 1)) / len(row))
        start = (drawing.width - room * len(row) - _GAP * (len(row) - 1)) / 2
        tall = max(_height(boxes[id], room) for id in row)
        for number, id in enumerate(row):
            at[id] = (start + number * (room + _GAP), y, room, tall)
        y += tall + _BETWEEN
    drawn: dict[str, int] = {}
    for stake in found["stakes"]:
        if stake["owner"] in at and stake["owned"] in at:
            _edge(drawing, stake, at, drawn)
    for id, (x, top, room, tall) in at.items():
        _box(drawing, boxes[id], id == found["party"], x, top, room, tall)
    return y - _BETWEEN


def _edge(drawing: Drawing, stake: Json, at: At, drawn: dict[str, int]) -> None:
    x1, top1, room1, tall1 = at[stake["owner"]]
    x2, top2, room2, tall2 = at[stake["owned"]]
    down = top2 > top1
    start = (x1 + room1 / 2, top1 + tall1 if down else top1)
    end = (x2 + room2 / 2, top2 if down else top2 + tall2)
    number = drawn.get(stake["owner"], 0)
    drawn[stake["owner"]] = number + 1
    way = [start, *_around(at, start, end, down), end]
    drawing.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in way), "stake")
    first = way[1]
    part = min((18 + 18 * number) / max(abs(first[1] - start[1]), 1), 0.8)
    x, y = start[0] + (first[0] - start[0]) * part, start[1] + (first[1] - start[1]) * part
    wide = width(stake["share"], SMALL) + 8
    drawing.rect(x - wide / 2, y - 9, wide, 17, "under")
    drawing.words(stake["share"], x, y + 4, "t-name", anchor="middle")


def _around(at: At, start: Point, end: Point, down: bool) -> list[Point]:
    """The corners by which an edge goes past the boxes of the rows between, so that it seems to end at none of them."""
    low, high = min(start[1], end[1]), max(start[1], end[1])
    rows: dict[float, list[tuple[float, float, float]]] = {}
    for x, top, room, tall in at.values():
        if low < top < high - tall + 1:
            rows.setdefault(top, []).append((x, x + room, top + tall))
    corners: list[Point] = []
    for top in sorted(rows, reverse=not down):
        sides = sorted(rows[top])
        gaps = [
            sides[0][0] - 7,
            *((a[1] + b[0]) / 2 for a, b in pairwise(sides)),
            sides[-1][1] + 7,
        ]
        straight = start[0] + (end[0] - start[0]) * (top - start[1]) / (end[1] - start[1])
        x = min(gaps, key=lambda gap: abs(gap - straight))
        ends = [(x, top - 4), (x, max(side[2] for side in sides) + 4)]
        corners += ends if down else ends[::-1]
    return corners


def _height(box: Json, room: float) -> float:
    names = wrap(box["name"], TEXT * 1.08, room - 2 * _PAD)
    notes = wrap(box["note"], SMALL, room - 2 * _PAD) if box["note"] else []
    return len(names) * TEXT * 1.3 + len(notes) * _LEADING + 2 * _PAD


def _box(drawing: Drawing, box: Json, asked: bool, x: float, y: float, room: float, tall: float) -> None:
    kind = "owner" + (" asked" if asked else "") + (" unnamed" if box["open"] else "")
    drawing.rect(x, y, room, tall, f"{kind} {box['state']}".strip(), round=4)
    used = drawing.lines(box["name"], x + _PAD, y + _PAD + TEXT - 2, room - 2 * _PAD, "t-head", size=TEXT, bold=True,
                         lang=box.get("lang", ""))  # fmt: skip
    if box["note"]:
        kind = "t-now open" if box["open"] or box["state"] == "maybe" else "t-name"
        drawing.lines(box["note"], x + _PAD, y + _PAD + used + SMALL - 1, room - 2 * _PAD, kind)


def _listed_down(drawing: Drawing, found: Json, layers: Sequence[Sequence[str]]) -> float:
    """On a phone: one box under the other, owners indented below what they own, the share on the line that joins them."""
    boxes = {box["id"]: box for box in found["boxes"]}
    names = {id: box["name"] for id, box in boxes.items()}
    y = 4.0
    seen: set[str] = set()
    joints: list[tuple[float, float]] = []

    def put(id: str, depth: int, share: str) -> float:
        nonlocal y
        indent = 18.0 * min(depth, 5)
        room = drawing.width - indent - 2
        if share:
            y += drawing.lines(share, indent + 2, y + SMALL, room, "t-name") + 4
        top = y
        if id in seen:
            y += (
                drawing.lines(
                    say("picture.see-above", drawing.lang, names[id]), indent + 2, y + SMALL, room, "t-quiet"
                )
                + 10
            )
            return top
        seen.add(id)
        tall = _height(boxes[id], room)
        _box(drawing, boxes[id], id == found["party"], indent, y, room, tall)
        y += tall + 10
        bottom, x = y - 10, indent + 8
        last = bottom
        for stake in found["stakes"]:
            if stake["owned"] == id:
                child = put(stake["owner"], depth + 1, stake["share"])
                last = child + 12
                drawing.path(f"M{x:.1f} {last:.1f}h10", "stake")
        if last > bottom:
            drawing.path(f"M{x:.1f} {bottom:.1f}V{last:.1f}", "stake")
        joints.append((x, last))
        return top

    for layer in layers[:1]:
        for id in layer:
            put(id, 0, "")
    return y


def _sums(drawing: Drawing, sums: Sequence[Json], y: float) -> float:
    """What each rule makes of it: its name, the sum, and whether that meets it."""
    for one in sums:
        y += 12
        drawing.line(0, y, drawing.width, y, "rule")
        y += drawing.lines(one["title"], 0, y + 16, drawing.width - 4, "t-head", size=TEXT, bold=True) + 2
        kind = "t-now open" if one["state"] == "open" else "t-name"
        y += drawing.lines(f"{one['sum']} · {one['told']}", 0, y + 14, drawing.width - 4, kind) + 2
    return y


__all__ = ["layers_of", "ownership_picture", "ownership_summary"]
