"""More than a hundred broken uploads, made here: what is sent, under which name, for what, and the key of the refusal.

A key of "" means that the gate may let it pass, because it is harmless to build, and the reader behind has to say in words
what is wrong with it.
"""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator

from sekisho.service.uploads import UploadKind

T, R = UploadKind.TRANSACTION, UploadKind.TABLE
GOOD = b"on: 2025-06-01\nact: export\nroute: {from: CN, to: JP}\nitems: [{id: '1', kind: wafer}]\n"
GOOD_JSON = json.dumps({"on": "2025-06-01", "act": "export", "route": {"from": "CN", "to": "JP"}}).encode()
GOOD_TABLE = "name,country\n北京微电子研究所,CN\nAcme GmbH,DE\n"

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"


def workbook(
    rows: str = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Acme GmbH</t></is></c></row>',
    *,
    strings: str = "",
    sheet: bytes | None = None,
    extra: dict[str, bytes] | None = None,
    target: str = "worksheets/sheet1.xml",
) -> bytes:
    """A workbook written by hand, so that it can be broken anywhere."""
    shared = (
        f'<Relationship Id="rId2" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/>' if strings else ""
    )
    parts: dict[str, bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PKG}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{_PKG}/relationships"><Relationship Id="r1" '
        f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook {_NS} xmlns:r="{_REL}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/>'
        f"</sheets></workbook>".encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PKG}/relationships"><Relationship Id="rId1" '
        f'Type="{_REL}/worksheet" Target="{target}"/>{shared}</Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": sheet
        if sheet is not None
        else f"<worksheet {_NS}><sheetData>{rows}</sheetData></worksheet>".encode(),
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {_NS}>{strings}</sst>".encode()
    parts.update(extra or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _linked() -> bytes:
    data = io.BytesIO(workbook())
    with zipfile.ZipFile(data, "a") as archive:
        link = zipfile.ZipInfo("xl/media/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return data.getvalue()


def _twice() -> bytes:
    data = io.BytesIO(workbook())
    with zipfile.ZipFile(data, "a") as archive:
        info = zipfile.ZipInfo("XL/worksheets/SHEET1.xml")
        archive.writestr(info, "<worksheet/>")
    return data.getvalue()


def _locked() -> bytes:
    """The flag of encryption set on every member."""
    data = bytearray(workbook())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def _lying() -> bytes:
    """The directory says that the sheet is small; it is not."""
    sheet = f"<worksheet {_NS}><!--{' ' * 400_000}--></worksheet>".encode()
    data = bytearray(workbook(sheet=sheet))
    while (at := data.find(struct.pack("<I", len(sheet)))) >= 0:
        data[at : at + 4] = struct.pack("<I", 100)
    return bytes(data)


def _png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"IEND", b"")
    )


LAUGHS = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n".encode() for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
_DTD = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _text_uploads() -> Iterator[tuple[str, bytes, str, str]]:
    """For a transaction: (what, bytes, file name, key)."""
    yield "nothing", b"", "t.yaml", "upload-empty"
    yield "blanks", b" \n\t\r\n" * 100, "t.yaml", "upload-blank"
    yield "NUL bytes only", b"\0" * 4096, "t.yaml", "upload-blank"
    yield "a mark of order only", b"\xef\xbb\xbf", "t.yaml", "upload-blank"
    yield "too large", b"# " + b"x" * 2_000_001, "t.yaml", "upload-too-large"
    yield "NUL in the middle", GOOD.replace(b"export", b"exp\0ort"), "t.yaml", "upload-control"
    yield "an escape sequence", GOOD + b"id: \x1b[31mred\n", "t.yaml", "upload-control"
    yield "a bell", GOOD + b"id: \x07\n", "t.json", "upload-control"
    yield "DEL", GOOD + b"id: a\x7fb\n", "t.yaml", "upload-control"
    for encoding in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "shift_jis",
        "gb18030",
        "euc-jp",
        "big5",
        "latin-1",
    ):
        words = (
            "é"
            if encoding == "latin-1"
            else "上海微電子"
            if encoding == "big5"
            else "上海微电子"
            if encoding == "gb18030"
            else "東京電子"
        )
        data = f"on: 2025-06-01\nid: {words}\n".encode(encoding)
        key = "upload-control" if encoding in {"utf-16-le", "utf-16-be"} else "upload-not-utf8"
        # Without a mark of order, the letters of this word are no UTF-8, and that is found first.
        yield f"text in {encoding}", data, "t.yaml", "upload-not-utf8" if encoding[:6] == "utf-16" else key
    yield (
        "UTF-16 without a mark, plain letters",
        "on: 2025-06-01\n".encode("utf-16-le"),
        "t.yaml",
        "upload-control",
    )
    yield "an overlong UTF-8", GOOD + b"id: \xc0\xaf\n", "t.yaml", "upload-not-utf8"
    yield "a surrogate in UTF-8", GOOD + b"id: \xed\xa0\x80\n", "t.yaml", "upload-not-utf8"
    yield "UTF-8 cut in a letter", GOOD + "id: 東".encode()[:-1], "t.yaml", "upload-not-utf8"
    yield "the billion laughs", LAUGHS, "t.yaml", "upload-alias"
    yield "an alias of itself", b"a: &a [*a]\n", "t.yaml", "upload-alias"
    yield "a merge key", b"a: &a {b: c}\nd: {<<: *a}\n", "t.yaml", "upload-alias"
    yield "a Python object", b"on: !!python/object/apply:os.system ['id']\n", "t.yaml", ""
    yield "an own tag", b"on: !secret x\n", "t.yaml", "upload-tag"
    yield "brackets in brackets", b"[" * 100_000, "t.yaml", "upload-too-deep"
    yield "closed brackets", b"[" * 100_000 + b"]" * 100_000, "t.yaml", "upload-too-deep"
    yield "braces in braces", b"{a: " * 50_000, "t.yaml", "upload-too-deep"
    yield "dashes in dashes", b"- " * 100_000, "t.yaml", "upload-too-deep"
    yield (
        "keys in keys by indentation",
        b"".join(b" " * n + b"a:\n" for n in range(1_000)),
        "t.yaml",
        "upload-too-deep",
    )
    yield "JSON in JSON", b"[" * 100_000 + b"]" * 100_000, "t.json", "upload-too-deep"
    yield "JSON objects in objects", b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "t.json", "upload-too-deep"
    yield "too many values", b"[" + b"1," * 300_000 + b"1]", "t.json", "upload-too-many"
    yield "too many values of YAML", b"a: [" + b"x," * 200_000 + b"x]\n", "t.yaml", "upload-too-many"
    yield "two documents", GOOD + b"---\n" + GOOD, "t.yaml", "upload-two-documents"
    yield "JSON cut short", GOOD_JSON[:-10], "t.json", ""
    yield "JSON with a comma too many", GOOD_JSON[:-1] + b",}", "t.json", ""
    yield "JSON with text behind", GOOD_JSON + b"x", "t.json", ""
    yield "JSON with a key twice", b'{"on": "2025-06-01", "on": "2025-06-02"}', "t.json", ""
    yield "JSON with NaN", b'{"on": NaN}', "t.json", ""
    yield "JSON with a lone surrogate", b'{"on": "2025-06-01", "id": "\\ud800"}', "t.json", ""
    yield "JSON with a lone surrogate as a key", b'{"\\ud800": "a", "on": "\\udfff"}', "t.json", ""
    yield "JSON with NUL escaped", b'{"on": "2025-06-01", "id": "a\\u0000b"}', "t.json", ""
    yield "YAML with NUL escaped", b'on: 2025-06-01\nid: "a\\0b"\n', "t.yaml", ""
    yield "a JSON list", b"[1, 2]", "t.json", ""
    yield "a JSON number", b"1" * 5_000, "t.json", ""
    yield "YAML cut short", GOOD[:-4], "t.yaml", ""
    yield "a tab as indentation", b"on: 2025-06-01\nroute:\n\tfrom: CN\n", "t.yaml", ""
    yield "a quotation mark left open", b"on: 2025-06-01\nid: 'a\n", "t.yaml", ""
    yield "one word", b"hello\n", "t.yaml", ""
    yield "a huge number", GOOD.replace(b"wafer", b"wafer, value: " + b"9" * 20_000 + b" USD"), "t.yaml", ""
    yield "a huge exponent", GOOD.replace(b"wafer", b"wafer, value: 1e999999999 USD"), "t.yaml", ""
    yield "a tiny exponent", GOOD.replace(b"wafer", b"wafer, quantity: 1e-999999999 kg"), "t.yaml", ""
    yield "an infinite number", GOOD.replace(b"wafer", b"wafer, value: inf USD"), "t.yaml", ""
    yield "not a number", GOOD.replace(b"wafer", b"wafer, value: nan USD"), "t.yaml", ""
    yield "a negative value", GOOD.replace(b"wafer", b"wafer, value: -5 USD"), "t.yaml", ""
    yield "a fraction by nought", GOOD.replace(b"wafer", b"wafer, quantity: 1/0 kg"), "t.yaml", ""
    yield "a day that is none", GOOD.replace(b"2025-06-01", b"2025-02-30"), "t.yaml", ""
    yield "a day of the year 99999", GOOD.replace(b"2025-06-01", b"99999-01-01"), "t.yaml", ""
    yield "a day with two readings", GOOD.replace(b"2025-06-01", b"03/04/2025"), "t.yaml", ""
    yield "keys of ours misspelt", GOOD.replace(b"route", b"roote"), "t.yaml", ""
    yield "a key of 100,000 letters", b"k" * 100_000 + b": x\n", "t.yaml", ""
    yield "a value of a million letters", b"on: " + b"x" * 1_000_000 + b"\n", "t.yaml", ""
    yield (
        "markup in every field",
        b"on: <script>alert(1)</script>\nact: '{{7*7}}'\nid: ${7*7}\n",
        "t.yaml",
        "",
    )
    yield "the text of a right-to-left trick", "on: 2025-06-01\nact: \u202etropxe\n".encode(), "t.yaml", ""
    yield "a line separator", "on: 2025-06-01\u2028act: export\n".encode(), "t.yaml", "upload-control"
    yield "a directive that is none", b"%YAML 9.9\n---\non: x\n", "t.yaml", ""
    yield "a question mark as key", b"? [a, b]\n: c\n", "t.yaml", ""
    yield "a CSV as a transaction", GOOD_TABLE.encode(), "t.yaml", ""


def _foreign() -> Iterator[tuple[str, bytes, str]]:
    yield "a PDF", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "a.pdf"
    yield "a PDF called YAML", b"%PDF-1.7\non: 2025-06-01\n", "a.yaml"
    yield "an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "a.xls"
    yield "a gzip", gzip.compress(GOOD), "a.csv"
    yield "a gzip bomb", gzip.compress(b"\0" * 50_000_000), "a.gz"
    yield "a picture", _png(), "a.png"
    yield "a picture called CSV", _png() + GOOD_TABLE.encode(), "a.csv"
    yield "a GIF that is a script", b"GIF89a/*<svg/onload=alert(1)>*/=1;", "a.gif"
    yield "a JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.jpg"
    yield "a program of Windows", b"MZ\x90\0\3\0\0\0" + b"\0" * 100, "a.exe"
    yield "a program of Linux", b"\x7fELF\2\1\1" + b"\0" * 100, "a"
    yield "a shell script", b"#!/bin/sh\nrm -rf /\n", "a.csv"
    yield "a page", b"<!DOCTYPE html><script>alert(1)</script>", "a.csv"
    yield "a page behind blanks", b" \n\n<html><body onload=alert(1)>", "a.yaml"
    yield "a drawing", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg"
    yield (
        "XML with an entity",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "a.xml",
    )
    yield "PHP", b"<?php system($_GET['c']); ?>", "a.php"
    yield "a database", b"SQLite format 3\0" + b"\0" * 100, "a.db"
    yield "a rich text", b"{\\rtf1\\ansi hello}", "a.rtf"
    yield "a 7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 20, "a.7z"


def _workbooks() -> Iterator[tuple[str, bytes, str, str]]:
    good = workbook()
    yield "a workbook cut in half", good[: len(good) // 2], "a.xlsx", "upload-broken-workbook"
    yield "a workbook without its end", good[:-30], "a.xlsx", "upload-broken-workbook"
    yield "four bytes of a workbook", good[:4], "a.xlsx", "upload-broken-workbook"
    yield (
        "bytes turned over",
        good[:60] + bytes(b ^ 0x55 for b in good[60:220]) + good[220:],
        "a.xlsx",
        "upload-broken-workbook",
    )
    yield "something behind the archive", good + GOOD_TABLE.encode(), "a.xlsx", "upload-broken-workbook"
    yield (
        "a page behind the archive",
        good + b"<html><script>alert(1)</script>",
        "a.csv",
        "upload-broken-workbook",
    )
    yield "an archive that is no workbook", _zip(**{"a.txt": b"hello"}), "a.xlsx", "upload-no-workbook"
    yield (
        "a document of a word processor",
        _zip(**{"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}),
        "a.docx",
        "upload-no-workbook",
    )
    yield (
        "an archive that leads outside",
        workbook(extra={"../../etc/passwd": b"x"}),
        "a.xlsx",
        "upload-path-outside",
    )
    yield "an absolute path", workbook(extra={"/etc/passwd": b"x"}), "a.xlsx", "upload-path-outside"
    yield "a path of Windows", workbook(extra={"..\\..\\evil.xml": b"<a/>"}), "a.xlsx", "upload-path-outside"
    yield "a drive", workbook(extra={"C:/evil.xml": b"<a/>"}), "a.xlsx", "upload-path-outside"
    yield "a link in the archive", _linked(), "a.xlsx", "upload-path-outside"
    yield "a member twice", _twice(), "a.xlsx", "upload-broken-workbook"
    yield "a password", _locked(), "a.xlsx", "upload-password"
    yield "macros", workbook(extra={"xl/vbaProject.bin": b"x"}), "a.xlsm", "upload-macros"
    yield "old macros", workbook(extra={"xl/macrosheets/sheet1.xml": b"<a/>"}), "a.xlsm", "upload-macros"
    yield (
        "a thousand members",
        workbook(extra={f"xl/media/{n}.png": b"x" for n in range(1_000)}),
        "a.xlsx",
        "upload-many-members",
    )
    yield (
        "a bomb of one member",
        workbook(extra={"xl/media/a.png": b"\0" * 30_000_000}),
        "a.xlsx",
        "upload-bomb",
    )
    yield (
        "a bomb of many members",
        workbook(extra={f"xl/media/{n}.png": b"\0" * 199_000 for n in range(450)}),
        "a.xlsx",
        "upload-bomb",
    )
    yield "a directory that lies", _lying(), "a.xlsx", "upload-broken-workbook"
    yield (
        "a cell at the far end",
        workbook(
            '<row r="1"><c r="A1"><v>5</v></c></row><row r="1048576"><c r="XFD1048576"><v>5</v></c></row>'
        ),
        "a.xlsx",
        "upload-too-many-lines",
    )
    yield (
        "a cell far to the right",
        workbook('<row r="9000"><c r="XFD9000"><v>5</v></c></row>'),
        "a.xlsx",
        "upload-too-many-cells",
    )
    yield (
        "rows without numbers",
        workbook("".join(f'<row ht="{n * 7919 % 409}"/>' for n in range(60_000))),
        "a.xlsx",
        "upload-too-many-lines",
    )
    yield (
        "a cell that is nowhere",
        workbook('<row r="1"><c r="A0x1"><v>5</v></c></row>'),
        "a.xlsx",
        "upload-broken-workbook",
    )
    yield "a row beyond number", workbook(f'<row r="{"9" * 400}"/>'), "a.xlsx", "upload-broken-workbook"
    yield (
        "a cell hidden by an entity",
        workbook('<row r="1"><c r="&#88;FD40000"><v>5</v></c></row>'),
        "a.xlsx",
        "upload-too-many-cells",
    )
    yield "one long text in many cells", workbook(
        "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5_000)),
        strings=f"<si><t>{'long ' * 6_000}</t></si>",
    ), "a.xlsx", "upload-bomb"  # fmt: skip
    yield (
        "a cell of a million letters",
        workbook(strings=f"<si><t>{' '.join(str(n * 7919) for n in range(130_000))}</t></si>"),
        "a.xlsx",
        "upload-long-cell",
    )
    yield (
        "entities in entities",
        workbook(sheet=_DTD + b"<worksheet>&b;</worksheet>"),
        "a.xlsx",
        "upload-entities",
    )
    yield (
        "an entity from a file",
        workbook(sheet=b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'),
        "a.xlsx",
        "upload-entities",
    )
    yield (
        "a sheet that is no XML",
        workbook(sheet=b"<worksheet><sheetData>"),
        "a.xlsx",
        "upload-broken-workbook",
    )
    yield "an empty sheet file", workbook(sheet=b""), "a.xlsx", "upload-broken-workbook"
    yield (
        "a sheet elsewhere",
        workbook(target="media/hidden.bin", extra={"xl/media/hidden.bin": b"<worksheet/>"}),
        "a.xlsx",
        "upload-broken-workbook",
    )
    yield (
        "a sheet on another machine",
        workbook(target="http://example.org/sheet.bin"),
        "a.xlsx",
        "upload-broken-workbook",
    )
    yield "XML in XML", workbook(sheet=b"<a>" * 5_000 + b"</a>" * 5_000), "a.xlsx", "upload-bomb"
    yield "a sheet without rows", workbook(""), "a.xlsx", ""
    yield (
        "a sheet without a name column",
        workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>colour</t></is></c></row>'),
        "a.xlsx",
        "",
    )
    yield (
        "a text that is not there",
        workbook('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>', strings="<si><t>name</t></si>"),
        "a.xlsx",
        "",
    )
    yield "a sheet of errors", workbook('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'), "a.xlsx", ""
    yield "a number that is none", workbook('<row r="1"><c r="A1"><v>1e99999</v></c></row>'), "a.xlsx", ""


def _tables() -> Iterator[tuple[str, bytes, str, str]]:
    yield "an empty table", b"", "a.csv", "upload-empty"
    yield "a table too large", b"name\n" + b"x\n" * 6_000_000, "a.csv", "upload-too-large"
    yield "too many lines", b"name\n" + b"x\n" * 60_000, "a.csv", "upload-too-many-lines"
    yield "too many columns", b"name" + b"," * 600 + b"\n", "a.csv", "upload-too-many-columns"
    yield "a line of commas", b"name\n" + b"," * 9_000_000, "a.csv", "upload-too-many-columns"
    yield "NUL in a table", b"name\nA\0B\n", "a.csv", "upload-control"
    yield (
        "no encoding at all",
        b"name\n" + bytes(range(128, 256)) * 3 + b"\xff\xff\n",
        "a.csv",
        "upload-no-encoding",
    )
    yield "UTF-16 cut short", "name\nAcme".encode("utf-16")[:-1], "a.csv", "upload-no-encoding"
    yield "no heading", b"1,2,3\n4,5,6\n", "a.csv", ""
    yield "a quotation mark open", b'name\n"Acme\n', "a.csv", ""
    yield "a line without a name", b"name,country\n,JP\n", "a.csv", ""
    yield "headings only", b"name,country\n", "a.csv", ""
    yield "formulas", b"name\n\"=cmd|'/c calc'!A0\"\n@SUM(1)\n", "a.csv", ""
    yield "a cell of two million letters", b"name\n" + b"x" * 2_000_000 + b"\n", "a.csv", ""
    yield "markup as a name", b"name\n<script>alert(1)</script>\n", "a.csv", ""


def broken_uploads() -> list[tuple[str, UploadKind, bytes, str, str]]:
    """Every broken upload: what it is, for what it is sent, its bytes, its file name, the key of the refusal."""
    found = [(what, T, data, name, key) for what, data, name, key in _text_uploads()]
    found += [
        (f"{what} as a transaction", T, data, name, "upload-foreign-transaction")
        for what, data, name in _foreign()
    ]
    found += [
        (f"{what} as a table", R, data, name, "upload-foreign-table") for what, data, name in _foreign()
    ]
    found += [("a workbook as a transaction", T, workbook(), "a.xlsx", "upload-foreign-transaction")]
    found += [(what, R, data, name, key) for what, data, name, key in _workbooks()]
    found += [(what, R, data, name, key) for what, data, name, key in _tables()]
    return found
