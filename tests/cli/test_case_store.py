"""The cases inside the compiled law: every one is found by what it tests, and a bundle brings them along."""

from __future__ import annotations

from pathlib import Path

from sekisho.law import Law, build, load_law
from sekisho.law.case_store import cases_about, cases_on, named_in
from sekisho.law.cases import read_cases
from sekisho.law.load import compile_law


def test_each_case_is_found_by_each_provision_that_it_names(law_dir: Path) -> None:
    law = compile_law(law_dir)
    cases = read_cases(law_dir)
    assert cases
    for case in cases:
        for id in named_in(case):
            assert case in cases_about(law, id)
    named = {id for case in cases for id in named_in(case)}
    assert named == set(law.cases_by_provision)


def test_a_bundle_brings_its_cases_with_their_transactions(law_dir: Path, tmp_path: Path) -> None:
    build(law_dir, tmp_path / "law.bin")
    law: Law = load_law(tmp_path / "law.bin")
    (id, *_) = law.cases_by_provision
    case, *_ = cases_about(law, id)
    assert case.transaction["id"] == case.id and case.title


def test_what_nobody_tests_has_no_cases(law_dir: Path) -> None:
    law = compile_law(law_dir)
    assert cases_about(law, "no-such-provision") == () and cases_on(law, 10**6) == ()


def test_pages_that_were_unpacked_do_not_pile_up() -> None:
    law = load_law()
    for page in range(40):
        assert cases_on(law, page)
    assert len(law.cache["pages of cases"]) <= 12
