"""What may happen to a good file, or be done to it: cut, doubled, bytes changed, written otherwise, blown up, replaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from tests.sources.made import american, eu_files, meti_files, mofcom_pages, official_xml, uk_files

LONG = 150_000  # characters of a field that no list has
DEEP = 3_000
VALUES = [
    *(
        "",
        " ",
        "0",
        "-",
        ".",
        "()",
        "((",
        "(A)",
        "; ; ;",
        "1e9",
        "-1",
        "99999999999999999999",
        "９９",
        "二十",
        "NaN",
        "null",
        "true",
    ),
    *(
        "0000-00-00",
        "2026-02-30",
        "31/02/2020",
        "dd/mm/yyyy",
        "00/00/0000",
        "9999-12-31",
        "12 Foo 2020",
        "令和99年99月99日",
    ),
    *(
        "A" * 50_000,
        "家" * 20_000,
        "\u202e\u200b",
        "\ufffd",
        "🙂",
        "ﷺ",
        "İ",
        "ß",
        "ǅ",
        "\u0301",
        "é" * 3_000,
        "a" * 300 + " b) c",
    ),
    *(
        "US",
        "XX",
        "00",
        "Korea",
        "individual",
        "Entity",
        "http://127.0.0.1/",
        "../../etc/passwd",
        "%s%n",
        "{0}",
        "\\N{DIGIT}",
    ),
]

_DPL = (
    "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation\r\n"
    "EXAMPLE, JOHN\t1 ROAD\tMIAMI\tFL\tUS\t33101\t01/02/2020\t01/02/2030\tY\t2020-01-02\tFR NOTICE ADDED\t85 F.R. 1 1/2/2020\r\n"
    "SAMPLE TRADING LLC\t2 ROAD\tDUBAI\t\tAE\t\t03/04/2021\t\tY\t2021-03-04\tFR NOTICE ADDED\t86 F.R. 2 3/4/2021\r\n"
)
_TAIWAN = "項次item,名稱name,別名alias,地址address,護照號碼ID Number,國家代碼country code\r\n" + "".join(
    f'{number},"Example Works {number}; 例示公司",EW{number},"{number} Road, Tehran, Iran",Passport A{number}234567,IR;AE\r\n'
    for number in range(1, 20)
)
_MOFCOM = (
    "决定将甲公司等3家美国实体列入出口管制管控名单（见附件），并采取以下措施：\n一、禁止出口两用物项。\n本公告自公布之日起正式实施。\n"
    "商务部\n2026年3月5日\n附件\n1. 甲公司（A Inc.）\n2. 乙防务、空间与安全集团（B, C & D）及其分支机构\n-B Europe\n"
    "3. 丙公司（E Co., Ltd.）\n地址：1 Road, USA\n"
    "决定将丁公司（F）、戊公司（G）等2家实体移出关注名单。自2026年8月12日起，继续暂停商务部公告2025年第21号和22号出口管制管控名单相关措施90天。"
)


def good_files() -> dict[str, tuple[dict[str, bytes], str]]:
    """Of every format: a good set of files, and the name of the file that is to be changed."""
    entries = [american.entry(str(number), f"Example {number} Co., Ltd. (EX)") for number in range(12)]
    sdn = american.ofac_csv(
        *(
            american.sdn(number, f"EXAMPLE {number}", remarks="DOB 1962; Passport A1 (Iran).")
            for number in range(1, 12)
        )
    )
    tables = {
        "sdn": sdn,
        "alt": american.ofac_csv(*((number, 1, "aka", f"ALSO {number}", "") for number in range(1, 12))),
        "add": american.ofac_csv(*((number, 1, "1 Road", "Tehran", "Iran", "") for number in range(1, 12))),
    }
    page = mofcom_pages.page(
        "商务部公告2026年第99号 公布将3家美国实体列入出口管制管控名单",
        mofcom_pages.paragraphs(_MOFCOM),
        "2026-03-05",
    )
    csl = "\r\n".join(
        [",".join(american.COLUMNS)]
        + [
            f'{number},{american.EL},,Entity,,"Example {number}; Co.",' + "," * (len(american.COLUMNS) - 7)
            for number in range(9)
        ]
    )
    return {
        "csl_json": ({"x": american.csl_json(*entries)}, "x"),
        "csl_csv": ({"x": csl.encode()}, "x"),
        "ofac_csv": (tables, "sdn"),
        "ofac_xml": ({"x": american.ADVANCED.encode()}, "x"),
        "bis_dpl": ({"x": _DPL.encode()}, "x"),
        "un_xml": ({"x": official_xml.un()}, "x"),
        "eu_xml": ({"x": eu_files.to_xml([eu_files.PERSON, eu_files.BANK, *eu_files.many(10)])}, "x"),
        "eu_csv": ({"x": eu_files.to_csv([eu_files.PERSON, eu_files.BANK, *eu_files.many(10)])}, "x"),
        "uk_xml": ({"x": uk_files.to_xml([uk_files.PERSON, uk_files.FIRM, uk_files.SHIP])}, "x"),
        "uk_csv": ({"x": uk_files.to_csv([uk_files.PERSON, uk_files.FIRM, uk_files.SHIP])}, "x"),
        "meti_pdf": ({"x": meti_files.pdf(meti_files.SAMPLE)}, "x"),
        "meti_xlsx": ({"x": meti_files.xlsx(meti_files.SAMPLE)}, "x"),
        "mofcom_html": ({"https://www.mofcom.gov.cn/a.html": page}, "https://www.mofcom.gov.cn/a.html"),
        "taiwan_csv": ({"x": _TAIWAN.encode("utf-8-sig")}, "x"),
    }


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _headless(data: bytes, random: Random) -> bytes:
    return data[random.randrange(len(data) + 1) :]


def _doubled(data: bytes, random: Random) -> bytes:
    first, last = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return random.choice(
        [data + data, data[:last] + data[first:last] * random.choice([1, 1, 30]) + data[last:]]
    )


def _flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randrange(1, 30)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _dropped(data: bytes, random: Random) -> bytes:
    first = random.randrange(len(data) + 1)
    return data[:first] + data[first + random.randrange(200) :]


def _written_otherwise(data: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(
        random.choice(["utf-16", "utf-16-be", "utf-32", "gb18030", "cp1252", "utf-7", "shift_jis"]), "replace"
    )


def _blown_up(data: bytes, random: Random) -> bytes:
    piece = random.choice(
        [
            "A",
            "(",
            "（",
            '"',
            ";",
            "、",
            "，",
            "1.",
            "；",
            "<",
            "&",
            "\n",
            " ",
            "家",
            "将",
            "的",
            "和",
            "[",
            "{",
            "9",
            "|",
            "公司、",
            "对",
            "暂停措施，",
            "2家",
            "a b) ",
        ]
    )
    at = random.randrange(len(data) + 1)
    return data[:at] + (piece * (LONG // len(piece))).encode() + data[at:]


def _nested(data: bytes, random: Random) -> bytes:
    begin, end = random.choice(
        [
            ("<a>", "</a>"),
            ("<div>", ""),
            ("[", "]"),
            ('{"a":', "}"),
            ("<table><tr><td>", ""),
            ("(", ")"),
            ("<<", ">>"),
        ]
    )
    at = random.randrange(len(data) + 1)
    return data[:at] + (begin * DEEP + end * DEEP).encode() + data[at:]


def _bombed(data: bytes, random: Random) -> bytes:
    entities = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "haha">{entities}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return declared.encode() + random.choice([data, b"<x>&a11;&f;</x>", data.partition(b"?>")[2]])


def _numbers(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    digit = next((place for place in range(at, len(data)) if data[place : place + 1].isdigit()), at)
    return (
        data[:digit]
        + random.choice([b"9" * 400, b"-1", b"1e999", b"NaN", "１２".encode(), b"0"])
        + data[digit + 1 :]
    )


def _values(data: bytes, random: Random) -> bytes:
    """Other values where one stood, mostly without breaking the file around them."""
    text = data.decode("utf-8", "surrogateescape")
    words = list(re.finditer(r"(?<=[>\",;=\t ])[\w./-]{1,40}(?=[<\",;\t ])", text))
    chosen = sorted(
        random.sample(words, min(len(words), random.randrange(1, 6))), key=lambda word: -word.start()
    )
    for word in chosen:
        text = text[: word.start()] + random.choice(VALUES) + text[word.end() :]
    return text.encode("utf-8", "surrogateescape")


def _another_page(data: bytes, random: Random) -> bytes:
    return random.choice(
        [
            b"",
            b"\0" * 5_000,
            b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>503 Service Unavailable</h1></body></html>",
            b"<html><body>Access Denied</body></html>",
            b'{"error": "internal", "results": null}',
            b"PK\x03\x04" + bytes(random.randrange(256) for _ in range(500)),
            b"%PDF-1.7\n" + bytes(random.randrange(256) for _ in range(500)),
            b"\x1f\x8b\x08\x00" + bytes(random.randrange(256) for _ in range(500)),
            bytes(random.randrange(256) for _ in range(2_000)),
        ]
    )


CHANGES: Mapping[str, Callable[[bytes, Random], bytes]] = {
    change.__name__.strip("_"): change
    for change in (
        _cut, _headless, _doubled, _flipped, _dropped, _written_otherwise, _blown_up, _nested, _bombed, _numbers, _values, _another_page,
    )
}  # fmt: skip
