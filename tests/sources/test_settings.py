"""The settings file, and what may never stand in a message."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.sources.registry import sources
from sekisho.sources.settings import (
    Settings,
    SettingsError,
    SourceSettings,
    data_folder,
    load_settings,
    redacted,
)


def load(folder: Path, text: str) -> Settings:
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return load_settings({"SEKISHO_DATA": str(folder)})


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(SettingsError) as told:
        load(folder, text)
    return [problem.removeprefix(str(folder / "sources.toml")) for problem in told.value.problems]


def test_without_a_file_the_registry_holds(tmp_path: Path) -> None:
    settings = load_settings({"SEKISHO_DATA": str(tmp_path)})
    assert settings.data == tmp_path
    assert settings.lists == tmp_path / "lists"
    assert all(settings.of(source) == SourceSettings() for source in sources().values())


def test_data_lies_in_the_folder_of_the_user() -> None:
    assert data_folder({}).name == "sekisho"
    assert data_folder({"SEKISHO_DATA": "~/x"}) == Path.home() / "x"


def test_a_file_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such file; SEKISHO_SOURCES names it"):
        load_settings({"SEKISHO_DATA": str(tmp_path), "SEKISHO_SOURCES": str(tmp_path / "no.toml")})
    (tmp_path / "mine.toml").write_text("retries = 1")
    found = load_settings({"SEKISHO_DATA": str(tmp_path), "SEKISHO_SOURCES": str(tmp_path / "mine.toml")})
    assert found.of(sources()["us.csl"]).retries == 1


def test_what_is_set_for_all_and_for_one(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("x")
    settings = load(
        tmp_path,
        """
proxy = "http://proxy.example:3128"
ca-file = "ca.pem"
timeout = 30

[sources."us.csl"]
format = "csl_csv"
size-limit = "500 MB"
stale-after = 1
timeout = 5.5
files = {consolidated = "https://mirror.example/csl.csv"}

[sources."eu.fsf"]
enabled = false
""",
    )
    csl, eu = settings.of(sources()["us.csl"]), settings.of(sources()["eu.fsf"])
    assert csl.proxy == eu.proxy == "http://proxy.example:3128"
    assert csl.ca_file == str(tmp_path / "ca.pem")
    assert (csl.timeout, eu.timeout) == (5.5, 30.0)
    assert csl.size_limit == 500_000_000
    assert (csl.stale_after, eu.stale_after) == (1, None)
    assert csl.files == {"consolidated": "https://mirror.example/csl.csv"}
    assert (csl.format, csl.enabled, eu.enabled) == ("csl_csv", True, False)


def test_every_fault_is_named_with_line_key_and_mend(tmp_path: Path) -> None:
    text = """proxy = "ftp:/x"
timeout = -1
unknown = 3
[sources."us.csl"]
enabled = "yes"
size-limit = "3 XB"
format = "eu_xml"
retries = true
[sources."us.csl".files]
consolidated = "ftp://x"
other = "https://x/y"
[sources.nonsense]
enabled = true
"""
    found = faults(tmp_path, text)
    assert [problem.split(" ")[0] for problem in found] == [
        ":1:", ":2:", ":3:", ":5:", ":6:", ":7:", ":8:", ":10:", ":11:", ":12:",
    ]  # fmt: skip
    assert "known are proxy" in found[2]
    assert "true or false" in found[3]
    assert "200 MB" in found[4]
    assert "csl_json, csl_csv" in found[5]
    assert "the sources are us.csl" in found[-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("proxy = ", "Write it as TOML"),
        ("sources = 3", "holds tables"),
        ('sources = {"us.csl" = 3}', "holds a table"),
        ('ca-file = "nowhere.pem"', "is no file"),
        ("ca-file = 3", "PEM"),
        ("user-agent = 3", "is a text"),
        ('[sources."us.csl"]\nfiles = 3', "table of file names"),
        ("timeout = true", "seconds"),
        ('[sources."us.csl"]\nsize-limit = 0', "size"),
    ],
)
def test_odd_values(tmp_path: Path, text: str, said: str) -> None:
    assert said in faults(tmp_path, text)[0]


def test_addresses_are_shown_without_their_secrets() -> None:
    assert (
        redacted("https://me:pw@host.example:8443/a/b?token=abc&x=1#part")
        == "https://…@host.example:8443/a/b?token=…&x=…"
    )
    assert redacted("https://host.example/list.xml") == "https://host.example/list.xml"
    assert redacted("http://[broken") == "(an address that cannot be read)"


@given(
    st.text(min_size=4, max_size=12, alphabet="ghijklmnop"),
    st.text(min_size=4, max_size=12, alphabet="qrsuvwxyz"),
)
def test_no_password_and_no_token_survives(password: str, token: str) -> None:
    shown = redacted(f"https://a:{password}@b.de/c?d={token}&e={token}")
    assert password not in shown
    assert token not in shown
