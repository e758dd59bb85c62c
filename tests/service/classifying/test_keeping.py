"""Product sheets in a workspace: nobody sees those of another one, two at once lose nothing, everything can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sekisho.service.classifying import keeping
from sekisho.service.classifying.pasting import apply, preview
from sekisho.service.classifying.sheets import empty, with_value
from sekisho.service.office import Office
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.store import Changed, Database, NotThere
from tests.service.offices import office_over, somebody


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    database = Database.open(f"sqlite:///{tmp_path / 's.db'}")
    yield office_over(database, tmp_path)
    database.close()


def value(office: Office, text: str):  # type: ignore[no-untyped-def]
    return lambda sheet: with_value(office.law, sheet, "wavelength", text, by="anna", on="2026-11-22")


def test_a_paste_is_undone_at_once_and_an_undo_goes_one_further_each_time(office: Office) -> None:
    anna = somebody(office)
    id = keeping.begin(office, anna, empty("Scanner", ["lithography.scanner"]))
    one = keeping.change(office, anna, id, 1, {"value": "wavelength"}, value(office, "193 nm"))
    rows = preview(office.law, one.sheet, "Numerical aperture: 1.35\nThroughput: 275 wph\n")
    two = keeping.change(
        office, anna, id, 2, {"paste": 2}, lambda s: apply(office.law, s, rows, by="anna", on="2026-11-22")
    )
    assert (len(two.sheet["values"]), len(two.sheet["notes"])) == (2, 1)
    back = keeping.undo(office, anna, id, 3)
    assert (len(back.sheet["values"]), len(back.sheet["notes"])) == (1, 0), "the whole paste"
    assert keeping.undo(office, anna, id, 4).sheet["values"] == []
    with pytest.raises(Unreadable, match="nothing"):
        keeping.undo(office, anna, id, 5)
    assert [row["revision"] for row in keeping.history(office, anna, id)] == [5, 4, 3, 2, 1]


def test_who_changes_an_old_state_is_told_and_overwrites_nothing(office: Office) -> None:
    anna = somebody(office)
    id = keeping.begin(office, anna, empty("Scanner", ["lithography.scanner"]))
    keeping.change(office, anna, id, 1, {"value": "wavelength"}, value(office, "193 nm"))
    with pytest.raises(Changed):
        keeping.change(office, anna, id, 1, {"value": "wavelength"}, value(office, "248 nm"))
    assert [row["typed"] for row in keeping.get(office, anna, id).sheet["values"]] == ["193 nm"]


def test_another_workspace_does_not_see_a_sheet(office: Office) -> None:
    anna, boris = somebody(office), somebody(office, "boris")
    id = keeping.begin(office, anna, empty("Secret", ["lithography.scanner"]))
    for act in (lambda: keeping.get(office, boris, id), lambda: keeping.history(office, boris, id),
                lambda: keeping.undo(office, boris, id, 1), lambda: keeping.archive(office, boris, id),
                lambda: keeping.change(office, boris, id, 1, "x", value(office, "1 nm"))):  # fmt: skip
        with pytest.raises(NotThere):
            act()
    assert keeping.sheets(office, boris)["sheets"] == []
    assert [one["name"] for one in keeping.sheets(office, anna)["sheets"]] == ["Secret"]
    keeping.archive(office, anna, id)
    assert (
        keeping.sheets(office, anna)["sheets"] == []
        and keeping.sheets(office, anna, archived=True)["whole"] == 1
    )
