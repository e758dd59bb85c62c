"""The shapes of what the API takes and gives, as its schema shows them.

Large answers are written straight from plain data; these models describe them and are held against real answers by tests.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


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
    """Long work: its state, how far it is, and where its result will be."""

    id: str
    kind: str
    state: str


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
