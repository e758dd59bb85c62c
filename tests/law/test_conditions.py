"""The mapping of a `when` becomes the tree that the reference promises; what is wrong is named with its place."""

from __future__ import annotations

from pathlib import Path as File
from typing import Any

import pytest

from sekisho.law.conditions import Reader
from sekisho.law.groups import leaves, parse_group
from sekisho.law.load import Compiler
from sekisho.law.problems import Fault
from sekisho.law.source import read_source
from sekisho.law.words import LawWords
from sekisho.law.yaml_text import parse
from sekisho.logic import conditions as c
from sekisho.logic.values import Interval, Money, Path
from tests.law.making import SOUND, write_law

MORE = """
derived:
  - {id: cn.half, of: item, type: quantity, unit: nm, formula: "0.5 * wavelength"}
tests:
  - {id: cn.made-for, of: item, question: {en: a, ja: b, zh: c}}
"""


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> LawWords:
    files = {**SOUND, "cn/cn-x.yaml": SOUND["cn/cn-x.yaml"] + MORE}
    root: File = write_law(tmp_path_factory.mktemp("words"), files)
    law = Compiler(read_source(root)).run("")
    assert not law.problems
    return LawWords(law.vocabulary, law.derived, {t.id: t.of for t in law.terms.values()}, law.person_tests)


def kind(text: str) -> Path:
    return Path("kind", tuple(text.split(".")))


def point(number: str) -> Interval:
    return Interval.point(number)


READ = [
    ("{}", c.ALWAYS),
    ("{military: true}", c.Compare("military", "equals", True)),
    ("{form: [elemental, alloy]}", c.Compare("form", "one_of", ("elemental", "alloy"))),
    ("{purity: {above: 99.99 %}}", c.Compare("purity", "above", point("99.99"))),
    (
        "{wavelength: {at_least: 8 um, below: 14 um}}",
        c.All(
            (
                c.Compare("wavelength", "at_least", point("8000")),
                c.Compare("wavelength", "below", point("14000")),
            )
        ),
    ),
    ("{wavelength: {at_most: cn.half}}", c.Compare("wavelength", "at_most", c.AttributeRef("cn.half"))),
    ("{cn.half: {at_most: 45 nm}}", c.Compare("cn.half", "at_most", point("45"))),
    ("{value: {at_most: 1000 JPY}}", c.Compare("value", "at_most", Money(point("1000"), "JPY"))),
    ("{kind: material.gallium}", c.Under("kind", (kind("material.gallium"),))),
    (
        "{kind: {under: [material, wafer], but: [material.gallium]}}",
        c.Under("kind", (kind("material"), kind("wafer")), (kind("material.gallium"),)),
    ),
    ("{origin: NO}", c.Under("origin", (Path("place", ("NO",)),))),
    ("{hs: {under: ['8541']}}", c.Under("hs", (Path("hs", ("8541",)),))),
    ("{hs: {under: ['8541410010']}}", c.Under("hs", (Path("hs.CN", ("8541410010",)),))),
    ("{elements: {some: [Dy, Tb]}}", c.Contains("elements", "some", ("Dy", "Tb"))),
    ("{elements: Dy}", c.Contains("elements", "some", ("Dy",))),
    ("{elements: {only: [Nd, Fe]}}", c.Contains("elements", "only", ("Nd", "Fe"))),
    ("{term: cn.export}", c.TermRef("cn.export")),
    ("{person: cn.made-for}", c.Person("cn.made-for")),
    ("{unknowable: purity}", c.Unknowable("purity")),
    ("{unread: limits}", c.Unread("limits")),
    ("{unsettled: whose}", c.Unsettled("whose")),
    ("{not: {military: true}}", c.Not(c.Compare("military", "equals", True))),
    (
        "{any: [{military: true}, {act: export}]}",
        c.Any((c.Compare("military", "equals", True), c.Compare("act", "equals", "export"))),
    ),
    (
        "{military: true, act: export}",
        c.All((c.Compare("military", "equals", True), c.Compare("act", "equals", "export"))),
    ),
    (
        "{classified: ['cn.dual-use:3C001', 'jp.table1:*']}",
        c.Classified((Path("cn.dual-use", ("3C001",)), Path("jp.table1", ("*",)))),
    ),
    (
        "{classified: {under: ['cn.dual-use:3C001'], but: ['cn.dual-use:3C001.a']}}",
        c.Classified((Path("cn.dual-use", ("3C001",)),), (Path("cn.dual-use", ("3C001", "a")),)),
    ),
    ("{place: {at: to, in: JP}}", c.PlaceTest(("to",), c.GroupExpr("leaf", leaf="JP"))),
    (
        "{place: {at: [to, final], not_in: JP}}",
        c.PlaceTest(("to", "final"), c.GroupExpr("leaf", leaf="JP"), True),
    ),
    (
        "{parties: {some: {country: JP, listed: cn.control-list}}}",
        c.Quantified(
            "parties",
            "some",
            c.All((c.Under("country", (Path("place", ("JP",)),)), c.Listed("cn.control-list"))),
        ),
    ),
    (
        "{notices: {none: {notice_by: METI}}}",
        c.Quantified("notices", "none", c.Compare("notice_by", "equals", "METI")),
    ),
    (
        "{knows: {that: {military: true}, by: [contract]}}",
        c.Knows(c.Compare("military", "equals", True), ("contract",)),
    ),
    ("{p: {country: JP}}", c.Bound("p", c.Under("country", (Path("place", ("JP",)),)))),
    ("{e: {under: ['jp.table1:7']}}", c.EntryUnder("e", (Path("jp.table1", ("7",)),))),
    ("{same_heading: {as: e, depth: 2}}", c.SameHeading("e", 2)),
    (
        "{total: {of: value, over: content, that: {origin: CN}, of_whole: value, deep: true, at_least: 0.1 %}}",
        c.Total(
            "value",
            ("content",),
            c.Under("origin", (Path("place", ("CN",)),)),
            (("at_least", point("0.001")),),
            "value",
            True,
        ),
    ),
    (
        "{total: {of: value, over: [items, content], at_most: 1000000 JPY}}",
        c.Total("value", ("items", "content"), c.ALWAYS, (("at_most", Money(point("1000000"), "JPY")),)),
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_reading(words: LawWords, text: str, expected: c.Condition) -> None:
    reader = Reader(words, "CN", names={"p": "party", "e": "entry"})
    assert reader.read(parse(text)) == expected
    assert not reader.faults


WRONG = [
    ("{colour: red}", "when.colour", "no attribute 'colour'"),
    ("{purity: {atleast: 3 %}}", "when.purity", "no operator 'atleast'"),
    ("{purity: {at_least: 3}}", "when.purity", "unit"),
    ("{purity: {at_least: 3 nm}}", "when.purity", "nm"),
    ("{form: gas}", "when.form", "gas"),
    ("{kind: {under: material.galium}}", "when.kind", "no kind of item"),
    ("{kind: {below: material}}", "when.kind", "no key 'below'"),
    ("{elements: {some: [Xx]}}", "when.elements", "chemical element"),
    ("{any: {military: true}}", "when.any", "list of conditions"),
    ("{any: [{military: true}, {colour: red}]}", "when.any[1].colour", "no attribute"),
    ("{term: cn.exprt}", "when.term", "declares the term"),
    ("{person: cn.nobody}", "when.person", "declares the person test"),
    ("{place: {at: there, in: JP}}", "when.place", "no place 'there'"),
    ("{place: {at: to}}", "when.place", "either `in` or `not_in`"),
    ("{place: {at: to, in: JP, not_in: CN}}", "when.place", "either `in` or `not_in`"),
    ("{place: {at: to, in: '(JP + CN'}}", "when.place", "not closed"),
    ("{knows: {that: {military: true}, by: [rumour]}}", "when.knows", "no channel"),
    ("{q: {country: JP}}", "when.q", "not bound"),
    ("{parties: {country: JP}}", "when.parties", "no key 'country'"),
    ("{parties: {some: {colour: red}}}", "when.parties.some.colour", "no attribute"),
    ("{total: {of: value, over: content}}", "when.total", "no limit"),
    ("{total: {of: value, over: parts, at_most: 1 JPY}}", "when.total", "no list 'parts'"),
    ("{same_heading: {as: p, depth: 2}}", "when.same_heading", "binds to an entry"),
    ("{classified: 3C001}", "when.classified", "names no list"),
    ("[{military: true}]", "when", "is a mapping"),
    ("{purity: cannot-be-found-out}", "when.purity", "unknowable"),
]


@pytest.mark.parametrize(("text", "path", "says"), WRONG, ids=[text for text, _, _ in WRONG])
def test_what_cannot_be_read(words: LawWords, text: str, path: str, says: str) -> None:
    with pytest.raises(Fault) as caught:
        Reader(words, "CN", names={"p": "party", "e": "entry"}).read(parse(text))
    assert says in str(caught.value)
    assert caught.value.path == path


def test_a_fault_knows_its_line(words: LawWords) -> None:
    with pytest.raises(Fault) as caught:
        Reader(words).read(parse("military: true\nany:\n  - act: export\n  - colour: red\n"))
    assert caught.value.line == 4


SCOPES = [
    ("{country: JP}", {"transaction", "item"}, "'country' belongs to a party"),
    ("{listed: cn.control-list}", {"transaction", "item"}, "asks about a party"),
    ("{place: {at: residence, in: JP}}", {"transaction"}, "residence"),
    ("{purity: {above: 1 %}}", {"transaction"}, "'purity' belongs to an item"),
    ("{person: cn.made-for}", {"transaction"}, "is about an item"),
    ("{notice_by: METI}", {"transaction", "item"}, "'notice_by' belongs to a notice"),
]


@pytest.mark.parametrize(("text", "kinds", "says"), SCOPES)
def test_what_speaks_of_an_object_out_of_sight(
    words: LawWords, text: str, kinds: set[str], says: str
) -> None:
    reader = Reader(words, "CN", frozenset(kinds))
    reader.read(parse(text))
    assert [fault.rule for fault in reader.faults] == ["scope"]
    assert says in str(reader.faults[0])


def test_groups_are_read_from_left_to_right_with_parentheses() -> None:
    group = parse_group("AE + (us.D:1 + us.D:5 - us.A:5) - UA-43")
    assert group.op == "-" and group.right == c.GroupExpr("leaf", leaf="UA-43")
    assert group.left is not None and group.left.right is not None
    assert group.left.right.op == "-"
    assert list(leaves(group)) == ["AE", "us.D:1", "us.D:5", "us.A:5", "UA-43"]


@pytest.mark.parametrize("text", ["", "JP +", "+ JP", "JP CN", "(JP", "JP)", "()"])
def test_groups_that_cannot_be_read(text: str) -> None:
    with pytest.raises(Fault):
        parse_group(text)


def test_no_condition_of_the_reference_is_left_out() -> None:
    """Every class of the tree that a mapping can become is among what is read here."""

    def classes(node: Any) -> set[str]:
        return {type(node).__name__}.union(*(classes(child) for child in c.children(node)))

    read = set().union(*(classes(expected) for _, expected in READ))
    assert read >= {"All", "Any", "Not", "Compare", "Under", "Contains", "Quantified", "Total", "TermRef", "Classified",
                    "EntryUnder", "SameHeading", "PlaceTest", "Knows", "Person", "Unknowable", "Unread", "Unsettled",
                    "Listed", "Bound", "Const"}  # fmt: skip
