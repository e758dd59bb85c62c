"""Lines break where their script allows it and lose nothing."""

import string

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sekisho.cli.wrapping import wrapped

LETTERS = (
    string.ascii_letters + string.digits + " .,()" + "許可必要申請書類商务部需许可、。（）「」ーカタカナ"
)


@given(st.text(LETTERS, max_size=200), st.integers(20, 60))
def test_nothing_is_lost_and_no_line_is_too_wide(words: str, width: int) -> None:
    lines = list(wrapped(words, width))
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)


def test_chinese_and_japanese_break_between_characters() -> None:
    assert list(wrapped("期限: 受理之日起四十五个工作日内作出决定", 24)) == [
        "期限: 受理之日起四十五个",
        "工作日内作出决定",
    ]


def test_no_line_begins_with_a_closing_mark() -> None:
    words = "申请表、合同、协议的副本（2026 copy或者其他证明文件）、技术说明。" * 3
    for width in range(20, 50):
        assert not [line for line in wrapped(words, width) if line[0] in "、。）」"]
        assert not [line for line in wrapped(words, width) if line[-1] in "（「"]


def test_what_is_indented_hangs() -> None:
    lines = list(wrapped("  one two three four five six seven eight", 24))
    assert lines[0].startswith("  one") and all(line.startswith("    ") for line in lines[1:])


def test_an_address_stays_whole_and_blank_lines_stay() -> None:
    address = "https://authority.example/" + "notice/" * 9
    assert address in list(wrapped(f"see {address}", 30))
    assert list(wrapped("a\n\nb", 30)) == ["a", "", "b"]
