"""Open points of law in Japanese and Chinese: each stands in the law as it is, and each language is that language."""

import re
from pathlib import Path

import pytest

from sekisho.words import text
from sekisho.words.coverage_words import COVERAGE_WHY
from sekisho.words.open_law_words import OPEN_LAW, open_law
from tests.cli.test_words import FORBIDDEN

EVERY = {**OPEN_LAW, **COVERAGE_WHY}
LAW = Path(__file__).parents[2] / "law"
KANA = re.compile("[\u3040-\u30ff]")


def test_each_stands_in_the_law() -> None:
    words = " ".join(path.read_text("utf-8") for path in sorted(LAW.rglob("*.yaml")))
    plain = re.sub(r"\s+", " ", words).replace("''", "'")
    assert [one for one in EVERY if one not in plain] == []


def test_each_language_is_that_language_and_promises_nothing() -> None:
    assert not [en for en, (_, zh) in EVERY.items() if KANA.search(zh)]
    assert not [en for en, (ja, zh) in EVERY.items() if en in {ja, zh}]
    for at, lang in enumerate(("ja", "zh")):
        assert not [row[at] for row in EVERY.values() for bad in FORBIDDEN[lang] if bad in row[at]]


@pytest.mark.parametrize(
    "words",
    ["us.ccl: entries that are met by classification only", "xx.new: entries that are met by classification only", "the limits of 1B201",
     "the limits of 1B229, a code seen in the licence catalogue only", "limits of 1C107.c are not modelled", "1C298.b is not modelled",
     "what 1C350 says of mixtures and solutions", "the mixture rule of 1C350", "which units are specially designed for 2B207.a"],
)  # fmt: skip
def test_points_of_one_shape_are_said_alike(words: str) -> None:
    for lang in ("ja", "zh"):
        assert open_law(words, lang) != words
    code = re.search(r"\d[A-C]\d{3}(?:\.\w+)?", words)
    if code is not None:
        assert code[0] in open_law(words, "ja") and code[0] in open_law(words, "zh")


def test_what_nobody_translated_stays_as_it_is() -> None:
    assert open_law("the words of a paragraph nobody named", "ja") == "the words of a paragraph nobody named"
    same = {lang: "the limits of 1B201" for lang in ("en", "ja", "zh")}
    assert text(same, "en") == "the limits of 1B201" and text(same, "ja") == "1B201 の規制値"
    assert text({"en": "the limits of 1B201", "ja": "規制値"}, "ja") == "規制値", (
        "words of the law's own go before"
    )
