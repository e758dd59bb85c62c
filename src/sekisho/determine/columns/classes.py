"""Which entries of the control lists many items meet: derived from facts, claimed, or closed by a complete
claim.

The rules are those of `sekisho.determine.classification`, over rows (specification, section 5).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import narwhals as nw

from sekisho.law.force import body_on
from sekisho.law.model import Entry
from sekisho.logic import conditions as c
from sekisho.logic.columns.facts import fact_at
from sekisho.logic.columns.kleene import Tri, column, conj, disj, neg, never, whether
from sekisho.logic.columns.rows import Place, Rows
from sekisho.logic.conditions import ALWAYS
from sekisho.logic.objects import Claim
from sekisho.logic.truth import FALSE
from sekisho.logic.values import Path

from ..claims import claim_but, claimed, has_below, open_by_claim, presumed, published
from ..gates import named

if TYPE_CHECKING:
    from .moments import Moment
    from .world import PlanWorld


def within(code: Path, paths: tuple[Path, ...]) -> bool:
    """Whether a code lies at or below one of some paths."""
    return any(
        path.scheme == code.scheme
        and (path.segments == ("*",) or code.segments[: len(path.segments)] == path.segments)
        for path in paths
    )


class Classes:
    """Classifies the items at places."""

    def __init__(self, world: PlanWorld) -> None:
        """`world` is the law as it bears on the transactions."""
        self.world = world

    def met(self, entry: Entry, at: Place) -> Tri:
        """The truth of an entry for the items at a place."""
        key = ("met", entry.id)
        if key not in at.memo:
            if at.unknown:  # of which nothing is known: it may meet every entry that is in force
                at.memo[key] = at.rows.settle(conj((1, at.bring(self.world.root, self.world.force(entry)))))
            else:
                at.memo[key] = 1  # an entry that leans on itself is not settled by itself
                at.memo[key] = at.rows.settle(self._judge(entry, at))
        found: Tri = at.memo[key]
        return found

    def _judge(self, entry: Entry, at: Place) -> Tri:
        in_force = self.world.force_at(entry, at)
        if never(in_force):
            return 0
        derived = self._derived(entry, at)
        claims = self._claims(entry.code.scheme, at)
        if claims is None:
            return conj((in_force, derived))
        number, stated = claims
        said = [claimed(claim, entry.code) for claim in stated]
        true = [i for i, t in enumerate(said) if t == 2]
        # A complete claim of other codes closes what is UNKNOWN, if it is not older than the entry's version.
        silent = [i for i, t in enumerate(said) if t is FALSE]
        closed = self._closed(entry, at, number, stated, silent)
        if entry.presumed_for:
            kinds = fact_at("kind", at, at.rows)
            if kinds is None or kinds.plain is None:
                closed = 0  # of no kind that is stated: it may be of any
            else:
                own = [n for n, value in enumerate(kinds.values) if presumed(self.world.law, entry, value)]
                held = whether(kinds.plain.is_null() | kinds.plain.is_in(own))
                closed = nw.col(at.rows.attach(column(conj((closed, neg(held))))))
        if not isinstance(closed, int):
            derived = (
                nw.when((closed == 2) & (column(derived) == 1)).then(column(0)).otherwise(column(derived))
            )
        if true:
            derived = disj((derived, whether(number.is_in(true))))
        return conj((in_force, derived))

    def _claims(self, scheme: str, at: Place) -> tuple[nw.Expr, list[Claim]] | None:
        name = f"claim:{scheme}"
        here = at.column(name)
        if here is None or at.table is None or name not in at.table.interned:
            return None
        return nw.col(here), at.table.interned[name]

    def _closed(
        self, entry: Entry, at: Place, number: nw.Expr, stated: list[Claim], silent: list[int]
    ) -> Tri:
        """Whether a claim speaks of law that was published when it was made: TRUE or FALSE."""
        world = self.world

        def truth(since: date | None) -> Tri:
            closing = [
                i
                for i in silent
                if stated[i].complete
                and (as_of := stated[i].as_of) is not None
                and (since is None or since <= as_of)
            ]
            return whether(number.is_in(closing)) if closing else 0

        return world.by_moment(entry, at, lambda m: self._published(entry, m), truth)

    def _published(self, entry: Entry, moment: Moment) -> date | None:
        return published(entry, moment.day_of(self.world.law, entry), moment.known)

    def _derived(self, entry: Entry, at: Place) -> Tri:
        world = self.world
        children = world.law.children_of(entry.id)

        def own(words: tuple[c.Condition, tuple[Path, ...]]) -> Tri:
            when, hints = words
            if when == ALWAYS:
                # A heading is its children; a code of which nothing is read is not known to be met.
                return disj(self.met(child, at) for child in children) if children else 1
            return world.conditions.truth(when, at, world.context(entry, hints=hints))

        def read(m: Moment) -> tuple[c.Condition, tuple[Path, ...]]:
            day = m.day_of(world.law, entry)
            return body_on(entry, "when", day, m.known), body_on(entry, "hs_hint", day, m.known)

        return world.by_moment(
            entry, at, read, lambda words: self._with_parents(entry, at, words, own(words))
        )

    def _with_parents(
        self, entry: Entry, at: Place, words: tuple[c.Condition, tuple[Path, ...]], own: Tri
    ) -> Tri:
        when, hints = words
        if when == ALWAYS or never(own):
            return own
        world = self.world
        parts = [own]
        parent = world.law.parent_of(entry.id)
        while parent is not None:
            holder = parent
            ctx = world.context(holder, hints=hints)
            parts.append(
                world.by_moment(
                    holder,
                    at,
                    lambda m, p=holder: body_on(p, "when", m.day_of(world.law, p), m.known),  # type: ignore[misc]
                    lambda w, x=ctx: world.conditions.truth(w, at, x),  # type: ignore[misc]
                )
            )
            parent = world.law.parent_of(parent.id)
        return conj(parts)

    # what conditions and instances ask

    def classified(self, node: c.Classified, at: Place) -> Tri:
        """The greatest truth of the entries that a condition names, for the items at a place."""
        key = ("classified", node)
        if key not in at.memo:
            entries = self.world.law.entries_under(node.paths, node.but)
            parts = [self._by_code(node.paths, node.but, at), self.rest(node.paths, node.but, at)]
            # A heading is what its children are; by itself it counts only where a claim names it, or something near it.
            for entry in entries:
                bare = entry.by_claim or self.world.law.is_heading(entry.id)
                if bare and node.but and has_below(entry.code, node.but):
                    parts.append(self._claimed_but(entry, node.but, at))
                    continue
                counts = self._named(entry, at) if bare else 2
                parts.append(0 if never(counts) else conj((counts, self.met(entry, at))))
            if not entries:
                # The law names a code that is not modelled: only a complete claim answers.
                parts.append(conj((1, neg(self._answered(node.paths, at)))))
            at.memo[key] = at.rows.settle(disj(parts))
        found: Tri = at.memo[key]
        return found

    def _claimed_but(self, entry: Entry, but: tuple[Path, ...], at: Place) -> Tri:
        """What claims say of a heading of which some paths do not count."""
        claims = self._claims(entry.code.scheme, at)
        if claims is None:
            return 0
        number, stated = claims
        said = [claim_but(claim, entry.code, but) for claim in stated]
        true = whether(number.is_in([i for i, t in enumerate(said) if t == 2]))
        open_ = whether(number.is_in([i for i, t in enumerate(said) if t == 1]))
        force = at.bring(self.world.root, self.world.force(entry))
        return conj((force, disj((true, conj((1, open_))))))

    def _named(self, entry: Entry, at: Place) -> Tri:
        """Whether a claim names an entry, or a code above or below it: TRUE or FALSE."""
        claims = self._claims(entry.code.scheme, at)
        if claims is None:
            return 0
        number, stated = claims
        near = [i for i, claim in enumerate(stated) if named(entry, claim.codes)]
        return whether(number.is_in(near)) if near else 0

    def rest(self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Place) -> Tri:
        """May the items meet an entry that only a claim meets, although no claim names it? Never more than UNKNOWN."""
        law = self.world.law
        parts: list[Tri] = []
        for scheme in sorted({path.scheme for path in paths} & law.rests.keys()):
            own = tuple(path for path in paths if path.scheme == scheme)
            if not law.by_claim(own, but):
                continue
            claims = self._claims(scheme, at)
            open_: Tri = 2
            if claims is not None:
                number, stated = claims
                asker = law.asks_rest(scheme)

                def silent(m: Moment, o: Any = own, s: list[Claim] = stated, e: Entry = asker) -> list[int]:
                    day = m.day_of(law, e)
                    return [i for i, claim in enumerate(s) if not open_by_claim(law, o, but, claim, day)]

                open_ = self.world.by_moment(
                    asker,
                    at,
                    silent,
                    lambda those, n=number: neg(whether(n.is_in(those))),  # type: ignore[misc]
                )
            parts.append(conj((open_, self._rest(scheme, at))))
        return disj(parts)

    def _rest(self, scheme: str, at: Place) -> Tri:
        key = ("rest", scheme)
        if key not in at.memo:
            world = self.world
            ctx = world.context(world.law.asks_rest(scheme))
            at.memo[key] = at.rows.settle(world.conditions.truth(world.law.rests[scheme], at, ctx))
        found: Tri = at.memo[key]
        return found

    def _answered(self, paths: tuple[Path, ...], at: Place) -> Tri:
        parts: list[Tri] = []
        for path in paths:
            claims = self._claims(path.scheme, at)
            if claims is None:
                return 0
            number, stated = claims
            parts.append(whether(number.is_in([i for i, claim in enumerate(stated) if claim.complete])))
        return conj(parts)

    def _by_code(self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Place) -> Tri:
        """What claimed codes that are not modelled themselves say."""
        law = self.world.law
        parts: list[Tri] = []
        for scheme in dict.fromkeys(path.scheme for path in paths):
            claims = self._claims(scheme, at)
            if claims is None:
                continue
            number, stated = claims
            by_code: dict[Path, list[int]] = {}
            for i, claim in enumerate(stated):
                for code in claim.codes:
                    by_code.setdefault(code, []).append(i)
            for code, claimers in by_code.items():
                if str(code) in law.entries or within(code, but):
                    continue
                said: Tri = 0
                if within(code, paths):
                    parent = law.parent_of(str(code))
                    said = 2 if parent is None else at.bring(self.world.root, self.world.force(parent))
                elif any(
                    p.scheme == scheme and p.segments[: len(code.segments)] == code.segments for p in paths
                ):
                    said = 1
                parts.append(conj((whether(number.is_in(claimers)), said)))
        return disj(parts)

    def codes(self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Place) -> Rows | None:
        """Rows `_code`, `_truth` below the items at a place: leaf entries that are not FALSE, and claimed
        codes.
        """
        key = ("codes", paths, but)
        if key not in at.memo:
            at.memo[key] = self._codes(paths, but, at)
        rows: Rows | None = at.memo[key]
        return rows

    def _codes(self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Place) -> Rows | None:
        law = self.world.law
        named_codes: list[str] = []
        truths: list[nw.Expr] = []

        def add(code: str, truth: Tri, only: nw.Expr | None) -> None:
            if never(truth):
                return
            whole = column(truth)
            named_codes.append(code)
            truths.append(whole if only is None else nw.when(only).then(whole).otherwise(column(0)))

        taken: dict[str, set[int]] = {}  # codes that a claim has settled, by the claims that did
        claims_of = {scheme: self._claims(scheme, at) for scheme in {path.scheme for path in paths}}
        for claims in claims_of.values():
            for code, claimers in self._claimed_codes(claims, paths, but, taken).items():
                entry = law.entries.get(str(code)) or law.parent_of(str(code))
                number = claims[0] if claims is not None else nw.lit(None)
                add(str(code), 2 if entry is None else self.met(entry, at), number.is_in(claimers))
        for entry in law.entries_under(paths, but):
            if law.is_heading(entry.id):
                continue
            claims = claims_of.get(entry.code.scheme)
            if entry.by_claim and never(self._named(entry, at)):
                continue
            settled = sorted(taken.get(entry.id, ()))
            only = None
            if claims is not None and settled:
                only = ~claims[0].is_in(settled).fill_null(False) | claims[0].is_null()
            add(entry.id, self.met(entry, at), only)
        return _long(at, named_codes, truths)

    def _claimed_codes(
        self,
        claims: tuple[nw.Expr, list[Claim]] | None,
        paths: tuple[Path, ...],
        but: tuple[Path, ...],
        taken: dict[str, set[int]],
    ) -> dict[Path, list[int]]:
        by_code: dict[Path, list[int]] = {}
        for i, claim in enumerate(claims[1] if claims is not None else ()):
            for code in dict.fromkeys(claim.codes):
                if not within(code, paths) or within(code, but):
                    continue
                by_code.setdefault(code, []).append(i)
                taken.setdefault(str(code), set()).add(i)
                entry = self.world.law.entries.get(str(code)) or self.world.law.parent_of(str(code))
                if entry is not None:
                    taken.setdefault(entry.id, set()).add(i)
        return by_code


def _long(at: Place, codes: list[str], truths: list[nw.Expr]) -> Rows | None:
    """A row `_code`, `_truth` for each item and code whose truth is not FALSE; None where there is none."""
    if not codes:
        return None
    names = [f"#{number}" for number in range(len(codes))]
    wide = at.rows.frame.select(
        nw.col("_id").alias("_up"), *(t.cast(nw.Int8).alias(n) for n, t in zip(names, truths, strict=True))
    )
    long = wide.unpivot(on=names, index="_up", variable_name="_n", value_name="_truth").filter(
        nw.col("_truth") > 0
    )
    if not len(long):
        return None
    frame = long.with_columns(
        nw.col("_n").replace_strict(names, codes, return_dtype=nw.String).alias("_code")
    )
    frame = frame.select("_up", "_code", "_truth").with_row_index("_id")
    return Rows(frame.with_columns(nw.col("_id").cast(nw.Int32)), up=at.rows)
