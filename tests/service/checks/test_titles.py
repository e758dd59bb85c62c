"""What a list calls a check: what is sent and where, until somebody names it; then the name stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sekisho.facts.write import Document, set_fact
from sekisho.service import checks
from sekisho.service.board import word_of
from sekisho.store import Database
from sekisho.words import text
from tests.service.offices import office_over, somebody, the_law

TEXT = 'id: T\non: 2026-11-22\nroute: {from: JP, to: CN}\nitems: [{id: "1", description: pump}]\n'


def test_a_name_that_somebody_gave_outlives_a_change(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'sekisho.db'}")
    office = office_over(database, tmp_path)
    anna = somebody(office, "anna")

    def edit(document: Document) -> dict[str, Any]:
        set_fact(document, "route.to", "KR")
        return {"did": "filled"}

    plain, named = checks.begin(office, anna, TEXT), checks.begin(office, anna, TEXT, title="Order 7")
    assert plain.title == "pump · JP → CN"
    assert checks.change(office, anna, plain, 1, edit).title == "pump · JP → KR"
    assert checks.change(office, anna, named, 1, edit).title == "Order 7"
    database.close()


def test_whose_word_it_is_is_told_of_a_question_and_not_of_a_path() -> None:
    law = the_law()[0]
    fact = {"fact": 'items["1"].facts.wavelength', "by": "Anna", "on": "2026-11-22"}
    for lang in ("en", "ja", "zh"):
        asked = text(law.vocabulary.attributes["wavelength"].question, lang)
        assert word_of(fact, law, lang).startswith(f"{asked} (1): Anna")
    assert word_of({"fact": "route.from", "by": "Anna"}, law, "ja").startswith("仕出地: ")
    assert word_of({"fact": "no.such", "by": "Anna"}, law, "ja").startswith("no.such: ")
