"""The reference of the sources says what the registry says."""

import re
from pathlib import Path

import pytest

from sekisho.sources.registry import sources
from sekisho.sources.settings import _Reading, redacted

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "sources.md").read_text("utf-8")


def section(name: str) -> str:
    _, _, rest = PAGE.partition(f"## `{name}`\n")
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("name", sources())
def test_each_source_stands_there_as_it_is(name: str) -> None:
    source, words = sources()[name], section(name)
    assert all(title in words for title in source.titles.values())
    assert source.page in words
    for layout in source.layouts:
        for file in layout.files:
            assert f"| `{layout.format}` | `{file.name}`" in words
            assert not file.url or f"`{redacted(file.url)}`" in words
    for listed in source.lists:
        floor = f" (at least {source.floors[listed]:,})" if listed in source.floors else ""
        assert f"`{listed}`{floor}" in words
    assert f"{source.fewest:,} to {source.most:,} parties" in words
    assert f"{source.smallest:,} to {source.largest:,} bytes" in words
    assert f"stale after {source.stale_after} days" in words
    assert f"may lose {source.fall:.0%}" in words
    assert not source.holds or f"Some party of it has {', '.join(source.holds)}." in words


def test_no_source_stands_there_that_is_not() -> None:
    assert set(re.findall(r"^## `(\S+)`$", PAGE, re.MULTILINE)) == set(sources())


def test_every_key_of_the_settings_file_is_shown() -> None:
    example = PAGE.partition("```toml")[2].partition("```")[0]
    assert {key for key in _Reading.OWN if key not in example} == set()
