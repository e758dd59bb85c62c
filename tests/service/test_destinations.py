"""Destinations: every place once, equal to determinations one by one, with the provisions that make the difference."""

from __future__ import annotations

import pytest
from attrs import evolve

from sekisho.determine.alike import by_place, place_path, reads_otherwise, sent_to
from sekisho.logic.conditions import Compare
from sekisho.service.destinations import destinations, told_in
from tests.service.offices import the_law
from tests.web.pictures.drawn import ETCHER, GALLIUM, case, etcher_places


@pytest.mark.parametrize(
    ("name", "ends"),
    [(ETCHER, ("to", "final")), (GALLIUM, ("to", "final")), ("jp-small-value-spare-part-wuxi", ("final",)),
     ("accelerator-chinese-cloud-2026-01-16", ("to",))],
)  # fmt: skip
def test_a_shared_determination_is_the_one_that_the_place_would_have_alone(
    name: str, ends: tuple[str, ...]
) -> None:
    law, engine = the_law()
    shared = dict(by_place(engine, case(name), law.places, ends))
    assert list(shared) == list(law.places)
    sample = [*list(law.places)[::13], "CN", "HK", "IR", "KP", "RU", "BY", "UA-43", "TW", "US", "NL", "JP"]
    for id in sample:
        alone = engine.determine(sent_to(case(name), id, ends))
        assert shared[id].statuses() == alone.statuses(), id
        for code, result in alone.authorities.items():
            ours = [
                (d.requirement.id, d.instance.subject, d.truth, d.span, d.policies) for d in result.duties
            ]
            theirs = shared[id].authorities[code].duties
            assert ours == [
                (d.requirement.id, d.instance.subject, d.truth, d.span, d.policies) for d in theirs
            ], (id, code)
    assert len({id for id in map(id_of, shared.values())}) < len(law.places), "some places share one"


def id_of(thing: object) -> int:
    return id(thing)


def test_a_law_that_reads_a_destination_otherwise_lets_no_places_share() -> None:
    law, _ = the_law()
    assert not reads_otherwise(law)
    term = next(iter(law.terms.values()))
    odd = evolve(
        law, terms={**law.terms, term.id: evolve(term, when=Compare("final", "equals", place_path("CN")))}
    )
    assert reads_otherwise(odd)


def test_every_place_stands_once_and_the_start_is_left_out() -> None:
    law, _ = the_law()
    found = etcher_places()
    assert list(found["places"]) == list(law.places) and found["left_out"] == ["JP"]
    listed = [id for group in found["groups"] for id in group["places"]]
    assert sorted(listed) == sorted(set(law.places) - {"JP"})
    for id, place in found["places"].items():
        assert (place["group"] is None) == (id == "JP")
        assert place["group"] is None or id in found["groups"][place["group"]]["places"]
    assert found["groups"][0]["same"] and "CN" in found["groups"][0]["places"]


def test_the_difference_is_named_by_its_provisions() -> None:
    found = etcher_places()
    north = found["groups"][found["places"]["KP"]["group"]]["outcomes"]["JP"]
    assert (north["at_least"], north["at_most"]) == ("prohibited", "prohibited")
    assert north["causes"][0]["provision"] == "jp-2009-north-korea.export" and north["causes"][0]["stands"]
    _, engine = the_law()
    here = engine.determine(case(ETCHER)).authorities["JP"].span
    base = found["groups"][0]["outcomes"]["JP"]
    assert (base["at_least"], base["at_most"]) == (here.low.word, here.high.word) and base["same"]


@pytest.mark.parametrize("authority", ["", "JP", "US"])
def test_the_table_holds_every_place_once(authority: str) -> None:
    found = etcher_places()
    rows = told_in(found, "ja", authority)
    listed = [place["id"] for row in rows for place in row["places"]]
    assert sorted(listed) == sorted(set(found["places"]) - {"JP"})
    for row in rows:
        for place in row["places"]:
            group = found["groups"][found["places"][place["id"]]["group"]]
            for one in row["outcomes"]:
                ours = group["outcomes"][one["authority"]]
                assert (one["at_least"], one["at_most"]) == (ours["at_least"], ours["at_most"])
    assert rows[0]["same"] and any(place["here"] for place in rows[0]["places"])


def test_a_final_place_that_nobody_stated_stays_open() -> None:
    _, engine = the_law()
    open_end = case(ETCHER)
    facts = {key: value for key, value in open_end.root.facts.items() if key != "final"}
    found = destinations(
        engine, evolve(open_end, root=evolve(open_end.root, facts=facts)), authorities=("JP",)
    )
    assert found["moved"] == ["to"] and found["final"] is None
