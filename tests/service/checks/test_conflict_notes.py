"""Notes on conflicts: kept with name and day, never changed, never the end of a conflict, printed with the result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from sekisho.facts.write import Document, read_document, set_fact
from sekisho.service import checks
from sekisho.service.access import Actor
from sekisho.service.answering import NotUnderstood
from sekisho.service.board import board_of
from sekisho.service.conflict_notes import conflict_key, keep_note, left_over, notes_of, with_notes
from sekisho.service.examples import example_text
from sekisho.service.office import Office
from sekisho.service.printing import paper_of
from sekisho.service.printing import pdf as sheets
from sekisho.service.worked import Worked, work
from sekisho.store import Database
from tests.service.offices import TODAY, office_over, somebody


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    data = tmp_path_factory.mktemp("notes")
    database = Database.open(f"sqlite:///{data / 'sekisho.db'}")
    yield office_over(database, data)
    database.close()


@pytest.fixture(scope="module")
def anna(office: Office) -> Actor:
    return somebody(office, "anna")


@pytest.fixture(scope="module")
def worked(office: Office) -> Worked:
    return work(office, example_text("etching-machine-shanghai"), is_json=False, options=None)


def conflicts(office: Office, worked: Worked) -> list[dict[str, Any]]:
    return list(board_of(worked.answer(questions=False), {}, office.law, "en")["conflicts"])


def noted(office: Office, anna: Actor, check: Any, conflict: Any, **words: Any) -> Any:
    said: dict[str, Any] = {"words": "", "to": "", "until": None, "by": "Anna", "lang": "en", **words}
    return keep_note(office, anna, check, conflict, **said)


def test_a_note_stays_when_facts_are_taken_back_and_the_conflict_stays_too(
    office: Office, anna: Actor, worked: Worked
) -> None:
    found = conflicts(office, worked)
    check = checks.begin(office, anna, example_text("etching-machine-shanghai"))
    kept = noted(office, anna, check, found[0], words="ask counsel", to="Mr Ito", until=date(2026, 12, 1))
    assert kept.document == check.document and kept.revision == check.revision + 1

    def edit(document: Document) -> dict[str, Any]:
        set_fact(document, "route.final", "CN")
        return {"did": "filled"}

    kept = checks.change(office, anna, kept, kept.revision, edit)
    kept = noted(office, anna, kept, found[0], words="go on with the licence of METI only")
    kept = checks.undo(office, anna, kept, kept.revision, 1)
    notes = notes_of(office, anna, kept)
    assert [note["words"] for note in notes] == ["ask counsel", "go on with the licence of METI only"]
    assert notes[0]["on"] == TODAY.isoformat() and notes[0]["by"] == "Anna"
    shown = with_notes(found, notes, "ja")
    assert len(shown) == len(found) and [len(row["notes"]) for row in shown] == [2, *(0 for _ in found[1:])]
    assert "Mr Ito" in shown[0]["notes"][0]["line"] and "2026-12-01" in shown[0]["notes"][0]["line"]
    assert left_over(found, notes, "en") == [] and len(left_over([], notes, "en")) == 2


@pytest.mark.parametrize("words", [{}, {"words": "x", "by": ""}, {"words": "x" * 2001}, {"to": "x" * 201}])
def test_a_note_without_words_or_name_is_not_kept(
    office: Office, anna: Actor, worked: Worked, words: Any
) -> None:
    check = checks.begin(office, anna, example_text("etching-machine-shanghai"))
    with pytest.raises(NotUnderstood):
        noted(office, anna, check, conflicts(office, worked)[0], **words)
    assert notes_of(office, anna, checks.get(office, anna, check.id)) == []


def test_two_conflicts_have_two_keys(office: Office, worked: Worked) -> None:
    keys = [conflict_key(row) for row in conflicts(office, worked)]
    assert len(set(keys)) == len(keys) > 1


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_notes_are_printed_with_their_conflict_and_the_others_apart(
    office: Office, anna: Actor, worked: Worked, lang: str
) -> None:
    text = example_text("etching-machine-shanghai")
    check = checks.begin(office, anna, text)
    found = conflicts(office, worked)
    noted(office, anna, check, found[0], to="Ms Wang")
    gone = {**found[0], "id": "cn-eu.none-now"}
    noted(office, anna, check, gone, words="was settled before")
    notes = notes_of(office, anna, checks.get(office, anna, check.id))
    paper = paper_of(
        office.law, read_document(text), worked, None, title="T", made=TODAY, lang=lang, notes=notes
    )
    sheet = sheets.sheet(paper)
    assert len(sheet["conflicts"]) == len(found)
    assert any("Ms Wang" in str(line) for line in sheet["conflicts"][0]["lines"])
    assert "was settled before" in str([part["lines"] for part in sheet["lists"]])
