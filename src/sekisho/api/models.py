"""The shapes of what the API takes and gives, as its schema shows them.

Large answers are written straight from plain data; these models describe them and are held against real answers by tests.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, model_validator


def _plain(words: str) -> str:
    if any((ord(c) < 32 and c not in "\n\r\t") or c == "\x7f" or 0xD800 <= ord(c) < 0xE000 for c in words):
        raise ValueError("it holds a control character or half of a character")
    return words


Words = Annotated[str, AfterValidator(_plain)]
"""Text that a person wrote."""
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2026-11-21"])]


class Given(BaseModel):
    """What a request holds: no key that is not known, so that a slip of the pen is told."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """What an answer holds; keys may be added under the same version."""

    model_config = ConfigDict(extra="allow")


class LawWords(Told):
    """Words that come with the law, in three languages."""

    en: str = ""
    ja: str = ""
    zh: str = ""


class ErrorRow(Told):
    """One fault: where it stands (`pointer` into the body, or the `parameter`), what is wrong, what to do."""

    pointer: str | None = Field(
        None, description="JSON pointer into the body, as a fragment.", examples=["#/items/0/facts/purity"]
    )
    path: str | None = Field(None, description="The same place as questions name it.")
    line: int | None = Field(None, description="Line of the body, where it is text with lines.")
    parameter: str | None = Field(None, description="The parameter or header that is meant.")
    message: str
    mend: str = Field("", description="What to write instead.")


class ProblemBody(Told):
    """Problem details (RFC 9457)."""

    type: str = Field(
        description="Address of the explanation of this kind of problem.",
        examples=["/api/v1/problems/bad-input"],
    )
    title: str
    status: int
    detail: str
    mend: str = Field("", description="What to do about it.")
    instance: str | None = None
    errors: list[ErrorRow] | None = None


class LawStamp(Told):
    """Which law answered."""

    hash: str
    checked: dict[str, str] = Field(
        description="Per authority, the last day on which a source of its law was confirmed."
    )


class Interval(Told):
    """The mildest and the gravest outcome that the known facts allow. Read `at_most` first."""

    at_least: str
    at_most: str
    decided: bool


class QuestionsAnswer(Told):
    """The facts that could change the answer, the weightiest first, beside the interval of each authority."""

    schema_: str = Field(alias="schema", examples=["sekisho/questions/1"])
    id: str
    on: str | None
    known: str | None
    law: LawStamp
    authorities: dict[str, Interval]
    questions: list[dict[str, Any]]
    assumed: dict[str, str]


class Batch(Given):
    """Many transactions, each as one document would hold it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"transactions": [{"id": "T-1", "on": "2026-11-21", "act": "export",
                                            "route": {"from": "JP", "to": "CN"}, "items": [{"id": "1"}]}]}]
        },
    )  # fmt: skip
    transactions: list[dict[str, Any]] = Field(min_length=1)


class BatchRow(Told):
    """One transaction of a batch: its determination, or the problem with it."""

    index: int = Field(description="Its place in the batch, from 0.")
    determination: dict[str, Any] | None = None
    problem: ProblemBody | None = None


class BatchAnswer(Told):
    """The determinations of a batch, in its order."""

    schema_: str = Field(alias="schema", examples=["sekisho/batch/1"])
    law: LawStamp
    results: list[BatchRow]


class JobBody(Told):
    """Long work: its state, how far it is, what came out."""

    id: str
    kind: str
    title: str
    state: str = Field(examples=["running"])
    over: bool
    done: int
    total: int | None
    problem: str = Field(description="What failed and where, in words; empty where nothing did.")
    result: dict[str, Any] | None = None
    files: list[dict[str, Any]] = Field(
        default_factory=list, description="Each with `name`, `media`, `size`."
    )


class JobLine(Told):
    """A job in a list."""

    id: str
    kind: str
    title: str
    state: str
    over: bool
    done: int
    total: int | None


class JobList(Told):
    """A page of jobs."""

    items: list[JobLine]
    next: str | None
    total: int


class Made(Told):
    """What was made; the Location header has its address."""

    id: str


class CheckBody(Told):
    """A check as it stands."""

    id: str
    title: str
    revision: int
    format: str = Field(description="yaml or json")
    document: str = Field(description="The transaction, as it was written.")
    made: str
    changed: str
    archived: bool


class CheckLine(Told):
    """A check in a list."""

    id: str
    title: str
    revision: int
    changed: str


class CheckList(Told):
    """A page of checks."""

    items: list[CheckLine]
    next: str | None
    total: int


class RevisionLine(Told):
    """One change of a check."""

    revision: int
    what: Any
    made: str
    by: str | None


class RevisionList(Told):
    """Every change of a check."""

    items: list[RevisionLine]
    next: str | None


class SavedLine(Told):
    """A saved answer in a list."""

    id: str
    title: str


class SavedList(Told):
    """A page of saved answers."""

    items: list[SavedLine]
    next: str | None
    total: int
    today: str
    law: str
    unseen: int = Field(description="How many of this page were not looked at under the law of now.")


class SavedBody(Told):
    """A saved answer, whole, with what it rests on."""

    id: str
    title: str
    on: str | None
    known: str | None
    law: str
    engine: str
    summary: dict[str, Any]
    answer: dict[str, Any]
    document: str
    format: str
    note: str
    made: str


class Comparison(Told):
    """Two saved answers beside each other."""

    a: dict[str, Any]
    b: dict[str, Any]
    same: bool
    lanes: list[dict[str, Any]]
    changed: list[str]


class ValueIn(Given):
    """One value of a product sheet, as its paper writes it."""

    attribute: Words = Field(
        max_length=120,
        examples=["wavelength"],
        description="An attribute of items (docs/reference/vocabulary.md).",
    )
    value: Words | None = Field(
        max_length=500, examples=["193 nm"], description="With its unit; null: it cannot be found out."
    )
    paper: Words = Field("", max_length=500)
    page: Words = Field("", max_length=60)
    condition: Words = Field("", max_length=500, description="How it was measured.")
    by: Words = Field("", max_length=200)
    looked: Words = Field("", max_length=500, description="With null: who looked where.")


class ClaimIn(Given):
    """What somebody says of the codes of one list."""

    codes: list[Words] = Field(max_length=50)
    complete: bool | None = None
    as_of: Day | None = None
    by: Words | None = Field(None, max_length=200)


class SheetIn(Given):
    """A product sheet: what is known of a product."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Scanner",
                    "kinds": ["equipment.semiconductor.lithography"],
                    "values": [{"attribute": "wavelength", "value": "193 nm", "paper": "sheet", "page": "3"}],
                }
            ]
        },
    )
    name: Words = Field("", max_length=200)
    maker: Words = Field("", max_length=200)
    description: Words = Field("", max_length=2000)
    kinds: list[Words] = Field(
        default_factory=list, max_length=20, description="Kinds of item; without one every entry is open."
    )
    origin: Words = Field("", max_length=20)
    hs: dict[Words, Words] = Field(default_factory=dict, max_length=40)
    claims: dict[Words, ClaimIn] = Field(default_factory=dict, max_length=40)
    values: list[ValueIn] = Field(default_factory=list, max_length=600)


class ClassifyAnswer(Told):
    """How a product stands to the entries of every list."""

    on: str | None
    law: LawStamp
    kind_missing: bool = Field(
        description="Nobody said what the product is: every entry is open and none is told."
    )
    counts: dict[str, int]
    lists: list[dict[str, Any]]
    entries: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    findings: list[dict[str, Any]]


class PartyIn(Given):
    """A party to ask the lists for. What is empty is unknown and speaks neither way."""

    name: Words = Field("", max_length=300, examples=["西北工业大学"])
    kind: Literal["person", "organisation", "vessel", "unknown"] = "unknown"
    countries: list[Annotated[str, Field(pattern="^[A-Za-z]{2}$")]] = Field(
        default_factory=list, max_length=10
    )
    born: list[Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]] = Field(
        default_factory=list, max_length=5
    )
    identifiers: dict[Words, Words] = Field(
        default_factory=dict, max_length=20, examples=[{"uscc": "12610000435230146Y"}]
    )
    addresses: list[Words] = Field(default_factory=list, max_length=20)

    @model_validator(mode="after")
    def _something(self) -> PartyIn:
        if not self.name.strip() and not any(one.strip() for one in self.addresses):
            raise ValueError("a party has a name or an address")
        return self


class ScreenIn(Given):
    """Parties to ask the lists for."""

    parties: list[PartyIn] = Field(min_length=1, max_length=100)
    limit: int = Field(8, ge=1, le=50, description="The most matches of one party.")


class ScreenAnswer(Told):
    """Who was met, party by party, and which lists were at hand."""

    schema_: str = Field(alias="schema", examples=["sekisho/screenings/1"])
    on: str
    law: str
    results: list[dict[str, Any]]
    lists: list[dict[str, Any]]


class ListsAnswer(Told):
    """The lists at hand."""

    on: str
    lists: list[dict[str, Any]]


class Index(Told):
    """Where things are."""

    name: str
    version: str
    law: LawStamp
    links: dict[str, str]
    notice: str


class ProblemKind(Told):
    """A kind of problem, explained."""

    type: str
    status: int
    when: str
    title: LawWords
    mend: LawWords


class HistoryAnswer(Told):
    """The days on which an answer changed, and by authority the times between them."""

    id: str
    from_: str = Field(alias="from")
    to: str
    today: str
    known: str | None
    law: str = Field(description="Hash of the law files.")
    days_tried: int
    changes: list[dict[str, Any]] = Field(
        description="Each with `on`, `authority`, the interval, and `because`: the events of law."
    )
    authorities: dict[str, dict[str, Any]] = Field(description="By code `name`, `checked` and `spans`.")


class DestinationsAnswer(Told):
    """The outcome of a transaction for every place: `groups` of places with one result, the one of the stated route first."""

    id: str
    on: str | None
    known: str | None
    law: str = Field(description="Hash of the law files.")
    moved: list[str]
    authorities: list[str]
    groups: list[dict[str, Any]]
    places: dict[str, dict[str, Any]] = Field(
        description="By id the name and the number of its group (null: nothing leaves for it)."
    )


class LawPage(Told):
    """A part of the law on a day, in one language, as the page of the same name shows it."""

    law: str = Field(
        description="Hash of the law files; the answer changes only with it, the day and the question."
    )
    lang: str
    next: str | None = Field(
        None, description="`cursor` of the next page of `rows`, where there is one; also as a Link header."
    )


class ProblemList(RootModel[list[ProblemKind]]):
    """Every kind of problem."""
