"""Steps of a trace as plain data, with their words in three languages.

Words belong to the law and are made once; steps that many duties share (is this an export from China?) are written out once
and stand in the answer as the same mapping.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import define

from sekisho.law.compiled import Law
from sekisho.law.in_words import LANGUAGES, entry_name, node_words, title_of
from sekisho.law.model import Text
from sekisho.logic import conditions as c
from sekisho.logic.scope import Step

from .phrases import STEP
from .shelf import Shelf, shelf_of

MOST_WORDS = 50_000
"""Of how many conditions the words are kept."""
MOST_STEPS = 3_000
"""After so many steps of one answer, what was written out before is only named."""

_SHARED = frozenset({"provision", "relief", "bar"})
"""The steps that many duties share, beside classifications."""


@define(slots=True, eq=False)
class _Told:
    """A step that is kept, the entries in it, and how it is told: where none, and where all, of them were told before; and
    without what is inside it.
    """

    step: Step
    entries: frozenset[str]
    first: dict[str, Any] | None = None
    again: dict[str, Any] | None = None
    bare: dict[str, Any] | None = None
    size: int = 0  # how many steps are in `first`, and in `again`
    again_size: int = 0


class Telling:
    """Tells the traces of one determination. What it returns is shared: read it, do not change it."""

    def __init__(self, law: Law, *, once: bool = False) -> None:
        """`law` has the words. `once`: what many duties share is written out once for the whole answer, not once for each.

        Goods that nobody has described have a duty for each of the entries that they may meet, and each of them leans on
        all the others: written out every time, the answer to two such lines would fill hundreds of megabytes.
        """
        self.law = law
        self._always_once = once
        self._count = 0
        self._told: dict[int, _Told] = {}

    def begin(self) -> None:
        """Begin an answer: what was told in an earlier one is written out again."""
        self._count = 0
        self._told = {}

    @property
    def once(self) -> bool:
        """Whether what was told before is only named by now: from the start, or since so many steps were written."""
        return self._always_once or self._count > MOST_STEPS

    def duty(self, steps: Iterable[Step]) -> list[dict[str, Any]]:
        """The trace of a duty; what leads to an entry is written out at its first mention only."""
        seen: set[str] = set()
        return [self.step(step, seen) for step in steps]

    def step(self, step: Step, seen: set[str]) -> dict[str, Any]:
        """One step with all inside it. `seen`: the entries told before; it grows."""
        shared = step.node in _SHARED or isinstance(step.node, c.Classified)
        if not shared and not (self.once and step.node == "entry"):
            return self._tell(step, seen)
        told = self._told.get(id(step))
        if self.once:
            return self._once(step, told)
        if told is None:
            entries = frozenset(inner.provision for inner in step.walk() if inner.node == "entry")
            told = self._told[id(step)] = _Told(step, entries)
        before = self._count
        if told.entries.isdisjoint(seen):
            seen |= told.entries
            if told.first is None:
                told.first = self._tell(step, set())
                told.size = self._count - before
            else:
                self._count += told.size  # it will be written out again
            return told.first
        if told.entries <= seen:
            if told.again is None:
                told.again = self._tell(step, set(told.entries))
                told.again_size = self._count - before
            else:
                self._count += told.again_size
            return told.again
        return self._tell(step, seen)

    def _once(self, step: Step, told: _Told | None) -> dict[str, Any]:
        if told is None:
            told = self._told[id(step)] = _Told(step, frozenset())
            told.bare = self._words(step, [])
            told.first = self._tell(step, set())
            return told.first
        if told.bare is None:
            told.bare = self._words(step, [])
        return told.bare

    def _tell(self, step: Step, seen: set[str]) -> dict[str, Any]:
        repeated = False
        if step.node == "entry":
            repeated = step.provision in seen
            seen.add(step.provision)
        return self._words(step, [] if repeated else [self.step(inner, seen) for inner in step.steps])

    def _words(self, step: Step, steps: list[dict[str, Any]]) -> dict[str, Any]:
        self._count += 1
        return {
            "text": step_words(self.law, step),
            "truth": step.truth.word,
            "fact": step.fact or None,
            "found": step.found,
            "provision": step.provision or None,
            "asks": [missing.path for missing in step.missing],
            "open": sorted(step.atoms) if step.atoms else [],
            "steps": steps,
        }


def step_words(law: Law, step: Step) -> Text:
    """What a step says, in three languages."""
    node = step.node
    if not isinstance(node, str):
        return _words_of(law, node)
    if node == "entry":
        return _fixed(law, node, step.provision, entry=True)
    if node in {"force", "licence"} and step.found:
        return {lang: STEP[node][lang].format(step.found) for lang in LANGUAGES}
    return _fixed(law, node, step.provision, entry=False)


def _words_of(law: Law, node: c.Condition) -> Text:
    """The words of a node, kept with it: the node stays alive, so that its number is nobody else's."""
    book: Shelf[int, tuple[c.Condition, Text]] = shelf_of(law, "words", MOST_WORDS)
    found = book.get(id(node))
    if found is None:
        words = {lang: node_words(law, node, lang) for lang in LANGUAGES}
        if isinstance(node, c.TermRef):  # made anew for every duty
            return words
        found = book[id(node)] = (node, words)
    return found[1]


def _fixed(law: Law, kind: str, provision: str, *, entry: bool) -> Text:
    key = ("step-words", kind, provision)
    found: Text | None = law.cache.get(key)
    if found is None:
        name = entry_name if entry else title_of
        found = law.cache[key] = {
            lang: STEP[kind][lang].format(name(law, provision, lang)) for lang in LANGUAGES
        }
    return found
