"""Compares two addresses part by part: the same building, the same street, the same town, or none of it."""

from __future__ import annotations

import re
from typing import Literal

from attrs import frozen

from .model import Address, Part
from .reading import read
from .readings import letters

Verdict = Literal["same-building", "same-street", "same-city", "same-country", "different", "unknown"]

WORTH: dict[Verdict, float] = {
    "same-building": 6.0,
    "same-street": 2.5,
    "same-city": 0.8,
    "same-country": 0.2,
    "different": -1.5,
    "unknown": 0.0,
}
"""What a verdict is worth in nats for two parties that share nothing else: how much likelier it is if they are one party.

Set by hand from how many addresses of the official lists fall on one building, street or town, not fitted. The index takes
off what a building loses by being shared.
"""
SAME_ROOM, OTHER_ROOM, NO_TOWN = 1.5, -2.0, -2.5
_ALIKE = 0.87
_ONE_CHINA = {"CN", "HK", "MO", "TW"}


@frozen
class AddressMatch:
    """How far two addresses agree. `worth` is in nats, above 0 for one party, below 0 against it; `reasons` say what met what."""

    verdict: Verdict
    worth: float
    reasons: tuple[str, ...]


def compare(a: Address | str, b: Address | str) -> AddressMatch:
    """Compare two addresses; texts are read first.

    "same-building" is meant whatever the rooms are: another room in the same building is said as such, a red flag and no
    identity. What one address does not state speaks neither for nor against.
    """
    left = read(a) if isinstance(a, str) else a
    right = read(b) if isinstance(b, str) else b
    if not (left.street or left.building or left.city or left.country or left.po_box):
        return AddressMatch("unknown", 0.0, ("the first address could not be read",))
    if not (right.street or right.building or right.city or right.country or right.po_box):
        return AddressMatch("unknown", 0.0, ("the second address could not be read",))
    country = _countries(left, right)
    if country is False:
        return _of("different", [f"{left.country} is not {right.country}"])
    city = _cities(left, right)
    reasons: list[str] = []
    street = _streets(left, right, reasons)
    number = same_number(left.number, right.number)
    building = _buildings(left, right, reasons)
    place = city is not False and (
        city is True or country is True or bool(left.postcode and left.postcode == right.postcode)
    )
    if left.po_box and left.po_box == right.po_box and place:
        box = f"post office box {left.po_box}"
        if city:
            return _of("same-building", [f"{box} in the same place"])
        return AddressMatch(
            "same-building", WORTH["same-building"] + NO_TOWN, (f"{box}; the town is not stated",)
        )

    def same_building() -> AddressMatch:
        found = _same_building(left, right, reasons)
        if city:
            return found
        return AddressMatch(
            found.verdict, found.worth + NO_TOWN, (*found.reasons, "one address does not say the town")
        )

    if place and street and number:
        reasons.append(
            f"number {left.number}"
            if left.number == right.number
            else f"numbers {left.number} and {right.number}"
        )
        blocks = left.block and right.block and left.block != right.block
        if not blocks:
            return same_building()
        reasons.append(f"block {left.block} and block {right.block} of one site")
        return _of("same-street", reasons)
    if place and building and number is not False and (street is not False or city is True):
        return same_building()
    if place and street:
        if number is False:
            reasons.append(f"number {left.number}, not {right.number}")
        return _of("same-street", reasons)
    if city:
        return _of("same-city", [f"{right.city.written or right.region.written}", *_districts(left, right)])
    if city is False:
        written = (left.city or left.region).written, (right.city or right.region).written
        return _of("same-country" if country else "different", [f"{written[0]} is not {written[1]}"])
    if country:
        return _of("same-country", [left.country])
    return AddressMatch("unknown", 0.0, ("too little is stated to compare",))


def _of(verdict: Verdict, reasons: list[str]) -> AddressMatch:
    return AddressMatch(verdict, WORTH[verdict], tuple(reasons))


def _same_building(left: Address, right: Address, reasons: list[str]) -> AddressMatch:
    worth = WORTH["same-building"]
    one, two = (left.floor, left.room), (right.floor, right.room)
    if left.room and right.room:
        floors = not left.floor or not right.floor or left.floor == right.floor
        if left.room == right.room and floors:
            worth += SAME_ROOM
            reasons.append(f"the same room {left.room}")
        else:
            worth += OTHER_ROOM
            reasons.append(f"another room: {_room(one)} and {_room(two)}")
    elif left.floor and right.floor:
        if left.floor != right.floor:
            worth += OTHER_ROOM
            reasons.append(f"another floor: {left.floor} and {right.floor}")
        else:
            reasons.append(f"the same floor {left.floor}")
    return AddressMatch("same-building", worth, tuple(reasons))


def _room(of: tuple[str, str]) -> str:
    floor, room = of
    return f"{room} on floor {floor}" if floor else room


def _countries(left: Address, right: Address) -> bool | None:
    if not left.country or not right.country:
        return None
    if left.country == right.country:
        return True
    return None if {left.country, right.country} <= _ONE_CHINA else False


def alike(one: Part, two: Part) -> float:
    """How alike two named parts are, 0 to 1, by the best pair of their keys."""
    if not one.keys or not two.keys:
        return 0.0
    if not set(one.keys).isdisjoint(two.keys):
        return 1.0
    from rapidfuzz.fuzz import ratio

    best = 0.0
    for left in one.keys:
        for right in two.keys:
            short, long = (left, right) if len(left) <= len(right) else (right, left)
            if len(short) < 5:
                continue
            if len(short) >= 6 and _begins_or_ends(one if long is left else two, long, short):
                best = max(best, 0.9)
            elif len(long) - len(short) <= 3 and not _numbered_apart(short, long):
                best = max(best, ratio(left, right) / 100)
    return best


def _begins_or_ends(part: Part, long: str, short: str) -> bool:
    """Is the shorter name whole words at one end of the longer one? Krasnopresnenskaya is not Presnenskaya; in Han characters,
    where words are not parted, an area often stands before its street."""
    if not (long.endswith(short) or long.startswith(short)) or len(long) - len(short) > 16:
        return False
    if not part.written.isascii():
        return True
    words = part.written.split()
    ends = {letters("".join(words[:cut])) for cut in range(1, len(words))}
    ends |= {letters("".join(words[cut:])) for cut in range(1, len(words))}
    return short in ends


def _numbered_apart(one: str, two: str) -> bool:
    """Two streets that differ in a number alone (Gaoxin 1st, Gaoxin 2nd Road) are two streets."""
    digits = ["".join(char for char in key if char.isdigit()) for key in (one, two)]
    if digits[0] != digits[1]:
        return True
    ends = (
        "yi",
        "er",
        "san",
        "si",
        "wu",
        "liu",
        "qi",
        "ba",
        "jiu",
        "shi",
        "nan",
        "bei",
        "dong",
        "xi",
        "zhong",
    )
    tails = [max((end for end in ends if key.endswith(end)), key=len, default="") for key in (one, two)]
    return tails[0] != tails[1] and bool(tails[0]) and bool(tails[1])


def _meets(one: Part, two: Part) -> bool | None:
    if not one or not two or not one.keys or not two.keys:
        return None
    return alike(one, two) >= _ALIKE


def _cities(left: Address, right: Address) -> bool | None:
    """One town? A city that is its own region meets a region; what is not stated is looked for in the other's text."""
    same = _meets(left.city, right.city)
    if same or _meets(left.city, right.region) or _meets(left.region, right.city):
        return True
    if left.postcode and left.postcode == right.postcode:
        return True
    for one, two in ((left, right), (right, left)):
        if any(len(key) >= 5 and key in two.line for key in one.city.keys):
            return True
    if same is False:
        return False
    if left.region and right.region and _meets(left.region, right.region) is False:
        return False
    towns, others = _towns(left), _towns(right)
    if any(_meets(one, two) for one in towns for two in others):
        return True
    # Towns that no table holds: each address names some place, and none is the other's.
    return False if towns and others and not left.city and not right.city else None


def _towns(address: Address) -> list[Part]:
    """The city, and what may be one among what was not understood."""
    rest = (Part(text, (letters(text),)) for text in address.rest if not any(char.isdigit() for char in text))
    found = [part for part in rest if len(part.keys[0]) >= 3 and len(part.written.split()) <= 3]
    return [address.city, *found] if address.city else found


def _streets(left: Address, right: Address, reasons: list[str]) -> bool | None:
    if left.street and right.street:
        degree = alike(left.street, right.street)
        if degree >= _ALIKE:
            how = "" if degree == 1.0 else " (alike)"
            reasons.append(f"street {left.street.written} and {right.street.written}{how}")
            return True
    for one, two in ((left, right), (right, left)):
        key = next((key for key in one.street.keys if len(key) >= 6 and key in two.line), "")
        if key and not two.street:
            reasons.append(f"street {one.street.written} stands in the other")
            return True
    return False if left.street and right.street else None


def _buildings(left: Address, right: Address, reasons: list[str]) -> bool | None:
    if left.building and right.building:
        if alike(left.building, right.building) >= _ALIKE:
            reasons.append(f"building {left.building.written} and {right.building.written}")
            return True
        return False
    for one, two in ((left, right), (right, left)):
        if any(len(key) >= 8 and key in two.line for key in one.building.keys):
            reasons.append(f"building {one.building.written} stands in the other")
            return True
    return None


def _districts(left: Address, right: Address) -> list[str]:
    same = _meets(left.district, right.district)
    if same is None:
        return []
    return [
        f"district {left.district.written}"
        if same
        else f"district {left.district.written}, not {right.district.written}"
    ]


def same_number(one: str, two: str) -> bool | None:
    """Are two numbers of one street the same house? A range holds the numbers of its side of the street; None where one is
    missing, or where the shorter only begins the longer (chome and block without the house)."""
    if not one or not two:
        return None
    if one == two:
        return True
    letter, other = (re.sub(r"[^a-z]", "", text) for text in (one, two))
    if letter and other and letter != other:
        return False
    left, right = _numbers(one), _numbers(two)
    if not left or not right:
        return False
    if len(left) == 3 or len(right) == 3:  # chome, block, house
        shorter = min(len(left), len(right))
        return None if len(left) != len(right) and left[:shorter] == right[:shorter] else False
    (low, high), (first, last) = _ends(left), _ends(right)
    if low == high and first == last:
        return low == first
    narrow, wide = (
        ((low, high), (first, last)) if high - low <= last - first else ((first, last), (low, high))
    )
    side = narrow[0] % 2 == wide[0] % 2 or narrow[0] in wide
    return wide[0] <= narrow[0] <= wide[1] and side and wide[1] - wide[0] <= 60


def _numbers(text: str) -> list[int]:
    found = []
    for piece in text.replace("/", "-").replace("&", "-").split("-"):
        digits = "".join(char for char in piece if char.isdigit() and char.isascii())
        if digits:
            found.append(int(digits[:9]))
    return found


def _ends(numbers: list[int]) -> tuple[int, int]:
    return (
        (numbers[0], numbers[-1])
        if len(numbers) > 1 and numbers[-1] >= numbers[0]
        else (numbers[0], numbers[0])
    )
