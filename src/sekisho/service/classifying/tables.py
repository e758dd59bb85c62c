"""Reads a table of parameters as somebody copied it from a data sheet: rows of label, value, unit and measuring condition.

Tabs, bars, semicolons, runs of blanks or a colon part the columns; headings may be in English, Japanese or Chinese, or absent.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from typing import Final

from attrs import evolve, frozen

from sekisho.logic.units import is_unit
from sekisho.service.typed_in.unreadable import Unreadable

MOST_TEXT: Final = 100_000
MOST_ROWS: Final = 400
_HEADS: Final = {
    "label": ("parameter", "item", "specification item", "characteristic", "property", "name", "項目", "パラメータ", "特性", "仕様項目",
              "品目", "参数", "项目", "指标", "性能", "特性参数", "参数名称"),
    "value": ("value", "specification", "spec", "spec.", "rating", "data", "値", "仕様", "仕様値", "数値", "規格", "規格値", "数值", "规格",
              "值", "指标值", "参数值", "技术指标"),
    "unit": ("unit", "units", "単位", "单位"),
    "min": ("min", "min.", "minimum", "最小", "最小値", "下限", "最小值"),
    "typ": ("typ", "typ.", "typical", "標準", "標準値", "代表値", "典型", "典型值"),
    "max": ("max", "max.", "maximum", "最大", "最大値", "上限", "最大值"),
    "condition": ("condition", "conditions", "test condition", "test conditions", "measuring condition", "条件", "測定条件", "試験条件",
                  "测试条件", "测量条件", "工况"),
    "page": ("page", "p.", "頁", "ページ", "页", "页码"),
    "note": ("note", "notes", "remark", "remarks", "備考", "注記", "备注", "说明", "symbol", "記号", "符号", "no", "no.", "番号", "序号"),
}  # fmt: skip
_KNOWN: Final = {word: name for name, words in _HEADS.items() for word in words}
_PARENS: Final = re.compile(r"\s*[(（\[［]([^()（）\[\]［］]*)[)）\]］]")
_AT: Final = re.compile(r"\s*(?:@|＠|\bat\b|\bwhen\b)\s*(.+)$", re.I)
_AT_CJK: Final = re.compile(r"[,、，]?\s*([^,、，]*?)(?:において|のとき|時|时|条件下)$")
_SIGN: Final = re.compile(r"[:：]|(?<![<>=≤≥])=(?!=)")
_HAS_UNIT: Final = re.compile(r"\d\s*[^\d\s.,+\-~〜～±eE()]")


@frozen
class Row:
    """One row of a pasted table. `text` is the row as it stood; `typical`: the value is only said to be typical."""

    number: int
    text: str
    label: str
    value: str
    condition: str = ""
    page: str = ""
    typical: bool = False


def read_rows(text: str) -> tuple[Row, ...]:
    """The rows of a pasted table; what has no value becomes a row without one, none is dropped but empty lines and headings.

    Raises Unreadable for nothing, and for more than can be looked through.
    """
    if len(text) > MOST_TEXT:
        raise Unreadable("classify.paste-too-long", MOST_TEXT)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip(" \t|,;-:+=　")]
    if not lines:
        raise Unreadable("classify.paste-empty")
    if len(lines) > MOST_ROWS:
        raise Unreadable("classify.paste-too-many", MOST_ROWS)
    cut = cutter_of([line for _, line in lines])
    columns: list[str] | None = None
    found = []
    for number, line in lines:
        cells = [" ".join(cell.replace("\u3000", " ").split()) for cell in cut(line)]
        heads = _heads(cells)
        if heads is not None:
            columns = heads
            continue
        found.append(_row(number, line.strip(), cells, columns))
    return tuple(found)


def cutter_of(
    lines: list[str], heads: Callable[[list[str]], list[str] | None] | None = None
) -> Callable[[str], list[str]]:
    """How the lines are parted into columns: by the sign that parts most of them. `heads`: tells a row of headings, without
    which commas part nothing.
    """
    heads = heads or _heads
    for sign in ("\t", "|", ";"):
        if sum(sign in line for line in lines) * 2 > len(lines):
            return lambda line: _stripped(line, sign)
    if sum(bool(re.search(r"\S {2,}\S", line)) for line in lines) * 2 > len(lines):
        return lambda line: re.split(r" {2,}|\u3000+", line.strip())
    if sum(line.count(",") >= 1 and ":" not in line for line in lines) * 2 > len(lines) and heads(
        lines[0].split(",")
    ):
        return lambda line: next(csv.reader(io.StringIO(line)), [])
    return _by_colon


def _stripped(line: str, sign: str) -> list[str]:
    return line.strip().strip("|").split(sign) if sign == "|" else line.split(sign)


def _by_colon(line: str) -> list[str]:
    """`Wavelength: 193 nm`, `波長：193 nm`, `波長 = 193 nm`, or a label before the first number.

    No colon parts a ratio (`40:1`) or stands in brackets (`ISO 230-2:2014`), and no equals sign belongs to `<=`.
    """
    for sign in _SIGN.finditer(line):
        before, after = line[: sign.start()].strip(), line[sign.end() :].strip()
        ratio = before[-1:].isdigit() and line[sign.end() :][:1].isdigit()
        inside = sum(map(before.count, "(（[［")) > sum(map(before.count, ")）]］"))
        if before and after and not ratio and not inside:
            return [before, after]
    match = re.match(
        r"\s*([^\d<>≤≥±+]{2,}?)\s*((?:[<>≤≥±+\-−.][=\s]*)*\d.*)$", unicodedata.normalize("NFKC", line)
    )
    return [match[1], match[2]] if match is not None else [line]


def _heads(cells: list[str]) -> list[str] | None:
    """What each column holds, if a row is one of headings: two words of headings at least, and no value."""
    names = [_KNOWN.get(unicodedata.normalize("NFKC", cell).strip().casefold(), "") for cell in cells]
    if sum(bool(name) for name in names) < 2:
        return None
    if "label" not in names:
        names[0] = names[0] or "label"
    return names


def _row(number: int, line: str, cells: list[str], columns: list[str] | None) -> Row:
    if columns is None:
        return _plain(number, line, cells)
    held: dict[str, list[str]] = {}
    for name, cell in zip(columns, cells, strict=False):
        if cell and cell not in {"-", "–", "—", "―", "ー", "N/A", "n/a"}:
            held.setdefault(name or "note", []).append(cell)
    label, unit = " ".join(held.get("label", ())), " ".join(held.get("unit", ()))
    row = Row(
        number,
        line,
        label,
        _value(held, unit),
        ", ".join(held.get("condition", ())),
        " ".join(held.get("page", ())),
    )
    if not row.value and "typ" in held:
        row = evolve(row, value=_with_unit(held["typ"][0], unit), typical=True)
    return _parted(row)


def _value(held: dict[str, list[str]], unit: str) -> str:
    if "value" in held:
        return _with_unit(" ".join(held["value"]), unit)
    low, high = held.get("min", [""])[0], held.get("max", [""])[0]
    if low and high:
        return _with_unit(f"{low}..{high}", unit)
    if low or high:
        return _with_unit((">=" if low else "<=") + (low or high).lstrip("<>=≤≥≦≧ "), unit)
    return ""


def _with_unit(value: str, unit: str) -> str:
    return f"{value} {unit}".strip() if unit and not _HAS_UNIT.search(value) else value


def _plain(number: int, line: str, cells: list[str]) -> Row:
    """A row without headings: the first cell names, the first with a value follows; a cell that is a unit belongs to it."""
    filled = [cell for cell in cells if cell]
    label = filled[0] if filled else ""
    value, conditions = "", []
    for cell in filled[1:]:
        if not value:
            value = cell
        elif not _HAS_UNIT.search(value) and re.search(r"\d", value) and len(cell) <= 20 and is_unit(cell):
            value = f"{value} {cell}"
        else:
            conditions.append(cell)
    return _parted(Row(number, line, label, value, ", ".join(conditions)))


def _parted(row: Row) -> Row:
    """Take the unit out of a label (`Wavelength (nm)`), and the measuring condition out of label and value."""
    label, value, conditions = row.label, row.value, [row.condition] if row.condition else []
    for match in _PARENS.finditer(label):
        inside = match[1].strip()
        if inside and is_unit(inside) and not re.search(r"\d", inside[:1]):
            value = _with_unit(value, inside) if value else value
            label = label.replace(match[0], " ")
        elif re.search(r"\d|@|において|条件|時$|时$", inside):
            conditions.append(inside)
            label = label.replace(match[0], " ")
    for match in _PARENS.finditer(value):
        inside = match[1].strip()
        if inside:
            conditions.append(inside)
        value = value.replace(match[0], " ")
    found = _AT.search(value)
    if found is not None and re.search(r"\d", value[: found.start()]):
        conditions.append(found[1].strip())
        value = value[: found.start()]
    for part in (label,):
        found = re.search(r"[,、，]\s*(.*\d.*)$", part)
        if found is not None:
            conditions.append(found[1].strip())
            label = part[: found.start()]
    typical = row.typical or bool(
        re.search(r"\b(?:typ|typical)\b\.?|標準値|代表値|典型值?", f"{row.label} {row.value}", re.I)
    )
    return evolve(
        row, label=" ".join(label.split()), value=" ".join(value.split()), condition=", ".join(dict.fromkeys(conditions)),
        typical=typical,
    )  # fmt: skip
