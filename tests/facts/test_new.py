"""A file to begin with can be read as it is, in three languages, and asks what the law asks."""

from datetime import date

import pytest

from sekisho.facts import read_case
from sekisho.facts.load import load_text
from sekisho.facts.new import Lang, template
from sekisho.law.compiled import Law
from sekisho.logic.kinds import KindError
from sekisho.logic.paths import parse_kind


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_it_is_read_and_states_nothing_that_nobody_said(lang: Lang, law: Law) -> None:
    for kind in law.vocabulary.kinds:
        case = read_case(load_text(template(kind, law, lang, date(2025, 6, 1)), "t.yaml"), law)
        assert case.on == date(2025, 6, 1)
        assert case.root.facts == {}
        assert case.root.lists["items"].objects[0].facts == {"kind": (parse_kind(kind),)}
        assert not case.root.lists["parties"].complete


def test_it_asks_what_the_kind_asks_for(law: Law) -> None:
    text = template("material.gallium", law, "ja")
    assert "      # 何ですか。 [%]\n      purity:\n" in text
    assert "wavelength" not in text


def test_an_unknown_kind_names_near_ones(law: Law) -> None:
    with pytest.raises(KindError, match="wafer"):
        template("waffer", law)
