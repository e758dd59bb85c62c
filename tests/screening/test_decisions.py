"""Decisions of persons: kept, bound to the facts that they rest on, reopened when one of those changes."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from sekisho.screening.decisions import BadDecision, DecisionBook, decide
from sekisho.screening.reasons import Query
from sekisho.sources.records import Identifier, ListedAddress, ListedName, ListedParty

DAY = date(2026, 11, 20)
ASKED = Query("Li Wei", kind="person", country="CN", births=("1980-05-01",))
LISTED = ListedParty(
    source="us.csl",
    id="7",
    lists=("us.sdn",),
    kind="person",
    names=(ListedName("LI, Wei"),),
    countries=("CN",),
    births=("1962",),
    remarks="Linked to nobody.",
)


def decided(book: DecisionBook, verdict: str = "other", query: Query = ASKED) -> None:
    book.add(decide(query, LISTED, verdict, by="A. Sato", why="born eighteen years later", on=DAY))  # type: ignore[arg-type]


def test_a_decision_is_there_for_the_next_process(tmp_path: Path) -> None:
    decided(DecisionBook(tmp_path / "book" / "d.jsonl"))
    standing = DecisionBook(tmp_path / "book" / "d.jsonl").standing(ASKED, LISTED)
    assert standing is not None and not standing.open
    assert (standing.decision.verdict, standing.decision.by, standing.decision.on) == (
        "other",
        "A. Sato",
        DAY,
    )
    assert standing.decision.at.endswith("+00:00")


def test_case_and_blanks_of_the_name_are_the_same_party(tmp_path: Path) -> None:
    book = DecisionBook(tmp_path / "d.jsonl")
    decided(book)
    standing = book.standing(evolve(ASKED, name="LI  wei"), LISTED)
    assert standing is not None and not standing.open
    assert book.standing(evolve(ASKED, name="Li Wen"), LISTED) is None
    assert book.standing(ASKED, evolve(LISTED, id="8")) is None


@pytest.mark.parametrize(
    ("asked", "listed", "changed"),
    [
        (evolve(ASKED, country="HK"), LISTED, ("country",)),
        (evolve(ASKED, births=("1962",)), LISTED, ("birth",)),
        (evolve(ASKED, identifiers=(Identifier("passport", "E1"),)), LISTED, ("identifier",)),
        (evolve(ASKED, addresses=("1 Main St",)), LISTED, ("address",)),
        (ASKED, evolve(LISTED, names=(*LISTED.names, ListedName("LI Wei Min"))), ("listed name",)),
        (ASKED, evolve(LISTED, births=("1980-05-01",)), ("listed birth",)),
        (ASKED, evolve(LISTED, identifiers=(Identifier("passport", "E1"),)), ("listed identifier",)),
        (ASKED, evolve(LISTED, addresses=(ListedAddress("Dalian"),)), ("listed address",)),
        (ASKED, evolve(LISTED, countries=("CN", "HK")), ("listed country",)),
        (evolve(ASKED, country="HK"), evolve(LISTED, births=()), ("country", "listed birth")),
        (ASKED, evolve(LISTED, remarks="Another remark.", citation="91 FR 1"), ()),
        (ASKED, evolve(LISTED, names=(ListedName("Li Wei"),)), ()),
    ],
)
def test_a_decision_is_open_again_when_a_fact_of_it_changes(
    tmp_path: Path, asked: Query, listed: ListedParty, changed: tuple[str, ...]
) -> None:
    book = DecisionBook(tmp_path / "d.jsonl")
    decided(book)
    standing = book.standing(asked, listed)
    assert standing is not None and standing.changed == changed and standing.open is bool(changed)


def test_the_last_decision_counts_and_the_first_stays_in_the_book(tmp_path: Path) -> None:
    book = DecisionBook(tmp_path / "d.jsonl")
    decided(book)
    decided(book, "same")
    standing = book.standing(ASKED, LISTED)
    assert standing is not None and standing.decision.verdict == "same"
    assert [d.verdict for d in book.all()] == ["other", "same"]


@pytest.mark.parametrize("lost", ["by", "why"])
def test_a_decision_says_who_and_why(tmp_path: Path, lost: str) -> None:
    book = DecisionBook(tmp_path / "d.jsonl")
    made = evolve(decide(ASKED, LISTED, "other", by="A. Sato", why="born later", on=DAY), **{lost: " "})
    with pytest.raises(BadDecision, match=f"`{lost}`"):
        book.add(made)
    assert not (tmp_path / "d.jsonl").exists()


def test_a_line_that_was_cut_off_is_left_out_and_swallows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    decided(DecisionBook(path))
    whole = path.read_bytes()
    for cut in (1, len(whole) // 2, len(whole) - 2):
        path.write_bytes(whole + whole[:cut])
        book = DecisionBook(path)
        assert len(list(book.all())) == 1
        decided(book, "same")
        assert [d.verdict for d in DecisionBook(path).all()] == ["other", "same"]
    path.write_bytes(whole[:-1])  # only the break is lost
    decided(DecisionBook(path), "same")
    assert [d.verdict for d in DecisionBook(path).all()] == ["other", "same"]


def test_a_broken_line_in_the_middle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    decided(DecisionBook(path))
    path.write_bytes(b"{}\n" + path.read_bytes())
    with pytest.raises(BadDecision, match="line 1"):
        DecisionBook(path)


def test_two_processes_write_into_one_book_and_each_sees_what_the_other_wrote(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    book = DecisionBook(path)
    code = (
        "import sys; from datetime import date; from pathlib import Path; from attrs import evolve\n"
        "from tests.screening.test_decisions import ASKED, LISTED; from sekisho.screening.decisions import DecisionBook, decide\n"
        "book = DecisionBook(Path(sys.argv[1]))\n"
        "for n in range(25):\n"
        "    book.add(decide(evolve(ASKED, name=f'{sys.argv[2]} {n}'), LISTED, 'other', by='x', why='y', on=date(2026, 1, 1)))\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in ("one", "two")]
    for _ in range(10):
        decided(book)
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert len(list(book.all())) == 60, "none is lost, none is torn"
    assert len(book) == 51


def test_who_cannot_say_leaves_the_hit_as_open_as_it_was(tmp_path: Path) -> None:
    book = DecisionBook(tmp_path / "d.jsonl")
    decided(book, "unsure")
    standing = book.standing(ASKED, LISTED)
    assert standing is not None and standing.decision.verdict == "unsure"
