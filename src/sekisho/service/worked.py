"""Determinations of checks, kept for a while: the tabs of one check ask for the same one again and again.

The key is everything that the answer depends on: the text, the days, the readings, the authorities. The law is that of the
office, and what a screening found stands in the text.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from attrs import define, evolve, field

from sekisho.determine.brief import completed, outcome
from sekisho.determine.questions import untried
from sekisho.facts import read_case

from .determining import Options, read_text

if TYPE_CHECKING:
    from sekisho.determine import Determination
    from sekisho.logic.objects import Case

    from .office import Office

KEPT: Final = 12
"""So many determinations are kept at most."""
MOST_DUTIES: Final = 9_000
"""Together those that are kept have so many duties at most: one of goods that nobody described has thousands and holds a hundred
megabytes, an ordinary one has a few hundred."""


@define(eq=False)
class Worked:
    """One determination with what was made of it so far. `failed`: authorities whose answer could not be computed, with the
    kind of fault.
    """

    case: Case
    determination: Determination
    failed: dict[str, str]
    _outcome: dict[str, Any] | None = None
    _plain: dict[str, Any] | None = None
    _asked: dict[str, Any] | None = None
    _traced: dict[str, dict[str, Any]] = field(factory=dict)
    _views: dict[tuple[str, ...], Any] = field(factory=dict)
    _lock: threading.RLock = field(factory=threading.RLock)
    _first: threading.RLock = field(factory=threading.RLock)

    def outcome(self) -> dict[str, Any]:
        """What each authority says and why: without questions, gaps, readings, ways and coming changes, which cost time."""
        with self._first:
            if self._outcome is None:
                self._outcome = self._without_faults(outcome)
            return self._outcome

    def answer(
        self, *, questions: bool = True, told: Callable[[int, int], None] | None = None
    ) -> dict[str, Any]:
        """The answer as pages show it, without traces; of duties of one provision that come to the same one is told.

        Questions cost time: leave them out where a page does not show them. `told`: is called with the steps done and all.
        """
        self.outcome()
        with self._lock:
            if self._plain is None:
                if told is not None:
                    told(1, 3)
                self._plain = self._without_faults(self._completed)
            if not questions:
                return self._plain
            if told is not None:
                told(2, 3)
            if self._asked is None:
                self._asked = _with_questions(self._plain, self.determination.questions)
            return self._asked

    def so_far(self) -> dict[str, Any]:
        """As much of the answer as is there, the outcome at least; waits for nothing else. `left_out` names the rest."""
        return self._plain or self.outcome()

    @property
    def is_whole(self) -> bool:
        """Whether the answer with its questions is there already, so that asking for it costs nothing."""
        return self._asked is not None

    def question(self, key: str) -> Mapping[str, Any] | None:
        """The question with a key, whatever would follow from its answers; None where it is not asked."""
        from .cards import question_of

        if self._asked is not None:
            return question_of(self._asked, key)
        with self.determination.book.lock:
            return question_of({"questions": untried(self.determination)}, key)

    @property
    def weight(self) -> int:
        """How many duties it holds, for the room that it takes."""
        return sum(len(result.duties) for result in self.determination.authorities.values())

    def once(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """What is made of the answer for a page, made once; read it, do not change it."""
        with self._lock:
            if key not in self._views:
                if len(self._views) > 8:
                    self._views.clear()
                self._views[key] = make()
            return self._views[key]

    def _completed(self, determination: Determination) -> dict[str, Any]:
        whole = determination is self.determination
        return completed(self.outcome() if whole else outcome(determination), determination)

    def _without_faults(self, tell: Callable[[Determination], dict[str, Any]]) -> dict[str, Any]:
        """What is told of the determination; an authority of which it cannot be told is named in `failed` and left out."""
        try:
            return tell(self.determination)
        except Exception:
            kept = dict(self.determination.authorities)
            for code, result in self.determination.authorities.items():
                try:
                    tell(evolve(self.determination, authorities={code: result}))
                except Exception as error:
                    LOG.exception("the answer of %s could not be told", code)
                    self.failed[code] = type(error).__name__
                    del kept[code]
            if len(kept) == len(self.determination.authorities):
                raise  # the fault is in no authority's own part
            self.determination = evolve(self.determination, authorities=kept)
            self._outcome = None
            return tell(self.determination)

    def whole(self) -> dict[str, Any]:
        """The answer with its traces, as `sekisho determine --json` prints it; large, so it is not kept."""
        with self._lock:
            questions = self.answer()[
                "questions"
            ]  # first: an authority on which Sekisho fails is out of the answer then
            # A determination tells its traces once; a second telling of the same one would leave out what it told before.
            return _with_questions(evolve(self.determination).to_dict(questions=False), questions)

    def traced(self, authority: str) -> dict[str, Any] | None:
        """One authority's answer with its traces; None for one that was not asked, or that failed."""
        with self._lock:
            result = self.determination.authorities.get(authority)
            if result is None:
                return None
            if authority not in self._traced:
                alone = evolve(self.determination, authorities={authority: result})
                found = alone.to_dict(questions=False)["authorities"][authority]
                self._traced = {authority: found}  # one at a time: some are large
            return self._traced[authority]


def _with_questions(told: dict[str, Any], questions: list[dict[str, Any]]) -> dict[str, Any]:
    """An answer that was told without its questions, with them."""
    found = {**told, "questions": questions}
    if "left_out" in told:
        found["left_out"] = [name for name in told["left_out"] if name != "questions"]
    return found


LOG: Final = logging.getLogger(__name__)
_BOOKS: WeakKeyDictionary[Office, OrderedDict[str, Worked]] = WeakKeyDictionary()
_TURN: Final = threading.Lock()


def work(office: Office, text: str, *, is_json: bool = False, options: Options | None = None) -> Worked:
    """The determination of a transaction's text, taken from those that are kept where it is among them. Raises BadInput."""
    options = options or Options()
    key = _key(text, is_json, options)
    with _TURN:
        book = _BOOKS.setdefault(office, OrderedDict())
        held = book.get(key)
        if held is not None:
            book.move_to_end(key)
            return held
    made = _make(office, text, is_json, options)
    with _TURN:
        book[key] = made
        while len(book) > 1 and (len(book) > KEPT or sum(one.weight for one in book.values()) > MOST_DUTIES):
            book.popitem(last=False)
    return made


def _make(office: Office, text: str, is_json: bool, options: Options) -> Worked:
    tree = read_text(text, "transaction", is_json)
    case = read_case(tree, office.law, options.on, options.known, "transaction")
    chosen = tuple(options.authorities or office.engine.codes)

    def ask(codes: Iterable[str]) -> Determination:
        return office.engine.determine(
            case, assume=options.assume, authorities=codes, claim_available=options.claim_available
        )

    failed: dict[str, str] = {}
    try:
        found = ask(chosen)
    except Exception:
        # One authority's fault must not silence the others: each is asked alone, and the failed one is named and counted.
        for code in chosen:
            try:
                ask((code,))
            except Exception as error:
                LOG.exception("%s could not be determined", code)
                failed[code] = type(error).__name__
        found = ask([code for code in chosen if code not in failed])
    return Worked(case, found, failed)


def _key(text: str, is_json: bool, options: Options) -> str:
    parts = (
        is_json, options.on, options.known, options.authorities, sorted(options.assume.items()), options.claim_available
    )  # fmt: skip
    return hashlib.sha256(f"{parts!r}\n{text}".encode()).hexdigest()
