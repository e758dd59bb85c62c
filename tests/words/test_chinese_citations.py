"""Citations of Chinese law in Chinese: whole or not at all."""

import re

import pytest

from sekisho.law import load_law
from sekisho.words.chinese_citations import chinese_citation, place_in
from sekisho.words.lanes import citation, cited_in


def test_every_citation_of_chinese_law_is_told_in_chinese() -> None:
    """A new provision whose citation has a new word is told in English until the word is added to the table."""
    law = load_law()
    rows = {one.cite for one in law.all_provisions() if one.authority == "CN" and one.cite}
    rows |= {one.cite for id, one in law.entries.items() if id.startswith("cn.") and one.cite}
    left = {cite for cite in rows if not chinese_citation(cite) and not cite.endswith(".yaml")}
    assert len(rows) > 300 and left == set(), "add their words to words/chinese_citations.py"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Article 12(3)", "第12条(3)"),
        ("Articles 18 to 20, 40, 76 and 77", "第18至20条、第40条、第76条、第77条"),
        ("Article 16(2); Regulations Articles 25 and 35", "第16条(2)；条例 第25条、第35条"),
        ("clause 2, first half, and last paragraph", "第2款，前半、末段"),
        ("Announcements 12 and 28 of 2026", "2026年第12、28号公告"),
        ("Announcement 18 of 2025, paragraph after item 7", "2025年第18号公告，第7项之后一段"),
        ("unified list, category 3, type A (systems, equipment, components): 3A229", "统一清单 第3类 A 系统、设备和部件 3A229"),
    ],
)  # fmt: skip
def test_a_citation_keeps_its_numbers(english: str, chinese: str) -> None:
    assert chinese_citation(english) == chinese
    assert re.findall(r"\d+", english) and set(re.findall(r"\d+", english)) == set(
        re.findall(r"\d+", chinese)
    )


def test_what_is_not_known_whole_stays_as_it_is() -> None:
    assert chinese_citation("Article 5 and a schedule that nobody knows") == ""
    told = cited_in("zh", "CN", "a schedule that nobody knows", "Order No. 1", "某令")
    assert told == "Order No. 1, a schedule that nobody knows"
    assert cited_in("zh", "US", "Article 5", "Act", "Act") == "Act, Article 5"


def test_the_instrument_is_not_said_twice() -> None:
    native = "商务部 海关总署公告2025年第18号"
    assert place_in("Announcement 18 of 2025, item 4(1)", native) == "第4(1)项"
    assert place_in("Announcement 19 of 2025, item 4(1)", native) == "2025年第19号公告，第4(1)项"
    customs = "海关总署公告2025年第123号 关于两用物项出口管制海关质疑有关事项的公告"
    assert place_in("GACC Announcement 123 of 2025", customs) == ""
    assert place_in("Order 803, Articles 17 and 18", "国务院令第803号") == "第803号令，第17条、第18条"
    duty = {"provision": "cn-2025-mofcom-gacc-18.x", "cite": "Announcement 18 of 2025, item 4(1)",
            "instrument": {"native": native, "citation": "MOFCOM and GACC Announcement No. 18 of 2025"}}  # fmt: skip
    assert citation(duty, "zh", short=True) == f"{native}（第4(1)项）"
    assert "Announcement 18 of 2025" in citation(duty, "ja", short=True)
