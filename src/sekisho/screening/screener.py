"""Screens parties against every list at hand: those that the law names itself, and those that were synced."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import define, evolve, field

from sekisho.law.compiled import Law
from sekisho.sources.records import ListedParty

from .addresses import AddressIndex
from .decisions import Book
from .found import AddressMatch, Degree, Entry, ListState, Match, Screened, Unsearched
from .index import NameIndex
from .law_parties import LAW, entry_of
from .lists import count, states
from .reasons import Hit, Query

MOST = 32
"""How many listed parties are compared in full."""
CROWDED = 8
"""So many alerts may have kept others from being compared: then a list without a match says nothing."""
CERTAIN = frozenset({"identifier"})


@define
class Screener:
    """Everything that a screening needs. `today` is the day on which it is done.

    `names` and `addresses` are the indexes of all listed parties, `addressed` the lists and the entries of those that have an
    address, `lists` what is at hand of each list, `book` the decisions of persons.
    """

    law: Law
    names: NameIndex
    addresses: AddressIndex
    addressed: Mapping[str, tuple[Entry, ...]]
    lists: tuple[ListState, ...]
    today: date
    book: Book | None = None
    _turn: threading.RLock = field(factory=threading.RLock, repr=False, alias="turn")
    _by_list: dict[str, ListState] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._by_list = {state.id: state for state in self.lists}

    @classmethod
    def of(cls, law: Law, parties: Iterable[ListedParty], today: date, book: Book | None = None) -> Screener:
        """A screener over some listed parties, beside those that the law names itself; nothing is read from or kept on disk."""
        from .law_parties import parties_of

        every = [*parties_of(law), *parties]
        lists = states(law, count(every), dict.fromkeys({party.source for party in every}, today), today)
        return cls(
            law, NameIndex.build(every), AddressIndex.build(every), addressed(law, every), lists, today, book
        )

    def screen(self, query: Query, *, owner: bool = False) -> Screened:
        """Ask every list for a party: its name in any script, and what else is known of it.

        `owner`: it is asked for as an owner only. Bare addresses bind whoever stands there, and not what he owns
        (15 CFR 744.11(a)(1)), so an owner is cleared without its address.
        """
        with self._turn:  # the indexes remember what they looked up; one thread at a time
            return self._screen(query, owner)

    def _screen(self, query: Query, owner: bool) -> Screened:
        hits = self.names.search(query, limit=MOST) if query.name else ()
        found = [self._match(query, hit) for hit in hits]
        # What a person decided is told, however the names compare today.
        matches = self._merged([match for match in found if match.hit.alert or match.standing is not None])
        unsearched = tuple(self._unsearched(query, owner))
        if not query.name:  # an address alone was asked: of the party itself no list says anything
            told = {one.list for one in unsearched}
            unsearched += tuple(Unsearched(s.id, "nameless") for s in self.lists if s.id not in told)
        elif sum(match.hit.alert for match in found) >= CROWDED:
            unsearched += self._crowded_out(matches, {one.list for one in unsearched})
        shut = {one.list for one in unsearched}
        searched = tuple(
            (state.id, state.day)
            for state in self.lists
            if state.day is not None and state.id not in shut and state.id in self.law.lists
        )
        looked_at = tuple(state.id for state in self.lists if state.day is not None and state.id not in shut)
        beside = tuple(self._addresses(query, matches))
        return Screened(query, matches, beside, searched, looked_at, unsearched)

    def screen_many(self, queries: Sequence[Query]) -> list[Screened]:
        """Ask for each of several parties."""
        return [self.screen(query) for query in queries]

    def state(self, list_id: str) -> ListState | None:
        """What is at hand of a list; None for a list that neither the law nor a source knows."""
        return self._by_list.get(list_id)

    def _match(self, query: Query, hit: Hit) -> Match:
        party = hit.party
        standing = self.book.standing(query, party) if self.book is not None else None
        degree: Degree = "possible"
        if any(fact.fact in CERTAIN and fact.verdict == "for" for fact in hit.facts):
            degree = "confirmed"
        if standing is not None and not standing.open and standing.decision.verdict != "unsure":
            degree = "confirmed" if standing.decision.verdict == "same" else "refuted"
        entries = tuple(Entry(list_id, entry_of(self.law, list_id, party)) for list_id in self._wholes(party))
        return Match(hit, degree, entries, standing, party.until)

    def _wholes(self, party: ListedParty) -> tuple[str, ...]:
        """The lists of a party that the law knows, whole lists only: a row of the whole tells its parts. Where the law holds no
        such row, the parts that the source itself names are told too.
        """
        known = tuple(name for name in party.lists if name in self.law.lists)
        whole = tuple(name for name in known if name.rpartition(".")[0] not in self._by_list)
        if party.source == LAW or all(entry_of(self.law, name, party) for name in whole):
            return whole
        return known

    def _merged(self, matches: Iterable[Match]) -> tuple[Match, ...]:
        """One match for each entry of the law, although several sources carry it: the best of them."""
        found: dict[object, Match] = {}
        for match in matches:
            rows = tuple((entry.list, entry.row) for entry in match.entries if entry.row)
            key: object = rows or match.hit.key
            held = found.get(key)
            if held is None:
                found[key] = match
            else:
                found[key] = _stronger(held, match)
        return tuple(found.values())

    def _unsearched(self, query: Query, owner: bool) -> Iterable[Unsearched]:
        for state in self.lists:
            if state.day is None:
                yield Unsearched(state.id, "missing")
            elif not owner and state.bare and _may_stand(query, state.bare_countries):
                if not query.addresses or not self._holds_addresses(state):
                    yield Unsearched(state.id, "bare-address")

    def _crowded_out(self, matches: Sequence[Match], told: set[str]) -> tuple[Unsearched, ...]:
        met = {name for match in matches for name in match.hit.lists}
        return tuple(Unsearched(s.id, "crowded") for s in self.lists if s.id not in met and s.id not in told)

    def _holds_addresses(self, state: ListState) -> bool:
        return any(source != LAW for source in state.sources)

    def _addresses(self, query: Query, matches: Sequence[Match]) -> Iterator[AddressMatch]:
        """Listed addresses in the building of one of the party's: those that are listed themselves, and those of parties that
        were not met by name already.
        """
        met = {match.hit.key for match in matches}
        seen: set[str] = set()
        for text in query.addresses:
            for hit in self.addresses.search(text, query.country):
                if hit.match.verdict != "same-building" or hit.text in seen:
                    continue
                if not hit.bare and met.issuperset(hit.parties):
                    continue
                seen.add(hit.text)
                entries = [entry for key in hit.parties for entry in self.addressed.get("/".join(key), ())]
                lists = tuple(dict.fromkeys(entry.list for entry in entries))
                known = tuple(e for e in dict.fromkeys(entries) if e.list in self.law.lists)
                yield AddressMatch(text, hit, lists, known if hit.bare else ())


def addressed(law: Law, parties: Iterable[ListedParty]) -> dict[str, tuple[Entry, ...]]:
    """The lists, with the rows of the law, of every party that has an address or is one, by "source/id"."""
    return {
        "/".join(party.key): tuple(
            Entry(name, entry_of(law, name, party) if name in law.lists else "") for name in party.lists
        )
        for party in parties
        if party.addresses or party.kind == "address"
    }


def _may_stand(query: Query, countries: tuple[str, ...]) -> bool:
    """Could a party lie in one of these countries? One whose country is not known could lie anywhere."""
    return not query.places or any(place in countries for place in query.places)


def _stronger(first: Match, second: Match) -> Match:
    """Of two sources of one entry: the one that is confirmed, else the one that a person refuted, else the better met."""
    for degree in ("confirmed", "refuted"):
        for match in (first, second):
            if match.degree == degree:
                return match
    best = first if first.hit.worth >= second.hit.worth else second
    return evolve(best, standing=first.standing or second.standing)
