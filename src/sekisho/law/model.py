"""The law as objects: what the files under `law/` become once they are read and typed.

Everything is immutable. Dates are days, both ends inclusive. Conditions are trees of `sekisho.logic.conditions`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from sekisho.logic.conditions import ALWAYS, Condition, GroupExpr
from sekisho.logic.values import Path

Rank: TypeAlias = Literal["statute", "order", "rule", "notice", "guidance", "practice"]
State: TypeAlias = Literal["in-force", "deferred", "not-enforced", "unconfirmed"]
Layer: TypeAlias = Literal["list", "party", "end-use", "country", "reach"]
Requires: TypeAlias = Literal["licence", "notification", "prohibition", "conduct", "finding"]
Model: TypeAlias = Literal["full", "person", "pointer"]
Text: TypeAlias = dict[str, str]  # language (en, ja, zh) to words


@frozen
class Version:
    """One state of a provision between two days.

    `start`, `until`: inclusive, None where open. `known_from`: the day on which it was published. `state`: how it stands in
    that time. `when`: a condition of its force. `first_day`, `last_day`: "stated" or "unstated" (then that day is UNKNOWN).
    `by`: the instrument that made this version. `body`: keys that replace the provision's own (`when`, `policy`, …).
    """

    start: date | None = None
    until: date | None = None
    known_from: date | None = None
    state: State = "in-force"
    when: Condition = ALWAYS
    first_day: Literal["stated", "unstated"] = "stated"
    last_day: Literal["stated", "unstated"] = "stated"
    by: str = ""
    body: dict[str, Any] = field(factory=dict)


@frozen(kw_only=True)
class Provision:
    """What every provision has: an identity, a place in an instrument, words, force, a citation."""

    id: str
    instrument: str
    authority: str
    versions: tuple[Version, ...]
    title: Text = field(factory=dict)
    cite: str = ""
    rank: Rank = "notice"
    clock: str = ""  # "" means the authority's clock for the act
    certainty: Literal["read", "pointer"] = "read"
    could_be: str = ""
    checked: date | None = None
    file: str = ""
    line: int = 0


@frozen(kw_only=True)
class Entry(Provision):
    """One entry of a control list. Its `when` stands in the `body` of each version; a child inherits its parents'.

    `code`: list and path. `display`: the official form. `hs_hint`: customs codes for finding, never a reason.
    `model`: "full" when every parameter of the source stands in `when`, "person" when a person's judgement is among them,
    "pointer" when parameters are not yet read (then the `when` holds an `unread` leaf).
    """

    code: Path
    display: str = ""
    when: Condition = ALWAYS
    hs_hint: tuple[Path, ...] = ()
    model: Model = "full"
    notes: Text = field(factory=dict)
    presumed_for: tuple[
        Path, ...
    ] = ()  # kinds for which it is a presumption that a claim of other codes does not answer
    by_claim: bool = (
        False  # from an official table: only a claim meets it; unclaimed, the list's coverage speaks for it
    )


@frozen(kw_only=True)
class Term(Provision):
    """A named condition about an item, a party or the transaction (`of`). `when` None: only what instruments add."""

    of: Literal["item", "party", "transaction"]
    when: Condition | None = None

    @property
    def speaks(self) -> bool:
        """Whether the term says something of its own, at least in one version; else it is only what instruments add."""
        return self.when is not None or any("when" in version.body for version in self.versions)


@frozen(kw_only=True)
class Addition(Provision):
    """What an instrument adds to a term."""

    to: str
    when: Condition


@frozen(kw_only=True)
class Take(Provision):
    """What an instrument takes from a term, or from one addition to it."""

    target: str
    when: Condition


@frozen
class Lookup:
    """A value read from a table of the law by the bound entry's code (the longest row that the code lies under)."""

    table: str
    name: str
    column: str


@frozen(kw_only=True)
class Derived:
    """An attribute that the law computes from others: a formula, or a look-up in a table."""

    id: str
    of: Literal["item", "party", "transaction"]
    type: Literal["quantity", "number", "money"]
    unit: str = ""
    formula: str = ""
    lookup: Lookup | None = None
    title: Text = field(factory=dict)
    cite: str = ""
    instrument: str = ""


@frozen
class PolicyRow:
    """One row of a licensing policy: the first row that holds says how applications are judged."""

    when: Condition
    policy: str


@frozen
class ForEach:
    """What makes the instances of a requirement.

    `over` "entry": one per entry in `lists` that the item meets; "party": one per party with one of `roles` (any, if
    empty); otherwise the name of a list: one per member.
    """

    name: str
    over: str
    roles: tuple[str, ...] = ()
    lists: tuple[Path, ...] = ()
    but: tuple[Path, ...] = ()


@frozen(kw_only=True)
class Requirement(Provision):
    """A provision that demands a licence or a notification, forbids, orders conduct, or is worth a finding."""

    layer: Layer
    requires: Requires
    reach: str  # a term; "" only for conduct and findings that always speak
    when: Condition = ALWAYS
    for_each: ForEach | None = None
    scope: Literal["item", "transaction"] = "item"
    reason: str = ""
    binds: str = "exporter"
    policy: tuple[PolicyRow, ...] = ()
    procedure: str = ""
    door: str = ""
    yields_to: tuple[str, ...] = ()
    message: Text = field(factory=dict)  # the reason in a sentence
    closes_by_claim: str = ""  # for a coverage pointer on a list: a complete claim of that list answers it


@frozen(kw_only=True)
class Row(Provision):
    """One row of an official table of requirements: for what reason which paragraphs of an entry are controlled whereto.

    Its condition stands in the `body` of its versions and speaks of the entry bound to `e`.
    """

    when: Condition = ALWAYS
    reason: str = ""


@frozen
class Selector:
    """Which provisions a relief or bar is about: ids (globs expanded), less `but`; for reliefs the reasons that count."""

    of: frozenset[str]
    exact: frozenset[str]
    reasons: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Relief(Provision):
    """An exception, exemption or general licence: what replaces or lifts a requirement."""

    lifts: Selector
    by: Literal["rule", "choice"]
    becomes: Literal["none", "authorised", "notification", "licence"]
    when: Condition = ALWAYS
    steps: tuple[Text, ...] = ()
    procedure: str = ""
    prevails_over: tuple[str, ...] = ()


@frozen(kw_only=True)
class Bar(Provision):
    """What shuts a relief, a kind of licence or another bar."""

    bars: Selector
    when: Condition = ALWAYS


@frozen(kw_only=True)
class LicenceKind(Provision):
    """A kind of licence that may be put forward, the requirements it serves and what bars it."""

    serves: Selector
    barred_when: Condition | None = None
    validity_months: int | None = None
    clock_in_force: str = ""  # the date on which it must be valid: loading, declaration, …


@frozen(kw_only=True)
class Suspension:
    """An instrument's stop of other provisions between two days, and what follows."""

    id: str
    instrument: str
    authority: str
    of: frozenset[str]
    start: date
    until: date | None
    last_day: Literal["stated", "unstated"] = "stated"
    afterwards: Literal["returns", "lapses", "unconfirmed"] = "returns"
    entries: Literal["", "suspended"] = ""
    known_from: date | None = None
    reported: dict[str, str] = field(factory=dict)
    cite: str = ""
    party: str = ""  # a row id where one party only is meant


@frozen(kw_only=True)
class PartyRow:
    """One listed party: names in every script, country, list, and the days on which it stands there."""

    id: str
    list: str
    names: tuple[str, ...]
    native: str = ""
    country: str = ""
    versions: tuple[Version, ...] = ()
    instrument: str = ""
    authority: str = ""
    note: str = ""
    category: str = ""


@frozen(kw_only=True)
class Coverage:
    """How far a law or a list is read, for which things; compiled into a pointer unless `full`."""

    id: str
    authority: str
    of: str  # a list ("jp.table1") or the name of a law
    is_list: bool
    scope: Condition
    reach: str
    state: Literal["full", "partial", "pointer", "absent"]
    layer: Layer
    could_be: str
    as_of: date
    title: Text = field(factory=dict)
    why: str = ""
    instrument: str = ""


MEASURE = "measure"
"""The kind of an instrument that stands in the timeline alone: its law is not modelled, no answer looks at it."""


@frozen(kw_only=True)
class Instrument:
    """An announcement, an order, a section of a code: the unit of citation and of files.

    `items`, `parties`: codes, kinds of item and names that a measure concerns, for the filters of the timeline.
    """

    id: str
    authority: str
    rank: Rank
    kind: str  # list | end-user | end-use | country | extraterritorial | exception | procedure | suspension | statute | dialogue | …
    title: Text
    citation: str
    native: str = ""
    published: date | None = None
    versions: tuple[Version, ...] = ()
    checked: date | None = None
    sources: tuple[dict[str, str], ...] = ()
    relations: tuple[dict[str, str], ...] = ()
    notes: Text = field(factory=dict)
    penalties: tuple[Text, ...] = ()
    items: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    file: str = ""


@frozen(kw_only=True)
class Procedure:
    """How a licence is asked for: dated rows of documents, desk, time and validity."""

    id: str
    authority: str
    rows: tuple[
        dict[str, Any], ...
    ]  # each: versions, when, documents [Text], file_with Text, time Text, validity Text, cite
    title: Text = field(factory=dict)
    cite: str = ""


@frozen
class Group:
    """A dated set of places: (place or expression, start, until) rows."""

    id: str
    authority: str
    rows: tuple[tuple[GroupExpr, date | None, date | None], ...]
    title: Text = field(factory=dict)
    cite: str = ""
