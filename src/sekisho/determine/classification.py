"""Which entries of the control lists an item meets: derived from facts, claimed by somebody, or both.

A label never outweighs a measurement: a contradiction counts as met and is a finding (specification, section 5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define

from sekisho.law.model import Entry
from sekisho.logic import conditions as c
from sekisho.logic.objects import Claim, Obj
from sekisho.logic.scope import UNKNOWN_ID, Missing, Scope, Sink, Step
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Path

from .claims import (
    claimed,
    claimed_but,
    has_below,
    open_by_claim,
    presumed,
    published,
    rests_of,
    schemes_of,
    within,
)
from .codes import Codes
from .gates import may_meet, open_codes, open_entries
from .settled import Selection, Stated
from .shelf import shelf_of

if TYPE_CHECKING:
    from .world import LawWorld


MOST_NAMED = 20_000
"""Of how many conditions it is kept whether the law holds an entry that they name."""
MOST_FALSE_TOLD = 4
"""Of so few entries a trace tells also those that the item does not meet."""


@define(slots=True)
class Met:
    """How an item stands to an entry. `how`: derived, claimed, or closed (a complete claim says no)."""

    truth: Truth
    how: str
    contradiction: bool = False
    hinted: bool = False  # a customs code kept it open against the stated kind


class Classifier:
    """Classifies the items of one transaction."""

    def __init__(self, world: LawWorld) -> None:
        """`world` is the law as it bears on the transaction."""
        self.world = world
        self._stated: dict[tuple[int, ...], Stated] = {}
        self._steps: dict[tuple[str, tuple[int, ...]], Step] = {}
        self._codes: dict[tuple[int, tuple[int, ...]], Codes] = {}
        self._rests: dict[tuple[str, tuple[int, ...]], Truth] = {}
        self._answers: dict[tuple[int, tuple[int, ...]], tuple[c.Classified, Truth]] = {}
        self._selections: dict[tuple[int, int, tuple[int, ...]], tuple[object, Selection]] = {}
        self.contradictions: dict[tuple[str, str], None] = {}  # (item path, code)
        self.judging = (
            0  # how many entries are under judgement; what they lean on is not final until they are done
        )

    def met(self, entry: Entry, at: Scope) -> Met:
        """How the item at a place stands to an entry."""
        here = self.stated(at)
        found = here.met.get(entry.id)
        if found is None:
            found = self._settled(entry, at, here) or self._judged(entry, at, here)
            here.met[entry.id] = found
        if found.hinted or found.contradiction:
            self._note(found, entry, at)
        return found

    def _note(self, met: Met, entry: Entry, at: Scope) -> None:
        """What an answer has to tell beside its truth."""
        if met.hinted:
            self.world.evaluator.hint_findings.add(at.obj.path)
        if met.contradiction:
            self.contradictions[(at.obj.path, entry.id)] = None

    def stated(self, at: Scope) -> Stated:
        """What the item at a place states, with the answers found for it."""
        key = at._key or at.key()
        found = self._stated.get(key)
        if found is None:
            found = self._stated[key] = Stated(at.obj, self.world.settled, bool(at.case.answers))
        return found

    def _settled(self, entry: Entry, at: Scope, here: Stated) -> Met | None:
        """An answer that hangs on the item's own facts alone, kept with the law; None for others.

        Such an entry never leans on itself.
        """
        key = here.settling(entry)
        if key is None:
            return None
        answers = self.world.settled.answers.met
        found = answers.get(key)
        if found is None:
            if here.unknown:  # of which nothing is known: it may meet every entry that is in force
                found = Met(min(self.world.force(entry).truth, UNKNOWN), "derived")
            else:
                findings, path = self.world.evaluator.hint_findings, at.obj.path
                before = path in findings
                findings.discard(path)
                found = self._judge(entry, at)
                found.hinted = path in findings
                if before:
                    findings.add(path)
            answers[key] = found
        return found

    def _judged(self, entry: Entry, at: Scope, here: Stated) -> Met:
        here.met[entry.id] = Met(UNKNOWN, "derived")  # an entry that leans on itself is not settled by itself
        self.judging += 1
        try:
            found = self._judge(entry, at)
        finally:
            self.judging -= 1
        return found

    def _select(self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Scope) -> Selection:
        """The entries at or below `paths` that the item may meet, with the answers that are settled."""
        key = (id(paths), id(but), at._key or at.key())
        found = self._selections.get(key)
        if found is None:  # kept with the paths, so that their numbers are nobody else's
            found = self._selections[key] = ((paths, but), self._selection(paths, but, at))
        return found[1]

    def _selection(self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Scope) -> Selection:
        kept, here = self.world.settled.answers, self.stated(at)
        key, entries = here.selecting(paths, but, at)
        found = kept.selections.get(key)
        if found is None:
            left: list[tuple[Entry, Met | None]] = []
            for entry in entries:
                met = self._settled(entry, at, here)
                if met is None or not here.by_kind(entry):
                    left.append((entry, None))
                elif met.truth is not FALSE or met.hinted or met.contradiction:
                    left.append((entry, met))
            found = kept.selections[key] = Selection.of(len(entries), left, self.world.law)
        return found

    def _judge(self, entry: Entry, at: Scope) -> Met:
        world = self.world
        in_force = world.force(entry).truth
        if in_force is FALSE:
            return Met(FALSE, "derived")
        in_force = world.force_at(entry, at)
        claim = at.obj.claims.get(entry.code.scheme)
        said = claimed(claim, entry.code)
        derived = self._derived(entry, at)
        if said is TRUE:
            return Met(in_force, "claimed" if derived is not TRUE else "derived", derived is FALSE)
        closed = (
            claim is not None
            and self._closes(claim, entry)
            and not presumed(world.law, entry, at.obj.facts.get("kind"))
        )
        if derived is UNKNOWN and said is FALSE and closed:
            return Met(FALSE, "closed")
        away = (
            derived is TRUE
            and said is FALSE
            and claim is not None
            and claim.complete
            and self._closes(claim, entry)
        )
        return Met(min(in_force, derived), "derived", away)

    def _derived(self, entry: Entry, at: Scope) -> Truth:
        world = self.world
        words = world.words(entry)
        if words.own is None:
            # A heading is its children; a code of which nothing is read is not known to be met.
            return max((self.met(child, at).truth for child in words.children), default=UNKNOWN)
        if not may_meet(world.law, entry, at.obj):
            return FALSE
        evaluator = world.evaluator
        outer_hints = evaluator.hints
        evaluator.hints = words.hints
        try:
            truth = evaluator.truth(words.own, world.asked_by(entry, at))
            for parent in words.parents:
                if truth is FALSE:
                    break
                above = world.words(parent).own
                if above is not None:
                    truth = min(truth, evaluator.truth(above, world.asked_by(parent, at)))
        finally:
            evaluator.hints = outer_hints
        return truth

    def _closes(self, claim: Claim, entry: Entry) -> bool:
        """A claim speaks only of law that was published when it was made."""
        if not claim.complete or claim.as_of is None:
            return False
        day = published(entry, self.world.force(entry).day, self.world.known)
        return day is None or day <= claim.as_of

    def open_met(self, paths: tuple[Path, ...], at: Scope) -> Iterator[tuple[Entry, Met]]:
        """The entries at or below `paths` that the item may meet, without headings, with how it stands to them.

        Entries that are surely not met may be left out.
        """
        known = self.stated(at).met
        for entry, settled in self._select(paths, (), at).left:
            if self.world.law.is_heading(entry.id):
                continue
            met = settled or known.get(entry.id)
            if met is None or met.hinted or met.contradiction:
                met = self.met(entry, at) if settled is None else self._taken(settled, entry, at)
            yield entry, met

    # what conditions and instances ask

    def classified(self, node: c.Classified, scope: Scope, sink: Sink | None) -> Truth:
        """The greatest truth of the entries that a condition names, for the nearest item."""
        at = scope.nearest("item")
        if at is None:
            return UNKNOWN
        if sink is not None:
            return self._classified(node, at, sink)
        key = (id(node), at._key or at.key())
        found = self._answers.get(key)
        if found is None:
            answer = self._classified(node, at, None)
            if self.judging:
                return answer
            found = self._answers[key] = (node, answer)  # with the node, so that its number is nobody else's
        return found[1]

    def _classified(self, node: c.Classified, at: Scope, sink: Sink | None) -> Truth:
        if sink is None and at.obj.id == UNKNOWN_ID:
            return self._of_unknown(node, at)
        best = self._by_code(node.paths, node.but, at.obj)
        selection = self._select(node.paths, node.but, at)
        if not selection.number and best is FALSE and not self._answered(node.paths, at.obj):
            if not self._modelled(node):
                best = UNKNOWN  # the law names a code that is not modelled
        if best is not TRUE or sink is not None:
            best = max(best, self.rest(node.paths, node.but, at, sink))
        if sink is None and not at.obj.claims:  # without claims no heading is among them
            return self._greatest(selection, best, at)
        few = sink is not None and selection.number <= MOST_FALSE_TOLD
        for entry, settled in self._all_of(node, at) if few else selection.left:
            if best is TRUE and sink is None:
                break
            met = self._taken(settled, entry, at) if settled is not None else self.met(entry, at)
            if node.but and self._bare(entry) and has_below(entry.code, node.but):
                # What the heading is without what is taken out, its other children say; here only a claim counts.
                best = max(
                    best, min(self.world.force(entry).truth, claimed_but(at.obj, entry.code, node.but))
                )
                continue
            best = max(best, met.truth)
            if sink is not None and (met.truth is not FALSE or few):
                if not self.world.law.is_heading(entry.id):
                    sink.steps.append(self.explain(entry, at))
        if sink is not None:
            sink.fact = at.obj.path
        return best

    def _greatest(self, selection: Selection, best: Truth, at: Scope) -> Truth:
        """The greatest of `best` and of the answers of a selection."""
        for entry, met in selection.noted:
            self._note(met, entry, at)
        if selection.best > best:
            best = selection.best
        if not selection.judged or best is TRUE:
            return best
        known = self.stated(at).met
        for entry in selection.judged:
            answer = known.get(entry.id)
            if answer is None or answer.hinted or answer.contradiction:
                answer = self.met(entry, at)
            if answer.truth is TRUE:
                return TRUE
            if answer.truth is UNKNOWN:
                best = UNKNOWN
        return best

    def _taken(self, met: Met, entry: Entry, at: Scope) -> Met:
        if met.hinted or met.contradiction:
            self._note(met, entry, at)
        return met

    def _all_of(self, node: c.Classified, at: Scope) -> list[tuple[Entry, Met | None]]:
        return [(entry, None) for entry in open_entries(self.world.law, node.paths, node.but, at.obj)]

    def _of_unknown(self, node: c.Classified, at: Scope) -> Truth:
        """The same for an item of which nothing is known: FALSE only where nothing that the condition names is in force."""
        kept = self.world.settled.unknown
        found = kept.get(id(node))
        if found is None:  # kept with the node, so that its number is nobody else's
            found = kept[id(node)] = node, self._may_be(node, at)
        return UNKNOWN if found[1] else self.rest(node.paths, node.but, at)

    def _may_be(self, node: c.Classified, at: Scope) -> bool:
        """May something of which nothing is known meet what a condition names, as far as that is modelled?"""
        law = self.world.law
        codes = open_codes(law, node.paths, node.but, at.obj)
        if not codes and not self._modelled(node):
            return True  # the law names a code that is not modelled
        for code in codes:
            entry = law.entries[code]
            if node.but and self._bare(entry) and has_below(entry.code, node.but):
                continue
            if self.world.force(entry).truth is not FALSE:
                return True
        return False

    def _modelled(self, node: c.Classified) -> bool:
        """Does the law hold an entry that a condition names?"""
        kept = shelf_of(self.world.law, "modelled", MOST_NAMED)
        found: tuple[c.Classified, bool] | None = kept.get(id(node))
        if found is None:
            found = kept[id(node)] = node, bool(self.world.law.codes_under(node.paths, node.but))
        return found[1]

    def _bare(self, entry: Entry) -> bool:
        return entry.by_claim or self.world.law.is_heading(entry.id)

    def _by_code(self, paths: tuple[Path, ...], but: tuple[Path, ...], item: Obj) -> Truth:
        """What claimed codes that are not modelled themselves say."""
        best = FALSE
        for scheme, claim in item.claims.items():
            if not claim.codes or scheme not in schemes_of(self.world.law, paths):
                continue
            for code in claim.codes:
                if str(code) in self.world.law.entries or within(code, but):
                    continue
                if within(code, paths):
                    parent = self.world.law.parent_of(str(code))
                    best = max(best, TRUE if parent is None else self.world.force(parent).truth)
                elif any(
                    p.scheme == scheme and p.segments[: len(code.segments)] == code.segments for p in paths
                ):
                    best = max(best, UNKNOWN)
        return best

    def rest(
        self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Scope, sink: Sink | None = None
    ) -> Truth:
        """May the item meet one of the entries that only a claim meets, although no claim names it? Never more than UNKNOWN."""
        law, world = self.world.law, self.world
        best = FALSE
        for scheme, own, asker in rests_of(law, paths, but):
            claim = at.obj.claims.get(scheme)
            day = world.force(asker).day
            if claim is not None and not open_by_claim(law, own, but, claim, day):
                continue
            key = (scheme, at.key())
            truth = self._rests.get(key)
            if truth is None:
                truth = self._rests[key] = world.evaluator.truth(law.rests[scheme], at.of(asker.id, day))
            best = max(best, truth)
            if sink is not None and truth is not FALSE:
                sink.steps.append(world.evaluator.explain(law.rests[scheme], at.of(asker.id, day)))
                sink.missing += (
                    Missing(
                        f"{at.obj.path}.classification.{scheme}",
                        scheme,
                        "classification",
                        "",
                        "item",
                        at.obj.path,
                    ),
                )
        return best

    @staticmethod
    def _answered(paths: tuple[Path, ...], item: Obj) -> bool:
        if not item.claims:
            return not paths
        claims = [item.claims.get(path.scheme) for path in paths]
        return all(claim is not None and claim.complete for claim in claims)

    def codes(self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Scope) -> Codes:
        """The codes for which `for_each` makes instances: leaf entries that are not FALSE, and claimed codes."""
        key = (self.world.settled.reading.part(paths, but), at._key or at.key())
        found = self._codes.get(key)
        if found is None:
            found = self._find_codes(paths, but, at)
            if not self.judging:
                self._codes[key] = found
        return found

    def _find_codes(self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Scope) -> Codes:
        selection = self._select(paths, but, at)
        named, above = self._claimed_codes(paths, but, at)
        for entry, met in selection.noted:
            if (
                entry.code not in named
                and entry.code not in above
                and not self.world.law.is_heading(entry.id)
            ):
                self._note(met, entry, at)
        known = self.stated(at).met

        def truth(entry: Entry) -> Truth:
            met = known.get(entry.id)
            return (self.met(entry, at) if met is None or met.hinted or met.contradiction else met).truth

        return selection.sheet.filled(truth, named, above)

    def _claimed_codes(
        self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Scope
    ) -> tuple[dict[Path, Truth], set[Path]]:
        """The codes that claims of an item name, and the entries above those that are not modelled themselves."""
        law, item = self.world.law, at.obj
        found: dict[Path, Truth] = {}
        above: set[Path] = set()
        for scheme, claim in item.claims.items():
            if scheme not in schemes_of(law, paths):
                continue
            for code in claim.codes:
                if not within(code, paths) or within(code, but):
                    continue
                holder = law.entries.get(str(code)) or law.parent_of(str(code))
                found[code] = TRUE if holder is None else self.met(holder, at).truth
                if holder is not None and holder.code != code:
                    above.add(holder.code)
        return found, above

    def explain(self, entry: Entry, at: Scope) -> Step:
        """The trace of one entry for one item; made once, since entries lean on each other."""
        key = (entry.id, at.key())
        step = self._steps.get(key)
        if step is None:
            self._steps[key] = Step("entry", self.met(entry, at).truth, fact=at.obj.path, provision=entry.id)
            self.judging += 1
            try:
                step = self._steps[key] = self._explain(entry, at)
            finally:
                self.judging -= 1
        return step

    def _explain(self, entry: Entry, at: Scope) -> Step:
        world = self.world
        met = self.met(entry, at)
        found = world.force(entry)
        steps: list[Step] = []
        evaluator = world.evaluator
        outer_hints = evaluator.hints
        words = world.words(entry)
        evaluator.hints = words.hints
        try:
            if found.truth is not FALSE and met.how != "closed":
                for holder in (entry, *words.parents):
                    when = world.words(holder).own
                    if when is not None:
                        steps.append(evaluator.explain(when, at.of(holder.id, world.force(holder).day)))
        finally:
            evaluator.hints = outer_hints
        atoms = frozenset(found.atoms) if found.truth is UNKNOWN else frozenset()
        return Step(
            "entry",
            met.truth,
            fact=at.obj.path,
            found=met.how,
            provision=entry.id,
            atoms=atoms,
            steps=tuple(steps),
        )
