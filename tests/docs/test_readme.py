"""The README shows what the commands print now."""

import re
from pathlib import Path

import pytest
from docs.update_readme import PARTS, filled, held, sums

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def without_stamp(text: str) -> str:
    """A print without the hash of the law and the days of its last check, which change with any word."""
    return re.sub(r"Law [0-9a-f]{12}, confirmed[^.]*\.", "Law …", re.sub(r"as known on [-\d]+", "", text))


@pytest.mark.parametrize("part", PARTS)
def test_readme_shows_what_is_printed(part: str) -> None:
    assert without_stamp(held(README, part)) == without_stamp(PARTS[part]()), "run: make readme"


def test_only_the_stamp_is_left_out_of_the_comparison() -> None:
    one = "x · on 2026-11-21 · law as known on 2026-11-21\nLaw 0123456789ab, confirmed CN 2026-11-21. Sekisho"
    assert without_stamp(one) == without_stamp(one.replace("0123456789ab", "ba9876543210"))
    assert without_stamp(one) != without_stamp(one.replace("on 2026-11-21 ·", "on 2026-11-22 ·"))


def test_a_part_is_filled_between_its_marks() -> None:
    page = "a\n<!-- demo:start -->\nold\n<!-- demo:end -->\nb\n"
    assert filled(page, "demo", "new\n") == page.replace("old", "new")
    assert held(page, "demo") == "old\n"
    for wrong in ["nothing", page + page]:
        with pytest.raises(ValueError, match="one place"):
            filled(wrong, "demo", "new\n")


def test_sums_add_up_each_authority() -> None:
    row = {"of": "instrument", "full": 1, "person": 2, "pointer": 3, "duties": 4, "duty_pointers": 5}
    rows = [{**row, "authority": "CN"}, {**row, "authority": "CN"}, {**row, "authority": "JP"}]
    assert "| CN | 2 | 2 | 4 | 6 | 8 | 10 |\n| JP | 1 | 1 | 2 | 3 | 4 | 5 |" in sums(rows)
    assert "CN" not in sums([{**row, "of": "heading", "authority": "CN"}])
