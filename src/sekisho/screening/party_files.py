"""Reads many parties from a table (CSV or xlsx) whose headings are in English, Japanese or Chinese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import field, frozen

from sekisho.sources.records import Identifier, PartyKind

from .reasons import Query

MOST_BYTES = 200_000_000
HEADS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "no", "no.", "number", "番号", "編号", "编号", "序号", "管理番号", "受験番号"),
    "name": ("name", "full name", "party", "company", "applicant", "氏名", "名前", "名称", "企業名", "会社名", "取引先名", "姓名",
             "公司名称", "企业名称", "申请人"),
    "also_known_as": ("also known as", "aka", "alias", "aliases", "other names", "name in own script", "native name", "english name",
                      "別名", "別称", "英語名", "英文名", "別名・通称", "别名", "曾用名", "英文名称", "ローマ字", "漢字氏名"),
    "affiliation": ("affiliation", "affiliations", "employer", "university", "organisation", "organization", "institution", "所属",
                    "所属機関", "出身大学", "勤務先", "单位", "工作单位", "所属单位", "毕业院校", "機関名"),
    "country": ("country", "nationality", "country of residence", "place", "国", "国名", "国籍", "国・地域", "所在国", "居住国", "国家",
                "国别", "国家/地区"),
    "kind": ("kind", "type", "種別", "区分", "类型", "种类"),
    "born": ("born", "date of birth", "birth date", "dob", "生年月日", "誕生日", "出生日期", "出生年月"),
    "address": ("address", "addresses", "住所", "所在地", "地址", "住址"),
    "identifiers": ("identifiers", "identifier", "registration number", "登録番号", "法人番号", "统一社会信用代码", "注册号", "passport",
                    "旅券番号", "护照号码", "lei"),
    "role": ("role", "役割", "角色"),
}  # fmt: skip
_SCHEMES = {
    "法人番号": "houjin", "统一社会信用代码": "uscc", "passport": "passport", "旅券番号": "passport", "护照号码": "passport",
    "lei": "lei",
}  # fmt: skip
_KINDS: Mapping[str, PartyKind] = {
    "person": "person", "individual": "person", "個人": "person", "个人": "person", "自然人": "person",
    "organisation": "organisation", "organization": "organisation", "company": "organisation", "entity": "organisation",
    "法人": "organisation", "企業": "organisation", "企业": "organisation", "団体": "organisation", "组织": "organisation",
    "vessel": "vessel", "ship": "vessel", "船舶": "vessel",
}  # fmt: skip


class BadTable(ValueError):
    """A table of parties cannot be read; the message says where and what to do."""


@frozen
class PartyLine:
    """One party of a table: its line, its names, and what its row says. `affiliations` are organisations to be screened too."""

    line: int
    id: str
    names: tuple[str, ...]
    affiliations: tuple[str, ...] = ()
    role: str = ""
    country: str = ""
    kind: PartyKind = "unknown"
    births: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = field(default=())

    def queries(self) -> Iterator[tuple[str, Query]]:
        """What to ask the lists: ("name", …) for the party under each of its names, ("affiliation", …) for each affiliation.

        Facts of the party (birth, address, numbers) say nothing about the body that it belongs to.
        """
        for name in self.names:
            yield (
                "name",
                Query(
                    name=name,
                    kind="person"
                    if self.kind == "unknown" and (self.births or self.affiliations)
                    else self.kind,
                    country=self.country,
                    births=self.births,
                    identifiers=self.identifiers,
                    addresses=self.addresses,
                ),
            )
        for name in self.affiliations:
            yield "affiliation", Query(name=name, kind="organisation")


def read_parties(path: Path) -> tuple[PartyLine, ...]:
    """The parties of a table: CSV (comma, semicolon or tab; UTF-8, Shift_JIS, GB 18030 or Big5) or xlsx, with a line of headings.

    Raises BadTable with file, line and mend; OSError where there is no such file.
    """
    if path.stat().st_size > MOST_BYTES:
        raise BadTable(f"{path}: the table is over {MOST_BYTES // 1_000_000} MB; divide it")
    rows = list(_xlsx(path) if path.suffix.lower() in {".xlsx", ".xls", ".ods"} else _csv(path))
    if not rows:
        raise BadTable(f"{path}: the table is empty; it needs a line of headings and a line for each party")
    columns = _columns(rows[0][1], path)
    found = []
    for line, cells in rows[1:]:
        if any(cell.strip() for cell in cells):
            found.append(_party(line, cells, columns, path))
    return tuple(found)


def _columns(heads: list[str], path: Path) -> list[tuple[str, str]]:
    """What each column holds ("" for one that is not read), and its heading."""
    known = {words: name for name, several in HEADS.items() for words in several}
    found = [(known.get(head.strip().strip("\ufeff").casefold(), ""), head.strip()) for head in heads]
    if "name" not in {name for name, _ in found}:
        raise BadTable(
            f"{path}, line 1: no column holds the names; call one `name` (or 氏名, 姓名); the headings are: "
            + ", ".join(repr(head) for head in heads[:12])
        )
    return found


def _party(line: int, cells: list[str], columns: list[tuple[str, str]], path: Path) -> PartyLine:
    values: dict[str, list[str]] = {}
    numbers: list[Identifier] = []
    for (column, head), cell in zip(columns, cells, strict=False):
        text = cell.strip()
        if not text or not column:
            continue
        if column == "identifiers":
            numbers += _numbers(text, head)
        elif column in {"also_known_as", "affiliation", "address"}:
            values.setdefault(column, []).extend(part.strip() for part in text.split("|") if part.strip())
        else:
            values.setdefault(column, []).append(text)
    names = (*values.get("name", ()), *values.get("also_known_as", ()))
    if not names:
        raise BadTable(f"{path}, line {line}: there is no name; fill it in, or take the line out")
    return PartyLine(
        line=line,
        id=" ".join(values.get("id", ())) or str(line),
        names=tuple(dict.fromkeys(names)),
        affiliations=tuple(values.get("affiliation", ())),
        role=" ".join(values.get("role", ())),
        country=_country(values.get("country", ())),
        kind=_KINDS.get(" ".join(values.get("kind", ())).casefold(), "unknown"),
        births=tuple(day for text in values.get("born", ()) if (day := _day(text))),
        addresses=tuple(values.get("address", ())),
        identifiers=tuple(numbers),
    )


def _numbers(text: str, head: str) -> Iterator[Identifier]:
    """`uscc=9144…; passport=E123`, or a bare number under a heading that says what it is."""
    for part in text.split(";"):
        kind, sign, value = (piece.strip() for piece in part.partition("="))
        if sign and value:
            yield Identifier(kind.casefold(), value)
        elif kind:
            yield Identifier(_SCHEMES.get(head.casefold(), "registration"), kind)


def _country(texts: Iterable[str]) -> str:
    from sekisho.sources.formats.reading import country_code

    for text in texts:
        code = text.upper() if len(text) == 2 and text.isascii() else country_code(text)
        if code:
            return code
    return ""


def _day(text: str) -> str:
    from sekisho.sources.formats.reading import partial_day

    return partial_day(text)


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path.read_bytes(), path)
    first = text.partition("\n")[0]
    comma = max(",;\t", key=first.count)
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=False)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadTable(f"{path}, line {reader.line_num}: {error}; is a quotation mark left open?") from None


def _decoded(data: bytes, path: Path) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030", "cp932", "big5")
    best: tuple[int, str] | None = None
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding.startswith("utf"):
            return text
        # Of the East Asian encodings, the one in which the headings are words that are known.
        heads = {head for several in HEADS.values() for head in several}
        line = text.partition("\n")[0].replace("\t", ",").replace(";", ",")
        known = sum(cell.strip().strip('"').casefold() in heads for cell in line.split(","))
        if best is None or known > best[0]:
            best = known, text
    if best is None:
        raise BadTable(
            f"{path}: this is no text in UTF-8, Shift_JIS, GB 18030 or Big5; save the table as CSV in UTF-8"
        )
    return best[1]


def _xlsx(path: Path) -> Iterator[tuple[int, list[str]]]:
    import python_calamine

    try:
        sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, IndexError) as error:
        raise BadTable(
            f"{path}: the workbook cannot be read ({error}); save it again as xlsx or CSV"
        ) from None
    for number, row in enumerate(rows, 1):
        yield number, [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
