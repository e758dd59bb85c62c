"""Paths: at or below is TRUE, above UNKNOWN, elsewhere FALSE (specification, section 2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.logic.paths import PathError, parse_code, parse_hs, parse_kind, parse_place, relation, under
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, negate
from sekisho.logic.values import Path


@pytest.mark.parametrize(
    ("fact", "law", "truth"),
    [
        ("jp.table1:7.16.wo", "jp.table1:7.16", TRUE),
        ("jp.table1:7.16", "jp.table1:7.16", TRUE),
        ("jp.table1:7", "jp.table1:7.16", UNKNOWN),
        ("jp.table1:7.1", "jp.table1:7.16", FALSE),  # by segment, not by letter
        ("jp.table1:70.16", "jp.table1:7.16", FALSE),
        ("cn.dual-use:7.16", "jp.table1:7.16", FALSE),  # lists are never joined on bare codes
        ("jp.table1:7(16)", "jp.table1:7.16", TRUE),
        ("jp.table1:7.16", "jp.table1:*", TRUE),
        ("us.ccl:3B001", "jp.table1:*", FALSE),
    ],
)
def test_codes(fact: str, law: str, truth: Truth) -> None:
    assert relation(parse_code(fact), parse_code(law)) is truth


def test_places_have_subdivisions() -> None:
    assert relation(parse_place("UA-43"), parse_place("UA")) is TRUE
    assert relation(parse_place("UA"), parse_place("UA-43")) is UNKNOWN
    assert relation(parse_place("UA-14"), parse_place("UA-43")) is FALSE
    assert str(parse_place("UA-43")) == "UA-43"


@pytest.mark.parametrize(
    ("fact", "law", "truth"),
    [
        (("8505111000", "CN"), ("8505111000", "CN"), TRUE),
        (("8505111000", "CN"), ("850511", ""), TRUE),
        (("850511", ""), ("8505111000", "CN"), UNKNOWN),
        (("8505", ""), ("850511", ""), UNKNOWN),
        (("8505112000", "CN"), ("8505111000", "CN"), FALSE),
        (("850511000", "JP"), ("8505111000", "CN"), UNKNOWN),  # another country's code counts by six digits
        (("850519000", "JP"), ("8505111000", "CN"), FALSE),
        (("8542", ""), ("854290", ""), UNKNOWN),
        (("8505.11.1000", "CN"), ("8505", ""), TRUE),
    ],
)
def test_customs_codes_compare_by_digits(fact: tuple[str, str], law: tuple[str, str], truth: Truth) -> None:
    assert relation(parse_hs(*fact), parse_hs(*law)) is truth


def test_a_fact_above_an_exclusion_is_unknown() -> None:
    law, out = [parse_hs("8542")], [parse_hs("854290")]
    assert under((parse_hs("854231"),), law, out) is TRUE
    assert under((parse_hs("854290"),), law, out) is FALSE
    assert under((parse_hs("8542"),), law, out) is UNKNOWN  # hard-provisions, 23
    assert under((), law, out) is UNKNOWN


def test_several_facts_take_the_maximum() -> None:
    codes = (parse_code("jp.table1:2.12"), parse_code("jp.table1:7.16.wo"))
    assert under(codes, [parse_code("jp.table1:7.16")]) is TRUE
    assert under(codes[:1], [parse_code("jp.table1:7.16")]) is FALSE


def test_a_national_code_of_the_law_is_answered_by_the_code_of_that_country() -> None:
    law = [parse_hs("8505111000", "CN")]
    assert under((parse_hs("850511000", "JP"),), law) is UNKNOWN
    assert under((parse_hs("850511000", "JP"), parse_hs("8505112000", "CN")), law) is FALSE
    assert under((parse_hs("850511000", "JP"), parse_hs("8505111000", "CN")), law) is TRUE


@pytest.mark.parametrize(
    "text", ["7.16", "jp.table1:", "jp.table1:7..16", "jp table:7", ":7", "jp.table1:7 16"]
)
def test_malformed_codes(text: str) -> None:
    with pytest.raises(PathError):
        parse_code(text)


def test_other_malformed_paths() -> None:
    for text in ("Japan", "jp", "", "J", "UA-"):
        with pytest.raises(PathError):
            parse_place(text)
    for code, land in (("85O5", ""), ("8", ""), ("850", ""), ("85051110", ""), ("", "CN")):
        with pytest.raises(PathError):
            parse_hs(code, land)
    with pytest.raises(PathError):
        parse_kind("Material gallium")
    with pytest.raises(PathError, match=r"of jp\.table1, not of us\.ccl"):
        parse_code("jp.table1:7", "us.ccl")


_paths = st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map(lambda s: Path("x", tuple(s)))


@given(_paths, _paths, _paths)
def test_more_precise_facts_never_reverse_an_answer(fact: Path, law: Path, out: Path) -> None:
    before = under((fact,), [law], [out])
    for more in "ab":
        after = under((Path("x", (*fact.segments, more)),), [law], [out])
        assert before is UNKNOWN or after is before


_many = st.lists(
    st.builds(
        Path,
        st.sampled_from("xy"),
        st.lists(st.sampled_from("ab*"), max_size=4).map(tuple),
    ),
    min_size=6,
    max_size=12,
)


@given(_many, _many, _many)
def test_many_paths_are_looked_up_as_few_are_held_against(
    facts: list[Path], law: list[Path], out: list[Path]
) -> None:
    assert under(facts, law) is max(relation(fact, path) for fact in facts for path in law)
    assert under(facts, law, out) is max(
        min(
            max(relation(fact, path) for path in law),
            negate(max(relation(fact, path) for path in out)),
        )
        for fact in facts
    )


@given(st.lists(st.sampled_from(["850511", "854231", "8542", "85"]), min_size=6, max_size=8))
def test_many_customs_codes_compare_by_digits_too(texts: list[str]) -> None:
    fact = parse_hs("8505111000", "CN")
    law = [parse_hs(text) for text in texts]
    assert under((fact,), law) is max(relation(fact, path) for path in law)


_digits = st.text("01", min_size=6, max_size=10).filter(lambda d: len(d) != 7)


@given(_digits, _digits, st.integers(1, 4))
def test_more_digits_never_reverse_an_answer(fact: str, law: str, more: int) -> None:
    wanted = parse_hs(law, "CN")
    for country in ("CN", "JP"):
        before = relation(parse_hs(fact, country), wanted)
        after = relation(parse_hs((fact + "0" * more)[:12], country), wanted)
        assert before is UNKNOWN or after is before
