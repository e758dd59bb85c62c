"""Which words of a long form may be left out, and which may not."""

from __future__ import annotations

from sekisho.screening.index import NameIndex
from sekisho.screening.names import forms_of
from sekisho.screening.reasons import Query
from sekisho.screening.tokens import slots_of
from sekisho.sources.records import ListedName, ListedParty


def _index(*names: str) -> NameIndex:
    return NameIndex.build(
        ListedParty("t", name, ("t",), "organisation", (ListedName(name),), countries=("CN",))
        for name in names
    )


def test_a_maker_of_memory_is_not_another() -> None:
    (index, asked) = _index("YMTC", "SMIC"), Query("长鑫存储技术有限公司", kind="organisation")
    assert not any(hit.alert for hit in index.search(asked))


def test_a_leading_word_may_be_left_out_only_before_a_word_that_stands_alone() -> None:
    slots = slots_of(forms_of("长鑫存储", kind="organisation", country="CN"))
    assert slots[0].optional and "memory" in slots[0].with_
    first, *_ = slots_of(forms_of("研究所", kind="organisation", country="CN"))
    assert "institute" not in first.with_
