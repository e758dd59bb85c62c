"""Candidates never disagree with the engine; distances say how far a value is from a limit, and never decide."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sekisho.determine import Engine
from sekisho.facts import BadInput, read_case
from sekisho.facts.load import load
from sekisho.law.compiled import Law
from sekisho.logic.compare import compare_interval
from sekisho.logic.truth import FALSE, TRUE
from sekisho.logic.values import Interval
from sekisho.service.classifying.candidates import Classification
from sekisho.service.classifying.examples import EXAMPLES, example
from sekisho.service.classifying.nearness import gap
from sekisho.service.classifying.pasting import attributes_for
from sekisho.service.classifying.sheets import empty, facts_of, transaction_of, with_cannot, with_value
from sekisho.service.classifying.showing import rows_of, shown
from sekisho.service.typed_in.unreadable import Unreadable
from tests.service.offices import EXAMPLES as FILES
from tests.service.offices import the_law

DAY = date(2026, 11, 22)
SCANNER = "lithography.scanner"


@pytest.fixture(scope="module")
def law() -> Law:
    return the_law()[0]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return the_law()[1]


def sheet(law: Law, kind: str, **values: str) -> dict[str, Any]:
    found = empty("X", [kind])
    for attribute, typed in values.items():
        found = with_value(
            law, found, attribute, typed, by="A. Sato", on="2026-11-22", paper="data sheet", page="3"
        )
    return found


def told(law: Law, one: dict[str, Any]) -> dict[str, Any]:
    return Classification.of(law, one, DAY).told()


@pytest.mark.parametrize("id", [one.id for one in EXAMPLES])
def test_the_truths_are_those_of_the_determination(law: Law, engine: Engine, id: str) -> None:
    one = example(law, id, lang="en", by="A. Sato", on="2026-11-22")
    assert one is not None
    rows = {row["code"]: (row["truth"], row["how"]) for row in told(law, one)["entries"]}
    case = read_case(transaction_of(law, one, "2026-11-22"), law, DAY)
    answer = engine.determine(case).to_dict(questions=False, traces=False)
    said = [
        row for lane in answer["authorities"].values() for item in lane["items"] for row in item["classified"]
    ]
    assert said, "the engine finds entries"
    for row in said:
        assert rows[row["code"]] == (row["truth"], row["how"]), row["code"]
    met = {row["code"] for row in said}
    for code, (truth, _) in rows.items():
        authority = law.lists[law.entries[code].code.scheme].authority
        if (
            truth != "false"
            and authority in answer["authorities"]
            and answer["authorities"][authority]["duties"] is not None
        ):
            assert code in met or not _asked(answer, authority), code


def _asked(answer: dict[str, Any], authority: str) -> bool:
    """Did a requirement of the authority look at the item at all?"""
    return any(item["duties"] for item in answer["authorities"][authority]["items"])


def test_the_item_of_an_example_file_meets_the_same_entries_as_in_its_check(law: Law, engine: Engine) -> None:
    for name in (
        "duv-scanner-overlay-missing",
        "dry-etcher-wuhan-2023-07-23",
        "dysprosium-magnet-japan-ordinary-maker",
    ):
        tree = load(FILES / f"{name}.yaml")
        case = read_case(tree, law)
        item = tree["items"][0]
        kinds = item["kind"] if isinstance(item["kind"], list) else [item["kind"]]
        one = empty("X", kinds)
        one["values"] = [
            {"id": f"v{n}", "attribute": key, "typed": "", "given": value, "canonical": str(value)}
            for n, (key, value) in enumerate(item.get("facts", {}).items())
        ]
        one["hs"] = item.get("hs", {})
        assert case.on is not None
        rows = {row["code"]: row["truth"] for row in Classification.of(law, one, case.on).told()["entries"]}
        for lane in engine.determine(case).to_dict(questions=False, traces=False)["authorities"].values():
            for row in lane["items"][0]["classified"]:
                assert rows[row["code"]] == row["truth"], (name, row["code"])


def test_a_missing_value_is_open_with_its_question_and_who_knows(law: Law) -> None:
    found = told(law, sheet(law, SCANNER, wavelength="193 nm", numerical_aperture="1.35"))
    row = next(row for row in found["entries"] if row["code"] == "jp.table1:7.16.wo")
    assert row["truth"] == "unknown"
    assert [one["attribute"] for one in row["missing"]] == ["overlay"]
    assert row["missing"][0]["who"] == "engineer" and row["missing"][0]["question"]["ja"]
    assert found["missing"][0]["attribute"] == "overlay", "what settles most lists is asked first"
    assert {"jp.table1", "eu.annex1", "us.ccl", "nl.orders"} <= set(found["missing"][0]["lists"])


def test_a_value_closes_what_hung_on_it_and_the_failed_clause_has_value_and_limit(law: Law) -> None:
    found = told(law, sheet(law, SCANNER, wavelength="193 nm", numerical_aperture="1.35", overlay="2.5 nm"))
    row = next(row for row in found["entries"] if row["code"] == "jp.table1:7.16.wo")
    assert row["truth"] == "false"
    clause = next(one for one in row["clauses"] if one["attribute"] == "overlay")
    assert clause["decides"] and clause["truth"] == "false"
    assert clause["limit"]["en"] == "≤ 2.4 nm" and clause["value"]["en"] == "2.5 nm"
    assert clause["gap"]["side"] == "above" and clause["gap"]["percent"] == "4.2" and clause["gap"]["near"]
    assert clause["evidence"][0]["paper"] == "data sheet" and clause["evidence"][0]["page"] == "3"
    assert any(one["attribute"] == "overlay" for one in found["near"])


def test_met_stands_before_open_before_not_met_and_the_nearest_first(law: Law) -> None:
    one = example(law, "etcher", lang="en", by="x", on="2026-11-22")
    assert one is not None
    rows = told(law, one)["entries"]
    order = [("true", "unknown", "false").index(row["truth"]) for row in rows]
    assert order == sorted(order)
    far = [Decimal(row["reach"]) for row in rows if row["truth"] == "false" and row["reach"] is not None]
    assert far and far == sorted(far)


def test_what_cannot_be_found_out_stays_open_and_says_who_looked_where(law: Law) -> None:
    one = sheet(law, SCANNER, wavelength="193 nm", numerical_aperture="1.35")
    with pytest.raises(Unreadable, match="looked"):
        with_cannot(law, one, "overlay", by="A. Sato", on="2026-11-22", looked=" ")
    one = with_cannot(
        law, one, "overlay", by="A. Sato", on="2026-11-22", looked="asked the maker on 2026-11-20, no answer"
    )
    found = told(law, one)
    row = next(row for row in found["entries"] if row["code"] == "jp.table1:7.16.wo")
    assert row["truth"] == "unknown", "never not met"
    clause = next(one for one in row["clauses"] if one["attribute"] == "overlay")
    assert clause["value"]["en"] == "cannot-be-found-out" and "no answer" in clause["evidence"][0]["looked"]
    assert all(one["attribute"] != "overlay" for one in found["missing"]), "it is not asked again"


def test_two_values_count_both_until_one_is_withdrawn(law: Law) -> None:
    one = sheet(law, SCANNER, wavelength="193 nm", numerical_aperture="1.35", overlay="2.3 nm")
    two = with_value(law, one, "overlay", "2.6 nm", by="B", on="2026-11-22")
    assert facts_of(law, two)["overlay"] == "2.3..2.6 nm"
    found = told(law, two)
    assert next(row for row in found["entries"] if row["code"] == "jp.table1:7.16.wo")["truth"] == "unknown"
    assert [one["finding"] for one in found["findings"]] == ["two-values"]
    choice = next(
        a
        for a in law.vocabulary.attributes.values()
        if a.of == "item" and a.type == "choice" and len(a.values) > 1
    )
    differ = empty("X", [SCANNER])
    for value in choice.values[:2]:
        differ = with_value(law, differ, choice.id, value.id, by="B", on="2026-11-22")
    assert choice.id not in facts_of(law, differ), "of two words none is picked"


def test_without_a_kind_every_entry_is_open_and_none_is_told_as_not_met(law: Law) -> None:
    found = shown(Classification.of(law, empty("X"), DAY))
    assert found["kind_missing"] and not found["entries"]
    for one in found["lists"]:
        assert one["not_met"] == 0
        assert (
            one["open"] > 0
            or one["rest"] != "false"
            or not law.entries_of(one["list"])
            or one["list"] == "jp.fx-table"
        ), one["list"]


def test_person_tests_and_unread_law_are_open_never_not_met(law: Law) -> None:
    for one in EXAMPLES:
        made = example(law, one.id, lang="en", by="x", on="2026-11-22")
        assert made is not None
        for row in told(law, made)["entries"]:
            if row["persons"] or row["unread"]:
                assert row["truth"] == "unknown", row["code"]


def test_a_page_of_a_very_broad_kind_is_short_and_counts_all(law: Law) -> None:
    found = shown(Classification.of(law, empty("X", ["equipment"]), DAY))
    assert found["chosen"]["pages"] > 5 and len(found["entries"]) == 40
    assert sum(found["counts"].values()) == found["chosen"]["whole"]
    only = shown(
        Classification.of(law, empty("X", ["equipment"]), DAY), list_id="cn.dual-use", state="unknown"
    )
    assert {row["list"] for row in only["entries"]} == {"cn.dual-use"}


numbers = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False)


@given(value=numbers, width=st.decimals(min_value=0, max_value=50, places=2), limit=numbers,
       op=st.sampled_from(["at_least", "at_most", "above", "below"]))  # fmt: skip
@settings(max_examples=300)
def test_a_distance_lies_on_the_side_that_the_engine_says(
    value: Decimal, width: Decimal, limit: Decimal, op: Any
) -> None:
    band = Interval(value, value + width)
    truth = compare_interval(band, op, Interval.point(limit))
    found = gap(band, op, Interval.point(limit), "nm")
    assert found is not None and found.difference >= 0
    if found.side == "across":
        assert truth not in (TRUE, FALSE) or band.lo == limit or band.hi == limit
    if truth is TRUE and found.side in {"above", "below"}:
        assert (found.side == "above") == (op in {"at_least", "above"}) or found.difference == 0
    if truth is FALSE and found.side in {"above", "below"}:
        assert (found.side == "below") == (op in {"at_least", "above"}) or found.difference == 0


def test_a_share_of_a_temperature_or_of_nought_is_not_told() -> None:
    for unit, limit in (("degC", "20"), ("dB", "3"), ("nm", "0")):
        found = gap(Interval.point("1"), "at_most", Interval.point(limit), unit)
        assert found is not None and found.share is None
    found = gap(Interval.point("88"), "at_least", Interval.point("100"), "nm")
    assert found is not None and (found.side, found.share) == ("below", Decimal("0.12"))


def test_a_sheet_that_a_later_law_cannot_read_says_so_and_leaves_nothing_out(law: Law) -> None:
    row = {"id": "v1", "attribute": "dropped_word", "typed": "5 nm", "given": "5 nm", "canonical": "5 nm"}
    other = {"id": "v2", "attribute": "wavelength", "typed": "5 kg", "given": "5 kg", "canonical": "5 kg"}
    for rows in ([row], [other], [other, {**other, "id": "v3", "canonical": "6 kg", "given": "6 kg"}]):
        one = {**empty("X", [SCANNER]), "values": rows}
        assert rows_of(law, one)[0]["canonical_words"]["en"] == rows[0]["canonical"]
        with pytest.raises(BadInput):
            Classification.of(law, one, DAY)
    gone = empty("X", ["kind.that.was"])
    assert attributes_for(law, gone["kinds"])
    with pytest.raises(BadInput):
        Classification.of(law, gone, DAY)
