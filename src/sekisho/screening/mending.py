"""A Latin name as it would stand without the slips of the pen in it: read once more beside a listed name that lies near.

Word by word, a slip changes little; but it can tear a word in two, run two into one, break a legal form or a particle, or change
a letter into a digit, and then the words no longer meet. Here the words are laid beside those of a listed name, what differs by a slip
is taken for what is listed, and the mended name is judged as if it had been written so, at a cost for each slip.

A word that somebody bears as it stands, a listed party or an ordinary name, is mended at a cost that only a long name can bear: else
"Hansen" would be "Jansen".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import frozen
from rapidfuzz.distance import OSA

from sekisho.screening.names.folding import fold

SLIP, FIRST_LETTER, SHORT, SEAM, SMALL = 0.8, 1.0, 0.8, 0.3, 0.4  # nats
HEARD = 2.0  # nats: a slip that makes a word which somebody bears is more likely another name
LEAST_LETTERS, TWO_SLIPS, MOST_PARTS = 4, 9, 3
MOST_WORDS = 16
_SMALL = frozenset("al el ul ad ar as az an ash bin ibn ben abd abu de van von".split())  # noqa: SIM905
_MARKS = re.compile(r"[^\w'.]+|_+")
_DROPPED = re.compile(r"['.]")
_DOUBLED = re.compile(r"(.)\1+")
_SCANNED = str.maketrans({"0": "o", "1": "i", "l": "i", "5": "s", "8": "b"})
_SCAN_PAIRS = (("cl", "d"), ("vv", "w"), ("rn", "m"))


@frozen
class Change:
    """What was typed, the listed words that it is taken for, and how they differ ("typing-error", "joined", "split")."""

    typed: tuple[str, ...]
    listed: tuple[str, ...]
    relation: str


@frozen
class Mended:
    """A name without its slips, what was changed, and what the slips cost in nats."""

    words: tuple[str, ...]
    changes: tuple[Change, ...]
    cost: float
    slips: int
    letters: int  # of the shortest word that was mended
    heard: bool  # whether a mended word is one that somebody bears
    sure: bool  # one slip in a long word that keeps its first letter, or a seam alone


def words_of(text: str) -> list[str]:
    """The folded words of a name; dots and apostrophes fall away, all other marks part words."""
    return [word for part in _MARKS.split(fold(text)) if (word := _DROPPED.sub("", part))]


def mend(typed: Sequence[str], listed: Sequence[str], heard: Callable[[str], bool]) -> Mended | None:
    """The typed words with those that differ by slips from listed words replaced by these; None where there are none.

    `heard` tells of a word whether somebody bears it as it stands.
    """
    if not typed or len(typed) > MOST_WORDS or len(listed) > 3 * MOST_WORDS:
        return None
    free = list(range(len(listed)))
    plan: list[tuple[str, ...] | None] = [None] * len(typed)
    for i, word in enumerate(typed):
        for j in free:
            if listed[j] == word:
                plan[i] = (word,)
                free.remove(j)
                break
    if not free or all(plan):
        return None
    work = _Work(typed, listed, heard, plan, free)
    for i in range(len(typed)):
        if plan[i] is None:
            work.seam_between_listed(i)
    work.seams_between_typed()
    work.seams_on_both_sides()
    for i in range(len(typed)):
        if plan[i] is None:
            work.slip(i)
    if not work.changes:
        return None
    words = [w for i, word in enumerate(typed) for w in (plan[i] if plan[i] is not None else (word,)) or ()]
    return Mended(
        tuple(words),
        tuple(work.changes),
        work.cost,
        work.slips,
        work.letters,
        work.known,
        work.sure and work.slips <= 1,
    )


class _Work:
    """The typed words, what each is taken for so far, and the listed words that are still free."""

    def __init__(
        self,
        typed: Sequence[str],
        listed: Sequence[str],
        heard: Callable[[str], bool],
        plan: list[tuple[str, ...] | None],
        free: list[int],
    ) -> None:
        self.typed, self.listed, self.heard, self.plan, self.free = typed, listed, heard, plan, free
        self.changes: list[Change] = []
        self.cost = 0.0
        self.slips = 0
        self.sure = True
        self.known = False
        self.letters = 40

    def slip(self, i: int) -> None:
        """One typed word for one listed word."""
        word = self.typed[i]
        small = [j for j in self.free if self.listed[j] in _SMALL and _apart(word, self.listed[j]) == 1]
        if small and len(word) <= 4:
            self._take((i,), small[:1], "typing-error", 1, SMALL)
            return
        heard = self.heard(word)
        best: tuple[float, int, int] | None = None
        for j in self.free:
            apart = _slips(word, self.listed[j])
            if apart:
                cost = _cost(word, self.listed[j], apart)
                if heard and _once(word) != _once(self.listed[j]):
                    cost += HEARD
                if best is None or cost < best[0]:
                    best = cost, j, apart
        if best:
            cost, j, apart = best
            self.known |= heard
            self.sure &= cost < HEARD and len(word) >= LEAST_LETTERS and word[0] == self.listed[j][0]
            self._take((i,), [j], "typing-error", apart, cost)

    def seam_between_listed(self, i: int) -> None:
        """One typed word for two or three neighbours of the list: beifang for bei fang."""
        word = self.typed[i]
        if len(word) < 5:
            return
        for run in _runs(len(self.listed)):
            if any(j not in self.free for j in run):
                continue
            whole = "".join(self.listed[j] for j in run)
            apart = _slips(word, whole)
            if word == whole or (apart and not self.heard(word)):
                self._take(
                    (i,), list(run), "split", apart, SEAM + (_cost(word, whole, apart) if apart else 0.0)
                )
                return

    def seams_between_typed(self) -> None:
        """Two or three typed neighbours for one listed word: bei fang for beifang."""
        for run in _runs(len(self.typed)):
            if any(self.plan[i] is not None for i in run):
                continue
            whole = "".join(self.typed[i] for i in run)
            if len(whole) < 4:
                continue
            for j in self.free:
                apart = _slips(whole, self.listed[j])
                if whole == self.listed[j] or (apart and not all(self.heard(self.typed[i]) for i in run)):
                    cost = SEAM + (_cost(whole, self.listed[j], apart) if apart else 0.0)
                    self._take(run, [j], "joined", apart, cost)
                    break

    def seams_on_both_sides(self) -> None:
        """Neighbours that are parted at another place: CHU-NSIK for CHUN-SIK."""
        for mine in _runs(len(self.typed)):
            if any(self.plan[i] is not None for i in mine):
                continue
            whole = "".join(self.typed[i] for i in mine)
            for theirs in _runs(len(self.listed)):
                other = "".join(self.listed[j] for j in theirs)
                if (
                    len(whole) < 5
                    or any(j not in self.free for j in theirs)
                    or abs(len(whole) - len(other)) > 1
                ):
                    continue
                apart = _slips(whole, other)
                if whole == other or apart == 1:
                    self.sure &= whole == other
                    self._take(
                        mine, list(theirs), "joined", max(apart, 1), SEAM + SLIP + HEARD * (apart or 0)
                    )
                    break

    def _take(
        self, places: tuple[int, ...], taken: list[int], relation: str, slips: int, cost: float
    ) -> None:
        words = tuple(self.listed[j] for j in taken)
        self.changes.append(Change(tuple(self.typed[i] for i in places), words, relation))
        self.plan[places[0]] = words
        for i in places[1:]:
            self.plan[i] = ()
        for j in taken:
            self.free.remove(j)
        self.letters = min(self.letters, *(len(word) for word in words))
        self.cost += cost
        self.slips += slips


def _apart(one: str, other: str) -> int:
    return OSA.distance(one, other, score_cutoff=2)


def _slips(word: str, listed: str) -> int:
    """How many slips part two words: 1, or 2 in a long word; 0 where they are one word or too far apart."""
    if abs(len(word) - len(listed)) > 2 or word == listed:
        return 0
    if min(len(word), len(listed)) < 3 or _digits(word) != _digits(listed):
        # The 13th institute is not the 14th; a letter read as a digit is a slip.
        read = sum(letter.isalpha() for letter in word) >= 3 and _as_scanned(word) == _as_scanned(listed)
        return 1 if read and not _digits(listed) else 0
    apart = _apart(word, listed)
    if apart == 1 or _as_scanned(word) == _as_scanned(listed):
        return 1
    return 2 if apart == 2 and min(len(word), len(listed)) >= TWO_SLIPS else 0


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(filter(str.isdigit, word))


def _as_scanned(word: str) -> str:
    for pair, letter in _SCAN_PAIRS:
        word = word.replace(pair, letter)
    return word.translate(_SCANNED)


def _once(word: str) -> str:
    """The word with doubled letters once: Ellissa is a spelling of Elissa and no other name."""
    return _DOUBLED.sub(r"\1", word)


def _cost(word: str, listed: str, apart: int) -> float:
    first = word[0] != listed[0] and word[:2] != listed[1::-1]
    return SLIP * apart + FIRST_LETTER * first + (SHORT if min(len(word), len(listed)) <= 5 else 0.0)


def _runs(many: int) -> list[tuple[int, ...]]:
    """Two or three neighbours among so many."""
    return [tuple(range(at, at + size)) for size in (2, MOST_PARTS) for at in range(many - size + 1)]
