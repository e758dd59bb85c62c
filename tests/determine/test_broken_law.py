"""A law that could not be read whole gives no answers: what is missing from it would read as freedom."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sekisho.determine import Engine
from sekisho.determine.columns import ColumnPlan
from sekisho.law.bundle import load_law
from sekisho.law.problems import LawError
from tests.lawcases import LAW


def test_a_file_that_cannot_be_read_is_no_freedom(tmp_path: Path) -> None:
    shutil.copytree(LAW, tmp_path / "law", ignore=shutil.ignore_patterns("cases"))
    broken = tmp_path / "law" / "cn" / "cn-2023-mofcom-gacc-23.yaml"
    broken.write_text(broken.read_text("utf-8") + "\nentries: [unclosed\n", "utf-8")
    law = load_law(tmp_path / "law")
    assert "cn-2023-mofcom-gacc-23.licence" not in law.requirements
    with pytest.raises(LawError, match=r"cn-2023-mofcom-gacc-23\.yaml"):
        Engine(law)
    with pytest.raises(LawError):
        ColumnPlan(law)
