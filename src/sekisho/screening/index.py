"""The index of all listed names: built from listed parties, saved and loaded, and asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import partial
from pathlib import Path

import msgspec
from attrs import define, evolve, field

from sekisho.screening import background, calibration
from sekisho.screening.asking import Asked, Asker
from sekisho.screening.build import Built, Progress, build, countries_of, number_key
from sekisho.screening.candidates import Finder
from sekisho.screening.evidence import facts_of
from sekisho.screening.explain import mended_reasons, settles, token_reasons
from sekisho.screening.listed_forms import in_two_scripts
from sekisho.screening.lookalikes import untangle
from sekisho.screening.mending import mend, words_of
from sekisho.screening.names import forms_of
from sekisho.screening.native import native_worth
from sekisho.screening.reasons import FactReason, Hit, Query
from sekisho.screening.scoring import (
    Match,
    features,
    is_disordered,
    is_ordinary,
    is_whole,
    match,
    one_slip,
    read,
    same_name,
    same_person,
)
from sekisho.screening.storage import load, save
from sekisho.screening.tokens import LEGAL
from sekisho.screening.vocabulary import ORGANISATION, PERSON, UNKNOWN
from sekisho.sources.records import ListedParty

ALERT = calibration.ALERT
# A listed party's number, its match, the worth of all that is known, and the facts.
Ranked = tuple[int, Match, float, tuple[FactReason, ...]]
ALONE = 6  # letters of a word that is the whole of a name and has a slip
MOST_NAMES = 3  # names of each
MOST_MENDED = 4  # parties beside whose names an asked name is read once more
_KINDS = {"person": PERSON, "unknown": UNKNOWN}
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

    def packed(self) -> Iterator[bytes | memoryview]:
        """Every listed party as it is kept, in the order of their numbers."""
        starts = self._built.tables.party_start
        for number in range(len(self)):
            yield self._built.blob[starts[number] : starts[number + 1]]

    def search(self, query: Query, *, limit: int = 5, threshold: float = ALERT) -> tuple[Hit, ...]:
        """The listed parties that could be the one asked for, the likeliest first, at most `limit`."""
        best: dict[int, tuple[Asked, Ranked]] = {}
        for name in in_two_scripts(query.name):
            self._best(query if name == query.name else evolve(query, name=name), limit, best)
        ranked = sorted(best.values(), key=lambda pair: (-pair[1][2], pair[1][0]))[:limit]
        return tuple(self._hit(query, asked, threshold, *found) for asked, found in ranked)

    def _best(self, query: Query, limit: int, best: dict[int, tuple[Asked, Ranked]]) -> None:
        """Put into `best` the parties that a name brings, each with the reading of the name that speaks most for it."""
        asked, ranked = self._rank(query, limit)
        for found in ranked:
            held = best.get(found[0])
            if held is None or held[1][2] < found[2]:
                best[found[0]] = asked, found

    def search_many(
        self, queries: Sequence[Query], *, limit: int = 5, threshold: float = ALERT, processes: int = 1
    ) -> list[tuple[Hit, ...]]:
        """Search for each of several parties, in their order; with two processes nearly twice as fast for thousands."""
        if processes > 1 and len(queries) >= 200:
            from sekisho.screening.parallel import search_in_parallel

            return search_in_parallel(self, queries, limit, threshold, processes)
        return [self.search(q, limit=limit, threshold=threshold) for q in queries]

    def _rank(self, query: Query, limit: int) -> tuple[Asked, list[Ranked]]:
        forms = forms_of(untangle(query.name), kind=query.kind, country=query.country)
        asked = self._asker.ask(forms, [number_key(i) for i in query.identifiers])
        best: dict[int, Match] = {}
        names: dict[int, dict[int, int]] = {}
        tables = self._built.tables
        wanted = _KINDS.get(query.kind, ORGANISATION)
        compared: dict[tuple[int, int], Match] = {}
        for first in self._finder.candidates(asked):
            # A number finds the one name that has it, a word the first of those that read alike.
            twin = int(tables.name_twin[first])
            a, b = tables.twin_start[twin], tables.twin_start[twin + 1]
            for name in tables.twin_name[a:b].tolist() if twin == first else (first,):
                party = int(tables.name_party[name])
                known = names.setdefault(party, {})
                if twin in known:
                    continue
                known[twin] = name
                kind = int(tables.party_kind[party])
                found = compared.get((twin, kind))
                if found is None:
                    found = compared[twin, kind] = self._compare(asked, name, kind, wanted)
                else:
                    found = copy(found)
                    found.name = name
                if party not in best or best[party].worth < found.worth:
                    best[party] = found
        ranked: list[Ranked] = [(number, found, found.worth, ()) for number, found in best.items()]
        ranked.sort(key=lambda r: (-r[2], r[0]))
        if asked.script == "Latn" and ranked and ranked[0][2] < calibration.SURE:
            self._mend(query, wanted, ranked, names)
        if query.births or query.identifiers or query.addresses or query.places or wanted != UNKNOWN:
            telling = ranked if query.identifiers else ranked[: 2 * limit + 8]
            ranked = [self._with_facts(query, number, found) for number, found, _, _ in telling]
            ranked.sort(key=lambda r: (-r[2], r[0]))
        return asked, ranked[:limit]

    def _mend(
        self, query: Query, wanted: int, ranked: list[Ranked], names: dict[int, dict[int, int]]
    ) -> None:
        """Read the asked name once more without slips, beside the names of the best parties; changes `ranked`."""
        typed = words_of(query.name)
        vocabulary = self._built.vocabulary
        tables = self._built.tables
        shares = background.shares()

        def heard(word: str) -> bool:
            return word in vocabulary.ids or word in shares

        changed = False
        for at, (number, _, worth, _) in enumerate(ranked[:MOST_MENDED]):
            if worth >= calibration.SURE:
                continue
            texts = self.party(number).names
            for name in list(names[number].values())[:MOST_NAMES]:
                mended = mend(typed, words_of(texts[int(tables.name_place[name])].text), heard)
                if mended is None or mended.cost > calibration.DEAREST:
                    continue
                asked = self._asker.ask(
                    forms_of(" ".join(mended.words), kind=query.kind, country=query.country)
                )
                again = self._compare(asked, name, int(tables.party_kind[number]), wanted)
                told = again.worth - mended.cost
                # A slip in a word that nobody bears is likelier than another name that lies so near, be it ordinary or not.
                # A name of one word is often a surname, and surnames lie near each other.
                sure = mended.sure and (
                    len(again.pairs) > 1 or (not mended.heard and mended.letters >= ALONE)
                )
                if sure and (again.worth >= 0.0 or is_whole(again)):
                    told = max(told, calibration.MENDED)
                if told > ranked[at][2]:
                    again.told = mended_reasons(again, asked, vocabulary, mended, told - again.worth)
                    again.worth = told
                    ranked[at] = number, again, told, ()
                    changed = True
        if changed:
            ranked.sort(key=lambda r: (-r[2], r[0]))

    def _with_facts(self, query: Query, number: int, found: Match) -> Ranked:
        known = bool(query.births or query.identifiers or query.addresses or query.places)
        listed = int(self._built.tables.party_kind[number])
        asked = _KINDS.get(query.kind, ORGANISATION)
        if not known and (asked == listed or UNKNOWN in (asked, listed)):
            return number, found, found.worth, ()
        party = self.party(number)
        facts = facts_of(query, party, countries_of(party))
        return number, found, found.worth + sum(f.worth for f in facts), facts

    def _compare(self, asked: Asked, name: int, listed_kind: int, wanted: int) -> Match:
        twin = int(self._built.tables.name_twin[name])
        listed = read(self._built.tables, twin)
        kind = listed_kind if listed_kind != UNKNOWN else wanted
        if kind == UNKNOWN:
            kind = ORGANISATION if asked.firm or LEGAL in listed.roles else PERSON
        found = match(asked, listed, name, kind, self._built.vocabulary)
        found.features = features(found, asked, listed, kind)
        found.worth = calibration.worth_of(found.features, kind)
        vocabulary = self._built.vocabulary
        if found.worth < calibration.SAME and (
            same_name(found, asked, kind, vocabulary)
            or same_person(found, asked, kind, vocabulary)
            or one_slip(found, asked, kind, vocabulary)
        ):
            found.lift = calibration.raised(found.worth) - found.worth
            found.worth += found.lift
        if is_disordered(found, asked, kind):
            found.lift += calibration.DISORDER
            found.worth += calibration.DISORDER
        if found.worth > calibration.ORDINARY and is_ordinary(found, asked, kind, vocabulary):
            lift = calibration.lowered(found.worth) - found.worth
            found.lift += lift
            found.worth += lift
        if asked.native and twin in self._built.native:
            found.native = native_worth(asked.native, self._built.native[twin])
            found.worth += found.native
        return found

    def _hit(
        self,
        query: Query,
        asked: Asked,
        threshold: float,
        number: int,
        found: Match,
        worth: float,
        facts: tuple[FactReason, ...],
    ) -> Hit:
        party = self.party(number)
        score = calibration.probability(worth)
        name = party.names[int(self._built.tables.name_place[found.name])]
        has = int(self._built.tables.party_has[number])
        return Hit(
            party.key,
            party.lists,
            name,
            score,
            worth,
            score >= threshold,
            found.told
            or token_reasons(
                found,
                asked,
                self._built.vocabulary,
                self._built.native.get(int(self._built.tables.name_twin[found.name]), ""),
            ),
            facts,
            settles(query, has, found.kind == PERSON, facts, asked.script),
            partial(self.party, number),
            number,
        )

    def save(self, path: Path) -> None:
        """Write this index to a file; a reader sees the old one or the new one, never half of it."""
        save(self._built, path)

    @classmethod
    def load(cls, path: Path) -> NameIndex:
        """Map a saved index. Raises IndexFileError where the file is broken or of another version: build it anew."""
        return cls(load(path))


__all__ = ["ALERT", "NameIndex"]
