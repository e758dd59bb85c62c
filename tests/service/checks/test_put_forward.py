"""What is put into a check beside its steps: licences, exceptions, classifications. What is not said of them serves nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sekisho.facts.write import Document, NoSuchPlace, get_fact, read_document
from sekisho.service.answering import Recorder
from sekisho.service.examples import example_text
from sekisho.service.forms import apply_fields, new_member
from sekisho.service.forms.applying import faults_of
from sekisho.service.forms.claimed import claim_row, code_lists, read_claim
from sekisho.service.forms.putting_forward import (
    LICENCES,
    claim_rows,
    claims_of,
    licence_fields,
    licence_rows,
    put_claims,
)
from sekisho.service.office import Office
from sekisho.service.worked import work
from sekisho.store import Database
from tests.service.offices import TODAY, office_over

LANGS = ("en", "ja", "zh")
WHOLE = {
    "kind": ["jp.individual-licence"], "number": ["M-1"], "from": ["2026-10-01"], "until": ["令和9年3月31日"], "revoked": ["false"],
    "items": ["1"], "parties": ["p2"], "quantity": ["3 台"],
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    data = tmp_path_factory.mktemp("put")
    database = Database.open(f"sqlite:///{data / 'sekisho.db'}")
    yield office_over(database, data)
    database.close()


def who(office: Office) -> Recorder:
    return Recorder(office.law, "en", "Anna", TODAY)


def etcher() -> Document:
    document = read_document(example_text("etching-machine-shanghai"))
    document.root["items"][0]["quantity"] = "2 台"
    return document


def put(office: Office, document: Document, typed: dict[str, list[str]]) -> dict[str, str]:
    path = new_member(document, LICENCES, prefix="l")
    return apply_fields(document, licence_fields(document, office.law, "en", path), typed, who(office)).errors


def japan(office: Office, document: Document) -> Any:
    lane = work(office, document.text(), is_json=False, options=None).answer(questions=False)["authorities"][
        "JP"
    ]
    return lane["at_least"], lane["at_most"]


def test_a_licence_is_written_as_files_write_it(office: Office) -> None:
    document = etcher()
    assert put(office, document, WHOLE) == {}
    held = get_fact(document, 'licences["l1"]')
    assert held["valid"] == {"from": "2026-10-01", "until": "2027-03-31"} and held["revoked"] == "false"
    assert held["covers"] == {"items": "1", "parties": "p2", "quantity": "3 台"}
    assert faults_of(document, who(office)) == {}
    (row,) = licence_rows(document, office.law, "ja")
    assert row["missing"] == [] and "個別輸出許可" in row["kind"]


@pytest.mark.parametrize("left_out", ["from", "until", "revoked", "items", "parties", "quantity"])
def test_a_licence_of_which_something_is_not_stated_decides_nothing(office: Office, left_out: str) -> None:
    document = etcher()
    before = japan(office, document)
    put(office, document, {name: value for name, value in WHOLE.items() if name != left_out})
    assert japan(office, document)[1] == before[1], "its grave end stays"
    (row,) = licence_rows(document, office.law, "en")
    assert len(row["missing"]) == 1


def test_days_in_the_wrong_order_and_parties_that_there_are_not_are_refused(office: Office) -> None:
    errors = put(office, etcher(), {**WHOLE, "until": ["2026-01-01"]})
    assert any("before it begins" in words for words in errors.values())
    errors = put(office, etcher(), {**WHOLE, "parties": ["p9"]})
    assert errors


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_licence_can_be_chosen(office: Office, lang: str) -> None:
    kind = licence_fields(etcher(), office.law, lang, 'licences["new"]')[0]
    assert {id for id, _ in kind.options} == {"", *office.law.licences}
    assert kind.options[0][0] == "", "none is preset"


def test_only_what_was_shown_is_claimed_and_what_was_not_shown_stays(office: Office) -> None:
    document, recorder = etcher(), who(office)
    first, second, third = sorted(office.law.reliefs)[:3]
    with pytest.raises(NoSuchPlace):
        put_claims(document, [first], [second], recorder)
    with pytest.raises(NoSuchPlace):
        put_claims(document, ["no.such"], ["no.such"], recorder)
    assert put_claims(document, [first], [first], recorder) == ([], [first])
    assert put_claims(document, [second, third], [third], recorder) == ([first], [first, third])
    assert put_claims(document, [third], [], recorder) == ([first, third], [first])
    assert claims_of(document) == [first] and faults_of(document, recorder) == {}
    assert any(row["fact"] == "claims" and row["by"] == "Anna" for row in document.root["assertions"])
    rows = claim_rows(document, None, office.law, "ja")
    assert [way["relief"] for lane in rows for way in lane["ways"]] == [first], (
        "it can be taken back without a way"
    )
    put_claims(document, [first], [], recorder)
    assert get_fact(document, "claims") is None


TYPED = {
    "list": ["us.ccl"],
    "how": ["codes"],
    "codes": ["3B001.c.1"],
    "as-of": ["2026-10-01"],
    "claimed-by": ["maker"],
}


def test_a_claim_says_all_of_it_or_is_not_taken(office: Office) -> None:
    law = office.law
    assert read_claim(TYPED, law, "en", TODAY).claim == {
        "codes": ["3B001.c.1"], "complete": False, "as_of": "2026-10-01", "by": "maker",
    }  # fmt: skip
    for name in TYPED:
        assert set(read_claim({**TYPED, name: []}, law, "en", TODAY).errors) == {name}
    assert set(read_claim({**TYPED, "list": ["us.entity-list"]}, law, "en", TODAY).errors) == {"list"}
    assert set(read_claim({**TYPED, "how": ["none"]}, law, "en", TODAY).errors) == {"codes"}
    assert set(read_claim({**TYPED, "as-of": ["2026-11-23"]}, law, "en", TODAY).errors) == {"as-of"}
    assert set(read_claim({**TYPED, "as-of": ["03/04/2026"]}, law, "en", TODAY).errors) == {"as-of"}
    assert read_claim({}, law, "ja", TODAY).claim["complete"] is False, (
        "nobody is taken to have said that there are no others"
    )


@pytest.mark.parametrize(
    ("list_id", "typed", "read"),
    [("jp.table1", "7(16)", "7.16"), ("jp.table1", "７の項(16)", "7.16"), ("us.ccl", "ECCN 3b001.c.1", "3B001.c.1"),
     ("cn.dual-use", "cn.dual-use:1C902.a.4", "1C902.a.4")],
)  # fmt: skip
def test_codes_are_read_as_they_are_written_officially(
    office: Office, list_id: str, typed: str, read: str
) -> None:
    found = read_claim({**TYPED, "list": [list_id], "codes": [typed]}, office.law, "en", TODAY)
    assert found.claim["codes"][-1] == read


@pytest.mark.parametrize("lang", LANGS)
def test_a_claim_tells_whether_it_is_whole(office: Office, lang: str) -> None:
    law = office.law
    hows = [claim_row("us.ccl", claim, law, lang)["how"] for claim in (
        {"codes": ["EAR99"]}, {"codes": ["EAR99"], "complete": "true"}, {"codes": [], "complete": "true"}, {"complete": "true"}, "EAR99",
    )]  # fmt: skip
    assert hows == ["codes", "only", "none", "", "codes"], (
        "a claim without codes says nothing, as the reader takes it"
    )
    ids = {one["id"] for one in code_lists(law, lang)}
    assert "jp.table1" in ids and not {id for id in ids if law.lists[id].parties}
