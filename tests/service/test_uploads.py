"""Broken uploads: each is refused in words by the gate, or by the reader behind it, and none takes long."""

import time
from pathlib import Path

import pytest

from sekisho.facts import BadInput, read_case
from sekisho.facts.load import load_text
from sekisho.law import load_law
from sekisho.screening.party_files import BadTable, read_parties
from sekisho.service.uploads import BadUpload, UploadKind, check_upload, safe_name
from sekisho.words import LANGUAGES
from tests.service.broken_uploads import GOOD, GOOD_JSON, GOOD_TABLE, broken_uploads, workbook

BROKEN = broken_uploads()
LAW = None


def test_there_are_more_than_a_hundred() -> None:
    assert len({what for what, *_ in BROKEN}) == len(BROKEN) > 150


@pytest.mark.parametrize(("what", "kind", "data", "name", "key"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken(what: str, kind: UploadKind, data: bytes, name: str, key: str, tmp_path: Path) -> None:
    began = time.process_time()
    try:
        upload = check_upload(data, name, kind)
    except BadUpload as bad:
        assert bad.key == key, bad
        for lang in LANGUAGES:
            words = bad.words(lang)
            assert safe_name(name) in words
            assert "upload-" not in words
            assert "{" not in words
    else:
        assert key == ""
        read(upload.text, upload.data, upload.suffix, kind, tmp_path)
    assert time.process_time() - began < 5


def read(text: str, data: bytes, suffix: str, kind: UploadKind, folder: Path) -> None:
    """What passes the gate is harmless to the reader behind it: read, or refused in words."""
    if kind is UploadKind.TRANSACTION:
        try:
            load_text(text, "sent", suffix == ".json")
            file = folder / f"sent{suffix}"
            file.write_bytes(data)
            read_case(file, load_law())
        except BadInput as bad:
            assert all(problem.message for problem in bad.problems)
        return
    file = folder / f"sent{suffix}"
    file.write_bytes(data)
    try:
        read_parties(file)
    except BadTable as bad:
        assert "sent" in str(bad)


@pytest.mark.parametrize(
    ("data", "name", "kind", "form"),
    [
        (GOOD, "t.yaml", UploadKind.TRANSACTION, "yaml"),
        (GOOD, "", UploadKind.TRANSACTION, "yaml"),
        (GOOD_JSON, "t.json", UploadKind.TRANSACTION, "json"),
        (GOOD_JSON, "t.txt", UploadKind.TRANSACTION, "json"),
        (b"{on: 2025-06-01, act: export}", "t.txt", UploadKind.TRANSACTION, "yaml"),
        (b"\xef\xbb\xbf" + GOOD, "t.yaml", UploadKind.TRANSACTION, "yaml"),
        (GOOD.replace(b"\n", b"\r\n"), "t.yaml", UploadKind.TRANSACTION, "yaml"),
        (GOOD_TABLE.encode(), "p.csv", UploadKind.TABLE, "csv"),
        (GOOD_TABLE.encode("gb18030"), "p.csv", UploadKind.TABLE, "csv"),
        (GOOD_TABLE.encode("utf-16"), "p.csv", UploadKind.TABLE, "csv"),
        ("氏名,国名\n東京電子,JP\n".encode("cp932"), "p.csv", UploadKind.TABLE, "csv"),
        (b"MZ Industries,name\n", "p.csv", UploadKind.TABLE, "csv"),
        (workbook(), "p.xlsx", UploadKind.TABLE, "xlsx"),
        (workbook(), "called wrongly.csv", UploadKind.TABLE, "xlsx"),
    ],
)
def test_good(data: bytes, name: str, kind: UploadKind, form: str) -> None:
    upload = check_upload(data, name, kind)
    assert (upload.form, upload.data) == (form, data)


def test_a_workbook_of_a_real_writer_passes(tmp_path: Path) -> None:
    import xlsxwriter

    file = tmp_path / "parties.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for row in range(3_000):
            for column, cell in enumerate(
                ["name" if not row else f"Acme {row} GmbH", "country" if not row else "DE", row]
            ):
                sheet.write(row, column, cell)
        sheet.set_column(0, 0, 40)
        book.add_worksheet("second").write(0, 0, "北京")
    upload = check_upload(file.read_bytes(), file.name, UploadKind.TABLE)
    assert upload.form == "xlsx"
    assert len(read_parties(file)) == 2_999


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\parties.csv", "parties.csv"),
        ("a\r\nSet-Cookie: x=1.csv", "aSet-Cookie: x=1.csv"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("nul\0byte.yaml", "nulbyte.yaml"),
        ("", "file"),
        ("..", "file"),
        ("取引 一覧.csv", "取引 一覧.csv"),
        ("x" * 500 + ".yaml", "x" * 108 + "….yaml"),
    ],
)
def test_names_are_fit_to_be_shown(name: str, shown: str) -> None:
    assert safe_name(name) == shown
