"""Listed Latin names as they come out of a hurry, a scan or another form: one slip of the pen, and one change of the name's shape.

Another generator than `mistyped`, made after the weights and never used for setting them: neighbours on the keyboard, letters
turned round, left out, doubled, misread by a scanner; words turned round, run together, parted, shortened to initials,
left out in the middle; titles before the name, marks and blanks. Each name tells its slip, so that misses can be counted.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from attrs import frozen
from benchmarks.screening.labelled import Labelled
from benchmarks.screening.mistyped import drawn

from sekisho.sources.records import ListedParty

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SCAN = (("rn", "m"), ("m", "rn"), ("o", "0"), ("l", "1"), ("i", "l"), ("l", "i"), ("s", "5"), ("cl", "d"))
_TITLES = ("Mr ", "Mr. ", "Mrs ", "Dr. ", "Dr ", "Eng. ", "Prof. ", "Gen. ", "Sheikh ", "MR ")
_LEGAL = re.compile(
    r",?\s+(?:co|ltd|llc|inc|limited|company|corp|corporation|gmbh|jsc|ojsc|pjsc|plc|sa|ag)\.?$", re.I
)


@frozen
class Slipped:
    """A name with what was done to it."""

    asked: Labelled
    listed: str
    slip: str
    shape: str


def slipped(parties: list[ListedParty], most: int, seed: int = 11) -> Iterator[Slipped]:
    """So many main names of persons and organisations, of at least two words and nine letters, each with one slip and one shape."""
    draw = random.Random(seed)
    for party, words, gold, half in drawn(parties, most, draw):
        person = party.kind == "person"
        shape = draw.choice(PERSON_SHAPES if person else FIRM_SHAPES)
        slip = draw.choice(SLIPS)
        changed = SHAPES[shape](list(words), draw)
        if changed is None:
            shape, changed = "as it is", list(words)
        long = [i for i, word in enumerate(changed) if len(re.sub(r"\W", "", word)) >= 5]
        if not long:
            continue
        at = draw.choice(long)
        once = WAYS[slip](changed[at], draw)
        if once == changed[at]:
            slip, once = "neighbour", _neighbour(changed[at], draw)
        changed[at] = once
        text = ("  " if shape == "blanks" else " ").join(changed)
        if shape == "capitals":
            text = text.upper()
        if shape == "title":
            text = draw.choice(_TITLES) + text
        yield Slipped(Labelled(text, party.kind, "Latn", gold, half), party.names[0].text, slip, shape)


def _place(word: str, draw: random.Random, end: int = 1) -> int:
    return draw.randrange(0 if draw.random() < 0.1 else 1, max(2, len(word) - end))


def _neighbour(word: str, draw: random.Random) -> str:
    at = _place(word, draw)
    for row in _ROWS:
        place = row.find(word[at].lower())
        if place >= 0:
            beside = [row[k] for k in (place - 1, place + 1) if 0 <= k < len(row)]
            return word[:at] + draw.choice(beside) + word[at + 1 :]
    return word[:at] + word[at + 1 :]


def _turned(word: str, draw: random.Random) -> str:
    at = _place(word, draw)
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _omitted(word: str, draw: random.Random) -> str:
    at = _place(word, draw, 0)
    return word[:at] + word[at + 1 :]


def _doubled(word: str, draw: random.Random) -> str:
    at = _place(word, draw, 0)
    return word[:at] + word[at] + word[at:]


def _added(word: str, draw: random.Random) -> str:
    at = _place(word, draw, 0)
    return word[:at] + draw.choice("abcdefghijklmnopqrstuvwxyz") + word[at:]


def _scanned(word: str, draw: random.Random) -> str:
    known = [pair for pair in _SCAN if pair[0] in word.lower()[1:]]
    if not known:
        return word
    old, new = draw.choice(known)
    at = word.lower().index(old, 1)
    return word[:at] + new + word[at + len(old) :]


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "neighbour": _neighbour,
    "turned": _turned,
    "omitted": _omitted,
    "doubled": _doubled,
    "added": _added,
    "scanned": _scanned,
}
SLIPS = tuple(WAYS)


def _reordered(words: list[str], draw: random.Random) -> list[str]:
    draw.shuffle(words)
    return words


def _rotated(words: list[str], _draw: random.Random) -> list[str]:
    return words[1:] + words[:1]


def _without_middle(words: list[str], _draw: random.Random) -> list[str] | None:
    return words[:1] + words[2:] if len(words) >= 4 else None


def _middle_initial(words: list[str], _draw: random.Random) -> list[str] | None:
    return [words[0], words[1][0] + ".", *words[2:]] if len(words) >= 3 else None


def _parted(words: list[str], _draw: random.Random) -> list[str] | None:
    parts = [part for word in words for part in word.split("-") if part]
    return parts if len(parts) > len(words) else None


def _hyphened(words: list[str], draw: random.Random) -> list[str] | None:
    if len(words) < 3:
        return None
    at = draw.randrange(1, len(words) - 1)
    return [*words[:at], f"{words[at]}-{words[at + 1]}", *words[at + 2 :]]


def _joined(words: list[str], draw: random.Random) -> list[str] | None:
    if len(words) < 3:
        return None
    at = draw.randrange(1, len(words) - 1)
    return [*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]]


def _unmarked(words: list[str], _draw: random.Random) -> list[str] | None:
    plain = [word.replace("'", "").replace(".", "") for word in words]
    return plain if plain != words else None


def _without_form(words: list[str], _draw: random.Random) -> list[str] | None:
    text = " ".join(words)
    bare = _LEGAL.sub("", _LEGAL.sub("", text))
    return bare.split() if bare != text and len(bare.split()) >= 2 else None


def _same(words: list[str], _draw: random.Random) -> list[str]:
    return words


SHAPES: dict[str, Callable[[list[str], random.Random], list[str] | None]] = {
    "as it is": _same,
    "reordered": _reordered,
    "rotated": _rotated,
    "no middle": _without_middle,
    "initial": _middle_initial,
    "parted": _parted,
    "hyphen": _hyphened,
    "joined": _joined,
    "unmarked": _unmarked,
    "title": _same,
    "blanks": _same,
    "capitals": _same,
    "no form": _without_form,
}
PERSON_SHAPES = (
    "as it is",
    "reordered",
    "reordered",
    "rotated",
    "no middle",
    "initial",
    "parted",
    "hyphen",
    "joined",
    "unmarked",
    "title",
    "blanks",
    "capitals",
)
FIRM_SHAPES = (
    "as it is",
    "reordered",
    "rotated",
    "parted",
    "joined",
    "unmarked",
    "blanks",
    "capitals",
    "no form",
    "no form",
)
