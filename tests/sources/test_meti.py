"""Japan's foreign end user list: PDF and workbook, and the law's own rows written in the published layout."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.sources.formats import documents, meti_pdf, meti_xlsx
from sekisho.sources.formats.meti_rows import heads_of, joined, published_on
from sekisho.sources.records import ListedName, SourceError
from tests.sources.made.meti_files import COUNTRIES, HEADS, SAMPLE, many, pdf, workbook, xlsx

LAW = Path(__file__).resolve().parents[2] / "law" / "jp" / "parties"
PARSERS = [(meti_xlsx.parse, xlsx), (meti_pdf.parse, pdf)]


@pytest.mark.parametrize(("parse", "make"), PARSERS)
def test_what_an_entry_says(parse: meti_pdf.parse, make: object) -> None:  # type: ignore[valid-type]
    read = parse({"list": make(SAMPLE)})  # type: ignore[operator]
    assert read.flaws == ()
    assert read.stated == 5
    first, second, third, fourth, fifth = read.parties
    assert first.names == (
        ListedName("Aerospace Industries Organization (AIO)", "primary"),
        ListedName("Aerospace Industries Organization", "alias"),
        ListedName("AIO", "weak-alias"),
        ListedName("Sazemane Sanaye Faza", "alias"),
    )
    assert first.lists == ("jp.foreign-end-user-list", "jp.foreign-end-user-list-cw")
    assert first.fact("concern") == "M|CW"
    assert [(name.text, name.kind) for name in second.names] == [
        ("Academy of National Defense Science", "primary"),
        ("国防科学院", "native"),
        ("第二自然科学院", "native"),
    ]
    assert second.lists == ("jp.foreign-end-user-list",)
    assert second.fact("concern") == "B|C|M|N"
    assert [name.text for name in third.names][2:] == ["Example Institute of Xi'an", "アル・カイダ研究所"]
    assert fourth.lists == ("jp.foreign-end-user-list-cw",)
    assert fourth.fact("concern") == "CW"
    assert fifth.fact("concern") == "M|CW"
    assert [party.countries for party in read.parties] == [("IR",), ("KP",), ("CN",), ("RU",), ("TW",)]
    assert fifth.fact("number") == "5"
    assert {party.source for party in read.parties} == {"jp.end-user-list"}


def test_both_files_give_the_same_parties_over_many_pages() -> None:
    entries = many(800)
    from_xlsx = meti_xlsx.parse({"x": xlsx(entries)})
    from_pdf = meti_pdf.parse({"x": pdf(entries)})
    assert len(from_pdf.parties) == 800
    assert from_pdf.flaws == ()
    assert from_pdf.stated == 800
    assert from_pdf.parties == from_xlsx.parties


@pytest.mark.parametrize("option", ["heads_on_every_page", "number_on_the_second_page"])
def test_a_row_that_goes_on_over_a_page(option: str) -> None:
    entries = many(60)
    usual = {"heads_on_every_page": False, "number_on_the_second_page": True}[option]
    read = meti_pdf.parse({"x": pdf(entries, **{option: usual})})
    assert read.parties == meti_xlsx.parse({"x": xlsx(entries)}).parties
    assert read.flaws == ()


def test_an_entry_longer_than_a_page() -> None:
    long = (
        COUNTRIES[0],
        "Example Works",
        [f"Alias {number} of the works" for number in range(200)],
        "核\nN",
        "",
    )
    for late in (False, True):
        read = meti_pdf.parse({"x": pdf([*SAMPLE, long, *SAMPLE], number_on_the_second_page=late)})
        assert len(read.parties[5].names) == 201
        assert len(read.parties) == 11


def test_the_day_of_the_edition() -> None:
    assert meti_pdf.parse({"x": pdf(SAMPLE)}).published == date(2025, 9, 29)
    assert meti_xlsx.parse(
        {"x": xlsx(SAMPLE, above=["外国ユーザーリスト", "2025年9月29日改正"])}
    ).published == date(2025, 9, 29)
    assert published_on("令和元年5月1日") == date(2019, 5, 1)
    assert published_on("平成３０年１月３１日") == date(2018, 1, 31)
    assert published_on("令和7年13月1日") is None


def test_every_row_of_the_law_is_found_in_a_workbook_of_the_law() -> None:
    rows: dict[int, dict[str, str]] = {}
    lists: dict[int, set[str]] = {}
    for name in ("foreign-end-user-list", "foreign-end-user-list-cw"):
        with (LAW / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                number = int(row["note"].removeprefix("METI no. "))
                rows[number] = row
                lists.setdefault(number, set()).add(row["list"])
    assert len(rows) == 835
    entries = []
    for _, row in sorted(rows.items()):
        native = row["name_native"] or row["name_ja"]
        written = f"{row['name_en']}（{native}）" if row["name_en"] and native else row["name_en"] or native
        codes = row["category"].split("|")
        concern = ",".join(code for code in codes if code != "CW")
        aliases = [alias for alias in row["aliases"].split("|") if alias]
        entries.append((row["country"], written, aliases, concern, "CW" if "CW" in codes else ""))
    read = meti_xlsx.parse({"x": xlsx(entries)})
    assert len(read.parties) == 835
    assert read.flaws == ()
    for party, (number, row) in zip(read.parties, sorted(rows.items()), strict=True):
        known = {name.text for name in party.names}
        wanted = {row["name_en"], row["name_native"] or row["name_ja"], *row["aliases"].split("|")} - {""}
        assert {joined(name).strip('"') for name in wanted} <= known | {name.strip('"') for name in known}, (
            number
        )
        assert set(party.lists) == lists[number]
        assert party.fact("concern") == row["category"]
        assert party.countries == (row["country"],)
    assert len({party.id for party in read.parties}) == 835


def test_the_id_outlives_the_edition_the_number_and_the_short_form() -> None:
    (one, *_) = meti_xlsx.parse({"x": xlsx(SAMPLE)}).parties
    later = [SAMPLE[1], (SAMPLE[0][0], "Aerospace  Industries Organization", [], "核\nN", "")]
    (_, two) = meti_xlsx.parse({"x": xlsx(later)}).parties
    assert one.id == two.id
    other_country = meti_xlsx.parse({"x": xlsx([(COUNTRIES[1], SAMPLE[0][1], [], "N", "")])}).parties[0]
    assert other_country.id != one.id


def test_a_number_that_is_missing_or_comes_twice_is_said() -> None:
    sheet = [
        list(HEADS),
        [1, *SAMPLE[0][:2], "", "N", ""],
        [3, *SAMPLE[1][:2], "", "N", ""],
        [3, *SAMPLE[3][:2], "", "N", ""],
    ]
    read = meti_xlsx.parse({"x": workbook({"ユーザーリスト": sheet})})  # type: ignore[dict-item]
    assert len(read.parties) == 3
    assert read.stated == 3
    assert [flaw.what.split(";")[0] for flaw in read.flaws] == [
        "No. 3 stands in the list twice (also sheet ユーザーリスト, row 3)",
        "1 numbers are missing: 2",
    ]


def test_an_entry_without_a_number_is_kept() -> None:
    sheet = [
        list(HEADS),
        [1, *SAMPLE[0][:2], "", "N", ""],
        ["", *SAMPLE[3][:2], "", "N", ""],
        ["x", *SAMPLE[1][:2], "", "N", ""],
    ]
    read = meti_xlsx.parse({"x": workbook({"ユーザーリスト": sheet})})  # type: ignore[dict-item]
    assert len(read.parties) == 3
    assert read.stated == 1
    assert [flaw.what for flaw in read.flaws] == [
        "Example Works JSC has no number; it is kept",
        "Academy of National Defense Science has no number; it is kept",
    ]


def test_what_cannot_be_read_of_an_entry_is_said_and_the_entry_kept() -> None:
    read = meti_xlsx.parse({"x": xlsx([("Atlantis", "Example Works", [], "?", "")])})
    (party,) = read.parties
    assert party.countries == ()
    assert party.lists == ("jp.foreign-end-user-list", "jp.foreign-end-user-list-cw")
    assert len(read.flaws) == 2


@pytest.mark.parametrize(
    "heads",
    [
        [
            "No.",
            "Country or Region",
            "Company or Organization",
            "Also Known As",
            "Type of WMD",
            "Conventional Weapons",
        ],
        ["番号", "国名・地域名", "企業名、組織名", "別名", "懸念区分", "通常兵器"],
        ["Ｎｏ．", "国名､地域名", "企業名､組織名", "別名", "懸 念 区 分", "CW"],
    ],
)
def test_headings_in_either_language(heads: list[str]) -> None:
    assert heads_of(heads) == {"number": 0, "country": 1, "name": 2, "aliases": 3, "concern": 4, "weapons": 5}
    assert meti_xlsx.parse({"x": xlsx(SAMPLE, heads)}).parties == meti_xlsx.parse({"x": xlsx(SAMPLE)}).parties


def test_columns_in_another_order_and_an_older_edition_without_weapons() -> None:
    sheet = [["懸念区分", "企業名、組織名", "国名、地域名", "No."], ["N", "Example Works", "インド", 1]]
    (party,) = meti_xlsx.parse({"x": workbook({"表紙": [["外国ユーザーリスト"]], "別表": sheet})}).parties  # type: ignore[dict-item]
    assert party.countries == ("IN",)
    assert party.lists == ("jp.foreign-end-user-list",)


def test_a_pdf_in_english() -> None:
    english = [
        "No.",
        "Country or Region",
        "Company or Organization",
        "Also Known As",
        "Type of WMD",
        "Conventional Weapons",
    ]
    assert (
        meti_pdf.parse({"x": pdf(SAMPLE, "End User List", heads=english)}).parties
        == meti_pdf.parse({"x": pdf(SAMPLE)}).parties
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html><body>403 Forbidden</body></html>", "no PDF"),
        (xlsx(SAMPLE), "no PDF"),
        (pdf(SAMPLE)[:2000], "broken|no page"),
        (pdf(SAMPLE, heads=["a", "b", "c", "d", "e", "f"]), "no page holds"),
        (pdf(SAMPLE, ruled=False), "no page holds"),
        (pdf([]), "no page holds"),
    ],
)
def test_what_is_not_the_pdf_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        meti_pdf.parse({"x": data})


def test_a_pdf_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meti_pdf, "UNPACKED", 1_000_000)
    packed = zlib.compress(zlib.compress(b"\0" * 3_000_000))  # one within the other
    with pytest.raises(SourceError, match="unpacked"):
        meti_pdf.parse({"x": b"%PDF-1.4\n1 0 obj<</Length 9>>stream\n" + packed + b"\nendstream"})
    monkeypatch.setattr(meti_pdf, "SIZE", 1_000)
    with pytest.raises(SourceError, match="no edition"):
        meti_pdf.parse({"x": b"%PDF-1.7 " + b"x" * 1_001})


@pytest.mark.parametrize("piece", [b" ", b"(", b"<<"])
def test_a_pdf_on_which_the_reader_would_be_slow_is_refused(piece: bytes) -> None:
    good = pdf(SAMPLE)
    with pytest.raises(SourceError, match="blanks or brackets"):
        meti_pdf.parse({"x": good[:900] + piece * 30_000 + good[900:]})


def test_a_pdf_that_its_reader_does_not_get_through_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "WAIT", 0.01)
    with pytest.raises(SourceError, match="could not be read within"):
        meti_pdf.parse({"x": pdf(SAMPLE)})
    monkeypatch.undo()
    monkeypatch.setattr(documents.sys, "executable", "/bin/false")  # as a process that was ended does
    with pytest.raises(SourceError, match="more time or memory"):
        meti_pdf.parse({"x": pdf(SAMPLE)})


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meti_xlsx, "UNPACKED", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 1_100_000)
    with pytest.raises(SourceError, match="unpacked"):
        meti_xlsx.parse({"x": out.getvalue()})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html><body>403 Forbidden</body></html>", "no workbook"),
        (pdf(SAMPLE), "no workbook"),
        (xlsx(SAMPLE)[:700], "broken"),
        (workbook({"a": [["b"]]}), "no sheet has the headings"),
        (workbook({"a": [list(HEADS)]}), "no sheet has the headings"),
        (workbook({"a": [["x"] * 3]}).replace(b"\x00", b"\x01"), "broken|cannot be read|no sheet"),
    ],
)
def test_what_is_not_the_workbook_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        meti_xlsx.parse({"x": data})


def test_a_cell_at_the_end_of_the_world_is_refused() -> None:
    good = workbook({"a": [list(HEADS)]})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry).replace(b'r="A1" t=', b'r="XFD1048576" t=')
            new.writestr(entry.filename, content)
    with pytest.raises(SourceError, match="lies beyond"):
        meti_xlsx.parse({"x": out.getvalue()})


@given(st.text(max_size=200))
def test_joining_lines_loses_no_letter(text: str) -> None:
    assert [mark for mark in joined(text) if mark.isalnum()] == [
        mark for mark in unicodedata.normalize("NFC", text) if mark.isalnum()
    ]
