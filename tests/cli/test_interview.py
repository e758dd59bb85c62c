"""`sekisho interview` with answers from standard input: one question at a time, saved with who and when."""

from datetime import date
from pathlib import Path

import pytest

from sekisho.cli.recording import NotUnderstood, value_of, yes_or_no
from sekisho.law.yaml_text import parse
from tests.cli.asking import Asked, ask


def interview(
    law: Path, file: Path, *lines: str, by: str | None = "A. Engineer", more: tuple[str, ...] = ()
) -> Asked:
    options = ["--by", by] if by else []
    return ask("interview", file, *options, *more, stdin="".join(f"{line}\n" for line in lines), law=law)


def test_it_asks_until_nothing_is_left_and_saves(law_dir: Path, transaction: Path) -> None:
    asked = interview(law_dir, transaction, "no", "certificate 7", "９９．９５ %")
    assert asked.returncode == 0, asked.stderr
    assert "Undetermined: may be prohibited → Undetermined: may need a licence" in asked.stdout
    assert "Undetermined: may need a licence → Licence required" in asked.stdout
    assert "Nothing more is asked" in asked.stdout
    saved = transaction.read_text("utf-8")
    today = date.today().isoformat()
    assert "# A comment that an interview keeps." in saved and "# of the furnace" in saved
    assert "purity: 99.95 %" in saved
    assert "person: cn.strength" in saved and "evidence: certificate 7" in saved
    assert saved.count("by: A. Engineer") == 2 and saved.count(today) == 2
    page = ask("determine", transaction, law=law_dir).stdout
    assert "[....#.] Licence required" in page and "A. Engineer" in page


def test_why_it_asks_and_what_follows(law_dir: Path, transaction: Path) -> None:
    page = interview(law_dir, transaction, "no", "").stdout
    judgement, technical = page.split("What is the purity by mass?")
    assert "Nothing may be exported that helps military strength · Small Law of 2020, Article 9" in " ".join(
        judgement.split()
    )
    assert "First find the paper" in judgement and "if yes" not in judgement
    assert "if < 99.9 %: CN no licence required (on the facts given)" in technical
    assert "if 99.9 %: CN licence required" in technical


def test_a_wrong_answer_is_asked_again_and_nothing_is_saved(law_dir: Path, transaction: Path) -> None:
    before = transaction.read_text("utf-8")
    asked = interview(law_dir, transaction, "perhaps", "q")
    assert "That does not fit" in asked.stdout and "Stopped." in asked.stdout
    assert transaction.read_text("utf-8") == before


def test_a_number_without_its_unit_is_refused(law_dir: Path, transaction: Path) -> None:
    asked = interview(law_dir, transaction, "no", "", "99.95", "99.95 mm", "q")
    assert asked.stdout.count("That does not fit") == 2
    assert "purity" not in transaction.read_text("utf-8")


def test_stopping_at_the_paper_keeps_nothing(law_dir: Path, transaction: Path) -> None:
    asked = interview(law_dir, transaction, "no", "q")
    assert "Stopped." in asked.stdout and "assertions" not in transaction.read_text("utf-8")


def test_back_takes_the_last_answer_out_again(law_dir: Path, transaction: Path) -> None:
    asked = interview(law_dir, transaction, "yes", "", "b", "b", "q")
    assert "Taken back: " in asked.stdout and "This is the first question." in asked.stdout
    assert "assertions" not in transaction.read_text("utf-8")
    again = interview(law_dir, transaction, "yes", "", "b", "no", "", "q")
    assert "answer: false" in transaction.read_text("utf-8"), again.stdout


def test_what_cannot_be_found_out_is_an_answer(law_dir: Path, transaction: Path) -> None:
    asked = interview(law_dir, transaction, "u", "u", "u")
    saved = transaction.read_text("utf-8")
    assert "answer: cannot-be-found-out" in saved and "purity: cannot-be-found-out" in saved
    assert "Nothing more is asked" in asked.stdout
    assert "Undetermined: may be prohibited" in asked.stdout.rsplit("Nothing more is asked", 1)[1]


def test_a_hint_and_the_end_of_input(law_dir: Path, transaction: Path) -> None:
    asked = interview(law_dir, transaction, "?")
    assert "no hint" in asked.stdout and "Stopped." in asked.stdout and asked.returncode == 0


def test_the_name_is_asked_for_once(law_dir: Path, transaction: Path) -> None:
    asked = interview(law_dir, transaction, "B. Officer", "no", "", "q", by=None)
    assert asked.stdout.count("Who answers?") == 1
    assert "by: B. Officer" in transaction.read_text("utf-8")
    nobody = interview(law_dir, transaction, "", by=None)
    assert nobody.returncode == 2 and "--by" in nobody.stderr


def test_save_to_another_file(law_dir: Path, transaction: Path, tmp_path: Path) -> None:
    before = transaction.read_text("utf-8")
    other = tmp_path / "other.yaml"
    interview(law_dir, transaction, "no", "", "q", more=("--save", str(other)))
    assert transaction.read_text("utf-8") == before and "cn.strength" in other.read_text("utf-8")


def test_completeness_screening_and_knowledge(law_dir: Path, transaction: Path) -> None:
    """A list said to be whole, and a declaration for what is not known of."""
    text = transaction.read_text("utf-8").replace(
        "complete: [parties, via, notices, red_flags]", "complete: [parties]"
    )
    transaction.write_text(text.replace("kind: material.example", "kind: good"), "utf-8")
    asked = interview(law_dir, transaction, "no", "q")
    assert "declarations" in transaction.read_text("utf-8"), asked.stdout
    assert "what: no-notice-no-red-flag" in transaction.read_text("utf-8")


def test_a_red_flag_is_kept_with_channel_and_day(law_dir: Path, transaction: Path) -> None:
    text = transaction.read_text("utf-8").replace(
        "complete: [parties, via, notices, red_flags]", "complete: [parties]"
    )
    transaction.write_text(text.replace("kind: material.example", "kind: good"), "utf-8")
    asked = interview(law_dir, transaction, "yes", "rumour", "yes", "message", "2027-01-05", "q")
    saved = transaction.read_text("utf-8")
    assert "one of contract, document, message, press" in asked.stdout
    assert "red_flags" in saved and "by: message" in saved and "since: 2027-01-05" in saved
    assert "→ Licence required" in asked.stdout


@pytest.mark.parametrize("lang", ["ja", "zh"])
def test_other_languages(law_dir: Path, transaction: Path, lang: str) -> None:
    answers = {"ja": ("いいえ", "", "99.95 %"), "zh": ("否", "", "99.95 %")}[lang]
    asked = interview(law_dir, transaction, *answers, more=("--lang", lang))
    assert {"ja": "許可必要", "zh": "需许可"}[lang] in asked.stdout
    assert "Undetermined" not in asked.stdout and "purity: 99.95 %" in transaction.read_text("utf-8")


@pytest.mark.parametrize(
    ("question", "line", "value"),
    [
        ({"type": "bool"}, "ＹＥＳ", True),
        ({"type": "bool"}, "否", False),
        ({"type": "choice", "values": ["elemental", "alloy"]}, "2", "alloy"),
        ({"type": "choice", "values": ["elemental", "alloy"]}, "alloy", "alloy"),
        ({"type": "set"}, "Nd, Dy、Fe", ["Nd", "Dy", "Fe"]),
        ({"type": "set"}, "only Nd Dy Fe B", {"only": ["Nd", "Dy", "Fe", "B"]}),
        ({"type": "money"}, "１，２００，０００ JPY", "1200000 JPY"),
        ({"type": "quantity"}, "8〜14 um", "8..14 um"),
        ({"type": "path"}, "JP", "JP"),
        ({"type": "path"}, "material.gallium, good", ["material.gallium", "good"]),
        ({"type": "text"}, "１号機", "１号機"),
    ],
)
def test_what_a_reply_says(question: dict[str, object], line: str, value: object) -> None:
    assert value_of(question, line) == value


def test_yes_and_no() -> None:
    assert yes_or_no("はい") and not yes_or_no("N")
    with pytest.raises(NotUnderstood):
        yes_or_no("maybe")


@pytest.mark.parametrize(
    ("reply", "codes", "complete"),
    [("none", [], "true"), ("1C999.a", ["1C999.a"], "false"), ("only 1C999.a", ["1C999.a"], "true")],
)
def test_a_classification_answers_for_a_fact_that_nobody_knows(
    law_dir: Path, transaction: Path, reply: str, codes: list[str], complete: str
) -> None:
    asked = interview(law_dir, transaction, "no", "", "u", reply, "sheet 4", "q")
    saved = transaction.read_text("utf-8")
    claim = parse(saved)["items"][0]["classification"]["cn.dual-use"]
    today = date.today().isoformat()
    assert claim == {"codes": codes, "complete": complete, "as_of": today, "by": "A. Engineer"}
    assert "evidence: sheet 4" in saved
    if codes:
        assert "Undetermined: may need a licence → Licence required" in asked.stdout
