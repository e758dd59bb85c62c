"""Every fixed word has three languages, and outcomes are named by their grave end."""

import re
import string
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

from sekisho import cli
from sekisho.words import CATALOGUE, LANGUAGES, SEVERITIES, catalogue, headline, say, strip, text

HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
KANA = re.compile(r"[\u3041-\u30fa]")
# Said of a shipment these would say more than the law does, or another thing (ui-direction, section 3).
FORBIDDEN = {
    "en": ["cleared", "clearance", "approved", "compliant", "safe to", "no problem", "NLR"],
    "ja": ["非該当", "輸出可", "問題なし", "許可済", "不明", "審査中", "失効済"],
    "zh": ["可出口", "合规", "放行", "已获批", "非管制物项", "审核中", "待定", "停止执行"],
}
# Hints that show what may be typed, in any script.
EXAMPLES = {"check.day-unknown", "check.what-hint", "check.h-quantity", "check.h-value", "check.h-to", "screen.file-hint",
            "jobs.new-parties-hint"}  # fmt: skip
# One sign for one thing in Japan and its contrary in China.
FORBIDDEN_SIGNS = set("○×△✓✗✔✘❌✅")


@pytest.mark.parametrize("key", CATALOGUE)
def test_each_key_has_three_languages(key: str) -> None:
    entry = CATALOGUE[key]
    assert len(entry) == len(LANGUAGES) == 3
    assert all(words.strip() for words in entry)
    fields = [
        sorted({name for _, name, _, _ in string.Formatter().parse(words) if name is not None})
        for words in entry
    ]
    assert fields[0] == fields[1] == fields[2], "each language has the same places for values"


def test_every_key_is_said_somewhere() -> None:
    """By its name, under a prefix that is completed, or as a word of the data that is said as it comes."""
    package = Path(cli.__file__).parent.parent
    files = [
        p
        for room in ("cli", "words", "service", "web", "api", "mcp")
        for p in (package / room).rglob("*")
        if p.is_file()
    ]
    source = "\n".join(
        p.read_text("utf-8")
        for p in files
        if p.suffix in {".py", ".html", ".js"} and not p.name.endswith("_words.py")
    )
    prefixes = tuple(re.findall(r"""["']([a-z][a-z0-9.-]*[-.])(?:\{|["'] [+~])""", source))
    data = {"starts", "not-modelled", "not-asked", "returns", "lapses", "read", "partial", "recalled", "folded_into",
            "implements", "see_also", "licence", "notification", "prohibition", "presumption-of-approval",
            "case-by-case", "presumption-of-denial", "policy-of-denial"}  # fmt: skip
    idle = [
        key
        for key in CATALOGUE
        if f'"{key}"' not in source and f"'{key}'" not in source and not key.startswith(prefixes)
    ]
    assert set(idle) <= data


def test_no_key_stands_twice() -> None:
    tables = [table for name, table in vars(catalogue).items() if name.endswith("_WORDS")]
    assert sum(map(len, tables)) == len(CATALOGUE)


def test_each_language_is_that_language() -> None:
    untranslated = [
        key
        for key, (en, ja, zh) in CATALOGUE.items()
        if re.search("[a-z]{4}", en)
        and (not HAN_OR_KANA.search(ja) or not HAN_OR_KANA.search(zh) or HAN_OR_KANA.search(en))
        and key not in {"legend"}
        and not (key in EXAMPLES and HAN_OR_KANA.search(ja) and HAN_OR_KANA.search(zh))
    ]
    assert not untranslated
    assert not [key for key, (_, _, zh) in CATALOGUE.items() if KANA.search(zh)]


@pytest.mark.parametrize("number", range(3))
def test_no_word_promises_what_the_law_does_not(number: int) -> None:
    bad = FORBIDDEN[LANGUAGES[number]]
    hits = [
        (key, word)
        for key, entry in CATALOGUE.items()
        for word in bad
        if word.casefold() in entry[number].casefold()
    ]
    assert not hits
    assert not [key for key, entry in CATALOGUE.items() if FORBIDDEN_SIGNS & set(entry[number])]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("low", "high"), list(combinations_with_replacement(SEVERITIES, 2)))
def test_an_interval_is_named_by_its_grave_end(low: str, high: str, lang: str) -> None:
    named = headline(low, high, lang)
    if high in {"licence-required", "prohibited"} and low != high and SEVERITIES.index(low) < 2:
        assert say("no-licence-required", lang) not in named
    if low == high:
        assert named == say(high, lang)
    else:
        assert named != say(low, lang) and named != say(high, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("high", ("notify", "licence-required", "prohibited"))
def test_an_exception_that_only_may_serve_does_not_lead(high: str, lang: str) -> None:
    named = headline("authorised", high, lang)
    assert named.startswith(headline("not-subject", high, lang)) and say("authorised", lang) != named
    assert not named.startswith(say("authorised", lang))


def test_no_licence_required_keeps_its_bracket() -> None:
    for key in ("no-licence-required", "short-no-licence-required", "reach-open"):
        en, ja, zh = CATALOGUE[key]
        assert "(on the facts given)" in en and "（現時点の事実による）" in ja and "（就已知事实）" in zh


def test_a_door_is_named() -> None:
    assert "special application" in headline("prohibited", "prohibited", "en", door=True)


def test_strip_needs_no_colour() -> None:
    assert strip("licence-required", "licence-required") == "[....#.]"
    assert strip("no-licence-required", "prohibited") == "[.:::::]"
    assert strip("not-subject", "not-subject") == "[#.....]"


def test_words_of_the_law_fall_back_to_english() -> None:
    assert text({"en": "wafer", "ja": "ウエハー"}, "ja") == "ウエハー"
    assert text({"en": "wafer"}, "zh") == "wafer"
    assert text({"zh": "晶片"}, "en") == "晶片"
    assert text("plain", "ja") == "plain" and text(None, "en") == ""


def test_what_is_not_held_here_is_never_said_to_be_none() -> None:
    """A row of coverage without law here is not a law that there is not."""
    for words in ("N/A", "なし", "无", "none", "absent"):
        assert words not in CATALOGUE["coverage-absent"]
