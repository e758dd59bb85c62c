"""Reads an address in Latin letters: small to large, large to small, with the abbreviations of many countries."""

from __future__ import annotations

import re
from typing import Any

from sekisho.screening.names.folding import fold
from sekisho.sources.formats.countries import country_code

from . import latin_words as w
from .latin_streets import building, numbered, street
from .model import NOTHING, Address, Part
from .readings import known_place, latin_part, letters

_CHINA = {"CN", "HK", "MO", "TW"}
_HONG_KONG = Part("Hong Kong", ("hongkong", "hk", "xianggang"))


def read_latin(written: str, text: str, country: str) -> Address:
    """The parts of an address in Latin letters. `text` is what is read (Cyrillic already romanised), `written` what is kept."""
    found: dict[str, Any] = {}
    plain = fold(text).replace("\n", ",").replace("№", "no ")
    plain = re.sub(r"\b(\w)\.(\w)\.", r"\1\2 ", plain) if "p.o" not in plain else plain
    plain, country = _country(plain, country)
    plain = _take_out(plain, country, found)
    rest: list[list[str]] = []
    for piece in re.split(r"[,;()]", plain):
        if words := _words(piece):
            rest += _segment(words, country, found)
    _places(rest, country, found)
    if "street" not in found and found.get("beside") in rest:
        # Words with a number beside them and no word for a street: Stasinou 23, 22 Long Acre.
        rest.remove(found["beside"])
        found["street"] = latin_part(found["beside"], country)
    region = found.get("region", NOTHING)
    if "city" not in found and any(key in w.IN_ITSELF for key in region.keys):
        found["city"] = region
    return Address(
        written,
        country,
        region,
        found.get("city", NOTHING),
        found.get("district", NOTHING),
        found.get("street", NOTHING),
        _number(found),
        found.get("block", ""),
        found.get("building", NOTHING),
        found.get("floor", ""),
        found.get("room", ""),
        found.get("postcode", ""),
        found.get("po_box", ""),
        tuple(" ".join(words) for words in rest),
        letters(plain),
    )


def _number(found: dict[str, Any]) -> str:
    """The number; in Japan with its chome before it, in a lane with that of the lane."""
    number = found.get("number", "")
    if "lane" in found:
        number = number or found.pop("block", "")
    return "-".join(part for part in (found.get("chome", ""), found.get("lane", ""), number) if part)


def _country(plain: str, country: str) -> tuple[str, str]:
    """Take countries off the end; of Hong Kong and China the first is the nearer."""
    pieces = [piece.strip() for piece in plain.split(",") if piece.strip()]
    for _ in range(3):
        if len(pieces) < 2:
            break
        double = country_code(", ".join(pieces[-2:])) if len(pieces) > 2 else ""  # Korea, South
        code = double or country_code(pieces[-1].rstrip("."))
        if not code or (country and code != country and not {code, country} <= _CHINA):
            break  # none, or TX, CA and DE, which are states too
        if code in {"HK", "MO"} or not country:
            country = code
        del pieces[-2 if double else -1 :]
    if country in {"", "CN"}:
        if re.search(r"\bhong\s?kong\b|\bkowloon\b", plain):
            country = "HK"
        elif re.search(r"\bmaca[uo]\b", plain):
            country = "MO"
    return ", ".join(pieces), country


def _take_out(plain: str, country: str, found: dict[str, Any]) -> str:
    """Rooms, floors, blocks, boxes and postcodes, each replaced by a comma."""

    def take(pattern: re.Pattern[str], *names: str) -> None:
        nonlocal plain
        match = None if any(name in found for name in names) else pattern.search(plain)
        if match is not None:
            for name, value in zip(names, match.groups(), strict=True):
                found[name] = plain_number(w.ORDINALS.get(value, value))
            # The word before two joined numbers (Room 09/27F) goes with them.
            before = re.sub(r"\b(?:rooms?|rms?|units?|flats?|suites?)\.?\s*$", "", plain[: match.start()])
            plain = before + ", " + plain[match.end() :]

    take(w.ROOM_FLOOR, "room", "floor")
    take(w.FLOOR_ROOM, "floor", "room")
    take(w.UNIT_SINGAPORE if country == "SG" else w.UNIT, "floor", "room")
    if country == "JP":
        take(w.CHOME, "chome")
    if country in {"CN", "TW"}:
        take(w.LANE, "lane")
    take(w.BOX, "po_box")
    take(w.ROOM, "room")
    take(w.ROOM_AFTER, "room")
    for pattern in w.FLOOR:
        take(pattern, "floor")
    for pattern in w.BLOCK:
        take(pattern, "block")
    return _postcode(plain, country, found)


def _postcode(plain: str, country: str, found: dict[str, Any]) -> str:
    """The last number of the country's form, unless it is called a house number or opens the address alone."""
    code = re.compile(rf"(?<![\w/-])({w.POSTCODES.get(country, w.ANY_POSTCODE)})(?![\w/-])")
    matches = list(code.finditer(plain))
    if not matches:
        return plain
    last = matches[-1]
    before, after = plain[: last.start()], plain[last.end() :]
    opens = not before.strip(" ,")
    if re.search(r"(?:no\.?|#)\s*$", before) or (
        opens and not (len(last[1]) == 6 and re.search(r"\d", after))
    ):
        return plain
    found["postcode"] = re.sub(r"\W", "", last[1])
    return before + ", " + after


def plain_number(text: str) -> str:
    """A number without blanks, dots and leading zeros."""
    number = re.sub(r"[\s#.]", "", text.lower())
    return re.sub(r"(?<!\d)0+(?=\d)", "", number) or number


def _words(piece: str) -> list[str]:
    words: list[str] = []
    for word in piece.split():
        word = word.strip(".'\"-:")
        if match := w.SIDE_JOINED.match(word):
            words += [match[1], match[2]]
            continue
        if match := w.SUFFIX.match(word):
            words += [match[1], match[2]]
        elif word:
            words.append(word)
    return words


def _segment(words: list[str], country: str, found: dict[str, Any]) -> list[list[str]]:
    """Find street, number and building in one stretch between commas; what is left comes back."""

    def number(text: str, rank: int) -> None:
        # The number beside the street goes before one with "No.", that before one that only stands there.
        if rank > found.get("rank", 0):
            found["number"], found["rank"] = plain_number(text), rank

    words = numbered(words, number)
    if "street" not in found:
        words, part = street(words, country, number)
        if part:
            found["street"] = part
    if "building" not in found:
        words, part = building(words, country)
        if part:
            found["building"] = part
    beside = False
    while words and w.NUMBER.match(words[0]):
        number(words.pop(0), 1)
        beside = True
    if len(words) > 1 and w.NUMBER.match(words[-1]):
        number(words.pop(), 1)
        beside = True
    if beside and 0 < len(words) <= 4:
        found.setdefault("beside", words)
    return [words] if words else []


def _places(rest: list[list[str]], country: str, found: dict[str, Any]) -> None:
    """Cities, districts and regions among what is left, by their own words and by the table of places."""
    for words in list(rest):
        level = w.LEVELS.get(letters(words[-1]))
        if level and len(words) > 1:
            known = known_place(words[:-1], country, level)
            found.setdefault(level, known[1] if known else latin_part(words[:-1], country))
            rest.remove(words)
        else:
            _known(words, rest, country, found)
    if country == "HK":
        found["city"] = _HONG_KONG
    if country == "JP" and "street" not in found and rest:
        found["street"] = latin_part(rest.pop(0), country)


def _known(words: list[str], rest: list[list[str]], country: str, found: dict[str, Any]) -> None:
    """Take known places off both ends of a stretch until none is left there."""
    at = rest.index(words)
    left = list(words)
    taken = True
    while left and taken:
        taken = False
        for size in range(min(4, len(left)), 0, -1):
            for ours, others in ((left[-size:], left[:-size]), (left[:size], left[size:])):
                known = known_place(ours, country)
                if known is not None and not (known[0] == "street" and "street" in found):
                    found.setdefault(*known)
                    left, taken = others, True
                    break
            if taken:
                break
    rest[at : at + 1] = [left] if left and left != ["g"] else []  # g. stands before Russian cities
