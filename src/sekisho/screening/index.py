"""The index of all listed names: built from listed parties, saved and loaded, and asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import msgspec
from attrs import define, field

from sekisho.screening import calibration
from sekisho.screening.asking import Asked, Asker
from sekisho.screening.build import Built, Progress, build
from sekisho.screening.candidates import Finder
from sekisho.screening.explain import settles, token_reasons
from sekisho.screening.lookalikes import untangle
from sekisho.screening.names import forms_of
from sekisho.screening.reasons import Hit, Query
from sekisho.screening.scoring import Match, features, match, read
from sekisho.screening.storage import load, save
from sekisho.screening.tokens import LEGAL
from sekisho.screening.vocabulary import ORGANISATION, PERSON, UNKNOWN
from sekisho.sources.records import ListedParty

ALERT = calibration.ALERT
_decoder = msgspec.msgpack.Decoder(ListedParty)


@define
class NameIndex:
    """Every name of every listed party, ready to be asked in any script."""

    _built: Built = field()
    _finder: Finder = field(init=False)
    _asker: Asker = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._finder = Finder(self._built.tables)
        self._asker = Asker(self._built.vocabulary)

    @classmethod
    def build(cls, parties: Iterable[ListedParty], *, progress: Progress | None = None) -> NameIndex:
        """Make an index of these parties. `progress` is told names done and names in all."""
        return cls(build(parties, progress))

    def __len__(self) -> int:
        """How many parties are listed."""
        return self._built.tables.parties

    @property
    def names(self) -> int:
        """How many names are filed."""
        return self._built.tables.names

    def party(self, number: int) -> ListedParty:
        """A listed party by its number in this index."""
        starts = self._built.tables.party_start
        return _decoder.decode(self._built.blob[starts[number] : starts[number + 1]])

    def search(self, query: Query, *, limit: int = 5, threshold: float = ALERT) -> tuple[Hit, ...]:
        """The listed parties that could be the one asked for, the likeliest first, at most `limit`."""
        forms = forms_of(untangle(query.name), kind=query.kind, country=query.country)
        asked = self._asker.ask(forms)
        best: dict[int, Match] = {}
        tables = self._built.tables
        wanted = {"person": PERSON, "unknown": UNKNOWN}.get(query.kind, ORGANISATION)
        for name in self._finder.candidates(asked):
            party = int(tables.name_party[name])
            found = self._compare(asked, name, int(tables.party_kind[party]), wanted)
            if party not in best or best[party].worth < found.worth:
                best[party] = found
        ranked = sorted(best.items(), key=lambda item: (-item[1].worth, item[0]))[:limit]
        return tuple(self._hit(query, asked, party, found, threshold) for party, found in ranked)

    def search_many(
        self, queries: Sequence[Query], *, limit: int = 5, threshold: float = ALERT
    ) -> list[tuple[Hit, ...]]:
        """Search for each of several parties."""
        return [self.search(q, limit=limit, threshold=threshold) for q in queries]

    def _compare(self, asked: Asked, name: int, listed_kind: int, wanted: int) -> Match:
        listed = read(self._built.tables, name)
        kind = listed_kind if listed_kind != UNKNOWN else wanted
        if kind == UNKNOWN:
            # Neither side says what it is: a legal form tells a firm, else the name is judged as a person's.
            firm = any(s.role == LEGAL for s in asked.slots) or LEGAL in listed.roles
            kind = ORGANISATION if firm else PERSON
        found = match(asked, listed, name, kind, self._built.vocabulary)
        found.features = features(found, asked, listed, kind)
        found.worth = calibration.worth_of(found.features, kind)
        if UNKNOWN not in (wanted, listed_kind) and wanted != listed_kind:
            found.worth += calibration.OTHER_KIND
        return found

    def _hit(self, query: Query, asked: Asked, number: int, found: Match, threshold: float) -> Hit:
        party = self.party(number)
        score = calibration.probability(found.worth)
        name = party.names[int(self._built.tables.name_place[found.name])]
        facts = ()
        return Hit(
            party.key,
            party.lists,
            name,
            score,
            found.worth,
            score >= threshold,
            token_reasons(found, asked, self._built.vocabulary),
            facts,
            settles(
                query, int(self._built.tables.party_has[number]), found.kind == PERSON, facts, asked.script
            ),
            partial(self.party, number),
        )

    def save(self, path: Path) -> None:
        """Write this index to a file; a reader sees the old one or the new one, never half of it."""
        save(self._built, path)

    @classmethod
    def load(cls, path: Path) -> NameIndex:
        """Map a saved index. Raises IndexFileError where the file is broken or of another version: build it anew."""
        return cls(load(path))


__all__ = ["ALERT", "NameIndex"]
