"""Taiwan's entity list: headings, encodings, cells of several values."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from sekisho.sources.formats.taiwan_csv import parse
from sekisho.sources.records import Identifier, ListedName, SourceError

HEADS = ["項次item", "名稱name", "別名alias", "地址address", "護照號碼ID Number", "國家代碼country code"]
ROWS = [
    [
        "1",
        "Example Aerospace Group",
        "EAG; Example Space Works",
        "1 Road, Tehran, Iran;2 Street, Dubai, UAE",
        "",
        "IR;AE",
    ],
    [
        "2",
        "Huawei Technologies Co., Ltd.;華為技術有限公司",
        "Huawei (HWT)",
        "Bantian, Shenzhen, China",
        "",
        "CN",
    ],
    ["3", "Ivan Example", "", "", "Passport 75 1234567; DOB 12 Jun 1962", "RU"],
]


def made(rows: list[list[str]], heads: list[str] | None = None, encoding: str = "utf-8-sig") -> bytes:
    out = StringIO()
    csv.writer(out).writerows([heads or HEADS, *rows])
    return out.getvalue().encode(encoding)


def test_what_an_entry_says() -> None:
    read = parse({"list": made(ROWS)})
    assert read.flaws == ()
    group, huawei, person = read.parties
    assert (group.source, group.lists) == ("tw.entity-list", ("tw.entity-list",))
    assert group.names == (
        ListedName("Example Aerospace Group", "primary"),
        ListedName("EAG", "weak-alias"),
        ListedName("Example Space Works", "alias"),
    )
    assert group.countries == ("IR", "AE")
    assert [(address.text, address.country) for address in group.addresses] == [
        ("1 Road, Tehran, Iran", "IR"),
        ("2 Street, Dubai, UAE", "AE"),
    ]
    assert huawei.names == (
        ListedName("Huawei Technologies Co., Ltd.", "primary"),
        ListedName("華為技術有限公司", "native"),
        ListedName("Huawei (HWT)", "alias"),
        ListedName("Huawei", "alias"),
        ListedName("HWT", "weak-alias"),
    )
    assert person.identifiers == (Identifier("passport", "75 1234567"),)
    assert person.births == ("1962-06-12",)
    assert person.fact("number") == "3"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16"])
def test_every_encoding_in_which_it_was_published(encoding: str) -> None:
    assert parse({"x": made(ROWS, encoding=encoding)}).parties == parse({"x": made(ROWS)}).parties


@pytest.mark.parametrize(
    "heads",
    [
        ["項次", "名稱", "別名", "地址", "護照號碼", "國家代碼"],
        ["Item", "Name", "Alias", "Address", "ID Number", "Country Code"],
        [
            "項次 item",
            "名稱\nname",
            "別名 alias",
            "地址 address",
            "護照號碼 ID Number",
            "國家代碼\ncountry code",
        ],
    ],
)
def test_headings_in_either_language(heads: list[str]) -> None:
    assert parse({"x": made(ROWS, heads)}).parties == parse({"x": made(ROWS)}).parties


def test_the_id_outlives_the_running_number() -> None:
    moved = [[str(9 - index), *row[1:]] for index, row in enumerate(reversed(ROWS))]
    assert {party.id for party in parse({"x": made(moved)}).parties} == {
        party.id for party in parse({"x": made(ROWS)}).parties
    }


def test_an_entity_twice_keeps_the_names_of_both_lines() -> None:
    again = ["4", ROWS[0][1], "Another Name Works", "", "", "IR;AE"]
    read = parse({"x": made([*ROWS, again])})
    assert len(read.parties) == 3
    assert "Another Name Works" in {name.text for name in read.parties[0].names}
    assert [flaw.where for flaw in read.flaws] == ["line 5"]


def test_a_line_without_a_name_is_a_flaw() -> None:
    read = parse({"x": made([*ROWS, ["4", "", "", "1 Road", "", "IR"]])})
    assert len(read.parties) == 3
    assert len(read.flaws) == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        ("<html><body>系統維護中</body></html>".encode(), "no line of the first"),
        (b"Name,Address\nX,Y\n", "no line of the first"),
        (made([]), "no entity"),
        (made(ROWS)[:-40], "cut short"),
        (b"\x81\xff\xff\x00\xff", "read as|no line"),
    ],
)
def test_what_is_not_the_list_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        parse({"x": data})
