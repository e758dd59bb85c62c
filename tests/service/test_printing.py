"""A result on paper: its order, its words whole in three languages, its fonts, its pages; nothing typed is markup."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from typing import Any

import pdfplumber
import pytest

from sekisho.determine import Engine
from sekisho.facts import read_case
from sekisho.facts.load import load_text
from sekisho.facts.write import read_document
from sekisho.service.histories import history
from sekisho.service.printing import MissingFont, fonts, paper_of, typeset
from sekisho.service.printing.coverage import missing
from sekisho.service.printing.pdf import question_note, sheet, without_boxes
from sekisho.service.worked import Worked
from sekisho.web.pictures.marks import on_paper
from sekisho.words import say
from tests.service.offices import TODAY, example, the_law

PAIRS = [
    ("en", "No licence required (on the facts given)"),
    ("ja", "許可不要（現時点の事実による）"),
    ("zh", "无需许可（就已知事实）"),
]
FREE = "gallium-germanium-japan-2023-07-31"
PARTS = ("outcomes", "duties", "questions", "words", "not-examined", "history", "reasons")
HOSTILE = [
    '#read("/etc/passwd") #include "x.typ"',
    "$ x $ *bold* _it_ = Heading // comment /* more",
    "]] #set page(fill: red) [[ \\ `raw` <label> @ref",
    '"); panic("out") #import "@preview/x:1.0.0": *',
    "\u202eright to left\u202c \u0000\u0007 🙂 & <b>",
]


def worked(text: str) -> Worked:
    law, engine = the_law()
    case = read_case(load_text(text, "t", False), law, None, None, "t")
    return Worked(case, engine.determine(case), {})


def paper(text: str, lang: str, title: str = "", told: bool = True) -> dict[str, Any]:
    law, engine = the_law()
    found = worked(text)
    past = history_of(engine, text) if told else None
    document = read_document(text, "t", False)
    return paper_of(law, document, found, past, title=title, made=TODAY, lang=lang)


@cache
def paper_free(lang: str) -> dict[str, Any]:
    return paper(example(FREE), lang, "Gallium")


@cache
def _history(text: str) -> dict[str, Any]:
    law, engine = the_law()
    case = read_case(load_text(text, "t", False), law, None, None, "t")
    return history(engine, case, today=TODAY, start=date(2023, 7, 1), until=date(2024, 1, 31))


def history_of(engine: Engine, text: str) -> dict[str, Any]:
    return _history(text)


@cache
def pages_of(body: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(body)) as opened:
        return [page.extract_text() for page in opened.pages]


@cache
def gallium(lang: str) -> bytes:
    return typeset(paper_free(lang), *on_paper())


@pytest.mark.parametrize(("lang", "words"), PAIRS)
def test_the_outcome_stands_whole_with_its_bracket(lang: str, words: str) -> None:
    first = pages_of(gallium(lang))[0].replace("\n", "" if lang != "en" else " ")
    assert words in first
    bare, bracket = re.split("(?=[（(])", "".join(words.split()).lower(), maxsplit=1)
    whole = [
        bracket,
        bracket.strip("（）()"),
    ]
    for told in texts_in(sheet(paper_free(lang))):
        for after in "".join(told.split()).lower().split(bare)[1:]:
            by_words = say("group-none", lang) in told  # "on the facts given" stands in the words themselves
            assert by_words or any(after.startswith(rest) for rest in whole), (told, "cut short")


def texts_in(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [words for one in inside for words in texts_in(one)]


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_every_page_carries_id_days_law_and_its_number(lang: str) -> None:
    law, _ = the_law()
    pages = pages_of(gallium(lang))
    for number, page in enumerate(pages, 1):
        for words in ("Sekisho", "2023-07-31", law.hash[:12]):
            assert words in page, (number, words)
        told = say("print.page-of", lang).replace("{0}", str(number)).replace("{1}", str(len(pages)))
        assert told.replace(" ", "") in page.replace(" ", "")


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_the_parts_stand_in_their_order(lang: str) -> None:
    text = "\n".join(pages_of(gallium(lang)))
    lines = [line.strip().replace(" ", "") for line in text.splitlines()]
    at = [lines.index(say(f"print.{part}", lang).replace(" ", "")) for part in PARTS]
    assert at == sorted(at)


def test_the_same_paper_gives_the_same_bytes() -> None:
    text = example(FREE)
    assert typeset(paper(text, "en", "Gallium"), *on_paper()) == gallium("en")
    assert typeset(paper(text, "en", "Another"), *on_paper()) != gallium("en")


def test_the_history_table_is_that_of_the_history() -> None:
    found = paper_free("en")
    rows = [row for row in found["history"]["rows"] if row["authority"] == "CN"]
    assert [(row["from"], row["at_most"]) for row in rows] == [
        ("2023-07-01", "no-licence-required"),
        ("2023-08-01", "licence-required"),
    ]
    printed = " ".join(" ".join(pages_of(gallium("en"))).split())
    assert "Announcement 23 of 2023" in printed and "2023-08-01" in printed


def test_what_somebody_typed_is_text() -> None:
    parties = "".join(
        f"  - {{id: p{n}, role: consignee, name: {_quoted(one)}, country: CN}}\n"
        for n, one in enumerate(HOSTILE)
    )
    text = (
        "id: T-1\non: 2023-07-31\nact: export\nroute: {from: CN, to: JP, final: JP}\n"
        f"parties:\n{parties}items: [{{id: '1', description: {_quoted(HOSTILE[2])}, kind: material.gallium}}]\n"
    )
    made = paper(text, "en", HOSTILE[0], told=False)
    shown = re.sub(r"[^A-Za-z0-9#$*]", "", "".join(pages_of(typeset(made, *on_paper()))))
    for one in HOSTILE:
        assert (
            re.sub(r"[^A-Za-z0-9#$*]", "", one.replace("🙂", "[U+1F642]" if missing({"🙂"}) else "")) in shown
        ), one
    assert "root:x:0" not in shown and "cid0" not in shown


def _quoted(words: str) -> str:
    plain = "".join(c for c in words if ord(c) >= 32)
    return "'" + plain.replace("'", "''") + "'"


def test_names_in_other_scripts_are_set_in_their_letters() -> None:
    text = (
        "id: T-1\non: 2026-11-20\nact: export\nroute: {from: JP, to: CN, final: CN}\n"
        "parties: [{id: a, role: consignee, name: 上海某某半导体有限公司, country: CN}, "
        "{id: b, role: end-user, name: 주식회사 예시, country: KR},"
        " {id: c, role: exporter, name: テスト株式会社, country: JP}]\n"
        "items: [{id: '1', description: sample, kind: material.gallium}]\n"
    )
    made = paper(text, "en", "x", told=False)
    about = [row["words"] for row in sheet(made)["about"]]
    assert [row["s"] for row in about if isinstance(row, dict)] == ["zh-Hans", "ko", "ja"]
    body = typeset(made, *on_paper())
    with pdfplumber.open(io.BytesIO(body)) as opened:
        chars = opened.pages[0].chars
        used = {char["text"]: char["fontname"] for char in chars}
    assert "CJKsc" in used["导"] and "CJKkr" in used["예"] and "CJKjp" in used["テ"], (
        "the forms of each language"
    )


def test_without_a_font_nothing_is_printed_and_the_script_is_named() -> None:
    held = frozenset({"Liberation Sans", "DejaVu Sans", "Noto Sans CJK SC"})
    fonts.refuse_missing({"", "zh-Hans"}, held)
    with pytest.raises(MissingFont) as missing:
        fonts.refuse_missing({"ja", "zh-Hans", "ko"}, held)
    assert missing.value.scripts == ["ja", "ko"]


def test_letters_that_no_font_holds_are_refused_and_other_signs_are_named() -> None:
    assert missing(set("aé許可한İبΩ—≥")) == frozenset()
    assert missing(set("🙂\U0001fbf0 x")) >= {"\U0001fbf0"}
    with pytest.raises(MissingFont) as unknown:
        without_boxes({"name": "\U00012000\U00012001 Ltd."})
    assert unknown.value.scripts == ["cuneiform"]
    assert without_boxes({"a": ["x\U0001fbf0"]}) == {"a": ["x[U+1FBF0]"]}


def test_a_paper_is_refused_where_its_letters_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "families", lambda: frozenset({"Liberation Sans", "Libertinus Serif"}))
    made = paper(example(FREE), "ja", told=False)
    with pytest.raises(MissingFont):
        typeset(made, *on_paper())


def test_an_authority_that_failed_is_on_the_paper_as_undetermined() -> None:
    text = example(FREE)
    law, engine = the_law()
    case = read_case(load_text(text, "t", False), law, None, None, "t")
    found = Worked(case, engine.determine(case, authorities=("CN",)), {"US": "ValueError"})
    made = paper_of(law, read_document(text, "t", False), found, None, title="", made=TODAY, lang="en")
    row = next(row for row in sheet(made)["outcomes"] if row["code"] == "US")
    assert "undetermined" in row["headline"] and row["mark"] == "not-subject-prohibited"


def test_marks_on_paper_have_no_classes_and_no_colours() -> None:
    for drawings in on_paper():
        assert len(drawings) == 21
        for body in drawings.values():
            assert "class=" not in body and "var(" not in body
            assert set(re.findall(r"#[0-9a-f]+", body)) <= {"#000", "#fff", "#888"}


def test_a_question_for_a_provision_without_citation_is_printed() -> None:
    row = {"id": "x.pointer", "title": "What was not read", "cite": ""}
    card = {
        "who_name": "",
        "about": "",
        "unit": "",
        "authorities": ["JP"],
        "provisions": [row, {**row, "title": ""}],
    }
    assert question_note(card, "en") == "JP · What was not read, x.pointer"
