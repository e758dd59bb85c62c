"""What attributes are called in lines of conditions: no reader of Japanese or Chinese meets an identifier."""

import re

import pytest

from sekisho.law import load_law
from sekisho.law.attribute_names import attribute_name
from sekisho.law.in_words import _ROLES, LANGUAGES, attribute_words, node_words, title_of
from sekisho.logic.conditions import Condition, Contains, Knows
from sekisho.words import say


@pytest.mark.parametrize(("attribute", "ja"), [
    ("gas_valve_time", "高速ガス切替弁の切替時間（最短のもの）"),
    ("esc_zones", "静電チャックの個別温度制御領域"),
    ("euv_pattern_shaping", "「極端紫外パターンシェイピング用に設計されていますか」"),
    ("kind", "品目の種類"), ("act", "行為"), ("from", "仕出地"),
])  # fmt: skip
def test_a_line_calls_an_attribute_by_its_question(attribute: str, ja: str) -> None:
    assert attribute_words(load_law(), attribute, "ja") == ja


def test_no_attribute_stands_as_its_id_outside_english() -> None:
    law = load_law()
    for attribute in law.vocabulary.attributes:
        for lang in LANGUAGES[1:]:
            words = attribute_words(law, attribute, lang)
            assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", words) or attribute in law.derived, (
                attribute,
                lang,
                words,
            )
            assert attribute_name(law, attribute, lang) != attribute.replace("_", " ")


def test_roles_channels_and_choices_are_told_in_words() -> None:
    law = load_law()
    assert node_words(law, Contains("role", "none", ("exporter",)), "ja") == "役割に輸出者を含まない"
    assert "logic" not in node_words(law, Contains("advanced_node_production", "some", ("logic",)), "ja")
    knows = next(node for p in law.requirements.values() if (node := _knows(p.when)) is not None and node.by)
    assert not re.search("[a-z]{4}", node_words(law, knows, "ja"))


def _knows(node: Condition) -> Knows | None:
    from sekisho.logic.conditions import children

    if isinstance(node, Knows):
        return node
    return next((found for child in children(node) if (found := _knows(child)) is not None), None)


def test_what_adds_to_a_term_and_a_suspension_are_called_by_their_titles() -> None:
    law = load_law()
    assert title_of(law, "us-ear-734-fdp.k", "ja").startswith("半導体製造装置規則")
    assert title_of(law, "cn-2025-mofcom-gacc-70.suspension", "zh").startswith(
        "暂停实施"
    ) or "停" in title_of(law, "cn-2025-mofcom-gacc-70.suspension", "zh")


def test_roles_are_called_as_the_forms_call_them() -> None:
    """The law's room cannot ask the room of words; in English it says what stands in the transaction file."""
    for role, words in _ROLES.items():
        for lang in ("ja", "zh"):
            assert words[lang] == say(f"check.role-{role}", lang)
