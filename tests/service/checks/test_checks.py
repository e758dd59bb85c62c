"""Checks through the service: revisions, conflicts of two people, undo, what an answer changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sekisho.facts import BadInput
from sekisho.facts.write import Document, get_fact, set_fact
from sekisho.service import checks
from sekisho.service.access import Actor
from sekisho.service.answering import NotUnderstood, Recorder, Reply, record
from sekisho.service.board import board_of, changes_between
from sekisho.service.cards import cards_of, key_of, letter, question_of
from sekisho.service.examples import EXAMPLES, example_text
from sekisho.service.forms import apply_fields, end_use_fields, item_fields, party_fields, route_fields
from sekisho.service.forms.applying import copied
from sekisho.service.lanes import sum_sentence
from sekisho.service.office import Office
from sekisho.service.worked import work
from sekisho.store import Database
from tests.service.offices import TODAY, example, office_over, somebody

LANGS = ("en", "ja", "zh")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    data = tmp_path_factory.mktemp("checks")
    database = Database.open(f"sqlite:///{data / 'sekisho.db'}")
    yield office_over(database, data)
    database.close()


@pytest.fixture(scope="module")
def anna(office: Office) -> Actor:
    return somebody(office, "anna")


def put(path: str, value: object) -> Any:
    def edit(document: Document) -> dict[str, Any]:
        set_fact(document, path, value)
        return {"did": "filled", "paths": {path: [None, value]}}

    return edit


def test_a_check_is_another_workspaces_business(office: Office, anna: Actor) -> None:
    check = checks.begin(office, anna, checks.blank(office))
    assert checks.get(office, anna, check.id).document == check.document
    with pytest.raises(checks.NoSuchCheck):
        checks.get(office, somebody(office, "ben"), check.id)


def test_two_people_lose_nothing(office: Office, anna: Actor) -> None:
    check = checks.begin(office, anna, example_text("university-release"))
    seen = check.revision
    first = checks.change(office, anna, check, seen, put("route.to", "KR"), paths=("route.to",))
    # Another place of the same text, from the same old revision: both changes are kept.
    both = checks.change(office, anna, first, seen, put("route.via", ["SG"]), paths=("route.via",))
    document = checks.document_of(both)
    assert (get_fact(document, "route.to"), list(get_fact(document, "route.via"))) == ("KR", ["SG"])
    # The same place: nothing is overwritten.
    with pytest.raises(checks.Conflict) as refused:
        checks.change(office, anna, both, seen, put("route.to", "TW"), paths=("route.to",))
    assert refused.value.now.revision == both.revision
    assert get_fact(checks.document_of(checks.get(office, anna, check.id)), "route.to") == "KR"


def test_undo_brings_the_old_text_back_and_keeps_the_new(office: Office, anna: Actor) -> None:
    check = checks.begin(office, anna, example_text("university-release"))
    later = checks.change(office, anna, check, 1, put("route.to", "KR"), paths=("route.to",))
    back = checks.undo(office, anna, later, later.revision)
    assert back.document == check.document and back.revision == 3
    assert [line.revision for line in checks.revisions(office, anna, back)] == [1, 2, 3]


def test_the_same_text_is_no_revision(office: Office, anna: Actor) -> None:
    check = checks.begin(office, anna, example_text("university-release"))
    assert checks.change(office, anna, check, 1, put("route.to", "JP"), paths=("route.to",)).revision == 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_comments_and_order_of_a_file_stay(office: Office, anna: Actor, name: str) -> None:
    text = example_text(name)
    check = checks.begin(office, anna, text)
    changed = checks.change(office, anna, check, 1, put("route.final", "KR"), paths=("route.final",))
    assert changed.document.splitlines()[0] == text.splitlines()[0] and text.splitlines()[0].startswith("# ")


def test_every_example_says_what_its_title_promises(office: Office) -> None:
    found = {}
    for name in EXAMPLES[:4]:
        done = work(office, example_text(name))
        assert done.failed == {}
        found[name] = {
            code: (a["at_least"], a["at_most"])
            for code, a in done.answer(questions=False)["authorities"].items()
        }
    assert found["etching-machine-shanghai"]["JP"][0] == "licence-required"
    assert found["etching-machine-shanghai"]["US"] == ("not-subject", "prohibited")
    assert found["dysprosium-magnet-japan"]["CN"][0] == "licence-required"
    assert found["chips-us-content"]["US"][1] == "prohibited"
    assert found["university-release"]["JP"][1] == "licence-required"


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_adds_up(office: Office, lang: str) -> None:
    import re

    done = work(office, example_text("etching-machine-shanghai"))
    answer = done.answer(questions=False)
    total = len(answer["authorities"])
    numbers = [int(n) for n in re.findall(r"\d+", sum_sentence(answer, lang, 2))]
    counts = numbers[0::2] if lang == "en" else numbers[1::2]
    assert sum(counts) == total + 2 and set(numbers[1::2] if lang == "en" else numbers[0::2]) == {total + 2}


def test_a_failed_authority_is_named_and_counted(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    real = type(office.engine).authority

    def broken(self: Any, code: str, *rest: Any) -> Any:
        if code == "US":
            raise ZeroDivisionError
        return real(self, code, *rest)

    monkeypatch.setattr(type(office.engine), "authority", broken)
    text = example_text("university-release").replace("EX-university-release", "EX-broken")
    done = work(office, text)
    assert done.failed == {"US": "ZeroDivisionError"}
    board = board_of(done.answer(questions=False), done.failed, office.law, "en")
    assert board["failed"] == [{"authority": "US", "name": "United States"}]
    assert "1 of 8 not computed" in board["sentence"]
    assert "US" not in [lane["authority"] for group in board["groups"] for lane in group["lanes"]]


def test_an_authority_that_fails_in_the_telling_is_named_when_the_whole_is_asked_first(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As a saved answer asks: the whole, before any page showed the rest."""
    from sekisho.determine import answer as telling

    real = telling._authority

    def broken(determination: Any, result: Any, *rest: Any, **more: Any) -> Any:
        if result.authority == "US":
            raise ZeroDivisionError
        return real(determination, result, *rest, **more)

    monkeypatch.setattr(telling, "_authority", broken)
    text = example_text("university-release").replace("EX-university-release", "EX-untold")
    done = work(office, text)
    whole = done.whole()
    assert done.failed == {"US": "ZeroDivisionError"} and "US" not in whole["authorities"]
    assert "JP" in whole["authorities"]
    assert any(record.exc_info for record in caplog.records), (
        "what a page shows as not computed stands in the log"
    )


def test_lanes_stand_worst_first_in_three_groups(office: Office) -> None:
    board = board_of(work(office, example_text("dysprosium-magnet-japan")).answer(), {}, office.law, "en")
    assert [group["group"] for group in board["groups"]] == ["duty", "open", "none"]
    assert board["groups"][0]["lanes"][0]["authority"] == "CN"
    path = board["groups"][0]["lanes"][0]["paths"][0]
    assert "45 working days" in path["time"] and path["documents"] and path["file_with"]


def test_no_consequence_is_shown_before_the_paper(office: Office) -> None:
    text = example("duv-scanner-overlay-missing")
    answer = work(office, text).answer()
    shown = cards_of(answer, checks.document_of_text(text), office.law, "en", most=60)
    assert any(card["follows"] for card in shown["cards"])
    for card in shown["cards"]:
        if card["kind"] in {"person", "knowledge", "screening"} or not card["show_consequences"]:
            assert card["follows"] == []


def test_what_it_is_is_asked_first(office: Office) -> None:
    text = 'id: T\non: 2026-11-20\nact: export\nroute: {from: JP, to: CN}\nitems:\n  - {id: "1", description: pump, origin: JP}\n'
    document = checks.document_of_text(text)
    questions = [
        {
            "fact": "complete.parties",
            "kind": "completeness",
            "attribute": "parties",
            "who": "exporter",
            "provisions": [],
        },
        {
            "fact": 'items["1"].kind',
            "kind": "fact",
            "attribute": "kind",
            "type": "path",
            "who": "engineer",
            "provisions": [],
        },
        {
            "fact": "parties[?].country",
            "kind": "fact",
            "attribute": "country",
            "who": "exporter",
            "provisions": [],
        },
    ]
    answer = {"authorities": {}, "questions": questions}
    found = cards_of(answer, document, office.law, "en")
    assert [card["attribute"] for card in found["cards"]] == ["kind", "parties"] and found["unnamed"] == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_letter_holds_the_questions_of_one_role_and_no_party(office: Office, lang: str) -> None:
    text = example_text("etching-machine-shanghai")
    found = cards_of(
        work(office, text).answer(), checks.document_of_text(text), office.law, lang, "engineer", 5
    )
    words = letter(found["cards"], lang, "T")
    assert all(card["ask"] in words and card["who"] == "engineer" for card in found["cards"])
    assert (
        any(card["unit"] and card["unit"] in words for card in found["cards"])
        and "Example Logic Fab" not in words
    )


def answered(
    office: Office, text: str, key: str, reply: Reply
) -> tuple[Document, dict[str, Any], dict[str, Any]]:
    before = work(office, text).answer()
    question = question_of(before, key)
    assert question is not None
    document = checks.document_of_text(text)
    record(document, question, reply, Recorder(office.law, "en", "A. Kato", TODAY))
    return document, before, work(office, document.text()).answer(questions=False)


def test_an_answer_changes_the_outcome_and_says_why(office: Office) -> None:
    text = example_text("etching-machine-shanghai")
    question = next(
        q for q in work(office, text).answer()["questions"] if q["attribute"] == "designated_by_meti"
    )
    document, before, after = answered(office, text, key_of(question), Reply("yes", evidence="METI notice"))
    rows = changes_between(before, after, office.law, "en")
    assert [(row["authority"], row["after"]) for row in rows] == [("JP", ["prohibited", "prohibited"])]
    assert (
        rows[0]["because"] and "evidence: METI notice" in document.text() and "by: A. Kato" in document.text()
    )


def test_what_cannot_be_found_out_changes_no_outcome_and_invents_nothing(office: Office) -> None:
    text = example_text("etching-machine-shanghai")
    asked = work(office, text).answer()["questions"]
    question = next(q for q in asked if q["kind"] == "fact" and q["type"] == "quantity")
    document, before, after = answered(
        office, text, key_of(question), Reply(cannot=True, evidence="supplier, by mail")
    )
    assert get_fact(document, question["fact"]) == "cannot-be-found-out"
    assert changes_between(before, after, office.law, "en") == []
    assert "supplier, by mail" in document.text()


def test_an_answer_given_twice_stands_once(office: Office) -> None:
    text = example_text("etching-machine-shanghai")
    question = next(
        q for q in work(office, text).answer()["questions"] if q["attribute"] == "designated_by_meti"
    )
    document = checks.document_of_text(text)
    for value in ("yes", "no"):
        record(document, question, Reply(value), Recorder(office.law, "en", "A. Kato", TODAY))
    assert document.text().count("designated_by_meti'") + document.text().count('designated_by_meti"') <= 1
    assert get_fact(document, question["fact"]) == "false"
    assert sum(row["fact"] == question["fact"] for row in document.root["assertions"]) == 1


def test_a_reply_that_is_none_is_refused(office: Office) -> None:
    text = example_text("etching-machine-shanghai")
    question = next(
        q for q in work(office, text).answer()["questions"] if q["attribute"] == "designated_by_meti"
    )
    with pytest.raises(NotUnderstood):
        record(
            checks.document_of_text(text), question, Reply("perhaps"), Recorder(office.law, "en", "A", TODAY)
        )


# --- forms


def recorder(office: Office, lang: str = "en") -> Recorder:
    return Recorder(office.law, lang, "A. Kato", TODAY)


def test_a_form_puts_in_what_changed_with_who_said_it(office: Office) -> None:
    document = checks.document_of_text(checks.blank(office))
    typed = {
        "from": ["日本"],
        "to": ["上海"],
        "on": ["令和8年11月21日"],
        "act": ["export"],
        "whole-via": ["true"],
    }
    done = apply_fields(document, route_fields(office.law, "ja"), typed, recorder(office))
    assert done.errors == {} and set(done.changed) >= {"route.from", "route.to", "on", "complete.via"}
    assert get_fact(document, "route.from") == "JP" and get_fact(document, "route.to") == "CN"
    assert get_fact(document, "on") == "2026-11-21" and get_fact(document, "route.final") is None, (
        "final is never taken from to"
    )
    assert {row["fact"] for row in document.root["assertions"]} == {"route.from", "route.to", "complete.via"}


def test_typed_faults_stand_at_their_fields(office: Office) -> None:
    document = checks.document_of_text(checks.blank(office))
    typed = {"from": ["Atlantis"], "to": ["CN"], "on": ["03/04/2026"], "via": ["SG, Nowhere"]}
    done = apply_fields(copied(document), route_fields(office.law, "en"), typed, recorder(office))
    assert set(done.errors) == {"from", "on", "via"}
    assert "2026-03-04" in done.errors["on"] and "2026-04-03" in done.errors["on"]


def test_faults_of_the_transaction_are_mapped_to_fields(office: Office) -> None:
    text = checks.blank(office).replace(
        "items: []", 'items:\n  - {id: "1", description: scanner, kind: lithography.scanner}'
    )
    document = checks.document_of_text(text)
    fields = item_fields(document, office.law, "en", 'items["1"]')
    assert "fact-wavelength" in {one.name for one in fields}, "the kind says which facts are asked"
    typed = {
        "description": ["scanner"],
        "kind": ["lithography.scanner"],
        "fact-wavelength": ["193"],
        "value": ["12.000 EUR"],
    }
    done = apply_fields(document, fields, typed, recorder(office))
    assert "unit" in done.errors["fact-wavelength"] and "12000" in done.errors["value"]


def test_a_cleared_field_takes_the_fact_out(office: Office) -> None:
    document = checks.document_of_text(example_text("university-release"))
    done = apply_fields(
        document, route_fields(office.law, "en"), {"final": [""], "from": ["JP"]}, recorder(office)
    )
    assert get_fact(document, "route.final") is None and done.changed["route.final"] == ("JP", None)


def test_nothing_is_preset(office: Office) -> None:
    document = checks.document_of_text(checks.blank(office))
    path = 'parties["p1"]'
    for fields in (
        end_use_fields(document, office.law, "en"),
        party_fields(document, office.law, "en", path),
    ):
        before = document.text()
        apply_fields(document, fields, {}, recorder(office))
        assert document.text() == before, "an empty form says nothing"


def test_what_is_no_transaction_is_refused(office: Office, anna: Actor) -> None:
    with pytest.raises(BadInput):
        checks.begin(office, anna, "id: [")


def test_the_file_out_is_the_file_in(office: Office, anna: Actor) -> None:
    for file in sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))[:6]:
        text = file.read_text("utf-8")
        assert checks.begin(office, anna, text).document == text
