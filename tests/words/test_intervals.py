"""A range of outcomes within a sentence: never led by its mild end."""

import pytest

from sekisho.words.lanes import consequence, interval_words


@pytest.mark.parametrize(("low", "high", "ja", "en"), [
    ("no-licence-required", "licence-required", "未確定：許可必要の可能性あり", "undetermined: may need a licence"),
    ("not-subject", "prohibited", "未確定：禁止の可能性あり", "undetermined: may be prohibited"),
    ("licence-required", "prohibited", "許可必要（禁止の可能性あり）", "licence required; may be: prohibited"),
    ("licence-required", "licence-required", "許可必要", "licence required"),
])  # fmt: skip
def test_an_interval_is_named_by_its_worst_end(low: str, high: str, ja: str, en: str) -> None:
    assert interval_words(low, high, "ja") == ja
    assert interval_words(low, high, "en") == en
    assert ja in consequence({"US": f"{low}..{high}"}, "ja")
