"""A page of the Ministry of Commerce of China as plain lines and table rows, with what it says of itself."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cached_property
from itertools import pairwise

from attrs import frozen
from lxml import etree

from sekisho.sources.records import SourceError

PAGE = 4_000_000  # bytes of one page; an announcement has some ten thousand
LAYOUT = 1_000  # characters: a longer cell is one of a table that only lays out the page
_SKIP = ("script", "style", "noscript", "template", "svg", "iframe", "select", "button", "form", "head")
_BREAK = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
    ),
    *(
        "fieldset",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
    ),
    *("ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "ul"),
}
_TITLE_META = {"articletitle", "og:title", "title"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HAN = r"\u3007\u3400-\u9fff\uf900-\ufaff"
_SPACED = re.compile(rf"(?<=[{_HAN}，。、；：（）《》〔〕【】])[ \t]+(?=[{_HAN}，。、；：（）《》〔〕【】])")
_BLANK = re.compile(r"[ \t\r\f\v\u00a0\u3000]+")
_DAY = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_MOFCOM = re.compile(r"[部署局]\s*公告\s*[〔\[(（]?\s*(20\d\d)\s*[〕\])）]?\s*年?\s*第?\s*(\d{1,4})\s*号")
_MECHANISM = re.compile(
    r"不可靠实体清单工作机制\s*(?:公告)?\s*[〔\[【(（]?\s*(20\d\d)\s*[〕\]】)）]?\s*年?\s*第?\s*(\d{1,4})\s*号"
)


@frozen
class Page:
    """One announcement or answer to the press. `rows`: each a line (one cell) or a row of a table (several)."""

    where: str
    title: str
    number: str  # "cn-2025-mofcom-1", "cn-2025-uel-7", as the law names the instrument; "" where the page states none
    published: date | None
    press: bool
    rows: tuple[tuple[str, ...], ...]
    attachments: tuple[str, ...]  # addresses of files that the page points to

    @cached_property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(" ".join(row) for row in self.rows)


def read(where: str, data: bytes) -> Page:
    """The page of these bytes; `SourceError` where they are no page, or one that was cut short or nested beyond measure."""
    if len(data) > PAGE:
        raise SourceError(f"{where}: {len(data):,} bytes are no announcement. Fetch the page again.")
    root = _root(where, data)
    metas = [
        (str(meta.get("name") or meta.get("property") or "").lower(), plain(str(meta.get("content") or "")))
        for meta in root.iter("meta")
    ]
    head = next((plain("".join(map(str, title.itertext()))) for title in root.iter("title")), "")
    links = tuple(dict.fromkeys(str(link.get("href")).strip() for link in root.iter("a") if link.get("href")))
    etree.strip_elements(root, *_SKIP, with_tail=False)
    rows = tuple(_rows(root))
    title = next((content for name, content in metas if name in _TITLE_META and content), "") or _title(
        head, rows
    )
    text = "\n".join(" ".join(row) for row in rows)
    press = "答记者问" in title or "答记者问" in text[:600] or "谈话" in title
    return Page(
        where=where,
        title=title,
        number="" if press else _number(title, text),
        published=_published(text, metas),
        press=press,
        rows=rows,
        attachments=tuple(
            link for link in links if re.search(r"\.(?:pdf|docx?|xlsx?|wps|ofd)(?:$|[?#])", link, re.I)
        ),
    )


def plain(text: str) -> str:
    """One line without invisible marks and without blanks between Chinese characters ("商 务 部")."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        mark for mark in text if unicodedata.category(mark) not in {"Cf", "Co", "Cs"} and mark != "\0"
    )
    return _SPACED.sub("", _BLANK.sub(" ", text.replace("\n", " "))).strip()


def numbers(text: str) -> list[str]:
    """Every announcement that a text names, by the id that the law gives it; "5号和6号" are two."""
    found: list[tuple[int, str]] = []
    for pattern, kind in ((_MECHANISM, "uel"), (_MOFCOM, "mofcom")):
        for match in pattern.finditer(text):
            year = match[1]
            found.append((match.start(), f"cn-{year}-{kind}-{int(match[2])}"))
            rest, at = text[match.end() : match.end() + 80], match.start()
            while more := re.match(r"\s*(?:和|及|、|与|以及)\s*第?\s*(\d{1,4})\s*号", rest):
                found.append((at, f"cn-{year}-{kind}-{int(more[1])}"))
                rest = rest[more.end() :]
    return list(dict.fromkeys(number for _, number in sorted(found, key=lambda item: item[0])))


def days(text: str) -> list[date]:
    """Every whole day that a text names. "2025年4月4日和9日" and "2025年3月4日和4月4日" are two days each."""
    found: list[date] = []
    for match in _DAY.finditer(text):
        year, month = int(match[1]), int(match[2])
        _add(found, year, month, int(match[3]))
        rest = text[match.end() : match.end() + 40]
        while more := re.match(r"\s*(?:和|及|、|与)\s*(?:(\d{1,2})\s*月)?\s*(\d{1,2})\s*日", rest):
            month = int(more[1] or month)
            _add(found, year, month, int(more[2]))
            rest = rest[more.end() :]
    return found


def _add(found: list[date], year: int, month: int, number: int) -> None:
    try:
        found.append(date(year, month, number))
    except ValueError:
        return


def _root(where: str, data: bytes) -> etree._Element:
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SourceError(
            f"{where}: this is a document, not a page. Give the address of the announcement itself."
        )
    text = _decoded(data).replace("\0", "")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"{where}: the page cannot be read: {error}. Fetch it again.") from None
    if root is None:
        raise SourceError(f"{where}: the page is empty. Fetch it again.")
    if any("depth" in str(entry.message).lower() for entry in parser.error_log):
        raise SourceError(f"{where}: the page is nested beyond what a page is. Fetch it again.")
    return root


def _decoded(data: bytes) -> str:
    """By byte order mark, by UTF-8 if it fits, by what the page declares, else by GB 18030, which fits every older page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else "gb18030"
    codec = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5"}.get(
        name, "gb18030" if name != "utf-8" else "utf-8"
    )
    return data.decode(codec, "replace")


def _rows(root: etree._Element) -> list[tuple[str, ...]]:
    """Lines and table rows in the order of the page."""
    rows: list[tuple[str, ...]] = []
    line: list[str] = []
    cells: list[list[str]] = []  # of the table row that is open, one list of lines each
    depth = 0  # of cells that are open

    def flush() -> None:
        text = plain("".join(line))
        line.clear()
        if text:
            if depth and cells:
                cells[-1].append(text)
            else:
                rows.append((text,))

    def close_row() -> None:
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 or any(sum(map(len, cell)) > LAYOUT for cell in filled):
            rows.extend((text,) for cell in filled for text in cell)
        elif filled:
            rows.append(tuple("\n".join(cell) for cell in cells))
        cells.clear()

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BREAK:
                flush()
            elif tag == "tr":
                flush()
                close_row()
            elif tag in {"td", "th"}:
                flush()
                cells.append([])
                depth += 1
            line.append(element.text or "")
        else:
            if tag in _BREAK:
                flush()
            elif tag in {"td", "th"}:
                flush()
                depth = max(0, depth - 1)
            elif tag == "tr":
                flush()
                close_row()
            line.append(element.tail or "")
    flush()
    close_row()
    return rows


def _title(head: str, rows: tuple[tuple[str, ...], ...]) -> str:
    """What stands in the window's title if it is one, else the first line that reads as a title."""
    if re.search(r"公告|名单|清单|答记者问|决定", head):
        return head
    for row in rows[:60]:
        if len(row) == 1 and len(row[0]) < 200 and re.search(r"公告|列入|移出|答记者问", row[0]):
            return row[0]
    return head


def _number(title: str, text: str) -> str:
    """The number of the announcement itself: as it is filed, else in its title, else in its letterhead."""
    filed = re.search(r"【发布文号】\s*([^\n【]{1,80})", text)
    for place in (filed[1] if filed else "", title, text[:600]):
        if found := numbers(place):
            return found[0]
    spread = re.search(r"不可靠实体清单工作机制\n公告\n(20\d\d)年\s*第\s*(\d+)\s*号", text)
    return f"cn-{spread[1]}-uel-{int(spread[2])}" if spread else ""


def _published(text: str, metas: list[tuple[str, str]]) -> date | None:
    """The day on which it was issued: as it is filed, else its signature, else as the site dates the page."""
    filed = re.search(r"【发文日期】\s*([^\n【]{1,30})", text)
    if filed and (found := days(filed[1])):
        return found[0]
    lines = text.split("\n")
    for before, line in pairwise(["", *lines]):
        signed = re.search(r"商务部|工作机制|代章|办公室", before)
        if signed and (match := _DAY.fullmatch(line.strip())) and (found := days(match[0])):
            return found[0]
    annex = re.search(
        r"附\s*件?[^\n。]{0,40}(?:名单|清单)[^\n。]{0,10}[（(]\s*(20\d\d年\d{1,2}月\d{1,2}日)", text
    )
    if annex and (found := days(annex[1])):
        return found[0]
    for name, content in metas:
        if name in {"pubdate", "publishdate", "article:published_time"} and (found := days(content)):
            return found[0]
    dated = re.search(r"(20\d\d-\d{1,2}-\d{1,2})(?:\s+\d{1,2}:\d{2})?", text[:1500])
    return found[0] if dated and (found := days(dated[1])) else None
