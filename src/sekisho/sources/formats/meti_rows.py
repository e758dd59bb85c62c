"""One row of Japan's foreign end user list (外国ユーザーリスト), whatever file it stands in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from sekisho.sources.formats.countries import country_code
from sekisho.sources.formats.reading import squeeze, stable_id
from sekisho.sources.formats.written_names import names_of, once
from sekisho.sources.records import Flaw, ListedName, ListedParty

SOURCE = "jp.end-user-list"
LIST, LIST_CW = "jp.foreign-end-user-list", "jp.foreign-end-user-list-cw"
TITLE = "外国ユーザーリスト"
_HEADS = (
    ("number", r"^no\.?$|^番号$|^項番$"),
    ("country", r"国名|地域名|countryor|^country"),
    ("aliases", r"別名|alsoknown|alias"),
    ("name", r"企業名|組織名|company|organi[sz]ation"),
    ("concern", r"懸念区分|typeofwmd|wmd"),
    ("weapons", r"通常兵器|conventional|^cw$"),
)
_NEEDED = {"number", "country", "name", "concern"}
_CODES = ("B", "C", "M", "N")
_WORDS = (("B", "生物"), ("C", "化学"), ("M", "ミサイル"), ("N", "核"))
_CJK = r"\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_DAY = re.compile(r"(令和|平成|昭和)?\s*(元|\d{1,4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")


@frozen
class Row:
    """The cells of one entry, lines kept as they stand."""

    where: str
    number: str = ""
    country: str = ""
    name: str = ""
    aliases: str = ""
    concern: str = ""
    weapons: str = ""

    def with_more(self, other: Row) -> Row:
        """This row with what stands of it on the next page."""
        pairs = ((getattr(self, key), getattr(other, key)) for key in _KEYS)
        return Row(self.where, *("\n".join(filter(None, pair)) for pair in pairs))


_KEYS = ("number", "country", "name", "aliases", "concern", "weapons")


def heads_of(cells: Sequence[str]) -> dict[str, int]:
    """Which column is which, by the headings in Japanese or English; {} where the row is no head."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).lower()
        for key, pattern in _HEADS:
            if key not in found and text and len(text) < 80 and re.search(pattern, text):
                found[key] = index
                break
    return found if set(found) >= _NEEDED else {}


def row_of(where: str, cells: Sequence[str], heads: dict[str, int]) -> Row:
    """The row of these cells under these headings."""
    given = {key: cells[index].strip() if index < len(cells) else "" for key, index in heads.items()}
    return Row(where=where, **given)


def parties_of(
    rows: Iterable[Row], flaws: list[Flaw], *, wrapped: bool
) -> tuple[tuple[ListedParty, ...], int | None]:
    """The parties of the rows and the highest number that the list gives; `wrapped` where line ends mean nothing (PDF).

    The list numbers its entries from 1 without gaps: a number that is missing, or that comes twice, is a `Flaw`.
    """
    parties: list[ListedParty] = []
    numbers: dict[int, str] = {}
    ids: dict[str, int] = {}
    for row in rows:
        party = _party(row, flaws, wrapped)
        if party is None:
            continue
        ids[party.id] = ids.get(party.id, 0) + 1
        if ids[party.id] > 1:
            party = evolve(party, id=f"{party.id}-{ids[party.id]}")
        parties.append(party)
        if not party.fact("number"):
            continue
        number = int(party.fact("number"))
        if number in numbers:
            flaws.append(
                Flaw(
                    row.where,
                    f"No. {number} stands in the list twice (also {numbers[number]}); both are kept",
                )
            )
        numbers.setdefault(number, row.where)
    highest = max(numbers, default=0)
    missing = [number for number in range(1, min(highest, 100_000) + 1) if number not in numbers]
    if missing:
        shown = ", ".join(map(str, missing[:10])) + (" …" if len(missing) > 10 else "")
        flaws.append(
            Flaw("the whole list", f"{len(missing)} numbers are missing: {shown}; look at the published list")
        )
    return tuple(parties), highest or None


def published_on(text: str) -> date | None:
    """The first day that a text names, by the Western or the Japanese calendar: "令和7年9月29日"."""
    for era, year, month, number in _DAY.findall(unicodedata.normalize("NFKC", text)):
        count = 1 if year == "元" else int(year)
        try:
            found = date(_ERAS.get(era, 0) + count, int(month), int(number))
        except ValueError:
            continue
        if found.year >= 1990:
            return found
    return None


def joined(text: str) -> str:
    """The lines of a cell as one, with a blank only where words of an alphabet meet."""
    text = "\n".join(line.strip() for line in text.split("\n"))
    text = re.sub(rf"(?<=[-‐/{_CJK}])\n|\n(?=[{_CJK}])", "", text)
    return squeeze(text)


def _party(row: Row, flaws: list[Flaw], wrapped: bool) -> ListedParty | None:
    number = unicodedata.normalize("NFKC", row.number).strip().rstrip(".")
    numbered = re.fullmatch(r"\d{1,5}(?:\.0)?", number)
    names = _names(row, wrapped)
    if not names:
        flaws.append(Flaw(row.where, f"No. {number or '?'} has no name and is left out"))
        return None
    if not numbered:
        flaws.append(Flaw(row.where, f"{names[0].text} has no number; it is kept"))
    country = country_code(joined(row.country)) or country_code(row.country.split("\n")[0])
    if not country:
        flaws.append(
            Flaw(
                row.where,
                f"No. {number}: the country {joined(row.country)[:60]!r} is not known; it is left open",
            )
        )
    concern = _concern(row)
    if not concern:
        flaws.append(
            Flaw(row.where, f"No. {number}: no class of concern could be read; it is put on both lists")
        )
    weapons = "CW" in concern
    lists = [LIST] if not concern or concern != ["CW"] else []
    lists += [LIST_CW] if weapons or not concern else []
    return ListedParty(
        source=SOURCE,
        id=stable_id(SOURCE, _lasting(names[0].text), country),
        lists=tuple(lists),
        kind="organisation",
        names=names,
        countries=(country,) if country else (),
        citation=f"{TITLE} No. {int(float(number))}" if numbered else TITLE,
        facts=(("concern", "|".join(concern)), ("number", str(int(float(number))) if numbered else "")),
    )


def _names(row: Row, wrapped: bool) -> tuple[ListedName, ...]:
    """The name as it stands, the native name and the short form in its brackets, the aliases."""
    found: list[ListedName] = []
    for index, written in enumerate(_bulleted(row.name, wrapped=True)):
        here = names_of(_half_width(written), "primary" if index == 0 else "alias")
        found += sorted(here, key=lambda name: name.kind != "primary")
    for written in _bulleted(row.aliases, wrapped=wrapped):
        found += names_of(_half_width(written), "alias")
    if found and found[0].kind != "primary":
        found[0] = ListedName(found[0].text, "primary")
    return once(found)


def _lasting(name: str) -> str:
    """What of a name stays from edition to edition: its letters and figures, without a short form in brackets."""
    bare = re.sub(r"\([^()]*\)", "", name)
    return "".join(mark for mark in (bare if bare.strip() else name).casefold() if mark.isalnum())


def _bulleted(cell: str, *, wrapped: bool) -> list[str]:
    """The items of a cell: each begins with "・" at the head of a line or after a blank, else each line is one (unless wrapped)."""
    cell = cell.strip()
    if re.search(r"(?:^|\s)[・･•]", cell):
        parts = re.split(r"(?:^|\s)[・･•]\s*", cell)
    else:
        parts = [cell] if wrapped else cell.split("\n")
    return [
        item
        for part in parts
        if (item := joined(part).strip("・･•、 ")) and item not in {"-", "―", "ー", "なし"}
    ]


def _half_width(text: str) -> str:
    """Full-width letters and brackets as ordinary ones; kana and kanji stay."""
    return squeeze(
        "".join(
            unicodedata.normalize("NFKC", mark) if "\uff01" <= mark <= "\uff5e" else mark for mark in text
        )
    )


def _concern(row: Row) -> list[str]:
    text = unicodedata.normalize("NFKC", row.concern)
    codes = [code for code in _CODES if re.search(rf"(?<![A-Za-z]){code}(?![A-Za-z])", text)]
    codes = codes or [code for code, word in _WORDS if word in text]
    weapons = unicodedata.normalize("NFKC", row.weapons)
    if re.search(r"CW|[○〇◯●✓✔]|^有$|通常", weapons) or re.search(r"\bCW\b", text):
        codes.append("CW")
    return codes
