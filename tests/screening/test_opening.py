"""The screener that a command opens: over the law and the archive, from a kept index, never over what is damaged or switched off."""

from datetime import date
from pathlib import Path

import pytest

from sekisho.screening import opening
from sekisho.screening.opening import open_screener
from sekisho.screening.reasons import Query
from sekisho.screening.rescreening import changes_since, touched
from sekisho.screening.screener import Screener
from sekisho.sources.archive import Archive, Edition
from sekisho.sources.records import ListedName, ListedParty
from sekisho.sources.settings import Settings, load_settings
from tests.lawcases import the_law

TODAY = date(2026, 11, 21)
HEAD = (
    "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\t"
    "Standard_Order\tLast_Update\tAction\tFR_Citation\n"
)
ROW = "ZEBEDEE OBERTWHISTLE\t1 PIER ROAD\tLEITH\t\tGB\tEH6\t01/05/2020\t01/05/2030\tY\t2020-01-08\tFR NOTICE ADDED\t85 F.R. 1 1/8/2020\n"


def put(settings: Settings, source: str, day: date, *parties: ListedParty) -> None:
    """Put an edition of a source into the archive."""
    archive = Archive(settings.lists)
    edition = Edition(
        id=f"{day.isoformat()}-1", day=day, format="csl_json", files=(), engine="t", count=len(parties), by_list={}, parties_sha256=""
    )  # fmt: skip
    with archive.lock(source):
        archive.add(source, edition, parties, None, day)


def party(id: str, name: str, **more: object) -> ListedParty:
    made = {
        "source": "us.csl",
        "lists": ("us.sdn",),
        "countries": ("AE",),
        "names": (ListedName(name),),
    } | more
    return ListedParty(id=id, **made)  # type: ignore[arg-type]


def settings_at(folder: Path) -> Settings:
    return load_settings({"SEKISHO_DATA": str(folder)})


def opened(settings: Settings, day: date = TODAY) -> Screener:
    return open_screener(the_law(), day, settings=settings)


def names(screener: Screener, name: str) -> set[tuple[str, str]]:
    return {match.hit.key for match in screener.screen(Query(name)).matches}


def test_a_denied_person_of_the_published_file_is_met_whatever_its_notice_did(tmp_path: Path) -> None:
    from sekisho.sources.formats import parser

    (read,) = parser("bis_dpl")({"dpl.txt": (HEAD + ROW).encode()}).parties
    put(settings_at(tmp_path), "us.denied-persons", TODAY, read)
    assert ("us.denied-persons", read.id) in names(opened(settings_at(tmp_path)), "Zebedee Obertwhistle")


def test_only_an_announcement_that_adds_is_a_listing(tmp_path: Path) -> None:
    rows = [
        party(
            "a",
            "Obsidian Walrus Dynamics",
            source="cn.mofcom",
            lists=("cn.control-list",),
            facts=(("action", "added"),),
        ),
        party(
            "b",
            "Crimson Narwhal Avionics",
            source="cn.mofcom",
            lists=("cn.control-list",),
            facts=(("action", "removed"),),
        ),
    ]
    put(settings_at(tmp_path), "cn.mofcom", TODAY, *rows)
    screener = opened(settings_at(tmp_path))
    assert names(screener, "Obsidian Walrus Dynamics") and not names(screener, "Crimson Narwhal Avionics")


def test_the_index_is_made_once_and_again_after_a_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_at(tmp_path)
    put(settings, "us.csl", date(2026, 11, 1), party("1", "Obsidian Walrus Shipping"))
    first = names(opened(settings), "Obsidian Walrus Shipping")
    with monkeypatch.context() as patch:
        patch.setattr(opening.NameIndex, "build", lambda *_, **__: pytest.fail("made again"))
        assert names(opened(settings), "Obsidian Walrus Shipping") == first == {("us.csl", "1")}
    put(settings, "us.csl", date(2026, 11, 2), party("2", "Crimson Narwhal Shipping"))
    assert names(opened(settings), "Crimson Narwhal Shipping") == {("us.csl", "2")}
    assert not names(opened(settings), "Obsidian Walrus Shipping")


def test_a_half_written_or_foreign_index_is_made_again(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    put(settings, "us.csl", TODAY, party("1", "Obsidian Walrus Shipping"))
    opened(settings)
    for kept in (tmp_path / "screening" / "index").rglob("*"):
        if kept.is_file():
            kept.write_bytes(kept.read_bytes()[:100])
    assert names(opened(settings), "Obsidian Walrus Shipping")


def test_a_damaged_or_switched_off_edition_is_missing_and_said_so(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    put(
        settings,
        "gb.sanctions",
        TODAY,
        party("1", "Obsidian Walrus Shipping", source="gb.sanctions", lists=("gb.sanctions",)),
    )
    state = opened(settings).state("gb.sanctions")
    assert state is not None and (state.age, state.day, state.parties) == ("current", TODAY, 1)
    (tmp_path / "sources.toml").write_text('[sources."gb.sanctions"]\nenabled = false\n', "utf-8")
    state = opened(settings_at(tmp_path)).state("gb.sanctions")
    assert state is not None and (state.age, state.day) == ("missing", None)
    (tmp_path / "sources.toml").unlink()
    for kept in (tmp_path / "lists" / "sources" / "gb.sanctions").glob("*.parties"):
        kept.write_bytes(b"x")
    screener = opened(settings_at(tmp_path))
    state = screener.state("gb.sanctions")
    assert state is not None and state.age == "missing"
    assert "gb.sanctions" in {one.list for one in screener.screen(Query("Anybody")).unsearched}


def test_an_old_edition_is_stale_and_counts_with_its_own_day(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    put(settings, "us.csl", date(2026, 8, 1), party("1", "Obsidian Walrus Shipping"))
    screener = opened(settings)
    state = screener.state("us.sdn")
    assert state is not None and (state.age, state.day) == ("stale", date(2026, 8, 1))
    assert dict(screener.screen(Query("Anybody")).searched)["us.sdn"] == date(2026, 8, 1)


def test_a_change_of_the_lists_names_only_whom_it_touches(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    old = [
        party("1", "Obsidian Walrus Shipping"),
        party("2", "Crimson Narwhal Shipping"),
        party("3", "Teal Pangolin Trading"),
    ]
    put(settings, "us.csl", date(2026, 10, 1), *old)
    new = [
        old[0],
        party("2", "Crimson Narwhal Shipping", births=("1970",)),
        party("4", "Umber Axolotl Logistics"),
    ]
    put(settings, "us.csl", date(2026, 11, 1), *new)
    screener = opened(settings)
    changes = changes_since(the_law(), Archive(settings.lists), date(2026, 10, 15))
    asked = [
        (name, Query(name))
        for name in (
            "Obsidian Walrus Shipping",
            "Crimson Narwhal Shipping",
            "Teal Pangolin Trading",
            "Umber Axolotl Logistics",
        )
    ]
    found = {
        (who, touch.change.what, touch.change.fields) for who, touch in touched(screener, changes, asked)
    }
    assert found == {
        ("Crimson Narwhal Shipping", "changed", ("births",)),
        ("Teal Pangolin Trading", "removed", ()),
        ("Umber Axolotl Logistics", "added", ()),
    }


def test_an_older_edition_that_is_damaged_hides_no_change(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    put(settings, "us.csl", date(2026, 10, 1), party("1", "Obsidian Walrus Shipping"))
    put(settings, "us.csl", date(2026, 11, 1), party("4", "Umber Axolotl Logistics"))
    for kept in (tmp_path / "lists" / "sources" / "us.csl").glob("2026-10-01*.parties"):
        kept.write_bytes(b"x")
    changes = changes_since(the_law(), Archive(settings.lists), date(2026, 10, 15))
    assert changes["us.csl", "4"].what == "added"
