"""Malformed transactions, each with the line, the path and the words that its message must have."""

GOOD = """\
on: 2025-06-01
act: export
route: {from: CN, to: JP}
parties:
  - {id: p1, role: exporter, country: CN}
items:
  - id: "1"
    kind: wafer
    value: 12000 USD
    facts:
      purity: 99.9 %
"""


def _with(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


TEXTS = {
    # what is wrong: (text, line, path, words of the message)
    "empty": ("", 1, "", "this file is empty"),
    "only comments": ("# nothing\n", 1, "", "this file is empty"),
    "a list": ("- on: 2025-06-01\n", 1, "", "this file is a list"),
    "a word": ("hello\n", 1, "", "one piece of text"),
    "bad yaml": ("on: 2025-06-01\nitems: [{id: 1\n", 3, "", "not valid YAML"),
    "bad indentation": ("on: 2025-06-01\n  act: export\n", 2, "", "not valid YAML"),
    "a tab": ("on: 2025-06-01\nroute:\n\tfrom: CN\n", 3, "", "not valid YAML"),
    "two documents": ("on: 2025-06-01\n---\non: 2025-06-02\n", 2, "", "not valid YAML"),
    "duplicate key": (
        "on: 2025-06-01\nact: export\non: 2025-06-02\n",
        3,
        "",
        "'on' stands twice (first on line 1)",
    ),
    "duplicate fact": (_with("99.9 %\n", "99.9 %\n      purity: 90 %\n"), 12, "", "'purity' stands twice"),
    "tag": ("on: !!python/object:os.system x\n", 1, "", "tag"),
    "alias": ("on: 2025-06-01\nid: &a x\nact: *a\n", 3, "", "alias *a"),
    "an alias inside its own anchor": ("on: 2025-06-01\nitems: &a [*a]\n", 2, "", "alias *a"),
    "a hundred thousand brackets": (
        "on: 2025-06-01\nitems: " + "[" * 100_000 + "]" * 100_000,
        2,
        "",
        "nested too deeply",
    ),
    "dashes in dashes": ("- " * 100_000, 1, "", "nested too deeply"),
    "merge key": ("on: 2025-06-01\nroute: {<<: {to: JP}}\n", 2, "", "merge keys"),
    "unknown key": (_with("act:", "atc:"), 2, "atc", "did you mean 'act'"),
    "unknown key of an item": (_with("value:", "valeu:"), 9, 'items["1"].valeu', "did you mean 'value'"),
    "a fact that is no key": (
        _with("kind: wafer", "purity: 99 %"),
        8,
        'items["1"].purity',
        "write it under facts",
    ),
    "list instead of mapping": (
        _with("{from: CN, to: JP}", "[CN, JP]"),
        3,
        "route",
        "is a list; write a mapping",
    ),
    "mapping instead of list": (
        _with("items:", "licences: {kind: x}\nitems:"),
        6,
        "licences",
        "write a list",
    ),
    "a word instead of an item": ("on: 2025-06-01\nitems: [wafer]\n", 2, 'items["1"]', "write a mapping"),
    "unknown attribute": (_with("purity", "puritty"), 11, 'items["1"].facts.puritty', "did you mean purity"),
    "wrong object": (
        _with("purity: 99.9 %", "wmd: false"),
        11,
        'items["1"].facts.wmd',
        "belongs to the transaction",
    ),
    "no unit": (_with("99.9 %", "99.9"), 11, 'items["1"].facts.purity', "no unit"),
    "wrong unit": (_with("99.9 %", "99.9 kg"), 11, 'items["1"].facts.purity', "does not measure the same"),
    "no number": (_with("99.9 %", "very pure"), 11, 'items["1"].facts.purity', "not a number"),
    "fact is a list": (_with("99.9 %", "[99.9 %]"), 11, 'items["1"].facts.purity', "takes one value"),
    "no such choice": (_with("purity: 99.9 %", "form: aloy"), 11, 'items["1"].facts.form', "near: alloy"),
    "no such element": (_with("purity: 99.9 %", "elements: [Dyy]"), 11, 'items["1"].facts.elements', "Dy"),
    "no such day": (_with("2025-06-01", "2025-02-30"), 1, "on", "not a day"),
    "day in words": (_with("2025-06-01", "1 June 2025"), 1, "on", "write it like 2025-06-01"),
    "no day": (_with("on: 2025-06-01\n", ""), 1, "on", "the day of export is missing"),
    "no such place": (_with("to: JP", "to: JQ"), 3, "route.to", "there is no place 'JQ'; known are JP"),
    "country in words": (
        _with("country: CN", "country: China"),
        5,
        'parties["p1"].country',
        "two capital letters",
    ),
    "no such kind": (_with("kind: wafer", "kind: waffer"), 8, 'items["1"].kind', "near: wafer"),
    "no such role": (_with("role: exporter", "role: exportr"), 5, 'parties["p1"].role', "near: exporter"),
    "no currency": (_with("12000 USD", "12000"), 9, 'items["1"].value', "no currency"),
    "no such currency": (_with("12000 USD", "12000 YEN"), 9, 'items["1"].value', "write JPY"),
    "ambiguous money": (_with("12000 USD", "12.000 EUR"), 9, 'items["1"].value', "may mean 12000"),
    "ambiguous quantity": (
        _with("value: 12000 USD", 'quantity: "1,500 kg"'),
        9,
        'items["1"].quantity',
        "comma",
    ),
    "customs code": (_with("kind: wafer", "hs: 8541O0"), 8, 'items["1"].hs', "not a customs code"),
    "national code without a country": (
        _with("kind: wafer", "hs: 8541100000"),
        8,
        'items["1"].hs',
        "of which country",
    ),
    "two items with one id": (GOOD + '  - {id: "1"}\n', 12, 'items["1"].id', "first on line 7"),
    "share": (
        _with("country: CN", "owners: [{share: 130 %}]"),
        5,
        'parties["p1"].owners["1"].share',
        "over 100 %",
    ),
    "shares": (
        _with("country: CN", "owners: [{share: 60 %}, {share: 60 %}]"),
        5,
        'parties["p1"].owners',
        "add up to 120",
    ),
    "no such code": (
        _with("kind: wafer", "classification: {jp.table1: [7.17]}"),
        8,
        'items["1"].classification.jp.table1.codes',
        "holds no code 7.17 on 2025-06-01",
    ),
    "a code before its time": (
        _with("kind: wafer", "classification: {jp.table1: {codes: [7.16], as_of: 2023-07-22}}"),
        8,
        'items["1"].classification.jp.table1.codes',
        "holds no code 7.16 on 2023-07-22",
    ),
    "no such list": (
        _with("kind: wafer", "classification: {jp.tabel1: [7.16]}"),
        8,
        'items["1"].classification.jp.tabel1',
        "did you mean jp.table1",
    ),
    "a code of another list": (
        _with("kind: wafer", 'classification: {jp.table1: ["us.ccl:3B001"]}'),
        8,
        'items["1"].classification.jp.table1.codes',
        "is a code of us.ccl",
    ),
    "no such relief": (GOOD + "claims: [jp.smal]\n", 12, "claims", "did you mean jp.small"),
    "no such declaration": (
        GOOD + "declarations: [{what: no-notise}]\n",
        12,
        'declarations["1"].what',
        "no-notice",
    ),
    "no such list to complete": (GOOD + "complete: [partys]\n", 12, "complete", "did you mean parties"),
    "no such ground": (GOOD + "red_flags: [{of: wdm}]\n", 12, 'red_flags["1"].of', "did you mean wmd"),
    "no such channel": (GOOD + "red_flags: [{of: wmd, by: rumour}]\n", 12, 'red_flags["1"].by', "contract"),
    "no such test": (
        GOOD + "assertions: [{person: desined, provision: jp.list, answer: true}]\n",
        12,
        'assertions["1"].person',
        "did you mean designed",
    ),
    "an answer without provision": (
        GOOD + "assertions: [{person: designed, answer: true}]\n",
        12,
        'assertions["1"].provision',
        "one provision",
    ),
    "an answer that is none": (
        GOOD + "assertions: [{person: designed, provision: jp.list, answer: perhaps}]\n",
        12,
        'assertions["1"].answer',
        "cannot-be-found-out",
    ),
    "an answer about the wrong thing": (
        GOOD + "assertions: [{person: designed, provision: jp.list, answer: true, for: p1}]\n",
        12,
        'assertions["1"].for',
        "nothing stands at 'p1'",
    ),
    "an assertion about nothing": (
        GOOD + "assertions: [{fact: 'items[\"2\"].facts.purity', by: lab}]\n",
        12,
        'assertions["1"].fact',
        "nothing stands",
    ),
    "a licence for nothing": (
        GOOD + 'licences: [{covers: {items: ["2"]}}]\n',
        12,
        'licences["1"].covers.items',
        "no items of the id '2'",
    ),
    "a licence that ends before it begins": (
        GOOD + "licences: [{valid: {from: 2025-06-01, until: 2025-05-01}}]\n",
        12,
        'licences["1"].valid',
        "before it begins",
    ),
    "a rate of nothing": (
        GOOD + "rates: [{of: USD, in: JPY, rate: 0}]\n",
        12,
        'rates["1"].rate',
        "not above zero",
    ),
    "a rate without currency": (GOOD + "rates: [{in: JPY, rate: 2}]\n", 12, 'rates["1"]', "'of' is missing"),
    "neither true nor false": (
        _with("country: CN", "facts: {military_user: maybe}"),
        5,
        'parties["p1"].facts.military_user',
        "true or false",
    ),
    "stated twice": (_with("purity: 99.9 %", "value: 1 USD"), 11, 'items["1"].facts.value', "stated twice"),
}
