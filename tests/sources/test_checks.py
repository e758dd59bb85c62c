"""What makes a file a whole edition, and what differs between two of them."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from sekisho.sources.candidates import legible
from sekisho.sources.checks import distinct, problems, statements
from sekisho.sources.diff import Changed, Changes, compare
from sekisho.sources.records import Flaw, ListedAddress, ListedName, ListedParty, ParsedList
from sekisho.sources.registry import Source, sources

SOURCE = evolve(sources()["us.csl"], fewest=3, most=100, smallest=10, floors={})
SIZES = {"file": 1_000}


def party(number: int, **more: object) -> ListedParty:
    plain = ListedParty("us.csl", f"id-{number}", ("us.entity-list",), names=(ListedName(f"Name {number}"),))
    return evolve(plain, **more)


def said(
    *parties: ListedParty, source: Source = SOURCE, last: dict[str, int] | None = None, **more: object
) -> list[str]:
    parsed = ParsedList(tuple(parties), **more)  # type: ignore[arg-type]
    return [problem.what for problem in problems(source, parsed, SIZES, last)]


FIVE = [party(number) for number in range(5)]


def test_a_whole_edition_has_no_problem() -> None:
    assert said(*FIVE, stated=5, last={"us.entity-list": 5}) == []


def test_too_few_and_too_many() -> None:
    assert "at least 3" in said(*FIVE[:2])[0]
    assert "believable" in said(*[party(number) for number in range(101)])[0]


def test_the_stated_count_is_held_against_what_was_read() -> None:
    assert said(*FIVE, stated=6) == ["the file states 6 parties, 5 were read"]


def test_a_file_that_is_too_small() -> None:
    small = evolve(SOURCE, smallest=2_000)
    assert said(*FIVE, source=small) == ["file has 1,000 bytes, a whole one at least 2,000"]


def test_parties_without_id_name_or_list_are_nothing_that_a_person_may_accept() -> None:
    for broken, what in (
        (evolve(FIVE[0], id=""), "no id"),
        (evolve(FIVE[0], names=()), "no name"),
        (evolve(FIVE[0], names=(ListedName("  "),)), "no name"),
        (evolve(FIVE[0], lists=()), "no list"),
        (evolve(FIVE[0], source="eu.fsf"), "eu.fsf"),
    ):
        (found,) = problems(SOURCE, ParsedList((broken, *FIVE[1:])), SIZES, None)
        assert what in found.what
        assert not found.acceptable


def test_a_file_written_twice_over() -> None:
    many = [party(number) for number in range(40)]
    (found,) = problems(SOURCE, ParsedList((*many, *many)), SIZES, None)
    assert "written twice over" in found.what
    assert not found.acceptable


def test_a_fall_is_looked_at_list_by_list() -> None:
    """The whole may even grow while one list is gone: the Consolidated Screening List has lost one before."""
    last = {"us.entity-list": 20, "us.meu-list": 12}
    grown = [party(number) for number in range(40)]
    (only,) = said(*grown, last=last)
    assert only == "us.meu-list fell from 12 to 0 parties, by more than 10%"
    assert said(*[party(n) for n in range(18)], last={"us.entity-list": 20}) == []
    assert said(*[party(n) for n in range(17)], last={"us.entity-list": 20})


def test_a_small_list_may_shrink_but_not_vanish() -> None:
    assert said(*FIVE, last={"us.entity-list": 9}) == []
    assert said(*FIVE, last={"us.entity-list": 5, "us.capta": 1})


def test_the_first_edition_is_held_against_the_floors() -> None:
    assert said(*FIVE, source=evolve(SOURCE, floors={"us.entity-list": 5})) == []
    assert "at least 6" in said(*FIVE, source=evolve(SOURCE, floors={"us.entity-list": 6}))[0]


def test_many_places_that_could_not_be_read() -> None:
    flaws = tuple(Flaw(f"line {number}", "no day") for number in range(21))
    assert "21 places could not be read, the first: line 0: no day" in said(*FIVE, flaws=flaws)[0]
    assert said(*FIVE, flaws=flaws[:20]) == []


def test_ids_that_stand_twice_are_told_apart_and_rows_alike_are_one() -> None:
    other = evolve(FIVE[1], id="id-0")
    made = distinct(ParsedList((FIVE[0], other, FIVE[0], FIVE[2])))
    assert [one.id for one in made.parties] == ["id-0", "id-0~2", "id-2"]
    assert len(made.flaws) == 2


# --- the difference


def test_added_removed_and_changed_with_their_fields() -> None:
    renamed = evolve(FIVE[2], names=(ListedName("Other"),), remarks="new")
    found = compare(FIVE[:4], [FIVE[0], renamed, FIVE[3], FIVE[4]])
    assert found.added == (Changed("id-4", "Name 4"),)
    assert found.removed == (Changed("id-1", "Name 1"),)
    assert found.changed == (Changed("id-2", "Other", ("names", "remarks")),)
    assert found.counts == (1, 1, 1)


def test_order_counts_for_nothing() -> None:
    one = evolve(FIVE[0], names=(ListedName("A"), ListedName("B")), countries=("CN", "HK"))
    two = evolve(FIVE[0], names=(ListedName("B"), ListedName("A")), countries=("HK", "CN"))
    assert compare([one], [two]) == Changes()


def test_the_number_of_a_row_is_no_change() -> None:
    one = evolve(FIVE[0], facts=(("csl-id", "1"), ("footnote", "4")))
    assert compare([one], [evolve(one, facts=(("footnote", "4"), ("csl-id", "2")))]) == Changes()
    (changed,) = compare([one], [evolve(one, facts=(("csl-id", "1"), ("footnote", "5")))]).changed
    assert changed.fields == ("facts",)


PARTIES = st.lists(
    st.builds(
        lambda number, name, programme: party(number, names=(ListedName(name),), programmes=programme),
        st.integers(0, 12),
        st.text(max_size=5),
        st.tuples(st.sampled_from(["A", "B"])),
    ),
    max_size=10,
    unique_by=lambda one: one.id,
)


@given(PARTIES, PARTIES)
def test_both_ways_are_each_other_turned_round(old: list[ListedParty], new: list[ListedParty]) -> None:
    there, back = compare(old, new), compare(new, old)
    assert {one.id for one in there.added} == {one.id for one in back.removed}
    assert {(one.id, one.fields) for one in there.changed} == {(one.id, one.fields) for one in back.changed}
    assert compare(old, old) == Changes()
    assert Changes.from_bytes(there.to_bytes()) == there


# --- what the parties state


def rich(number: int) -> ListedParty:
    return party(
        number,
        names=(
            ListedName(f"Name {number}"),
            ListedName(f"Also {number}", "alias"),
            ListedName(f"名{number}", "native"),
        ),
        countries=("CN",),
        addresses=(ListedAddress(f"{number} Road"),),
        listed_on=date(2026, 1, 1),
    )


RICH = [rich(number) for number in range(60)]


@pytest.mark.parametrize(
    ("thinned", "what"),
    [
        ({"names": (ListedName("Name"),)}, "the further names fell from 120 to 0"),
        ({"addresses": ()}, "the addresses fell from 60 to 0"),
        ({"countries": ()}, "the countries fell from 60 to 0"),
        ({"listed_on": None}, "the days of listing fell from 60 to 0"),
    ],
)
def test_a_column_that_was_renamed_is_noticed(thinned: dict[str, object], what: str) -> None:
    now = ParsedList(tuple(evolve(one, **thinned) for one in RICH))  # type: ignore[arg-type]
    found = problems(SOURCE, now, SIZES, {"us.entity-list": 60}, RICH)
    assert what in found[0].what and "renamed" in found[0].what
    assert found[0].acceptable
    assert problems(SOURCE, now, SIZES, {"us.entity-list": 60}) == ()


def test_what_falls_with_the_parties_is_no_column_renamed() -> None:
    assert problems(SOURCE, ParsedList(tuple(RICH[:55])), SIZES, {"us.entity-list": 60}, RICH) == ()
    fewer = [evolve(one, addresses=()) if number < 15 else one for number, one in enumerate(RICH)]
    assert problems(SOURCE, ParsedList(tuple(fewer)), SIZES, None, RICH) == ()


def test_the_first_edition_holds_what_its_source_states() -> None:
    source = evolve(SOURCE, most=1_000, holds=("further names", "addresses"))
    assert said(*[rich(number) for number in range(200)], source=source) == []
    plain = [party(number) for number in range(200)]
    assert [words.partition(",")[0] for words in said(*plain, source=source)] == [
        "not one of 200 parties has further names",
        "not one of 200 parties has addresses",
    ]
    assert all(set(one.holds) <= set(statements(())) for one in sources().values())


def test_a_name_without_end_is_a_broken_file() -> None:
    (found,) = problems(SOURCE, ParsedList((party(9, names=(ListedName("A" * 2_001),)), *FIVE)), SIZES, None)
    assert found.what == "id-9 has a name of 2,001 characters: the file is broken there"
    assert not found.acceptable


def test_a_party_of_names_without_end_is_a_broken_file() -> None:
    many = tuple(ListedName(f"Name {number}", "alias") for number in range(5_001))
    (found,) = problems(SOURCE, ParsedList((party(9, names=many), *FIVE)), SIZES, None)
    assert found.what == "id-9 has 5,001 names: the file is broken there"
    assert not found.acceptable


def test_control_characters_are_left_out_and_counted() -> None:
    odd = party(
        1,
        names=(ListedName("A\0 B\x07\ufeff"),),
        facts=(("note", "x\x1by"),),
        remarks="a\tb\\u0007",
        listed_on=date(2026, 1, 1),
    )
    kept = legible(ParsedList((odd, FIVE[2])))
    assert kept.parties[0] == evolve(odd, names=(ListedName("A B"),), facts=(("note", "xy"),))
    assert [flaw.where for flaw in kept.flaws] == ["id-1"]
    assert legible(ParsedList((evolve(FIVE[0], remarks="\\u0000"),))).flaws == ()
