"""Countries as the official lists write them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.sources.formats.countries import _fold, _table, country_code

SHARED = Path(__file__).parents[3] / "shared" / "data" / "lists"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CN", "CN"),
        ("cn", "CN"),
        ("People's Republic of China", "CN"),
        ("People’s Republic of China", "CN"),
        ("KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "KP"),
        ("Korea, South", "KR"),
        ("CONGO, Democratic Republic of (was Zaire)", "CD"),
        ("Congo", "CG"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Côte d'Ivoire", "CI"),
        ("Burma", "MM"),
        ("イランIslamic Republic of Iran", "IR"),
        ("アフガニスタン Islamic Republic of Afghanistan", "AF"),
        ("アラブ首長国連邦\nUnited Arab Emirates", "AE"),
        ("香港", "HK"),
        ("台湾地区", "TW"),
        ("日本", "JP"),
        ("美国", "US"),
        ("俄羅斯", "RU"),
        ("", ""),
        ("00", ""),
        ("UNKNOWN", ""),
        ("-0-", ""),
        ("former Soviet Union", "SU"),
        ("Korea (Democratic People's Republic of)", "KP"),
        ("Korea (x)", ""),
        ("Iran (since 1979)", "IR"),
        ("イランPeople's Republic of China", ""),
        ("ZZ", ""),
    ],
)
def test_a_country_by_the_name_that_a_list_gives_it(name: str, code: str) -> None:
    assert country_code(name) == code


def test_no_name_of_the_table_means_two_countries() -> None:
    seen: dict[str, str] = {}
    for code, names in _table():
        for name in names:
            assert seen.setdefault(_fold(name), code) == code, name
            assert country_code(name) == code, name


@given(st.text(max_size=300))
def test_any_text_gives_a_code_or_nothing(name: str) -> None:
    code = country_code(name)
    assert code == "" or re.fullmatch("[A-Z]{2}", code)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_every_country_of_the_united_nations_list_is_known() -> None:
    text = gzip.decompress((SHARED / "un-consolidated-2026-02-27.xml.gz").read_bytes()).decode()
    names = {name.strip() for name in re.findall(r"<(?:COUNTRY|COUNTRY_OF_ISSUE)>([^<]+)<", text)}
    assert len(names) > 60
    assert {name for name in names if not country_code(name)} <= {"na"}
