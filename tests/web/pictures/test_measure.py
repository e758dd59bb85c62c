"""How wide words are and where their lines break, in three scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from sekisho.web.pictures.measure import width, wrap
from sekisho.words import CATALOGUE

WORDS = sorted(
    {words for entry in CATALOGUE.values() for words in entry if len(words) < 60 and "{" not in words}
)


def test_east_asian_letters_are_as_wide_as_high() -> None:
    assert width("許可必要", 12) == 48
    assert 12 * 0.4 * 16 < width("Licence required", 12) < 12 * 0.8 * 16


def test_a_date_a_code_and_a_number_with_its_unit_stay_whole() -> None:
    lines = wrap("since 2026-11-22 under cn.dual-use:3C001 at 193\u00a0nm or more", 12, 130)
    assert len(lines) > 2
    for whole in ("2026-11-22", "cn.dual-use:3C001", "193\u00a0nm"):
        assert any(whole in line for line in lines)


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket() -> None:
    words = "許可不要（現時点の事実による）、届出・報告が必要。禁止（特別の申請あり）"
    for room in range(40, 300, 7):
        lines = wrap(words, 12, room)
        assert "".join(lines) == words
        assert not [line for line in lines[1:] if line[0] in "、。）・"] and not [
            line for line in lines[:-1] if line[-1] == "（"
        ]


@given(st.text(max_size=60), st.integers(20, 400))
def test_nothing_is_lost_and_nothing_is_too_wide(words: str, room: int) -> None:
    lines = wrap(words, 12, room)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(width(line, 12) <= room or len(line) == 1 for line in lines)


@pytest.mark.parametrize("lang", ["en", "ja", "zh-Hans"])
def test_words_are_never_wider_in_a_browser_than_measured(chromium: Browser, lang: str) -> None:
    page = chromium.new_page()
    page.set_content(
        f'<html lang="{lang}"><svg><text font-size="12" font-family="DejaVu Sans, Noto Sans CJK JP"></text></svg>'
    )
    real = page.evaluate(
        """words => words.map(w => {
            const t = document.querySelector('text'); t.textContent = w; return t.getComputedTextLength(); })""",
        WORDS,
    )
    page.close()
    wider = [
        (words, is_, width(words, 12))
        for words, is_ in zip(WORDS, real, strict=True)
        if is_ > width(words, 12) * 1.02 + 1
    ]
    assert wider == [] and len(WORDS) > 300
