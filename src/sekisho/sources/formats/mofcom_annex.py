"""The lists of names in an announcement of the Ministry of Commerce of China: numbered lines, plain lines, tables."""

from __future__ import annotations

import re

from attrs import evolve, frozen

from sekisho.sources.formats.mofcom_names import Named, is_name, item, looks_like_party, name, together
from sekisho.sources.formats.mofcom_page import Page, plain
from sekisho.sources.formats.mofcom_steps import count_of, list_of

_NUMBERED = re.compile(r"^(?:[（(]?(\d{1,4})\s*[)）.．、,，:：]+|[①-⑳㉑-㊿])\s*(?=\D)(\S.*)$")
_BARE_NUMBER = re.compile(r"^[（(]?\d{1,4}[)）.．、]?$")
_BRANCH = re.compile(r"^[-–—−•·●○▪*－]+\s*(\S.*)$")
_NEXT = re.compile(r"(?<=[；;、，,）)\s])(\d{1,4})\s*[.．、]\s*(?=[^\d\s])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_COUNTED = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,4}(?:、|[)）])|\d{1,4}\s+(?=[\u3400-\u9fff]))\s*")
_HEADING = re.compile(r"^(?:附件?|附\s*件)\s*\d*\s*[:：]?|名单|清单")
_END = re.compile(
    r"^(?:相关(?:链接|阅读|附件|文章|新闻)|上一篇|下一篇|责任编辑|【?打印|扫一扫|分享到|网站地图|主办单位|版权所有|联系我们)"
)
_HEADS: tuple[tuple[str, str], ...] = (
    ("number", r"^(?:序号|编号|No\.?|#)$"),
    ("english", r"^.{0,8}(?:英文|外文).{0,6}$|^English.{0,10}$"),
    ("former", r"^(?:曾用|原).{0,4}$"),
    ("alias", r"^(?:别名|又名|简称|别称|alias(?:es)?)$"),
    ("address", r"^(?:注册|所在|办公)?(?:地址|住所|所在地)$|^Address$"),
    ("country", r"^(?:所属|所在)?(?:国家|国别|地区)(?:[（(/、或和]?(?:国家|国别|地区)[）)]?)?$|^Country$"),
    ("remarks", r"^(?:备注|说明|理由|原因|Remarks?)$"),
    (
        "chinese",
        r"^(?:被列入|列入)?(?:外国|境外)?(?:实体|企业|公司|机构|单位|组织|中文)?(?:名称|名|全称|Name)(?:[（(](?:中文|中英文|中、英文)[）)])?$|^(?:实体|企业|公司|机构|单位|中文)$",
    ),
)


@frozen
class Section:
    """Names that stand together, and what their heading says of them."""

    names: tuple[Named, ...]
    list_id: str = ""
    action: str = ""  # "removed" where the heading says so
    count: int | None = None
    country: str = ""


def sections(page: Page) -> list[Section]:
    """Every list of names of a page, in its order."""
    found: list[Section] = []
    heading = ""
    numbered: list[Named] = []
    loose: list[Named] = []
    columns: dict[int, str] = {}
    annex = False

    def close() -> None:
        names = numbered or loose
        if names:
            found.append(_section(heading, tuple(names)))
        numbered.clear()
        loose.clear()

    for row in _lines(page.rows):
        if len(row) > 1:
            if heads := _heads(row):
                columns = heads
            elif party := _of_table(row, columns):
                numbered.append(party)
            continue
        line = row[0]
        if _END.match(line):
            break
        if (match := _NUMBERED.match(line)) and is_name(match[2].rstrip("。")):
            numbered.extend(item(part) for part in _divided(line))
            continue
        last = numbered or loose
        if last and _is_the_other_name(last[-1], line):
            last[-1] = evolve(last[-1], names=together(last[-1].names, (name(line, "alias"),)))
            continue
        if last and (branch := _BRANCH.match(line)) and is_name(branch[1]):
            last[-1] = evolve(last[-1], branches=(*last[-1].branches, plain(branch[1])))
        elif last and (more := last[-1].with_line(line)):
            last[-1] = more
        elif _HEADING.search(line) and len(line) < 80 and "。" not in line and not _is_pointer(line):
            close()
            heading, annex, columns = line if list_of(line) or count_of(line)[0] else heading, True, {}
        elif annex and not numbered and looks_like_party(line):
            loose.append(item(_COUNTED.sub("", line)))
    close()
    return found


def _is_the_other_name(party: Named, line: str) -> bool:
    """Whether a line is the English name of the party above it, which has a Chinese name alone."""
    written = "".join(known.text for known in party.names)
    return not re.search("[A-Za-z]{2}", written) and not _HAN.search(line) and looks_like_party(line)


def _section(heading: str, names: tuple[Named, ...]) -> Section:
    count, country = count_of(heading)
    action = "removed" if re.search(r"移出|移除|剔除", heading) else ""
    return Section(tuple(party for party in names if party.names), list_of(heading), action, count, country)


def _is_pointer(line: str) -> bool:
    """ "附件：出口管制管控名单（2025年9月25日）" before the signature tells of the annex; the annex itself has its word alone."""
    return bool(re.match(r"附件?\s*\d*\s*[:：]\s*\S", line))


def _lines(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    """The rows, with an item that was broken over lines put together: a number alone, a bracket that is still open."""
    found: list[tuple[str, ...]] = []
    for row in rows:
        before = found[-1][0] if found and len(found[-1]) == 1 and len(row) == 1 else ""
        if before and len(before) < 300 and len(row[0]) < 300 and not _NUMBERED.match(row[0]):
            if _BARE_NUMBER.match(before) and len(before) < 6 and is_name(row[0]):
                found[-1] = (f"{before.rstrip('.．、')}. {row[0]}",)
                continue
            goes_on = _opened(before) > 0 or re.match(r"[（(](?!\d{4}年)[^（）()]*[A-Za-z]", row[0])
            if _NUMBERED.match(before) and goes_on:
                found[-1] = (f"{before} {row[0]}",)
                continue
        found.append(row)
    return found


def _opened(line: str) -> int:
    return sum(line.count(mark) for mark in "（(") - sum(line.count(mark) for mark in "）)")


def _divided(line: str) -> list[str]:
    """The items of a line that holds several: "1.甲公司（A）；2.乙公司（B）"."""
    match = _NUMBERED.match(line)
    if match is None or match[1] is None:
        return [match[2]] if match else [line]
    parts, start, wanted = [], match.start(2), int(match[1]) + 1
    for more in _NEXT.finditer(line, start):
        if int(more[1]) == wanted:
            parts.append(line[start : more.start()])
            start, wanted = more.end(), wanted + 1
    return [*parts, line[start:]]


def _heads(row: tuple[str, ...]) -> dict[int, str]:
    """Which column is which, where a row of a table is its head."""
    heads: dict[int, str] = {}
    for index, cell in enumerate(row):
        for role, pattern in _HEADS:
            if len(cell) < 30 and re.search(pattern, cell, re.IGNORECASE) and role not in heads.values():
                heads[index] = role
                break
    return heads if "chinese" in heads.values() or ("english" in heads.values() and len(heads) > 1) else {}


def _of_table(row: tuple[str, ...], columns: dict[int, str]) -> Named | None:
    """The party of one row of a table."""
    if not columns:
        cells = [cell for cell in row if cell and not _BARE_NUMBER.match(cell)]
        if not cells or not _BARE_NUMBER.match(row[0] or "x") or not is_name(plain(cells[0])):
            return None
        party = item(cells[0])
        for cell in cells[1:]:
            extra = item(cell)
            if extra.names and looks_like_party(plain(cell)):
                party = evolve(
                    party, names=together(party.names, tuple(evolve(n, kind="alias") for n in extra.names))
                )
        return party if party.names else None
    by_role = {columns[index]: cell for index, cell in enumerate(row) if index in columns and cell.strip()}
    party = Named()
    for role in ("chinese", "english"):
        if role in by_role and is_name(plain(by_role[role])):
            read = item(by_role[role])
            names = read.names if not party.names else tuple(evolve(n, kind="alias") for n in read.names)
            party = evolve(party, names=together(party.names, names), scope=party.scope or read.scope)
    if not party.names:
        return None
    for role in ("alias", "former"):
        for part in re.split(r"[；;、\n]", by_role.get(role, "")):
            if part.strip(" -—/无"):
                party = evolve(
                    party,
                    names=together(
                        party.names, (name(plain(part), "former" if role == "former" else "alias"),)
                    ),
                )
    remarks = (plain(by_role["remarks"]),) if "remarks" in by_role else ()
    return evolve(
        party,
        address=plain(by_role.get("address", "")),
        country=plain(by_role.get("country", "")),
        remarks=remarks,
    )
