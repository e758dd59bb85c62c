"""Change the law by one condition, limit or day at a time: at least nine of ten changes make a case fail."""

from __future__ import annotations

import os

from tests.lawcases import the_cases, the_law, transaction
from tests.mutants import Mutant, applied, mutants

from sekisho.determine.casework import unmet
from sekisho.determine.engine import Engine
from sekisho.law.cases import LawCase
from sekisho.logic.objects import Case

STRIDE = int(os.environ.get("SEKISHO_MUTATION_STRIDE", "7"))
"""Every STRIDE-th change is tried in the ordinary run; 1 tries all of them."""


def near(mutant: Mutant, cases: list[tuple[LawCase, Case]]) -> list[tuple[LawCase, Case]]:
    """The cases, those first that name the changed provision, its instrument or its code."""
    stem = mutant.provision.rsplit(".", 1)[0]

    def distance(pair: tuple[LawCase, Case]) -> int:
        words = str(pair[0].expect)
        return 0 if mutant.provision in words else 1 if stem in words else 2

    return sorted(cases, key=distance)


def killed(mutant: Mutant, cases: list[tuple[LawCase, Case]]) -> bool:
    law = the_law()
    undo = applied(law, mutant)
    try:
        engine = Engine(law)
        for case, facts in near(mutant, cases):
            determination = engine.determine(facts)
            for row in case.expect:
                if "asks" not in row and "not_asks" not in row and unmet(row, determination):
                    return True
        return False
    finally:
        undo()


def test_nine_of_ten_changes_of_the_law_make_a_case_fail() -> None:
    cases = [(case, transaction(case)) for case in the_cases()]
    tried = [mutant for n, mutant in enumerate(mutants(the_law())) if n % STRIDE == 0]
    alive = [mutant for mutant in tried if not killed(mutant, cases)]
    report = "\n".join(f"{m.provision}: {m.what}" for m in alive[:200])
    print(f"{len(tried)} changes tried, {len(alive)} noticed by no case\n{report}")
    assert len(alive) <= len(tried) / 10, report
