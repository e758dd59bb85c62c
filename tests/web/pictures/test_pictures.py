"""Every picture in every size and language: well formed, every row drawn, no small text, no two words over each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from lxml import etree

from sekisho.service.histories import rows_of
from sekisho.web.pictures import SIZES, Drawing
from sekisho.web.pictures.history import history_picture
from sekisho.web.pictures.ownership import layers_of, ownership_picture
from sekisho.web.pictures.tile_places import AT, PARTS
from sekisho.web.pictures.tiles import outcome_of, tiles_picture
from sekisho.web.pictures.timeline import timeline_picture
from sekisho.words import say
from tests.service.offices import the_law
from tests.web.pictures.drawn import LANGUAGES, OWNERS, etcher_places, gallium_history, measures

Draw = Callable[[int, str], Drawing]
PICTURES: dict[str, Draw] = {
    "history": lambda wide, lang: history_picture(gallium_history(), "h", wide, lang),
    "timeline": lambda wide, lang: timeline_picture(
        measures(lang), "t", wide, lang, {code: one.name for code, one in the_law()[0].authorities.items()}
    ),
    "tiles": lambda wide, lang: tiles_picture(etcher_places(), "m", wide, lang, "JP"),
    "owners": lambda wide, lang: ownership_picture(OWNERS, "o", wide, lang),
}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("wide", SIZES)
@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_sound(kind: str, wide: int, lang: str) -> None:
    drawing = PICTURES[kind](wide, lang)
    tree = etree.fromstring(drawing.text())
    assert tree.get("role") == "img" and len(tree.get("aria-label")) > 20
    assert (tree.get("width"), tree.get("viewBox")) == (str(wide), f"0 0 {wide} {tree.get('height')}"), (
        "never scaled"
    )
    assert not [node for node in tree.iter() if node.get("style")], (
        "the content policy forbids style attributes"
    )
    sizes = [float(node.get("font-size")) for node in tree.iter() if node.get("font-size")]
    assert min(sizes) >= 12 and {piece.size for piece in drawing.pieces} <= {12, 13}
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids)) and all(
        id == drawing.name or id.startswith(f"{drawing.name}-") for id in ids
    )
    for used in re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", drawing.text()):
        assert "".join(used) in ids, "every pattern and mark that is used is there"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("wide", SIZES)
@pytest.mark.parametrize("kind", PICTURES)
def test_no_words_lie_over_others_or_outside(kind: str, wide: int, lang: str) -> None:
    drawing = PICTURES[kind](wide, lang)
    assert [(one, other) for one, other in combinations(drawing.pieces, 2) if one.meets(other)] == []
    outside = [
        p for p in drawing.pieces if p.left < -0.5 or p.right > wide + 0.5 or p.bottom > drawing.height + 0.5
    ]
    assert outside == []


def test_words_that_would_meet_are_found() -> None:
    drawing = Drawing("x", 320, "two words in one place, for the test", "en")
    drawing.words("one", 10, 20)
    drawing.words("two", 20, 22)
    assert drawing.pieces[0].meets(drawing.pieces[1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_history_draws_what_its_table_says(lang: str) -> None:
    found = gallium_history()
    picture = history_picture(found, "h", 830, lang).text()
    rows = rows_of(the_law()[0], found, lang)
    assert {row["authority"] for row in rows} == {"CN", "US", "NL"}
    titles = set(re.findall(r"<title>(\d{4}-\d\d-\d\d) – (\d{4}-\d\d-\d\d): ([^<]+)</title>", picture))
    assert titles == {(str(row["from"]), str(row["until"]), row["headline"]) for row in rows}
    for row in rows:
        assert say(row["at_least"], lang)[:4] in picture


def test_the_history_of_gallium_has_every_kind_of_time() -> None:
    found = gallium_history()
    tree = etree.fromstring(history_picture(found, "h", 830, "en").text())
    kinds = [node.get("class") for node in tree.iter()]
    assert kinds.count("suspended") == 1, "clause 2 of Announcement 46 was suspended"
    zigzag = [node for node in tree.iter(f"{SVG}rect") if node.get("fill") == "url(#h-zigzag)"]
    assert zigzag and all("after" in node.get("class") for node in zigzag), (
        "after its end nobody confirmed what holds"
    )
    assert (
        "decided" in kinds and "decided after" in kinds and "checked" in kinds and kinds.count("today") == 3
    )
    assert found["to"] >= date(2027, 5, 22), "six months ahead"


def test_lines_past_the_last_confirmation_are_never_solid() -> None:
    found = deepcopy(gallium_history())
    found["authorities"]["NL"]["checked"] = date(2024, 1, 1)
    tree = etree.fromstring(history_picture(found, "h", 830, "en").text())
    edge = 252 + (830 - 4 - 252) * (date(2024, 1, 2) - found["from"]).days / (
        (found["to"] - found["from"]).days + 1
    )
    solid = [node.get("d") for node in tree.iter(f"{SVG}path") if node.get("class") == "decided"]
    lanes = sorted({float(d.split(" ")[-1]) for d in solid})
    nl = lanes[-1]  # never subject: it stands last
    assert max(
        float(d.split("L")[1].split(" ")[0]) for d in solid if float(d.split(" ")[-1]) == nl
    ) == pytest.approx(edge, abs=0.2)


@pytest.mark.parametrize("wide", [320, 830])
def test_every_measure_is_drawn_and_arrows_only_where_a_source_says_so(wide: int) -> None:
    found = measures("en")
    drawing = timeline_picture(found, "t", wide, "en")
    tree = etree.fromstring(drawing.text())
    rows = [node.get("data-row") for node in tree.iter(f"{SVG}g") if node.get("data-row")]
    assert rows == [row["id"] for row in found["rows"]] and len(rows) > 40
    arrows = [node for node in tree.iter() if node.get("class") == "arrow"]
    assert 0 < len(arrows) == len(found["arrows"]) <= 10
    assert all(arrow["source"] for arrow in found["arrows"])
    shown = "".join(piece.words for piece in drawing.pieces).replace(" ", "")
    for row in found["rows"]:
        assert row["name"].replace(" ", "") in shown, "a name is wrapped and never cut"


def test_a_bar_ends_where_it_was_last_confirmed_and_what_was_before_the_picture_has_a_torn_edge() -> None:
    found = measures("en")
    tree = etree.fromstring(timeline_picture(found, "t", 830, "en").text())
    by_row = {node.get("data-row"): node for node in tree.iter(f"{SVG}g")}
    gallium = [node.get("class") for node in by_row["cn-2023-mofcom-gacc-23"]]
    assert "bar in-force" in gallium and "bar after" in gallium and "bar published" in gallium
    first = found["window"]["from"]
    lasts = {
        row["id"]: [s["until"] or found["on"] for s in row["spans"] if s["state"] != "not-in-force"]
        for row in found["rows"]
    }
    old = [
        row
        for row in found["rows"]
        if row["from"] and row["from"] < first and max(lasts[row["id"]], default=first) >= first
    ]
    assert old and all("cut" in [node.get("class") for node in by_row[row["id"]]] for row in old)
    for row in found["rows"]:
        if row["state"] == "suspended":
            assert any("suspended" in (node.get("class") or "") for node in by_row[row["id"]])


@pytest.mark.parametrize("wide", [320, 830])
def test_every_place_is_one_tile_of_one_size(wide: int) -> None:
    found = etcher_places()
    tree = etree.fromstring(tiles_picture(found, "m", wide, "en", "JP").text())
    shown = {node.text for node in tree.iter(f"{SVG}text") if node.get("class") == "t-tile"}
    countries = {id for id in found["places"] if "-" not in id}
    assert shown == countries == set(AT) == {code for part in PARTS.values() for code in part}
    marks = {}
    for group in tree.iter(f"{SVG}g"):
        code, use = group.findtext(f"{SVG}text"), group.find(f"{SVG}use")
        if code:
            marks[code] = None if use is None else use.get("href").rpartition("-m")[2]
    words = list(
        ("not-subject", "no-licence-required", "authorised", "notify", "licence-required", "prohibited")
    )
    for code in countries:
        outcome = outcome_of(found, code, "JP")
        assert marks[code] == (outcome and f"{words.index(outcome[0])}{words.index(outcome[1])}")
    assert marks["KP"] == "55" and marks["JP"] is None


def test_tiles_stand_apart() -> None:
    assert len(set(AT.values())) == len(AT) == 250


def test_owners_stand_above_what_they_own() -> None:
    layers = layers_of(OWNERS)
    assert layers == [["p"], ["a", "c", "o"], ["b"]]
    circle = {**OWNERS, "stakes": [*OWNERS["stakes"], {"owner": "p", "owned": "b", "share": "1 %"}]}
    assert sorted(id for layer in layers_of(circle) for id in layer) == ["a", "b", "c", "o", "p"]
    assert ownership_picture(circle, "o", 830, "en").text()


@pytest.mark.parametrize("wide", [320, 830])
def test_shares_are_ranges_and_unnamed_owners_are_dashed(wide: int) -> None:
    drawing = ownership_picture(OWNERS, "o", wide, "en")
    words = [piece.words for piece in drawing.pieces]
    assert all(stake["share"] in words for stake in OWNERS["stakes"])
    assert "unnamed" in drawing.text() and "50 % · as a listed party" in words


def test_what_was_typed_is_no_markup() -> None:
    hostile: Any = deepcopy(OWNERS)
    hostile["boxes"][0]["name"] = "<script>alert(1)</script>&\"'\x00\x1b[31m"
    text = ownership_picture(hostile, "o", 830, "en").text()
    tree = etree.fromstring(text)
    assert not list(tree.iter(f"{SVG}script")) and "<script>" not in text
