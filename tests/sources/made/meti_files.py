"""Japan's foreign end user list as PDF and as a workbook, in the published layout, from the same entries."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

HEADS = [
    "No.",
    "国名、地域名\nCountry or Region",
    "企業名､組織名\nCompany or Organization",
    "別名\nAlso Known As",
    "懸念区分\nType of WMD",
    "通常兵器\nConventional\nWeapons",
]
COUNTRIES = [
    "イラン\nIslamic Republic of Iran",
    "中国\nPeople's Republic of China",
    "北朝鮮\nNorth Korea",
    "ロシア\nRussian Federation",
]
Entry = tuple[str, str, list[str], str, str]  # country, name, aliases, class of concern, weapons
SAMPLE: list[Entry] = [
    (
        COUNTRIES[0],
        "Aerospace Industries Organization (AIO)",
        ["AIO", "Sazemane Sanaye Faza"],
        "ミサイル\nM",
        "CW",
    ),
    (
        COUNTRIES[2],
        "Academy of National Defense Science（国防科学院）",
        ["第二自然科学院"],
        "生物、化学、\nミサイル、核\nB,C,M,N",
        "",
    ),
    (
        COUNTRIES[1],
        "Xi'an Example Institute（西安范例研究所）",
        ["Example Institute of Xi'an", "アル・カイダ研究所"],
        "核\nN",
        "",
    ),
    (COUNTRIES[3], "Example Works JSC", [], "", "CW"),
    ("台湾\nTaiwan", "EXAMPLE TRADE CO., LTD.", ["例示貿易有限公司"], "ミサイル\nＭ", "ＣＷ"),
]


def many(count: int = 800) -> list[Entry]:
    """That many entries, some with so many aliases that their rows go on over a page."""
    return [
        (
            COUNTRIES[number % 4],
            f"Example {number} Industrial and Commercial Corporation (EX{number})",
            [f"Alias {part} of Example {number} in several words" for part in range((number * 7) % 9)],
            ["ミサイル\nM", "核\nN", "生物、化学\nB,C", ""][number % 4],
            "CW" if number % 4 == 3 or number % 5 == 0 else "",
        )
        for number in range(1, count + 1)
    ]


WIDTHS = (28, 80, 150, 160, 62, 50)
FONT, SIZE, LEADING = "HeiseiMin-W3", 7, 9
TOP, BOTTOM, LEFT = 800, 40, 32


def pdf(
    entries: list[Entry],
    title: str = "外国ユーザーリスト　令和7年9月29日",
    *,
    heads: list[str] | None = None,
    heads_on_every_page: bool = True,
    number_on_the_second_page: bool = False,
    ruled: bool = True,
) -> bytes:
    """The list as a PDF with ruled lines. A row that does not fit goes on over the page; headings are repeated.

    `number_on_the_second_page`: where a row is divided, its number (drawn in the middle of the cell) falls on the second page.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(LEFT, TOP + 12, title)
    head = [_wrapped(text, width) for text, width in zip(heads or HEADS, WIDTHS, strict=True)]
    y = _draw(canvas, head, TOP, ruled)
    for number, (country, name, aliases, concern, weapons) in enumerate(entries, start=1):
        texts = (str(number), country, name, "\n".join(f"・{alias}" for alias in aliases), concern, weapons)
        cells = [_wrapped(text, width) for text, width in zip(texts, WIDTHS, strict=True)]
        while cells:
            fits = int((y - BOTTOM - 4) // LEADING)
            height = max(map(len, cells))
            if fits >= height:
                y = _draw(canvas, cells, y, ruled)
                break
            if fits >= 1:
                top, rest = [cell[:fits] for cell in cells], [cell[fits:] for cell in cells]
                if number_on_the_second_page:
                    top[0], rest[0] = [], cells[0]
                _draw(canvas, top, y, ruled)
                cells = rest
            canvas.drawCentredString(297, 20, str(canvas.getPageNumber()))
            canvas.showPage()
            canvas.setFont(FONT, SIZE)
            y = _draw(canvas, head, TOP, ruled) if heads_on_every_page else TOP
    canvas.save()
    return out.getvalue()


def _wrapped(text: str, width: float) -> list[str]:
    """The lines of a cell, broken where they are too wide: at a blank if there is one."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines: list[str] = []
    for line in text.split("\n") if text else []:
        while stringWidth(line, FONT, SIZE) > width - 6:
            at = len(line)
            while stringWidth(line[:at], FONT, SIZE) > width - 6:
                at -= 1
            blank = line.rfind(" ", 0, at + 1)
            at = blank if blank > 0 else at
            lines.append(line[:at])
            line = line[at:].lstrip()
        lines.append(line)
    return lines


def _draw(canvas: Any, cells: list[list[str]], y: float, ruled: bool) -> float:
    """Draw a row of cells below `y`; gives where it ends."""
    height = max(1, *map(len, cells)) * LEADING + 4
    x = LEFT
    for lines, width in zip(cells, WIDTHS, strict=True):
        if ruled:
            canvas.rect(x, y - height, width, height)
        for index, line in enumerate(lines):
            canvas.drawString(x + 3, y - 8 - index * LEADING, line)
        x += width
    return y - height


def xlsx(entries: list[Entry], heads: list[str] | None = None, above: list[str] | None = None) -> bytes:
    """The list as a workbook with one sheet, "ユーザーリスト"; `above`: lines over the head."""
    lines: list[list[str | int]] = [[line] for line in above or []]
    lines.append(list(heads or HEADS))
    for number, (country, name, aliases, concern, weapons) in enumerate(entries, start=1):
        lines.append([number, country, name, "\n".join(f"・{alias}" for alias in aliases), concern, weapons])
    return workbook({"ユーザーリスト": lines})


def workbook(sheets: dict[str, list[list[str | int]]]) -> bytes:
    """A workbook of these sheets, with the texts inside the cells."""
    out = io.BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        overrides = "".join(
            f'<Override PartName="/xl/worksheets/sheet{index}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for index in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" '
            f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{overrides}</Types>',
        )
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(
            "_rels/.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{package}">'
            f'<Relationship Id="rId1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        names = "".join(
            f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>'
            for i, name in enumerate(sheets, start=1)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<?xml version="1.0"?><workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{names}</sheets></workbook>',
        )
        targets = "".join(
            f'<Relationship Id="rId{i}" Type="{kind}/worksheet" Target="worksheets/sheet{i}.xml"/>'
            for i in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{package}">{targets}</Relationships>',
        )
        for index, lines in enumerate(sheets.values(), start=1):
            rows = "".join(
                f'<row r="{y}">{"".join(_cell(x, y, text) for x, text in enumerate(line))}</row>'
                for y, line in enumerate(lines, 1)
            )
            archive.writestr(
                f"xl/worksheets/sheet{index}.xml",
                f'<?xml version="1.0"?><worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
            )
    return out.getvalue()


def _cell(x: int, y: int, text: str | int) -> str:
    place = f"{chr(65 + x)}{y}"
    if isinstance(text, int):
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
