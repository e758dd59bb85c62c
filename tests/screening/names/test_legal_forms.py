"""The table of legal forms, and where they are found in names."""

from __future__ import annotations

import pytest

from sekisho.screening.names import forms_of, legal_forms
from tests.screening.names.west import roles

CLASSES = {
    "ltd", "llc", "jsc", "pjsc", "ojsc", "cjsc", "inc", "corp", "co", "plc", "gmbh", "lp", "llp", "partnership", "sole",
    "cooperative", "foundation", "association", "state", "branch",
}  # fmt: skip


def test_the_table_is_well_formed() -> None:
    table = legal_forms.legal_forms()
    assert len(table) >= 400
    assert {form.kind for form in table} <= CLASSES
    assert {form.where for form in table} <= {legal_forms.ANYWHERE, legal_forms.END, legal_forms.EDGE}
    assert all(len(country) == 2 and country.isupper() for form in table for country in form.countries)
    assert all(form.spelling == form.spelling.strip() and form.spelling for form in table)


def test_every_script_of_trade_has_its_forms() -> None:
    scripts = {form.script for form in legal_forms.legal_forms()}
    assert {
        "Latn",
        "Cyrl",
        "Arab",
        "Hani",
        "Hang",
        "Kana",
        "Grek",
        "Hebr",
        "Geor",
        "Armn",
        "Thai",
        "Deva",
    } <= scripts


def test_the_forms_of_a_script_come_with_the_longest_first() -> None:
    sizes = [len(form.spelling) for form in legal_forms.of_script("Hani")]
    assert sizes == sorted(sizes, reverse=True)
    assert {"有限公司", "股份有限公司", "有限责任公司", "株式会社"} <= {
        f.spelling for f in legal_forms.of_script("Hani")
    }


@pytest.mark.parametrize(
    ("spelling", "words"),
    [
        ("S.p.A.", ("spa",)),
        ("GmbH & Co. KG", ("gmbh", "and", "co", "kg")),
        ("Sp. z o.o.", ("sp", "z", "oo")),
        ("A.Ş.", ("as",)),
        ("A/S", ("as",)),
    ],
)
def test_a_spelling_as_words(spelling: str, words: tuple[str, ...]) -> None:
    assert legal_forms.as_words(spelling) == words


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Acme Ltd", "ltd"),
        ("Acme Co., Ltd.", "ltd"),
        ("Acme Company Limited", "ltd"),
        ("Acme (Private) Limited", "ltd"),
        ("Acme Pte. Ltd.", "ltd"),
        ("Acme Sdn. Bhd.", "ltd"),
        ("Acme Pty Ltd", "ltd"),
        ("Acme S.A.R.L.", "ltd"),
        ("Acme Ltd. Şti.", "ltd"),
        ("PT Acme", "ltd"),
        ("Acme L.L.C.", "llc"),
        ("Acme Limited Liability Company", "llc"),
        ("OOO Acme", "llc"),
        ("Acme Sp. z o.o.", "llc"),
        ("Acme d.o.o.", "llc"),
        ("Acme s.r.o.", "llc"),
        ("Acme Kft.", "llc"),
        ("Acme FZE", "llc"),
        ("Acme W.L.L.", "llc"),
        ("Acme GmbH", "gmbh"),
        ("Acme GmbH & Co. KG", "lp"),
        ("Acme AG", "jsc"),
        ("Acme S.A.", "jsc"),
        ("Acme S.p.A.", "jsc"),
        ("Acme A.Ş.", "jsc"),
        ("Acme N.V.", "jsc"),
        ("Acme S.A. de C.V.", "jsc"),
        ("Joint Stock Company Acme", "jsc"),
        ("Acme Oyj", "jsc"),
        ("PAO Acme", "pjsc"),
        ("Acme Inc.", "inc"),
        ("Acme Corporation", "corp"),
        ("Acme Plc", "plc"),
        ("Acme LP", "lp"),
        ("Acme LLP", "llp"),
        ("FSUE Acme", "state"),
        ("Acme K.K.", "ltd"),
        ("Acme Kabushiki Kaisha", "ltd"),
        ("Acme Részvénytársaság", "jsc"),
        ("Akcinė bendrovė Acme", "jsc"),
        ("Societatea pe acțiuni Acme", "jsc"),
        ("Acme Korlátolt Felelősségű Társaság", "llc"),
    ],
)
def test_a_legal_form_is_one_token_apart(name: str, kind: str) -> None:
    tokens = forms_of(name, kind="organisation").tokens
    legal = [token for token in tokens if token.role.value == "legal-form"]
    assert [token.forms[0].words for token in legal] == [(kind,)]
    assert len(tokens) == 2


@pytest.mark.parametrize("name", ["SA", "AG", "Co", "PT"])
def test_a_short_form_is_never_the_whole_name(name: str) -> None:
    assert roles(name, "organisation") == ["word"]


def test_a_short_form_in_the_middle_is_a_word() -> None:
    assert roles("Bank AG Export House", "organisation")[1] == "word"


def test_persons_have_no_legal_form() -> None:
    assert "legal-form" not in roles("Ng Co", "person")
