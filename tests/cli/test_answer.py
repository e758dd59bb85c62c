"""What a person reads of an answer, printed from hand-made answers."""

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from sekisho.cli.answer import print_answer, warnings_of
from sekisho.cli.explain import print_explanation
from sekisho.words import LANGUAGES, say
from sekisho.words.lanes import plain_branches
from tests.cli.answers import duty, gallium, words


def printed(lang: str = "en", explain: bool = False, width: int = 100, answer: dict | None = None) -> str:
    file = io.StringIO()
    out = Console(file=file, width=width, highlight=False, markup=False, emoji=False, color_system=None)
    (print_explanation if explain else print_answer)(out, answer or gallium(), lang)
    return file.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_the_reader_needs_is_there(lang: str) -> None:
    page = printed(lang)
    joined = page.replace("\n", "").replace(" ", "")
    for wanted in [
        "T-1",
        "[....::]",
        "[::....]",
        "cn-2023-mofcom-gacc-23.licence",
        "Citation of cn-2026-mofcom-1.user",
        "45 working days",
        "provincial department of commerce",
        "application form",
        "register with MOFCOM",
        "cn-72",
        "Anti-Foreign Sanctions Law",
        "2026-12-31",
        "lab",
        "certificate 12",
        "Further question 2",
        say("not-modelled", lang).split("{0}")[-1],
        "claimed classification disagree",
        "0123456789ab",
        say("case-by-case", lang),
        say("more-questions", lang, 2),
    ]:
        assert wanted.replace(" ", "") in joined, wanted
    assert "Further question 3" not in page, "the best five questions only"
    assert "cleared" not in page.casefold()
    assert "cn-x.untouched" not in page, "a day that does not touch this transaction"
    assert "told in the first line" not in page


def test_the_first_line_warns_of_a_day_after_the_last_check() -> None:
    page = printed()
    first = page.splitlines()[0]
    assert first.startswith("! ") and "2026-11-21" in first and "CN" in first
    assert warnings_of(gallium(), "en") and "JP" not in warnings_of(gallium(), "en")[0]
    early = {**gallium(), "on": "2026-11-21"}
    assert not warnings_of(early, "en")
    assert printed(answer=early).splitlines()[0].startswith("T-1")


def test_the_last_line_is_not_legal_advice() -> None:
    for lang in LANGUAGES:
        last = [line for line in printed(lang).splitlines() if line.strip()][-2:]
        assert say("footer", lang).split("{")[0].strip() in "".join(last)


def test_the_gravest_authority_comes_first() -> None:
    page = printed()
    assert page.index("CN ") < page.index("JP ")


def test_consequences_are_shown_only_where_that_is_right() -> None:
    page = printed()
    assert "if ≥ 99.9 %: CN licence required" in page
    assert "if true" not in page and "if false" not in page


def test_what_stands_is_the_reason_and_what_may_be_is_named_so() -> None:
    lines = printed().splitlines()
    why = next(line for line in lines if line.strip().startswith("Why"))
    could = next(line for line in lines if line.strip().startswith("Could be"))
    assert "cn-2023-mofcom-gacc-23" in why and "cn-2026-mofcom-1" in could
    assert "prohibited" in could


def test_a_lesser_duty_is_not_taken_for_the_headline() -> None:
    """Beside a ban that stands, a licence is named as what it is, and only what stands shows its way."""
    answer = gallium()
    item = answer["authorities"]["CN"]["items"][0]
    licence = next(one for one in item["duties"] if one["truth"] == "true")
    special = {**licence["procedure"], "title": words("Special application")}
    item["duties"] = [
        duty("cn-x.ban", "prohibited", "true"),
        licence,
        duty("cn-x.may", "prohibited", "unknown", procedure=special),
    ]
    page = printed(answer=answer)
    assert re.search(r"Besides +licence required: Reason of cn-2023-mofcom-gacc-23.licence", page)
    assert re.search(r"Why +Reason of cn-x.ban", page)
    assert "Dual-use licence" in page and "Special application" not in page


def test_what_only_may_be_names_its_outcome() -> None:
    answer = gallium()
    lane = answer["authorities"]["CN"]
    lane["items"][0]["duties"] = [duty("cn-x.may", "licence-required", "unknown")]
    assert re.search(r"Could be +licence required: Reason of cn-x.may", printed(answer=answer))


def test_readings_on_which_nothing_turns_are_left_out() -> None:
    def branch(first: str, second: str, outcome: str) -> dict:
        return {"assume": {"cn-a": first, "cn-b": second}, "at_least": outcome, "at_most": outcome}

    free, bound = "no-licence-required", "licence-required"
    four = [
        branch("suspended", "suspended", free),
        branch("suspended", "in-force", free),
        branch("in-force", "suspended", bound),
        branch("in-force", "in-force", bound),
    ]
    assert [(b["assume"], b["at_most"]) for b in plain_branches(four)] == [
        ({"cn-a": "suspended"}, free),
        ({"cn-a": "in-force"}, bound),
    ]
    four[1] = branch("suspended", "in-force", bound)
    assert plain_branches(four) == four
    assert plain_branches(four[:1]) == four[:1] and plain_branches([]) == []
    alike = [branch("suspended", "in-force", free), branch("in-force", "in-force", free)]
    assert all("cn-b" in b["assume"] for b in plain_branches(alike))


def test_a_false_duty_is_not_a_reason() -> None:
    answer = gallium()
    answer["authorities"]["CN"]["items"][0]["duties"] = [duty("cn-x.never", "prohibited", "false")]
    assert "cn-x.never" not in printed(answer=answer)


def test_the_same_duty_of_several_items_is_told_once() -> None:
    answer = gallium()
    first = answer["authorities"]["CN"]["items"][0]
    answer["authorities"]["CN"]["items"] = [first, {**first, "id": "2"}]
    page = printed(answer=answer)
    assert page.count("Reason of cn-2023-mofcom-gacc-23.licence") == 1 and "items 1, 2" in page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_the_page(lang: str, explain: bool) -> None:
    wide = [line for line in printed(lang, explain).splitlines() if cell_len(line) > 100]
    assert not wide


def test_an_address_is_never_broken() -> None:
    answer = gallium()
    address = "https://authority.example/" + "announcement/" * 12
    answer["authorities"]["CN"]["gaps"] = [{"law": f"Order 9 {address}", "could_be": "prohibited"}]
    assert address in printed(answer=answer)


def test_words_beside_labels_are_aligned_in_cells() -> None:
    lines = printed("ja").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("CN "))
    lane = lines[start + 1 : lines.index("", start)]
    columns = {
        cell_len(line) - cell_len(line[4:].lstrip("　 ").lstrip())
        for line in lane
        if line.startswith("     ")
    }
    assert columns <= {min(columns), min(columns) + 2}, "steps hang by two"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_reason_is_a_tree(lang: str) -> None:
    page = printed(lang, explain=True)
    deep = next(line for line in page.splitlines() if "purity at least" in line)
    shallow = next(line for line in page.splitlines() if "all of" in line)
    assert deep.index("purity") > shallow.index("all of")
    assert say("unknown", lang) in deep and say("not-given", lang) in page
    assert "cn.dual-use:3C001.e" in page
