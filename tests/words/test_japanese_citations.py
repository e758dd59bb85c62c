"""Japanese law as a Japanese reader cites it; half a citation is never given."""

import re

import pytest

from sekisho.law import load_law
from sekisho.words.japanese_citations import japanese_citation
from sekisho.words.lanes import cited_in

KNOWN = [
    ("FEFTA Art. 48(1); Export Trade Control Order Art. 1(1), Appended Table 1, items 1 to 15",
     "外為法第48条第1項；輸出貿易管理令第1条第1項、別表第1の1から15の項"),
    ("Export Trade Control Order Art. 2(1)(i-8), Appended Tables 2-3(i), 2-4",
     "輸出貿易管理令第2条第1項第1号の8、別表第2の3第1号、別表第2の4"),
    ("Export Trade Control Order Art. 4(1)(iii) イ, (iv) イ; METI Ordinance 249 of 2001, items 2 and 3",
     "輸出貿易管理令第4条第1項第3号イ、第4号イ；平成13年経済産業省令第249号第2号・第3号"),
    ("FEFTA Art. 25(1), (3); Foreign Exchange Order Art. 17, Appended Table",
     "外為法第25条第1項、第3項；外国為替令第17条、別表"),
    ("FEFTA Art. 26-28", "外為法第26条から第28条"),
    ("FEFTA Art. 27-2(1), words in brackets", "外為法第27条の2第1項、括弧書"),
    ("Goods Ordinance Art. 9 item 10 ニ(1)4一ロ", "貨物等省令第9条第10号ニ(1)4一ロ"),
    ("Goods Ordinance Art. 23(3)(xiv)", "貨物等省令第23条第3項第14号"),
    ("Export Trade Control Order, Appended Table 1, item 10(7-2)", "輸出貿易管理令別表第1の10の項(7の2)"),
    ("Export Trade Control Order Art. 4(1)(ii) イ-ニ; operation circular 4-1-2(1) to (4)",
     "輸出貿易管理令第4条第1項第2号イ～ニ；運用通達4-1-2(1)～(4)"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "japanese"), KNOWN)
def test_a_citation_is_put_into_japanese(english: str, japanese: str) -> None:
    assert japanese_citation(english) == japanese
    assert cited_in("ja", "JP", english, "some order") == japanese
    assert "some order" in cited_in("en", "JP", english, "some order")


@pytest.mark.parametrize("cite", [
    "Export Trade Control Order Art. 1(1) as somebody tells it", "15 CFR 742.4", "", "measures of 2025-09-29",
    "FEFTA Art. 48(1); a text that nobody knows", "Export Trade Control Order 3 pages",
])  # fmt: skip
def test_what_is_not_understood_as_a_whole_is_left_alone(cite: str) -> None:
    assert japanese_citation(cite) == ""


def test_most_of_the_law_is_understood_and_nothing_english_is_left() -> None:
    law = load_law()
    duties = {
        p.cite for book in (law.requirements, law.reliefs) for id, p in book.items() if id.startswith("jp")
    }
    entries = {p.cite for id, p in law.entries.items() if id.startswith("jp.")}
    for rows, share in ((duties, 0.75), (entries, 0.75)):
        told = {cite: japanese_citation(cite) for cite in rows if cite}
        assert sum(map(bool, told.values())) > share * len(told), sorted(
            c for c, one in told.items() if not one
        )
        assert [one for one in told.values() if re.search("[A-Za-z]{3}|[a-z]", one)] == []
