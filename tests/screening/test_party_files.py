"""Tables of parties in the encodings and headings of the trade, and what is wrong with a table, with its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.screening.party_files import HEADS, BadTable, read_parties
from sekisho.sources.records import Identifier

JAPANESE = """番号,氏名,別名,国籍,生年月日,所属
A1,佐藤 翔太,Sato Shota,日本,1999-04-01,早稲田大学
A2,李雯,,中国,2000/1/2,哈爾濱工程大学 | 复旦大学
"""


def write(folder: Path, text: str, encoding: str = "utf-8", name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding, "replace"))
    return path


def test_a_japanese_table_of_applicants(tmp_path: Path) -> None:
    first, second = read_parties(write(tmp_path, JAPANESE))
    assert (first.line, first.id, first.names) == (2, "A1", ("佐藤 翔太", "Sato Shota"))
    assert (first.country, first.births, first.affiliations) == ("JP", ("1999-04-01",), ("早稲田大学",))
    assert second.affiliations == ("哈爾濱工程大学", "复旦大学") and second.country == "CN"
    asked = [(what, query.name, query.kind) for what, query in second.queries()]
    assert asked == [
        ("name", "李雯", "person"),
        ("affiliation", "哈爾濱工程大学", "organisation"),
        ("affiliation", "复旦大学", "organisation"),
    ]
    assert not any(q.births or q.country for what, q in second.queries() if what == "affiliation")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "氏名,国籍\n佐藤,日本\n"),
        ("cp932", "氏名,国籍\n佐藤,日本\n"),
        ("gb18030", "姓名,国籍\n佐藤,日本\n"),
        ("big5", "姓名,備註\n佐藤,日本\n"),
        ("utf-16", "氏名,国籍\n佐藤,日本\n"),
    ],
)
def test_encodings_of_the_region(tmp_path: Path, encoding: str, text: str) -> None:
    (party,) = read_parties(write(tmp_path, text, encoding))
    assert party.names == ("佐藤",)


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_separators_and_numbers(tmp_path: Path, comma: str) -> None:
    text = comma.join(("name", "country", "统一社会信用代码", "address", "kind")) + "\n"
    text += comma.join(("Acme", "China", "91440300708461136T", "1 Lu | 2 Lu", "company")) + "\n"
    (party,) = read_parties(write(tmp_path, text))
    assert party.identifiers == (Identifier("uscc", "91440300708461136T"),)
    assert party.addresses == ("1 Lu", "2 Lu") and party.country == "CN" and party.kind == "organisation"
    text = f"name{comma}identifiers\nAcme{comma}lei=529900T8BM49AURSDO55\n"
    (party,) = read_parties(write(tmp_path, text))
    assert party.identifiers == (Identifier("lei", "529900T8BM49AURSDO55"),)


def test_a_workbook(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["No", "会社名", "国"])
        sheet.write_row(1, 0, [7, "Acme 株式会社", "JP"])
    (party,) = read_parties(path)
    assert (party.id, party.names, party.country) == ("7", ("Acme 株式会社",), "JP")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("who,country\nAcme,CN\n", "no column holds the names"),
        ("name,country\n,CN\n", "line 2: there is no name"),
        ("name\nAcme\n\n  \n,\nB\nC,\n" + "x" * 2_000_000 + "\n", "line 8"),
    ],
)
def test_a_broken_table_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadTable, match=told):
        read_parties(write(tmp_path, text))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"name\n\xff\xff\xff\x81\n")
    with pytest.raises(BadTable, match="no text in UTF-8"):
        read_parties(path)
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(BadTable, match="workbook cannot be read"):
        read_parties(path)


@given(st.text(max_size=400))
def test_any_text_is_a_table_or_a_told_fault(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = write(tmp_path_factory.mktemp("t"), "name,country,born\n" + text, "utf-8")
    try:
        for party in read_parties(path):
            assert party.names and all(name.strip() for name in party.names)
    except BadTable as fault:
        assert str(path) in str(fault)


def test_no_heading_means_two_things() -> None:
    heads = [head for several in HEADS.values() for head in several]
    assert len(heads) == len(set(heads)) and all(head == head.casefold() for head in heads)
