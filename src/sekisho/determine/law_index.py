"""What of the law bears on what: the reliefs, bars and kinds of licence of each requirement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define

from sekisho.law.compiled import Law
from sekisho.law.model import Bar, LicenceKind, Relief, Requirement


@define(slots=True)
class LawIndex:
    """What of the law bears on what, worked out once per law."""

    reliefs: Mapping[str, tuple[Relief, ...]]
    by_rule: Mapping[str, tuple[Relief, ...]]
    bars: Mapping[str, tuple[Bar, ...]]
    licences: Mapping[str, tuple[LicenceKind, ...]]

    def helps(self, requirement: Requirement) -> tuple[str, ...]:
        """The ids of the reliefs and kinds of licence that may meet a requirement."""
        return tuple(p.id for book in (self.reliefs, self.licences) for p in book.get(requirement.id, ()))

    @classmethod
    def of(cls, law: Law) -> LawIndex:
        """The index of a law, remembered with it."""
        found = law.cache.get("index")
        if found is None:
            reliefs = {r.id: tuple(_meets(law.reliefs.values(), r)) for r in law.requirements.values()}
            found = law.cache["index"] = cls(
                reliefs,
                {id: tuple(r for r in those if r.by == "rule") for id, those in reliefs.items()},
                {
                    id: tuple(b for b in law.bars.values() if id in b.bars.of)
                    for id in (*law.reliefs, *law.bars, *law.licences)
                },
                {
                    r.id: tuple(k for k in law.licences.values() if r.id in k.serves.of)
                    for r in law.requirements.values()
                },
            )
        index: LawIndex = found
        return index


def _meets(reliefs: Iterable[Relief], requirement: Requirement) -> Iterable[Relief]:
    """The reliefs that speak of a requirement: by id and reason; of a prohibition only those that name its full id."""
    for relief in reliefs:
        ids = relief.lifts.exact if requirement.requires == "prohibition" else relief.lifts.of
        if requirement.id in ids and (not relief.lifts.reasons or requirement.reason in relief.lifts.reasons):
            yield relief
