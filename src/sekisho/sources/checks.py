"""Whether a file is a whole edition of its source. What fails here never replaces a good list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, frozen

from sekisho.sources.records import Flaw, ListedParty, ParsedList
from sekisho.sources.registry import Source

NAMELESS = 0.005  # share of parties without a name at which the file is refused
REPEATED = 0.02  # share of ids that stand twice at which it is: it was written twice over
FLAWED = 0.05  # share of flaws to parties at which a person has to look
SMALL_LIST = 10  # parties: below, a fall of a list is not measured in shares
LONGEST_NAME = (
    2_000  # characters; the longest of a real list has some 400, a longer one is a broken quotation
)
MOST_NAMES = 5_000  # of one party; a real one has some hundreds
THINNED = 0.3  # share by which what the parties say may fall: more, and a column was renamed
ENOUGH = 50  # of a kind of statement: fewer are not measured in shares
LARGE = 200  # parties: an edition of so many holds something of all that its source is known to state
_STATEMENTS: dict[str, Callable[[ListedParty], int]] = {
    "further names": lambda party: len(party.names) - 1 if party.names else 0,
    "names in another script": lambda party: sum(not name.text.isascii() for name in party.names),
    "addresses": lambda party: len(party.addresses),
    "countries": lambda party: len(party.countries) + len(party.nationalities),
    "identifiers": lambda party: len(party.identifiers),
    "births": lambda party: len(party.births),
    "ties to other parties": lambda party: len(party.relations),
    "programmes": lambda party: len(party.programmes),
    "days of listing": lambda party: party.listed_on is not None,
    "further statements": lambda party: len(party.facts),
}


@frozen
class Problem:
    """Why an edition is refused. A person may take it all the same where it is `acceptable`."""

    what: str
    acceptable: bool = True


def problems(
    source: Source,
    parsed: ParsedList,
    sizes: Mapping[str, int],
    last: Mapping[str, int] | None,
    old: Sequence[ListedParty] = (),
) -> tuple[Problem, ...]:
    """All that speaks against an edition. `sizes` are bytes by file, `last` the parties of each list in the last edition, `old` the
    parties of that edition where it was read in the same format.
    """
    found = [
        *_sizes(source, sizes),
        *_counts(source, parsed),
        *_fields(source, parsed.parties),
        *_falls(source, counts_by_list(parsed.parties), last),
        *_thinned(source, parsed.parties, old),
    ]
    if len(parsed.flaws) > max(20, FLAWED * len(parsed.parties)):
        first = parsed.flaws[0]
        found.append(
            Problem(f"{len(parsed.flaws):,} places could not be read, the first: {first.where}: {first.what}")
        )
    return tuple(found)


def counts_by_list(parties: Sequence[ListedParty]) -> dict[str, int]:
    """How many parties stand on each list."""
    return dict(Counter(listed for party in parties for listed in party.lists))


def distinct(parsed: ParsedList) -> ParsedList:
    """The same parties with an id for each: of those that share one, the second becomes "…~2". Rows word for word alike
    are one.
    """
    seen: dict[str, list[ListedParty]] = {}
    kept: list[ListedParty] = []
    flaws: list[Flaw] = []
    for party in parsed.parties:
        before = seen.setdefault(party.id, [])
        if party in before:
            flaws.append(Flaw(party.id, "the same entry stands here twice; one was kept"))
            continue
        before.append(party)
        if len(before) > 1:
            flaws.append(
                Flaw(party.id, "different entries have the same id; they were told apart by their order")
            )
            party = evolve(party, id=f"{party.id}~{len(before)}")
        kept.append(party)
    return evolve(parsed, parties=tuple(kept), flaws=(*parsed.flaws, *flaws))


def _sizes(source: Source, sizes: Mapping[str, int]) -> list[Problem]:
    return [
        Problem(f"{name} has {size:,} bytes, a whole one at least {source.smallest:,}")
        for name, size in sizes.items()
        if size < source.smallest
    ]


def _counts(source: Source, parsed: ParsedList) -> list[Problem]:
    count = len(parsed.parties)
    found = []
    if parsed.stated is not None and parsed.stated != count:
        found.append(Problem(f"the file states {parsed.stated:,} parties, {count:,} were read"))
    if count < source.fewest:
        found.append(Problem(f"{count:,} parties were read, a whole edition has at least {source.fewest:,}"))
    if count > source.most:
        found.append(
            Problem(f"{count:,} parties were read, more than the {source.most:,} that are believable")
        )
    return found


def _fields(source: Source, parties: Sequence[ListedParty]) -> list[Problem]:
    found = []
    anonymous = sum(1 for party in parties if not party.id)
    if anonymous:
        found.append(Problem(f"{anonymous:,} parties have no id", acceptable=False))
    nameless = sum(1 for party in parties if not any(name.text.strip() for name in party.names))
    if nameless > NAMELESS * len(parties):
        found.append(Problem(f"{nameless:,} of {len(parties):,} parties have no name", acceptable=False))
    longest = max(parties, key=_longest_name, default=None)
    if longest is not None and _longest_name(longest) > LONGEST_NAME:
        found.append(
            Problem(
                f"{longest.id} has a name of {_longest_name(longest):,} characters: the file is broken there",
                acceptable=False,
            )
        )
    manifold = max(parties, key=lambda party: len(party.names), default=None)
    if manifold is not None and len(manifold.names) > MOST_NAMES:
        found.append(
            Problem(
                f"{manifold.id} has {len(manifold.names):,} names: the file is broken there", acceptable=False
            )
        )
    nowhere = sum(1 for party in parties if not party.lists)
    if nowhere:
        found.append(Problem(f"{nowhere:,} parties stand on no list", acceptable=False))
    strangers = sorted({party.source for party in parties} - {source.id})
    if strangers:
        found.append(Problem(f"the parties are those of {', '.join(strangers)}", acceptable=False))
    repeated = len(parties) - len({party.id for party in parties})
    if repeated > max(1, REPEATED * len(parties)):
        found.append(
            Problem(f"{repeated:,} ids stand twice: the file was written twice over", acceptable=False)
        )
    return found


def _falls(source: Source, now: Mapping[str, int], last: Mapping[str, int] | None) -> list[Problem]:
    found = [
        Problem(f"{listed} has {now.get(listed, 0):,} parties, a whole edition at least {floor:,}")
        for listed, floor in source.floors.items()
        if now.get(listed, 0) < floor
    ]
    for listed, before in (last or {}).items():
        gone = before - now.get(listed, 0)
        vanished = before and not now.get(listed, 0)
        if vanished or (before >= SMALL_LIST and gone > source.fall * before):
            found.append(
                Problem(
                    f"{listed} fell from {before:,} to {now.get(listed, 0):,} parties, by more than {source.fall:.0%}"
                )
            )
    return found


def _longest_name(party: ListedParty) -> int:
    return max((len(name.text) for name in party.names), default=0)


def statements(parties: Sequence[ListedParty]) -> dict[str, int]:
    """How much the parties say beside a name each, by kind of statement."""
    return {what: sum(map(count, parties)) for what, count in _STATEMENTS.items()}


def _thinned(source: Source, parties: Sequence[ListedParty], old: Sequence[ListedParty]) -> list[Problem]:
    """A column or an element that was renamed takes away what stands in it and leaves the number of parties as it was."""
    now = statements(parties)
    found = [
        Problem(
            f"not one of {len(parties):,} parties has {what}, which this source states: a column or an element of the file was "
            "renamed, or the file is not whole"
        )
        for what in source.holds
        if len(parties) >= LARGE and not now[what]
    ]
    if not old or not parties:
        return found
    for what, before in statements(old).items():
        expected = before * len(parties) / len(old)
        if before >= ENOUGH and now[what] < (1 - THINNED) * expected:
            found.append(
                Problem(
                    f"the {what} fell from {before:,} to {now[what]:,}, by more than {THINNED:.0%} for each party: a column or an "
                    "element of the file was renamed, or the file is not whole"
                )
            )
    return found
