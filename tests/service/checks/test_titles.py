"""What a list calls a check: what is sent and where, until somebody names it; then the name stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sekisho.facts.write import Document, read_document, set_fact
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
        start = f"{asked} (1): Anna" if lang == "en" else f"{asked}（1）：Anna"
        assert word_of(fact, law, lang).startswith(start)
    assert word_of({"fact": "route.from", "by": "Anna"}, law, "ja").startswith("仕出地：")
    assert word_of({"fact": "no.such", "by": "Anna"}, law, "ja").startswith("no.such：")


def test_the_word_that_something_cannot_be_found_out_does_not_read_as_an_answer() -> None:
    law = the_law()[0]
    path = 'items["1"].facts.wavelength'
    said = {"fact": path, "by": "Anna", "on": "2026-11-22"}
    for value, words in (("cannot-be-found-out", "確認できない"), ("193 nm", "193 nm")):
        document = read_document(
            f"id: T\nitems: [{{id: '1', description: 露光装置, facts: {{wavelength: {value}}}}}]\n",
            "t",
            False,
        )
        assert f"（露光装置）：{words}、Anna" in word_of(said, law, "ja", document)
