"""Determining transactions: the one function behind the page, the API, the MCP server and the command line.

What comes out is the schema sekisho/determination/1, in no language: words that come from the law stand in en, ja and zh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from sekisho.facts import BadInput, read_case
from sekisho.facts.load import load_text

if TYPE_CHECKING:
    from sekisho.determine import Determination, Engine
    from sekisho.facts.problems import Problem
    from sekisho.law.compiled import Law
    from sekisho.logic.objects import Case
    from sekisho.screening.screener import Screener

    from .office import Office

Document = Mapping[str, Any]
"""A transaction as a tree of mappings and lists: read from a file by `read_text`, kept in the database, or made by a program."""
QUESTIONS: Final = "sekisho/questions/1"
AVAILABLE: Final = "available"
MOST_OPEN: Final = 40_000
"""So many entries of control lists the items of a transaction may meet between them, where an answer is bounded."""


class BadOption(ValueError):
    """An option that is none: which, what was wrong with it, and what to write instead."""

    def __init__(self, option: str, message: str, mend: str) -> None:
        self.option, self.message, self.mend = option, message, mend
        super().__init__(f"{option}: {message}; {mend}")


class TooOpen(ValueError):
    """A transaction so little described that its answer would be too large: so many duties stand or may stand."""

    def __init__(self, duties: int, most: int) -> None:
        self.duties, self.most = duties, most
        super().__init__(
            f"{duties} duties stand or may stand, and this address tells {most} at most; describe the items (their kind "
            "narrows most), ask for fewer authorities, or leave parts out"
        )


@frozen
class Options:
    """How a transaction is to be answered. `on`, `known`: instead of the days in the document. `assume`: readings of
    unconfirmed law by id. `questions`, `traces`, `ahead` (gaps, branches of unconfirmed law, coming changes), `ways` (reliefs
    by choice): leave them out where they are not read; statuses and duties always stand. `screen`: hold the parties against
    the lists at hand first. `most_duties`: refuse an answer with more (TooOpen), which is a matter of some hundred megabytes.
    """

    on: date | None = None
    known: date | None = None
    authorities: tuple[str, ...] | None = None
    assume: Mapping[str, str] = field(factory=dict)
    claim_available: bool = False
    questions: bool = True
    traces: bool = True
    ahead: bool = True
    ways: bool = True
    screen: bool = False
    most_duties: int | None = None


def make_options(
    law: Law,
    *,
    on: str | date | None = None,
    known: str | date | None = None,
    authorities: Iterable[str] = (),
    assume: Iterable[str] = (),
    claim: str = "",
    questions: bool = True,
    traces: bool = True,
    ahead: bool = True,
    ways: bool = True,
    screen: bool = False,
) -> Options:
    """Options from the words of an address or a form. `authorities`: codes, also several with commas; none means all.
    `assume`: ID=STATE. Raises BadOption.
    """
    if claim and claim != AVAILABLE:
        raise BadOption("claim", f"{claim!r} is nothing to claim", f"write {AVAILABLE}, or leave it out")
    return Options(
        on=a_day(on, "on"),
        known=a_day(known, "known"),
        authorities=authorities_of(law, authorities),
        assume=readings_of(law, assume),
        claim_available=bool(claim),
        questions=questions,
        traces=traces,
        ahead=ahead,
        ways=ways,
        screen=screen,
    )


def a_day(words: str | date | None, option: str) -> date | None:
    """A day as it is written in an option; None for none. Raises BadOption."""
    if isinstance(words, date):
        return words
    if not words:
        return None
    try:
        if len(words) != 10:
            raise ValueError
        return date.fromisoformat(words)
    except ValueError:
        raise BadOption(option, f"{words[:40]!r} is not a day", "write it as 2026-11-21") from None


def authorities_of(law: Law, words: Iterable[str], option: str = "authority") -> tuple[str, ...] | None:
    """The authorities that an option names, each once, in their order; None for none. Raises BadOption."""
    said = [part.strip().upper() for word in words for part in word.split(",")]
    named = tuple(dict.fromkeys(filter(None, said)))
    strange = [name[:20] for name in named if name not in law.authorities]
    if strange or (said and not named):
        held = ", ".join(sorted(law.authorities))
        wrong = ", ".join(strange) or "nothing"
        raise BadOption(option, f"{wrong} is no authority of this law", f"it holds {held}")
    return named or None


def readings_of(law: Law, words: Iterable[str], option: str = "assume") -> dict[str, str]:
    """The readings of unconfirmed law that are to be taken, by id. Raises BadOption."""
    from sekisho.law.force import READINGS

    readings: dict[str, str] = {}
    for said in words:
        id, sign, state = (part.strip() for part in said.partition("="))
        if not sign or state not in READINGS:
            raise BadOption(
                option,
                f"{said[:120]!r} is no reading",
                f"write ID=STATE, where STATE is one of {', '.join(READINGS)}",
            )
        suspension = id.removesuffix(".entries")
        if law.provision(id) is None and suspension not in law.suspensions and id not in law.party_rows:
            raise BadOption(
                option,
                f"{id[:120]!r} is no provision or suspension of this law",
                "take the id from `branches` of an answer, or look it up in the law",
            )
        readings[id] = state
    return readings


def read_text(text: str, name: str, is_json: bool) -> Document:
    """The tree of a transaction's text, which knows its lines. Raises BadInput."""
    return load_text(text, name, is_json)


def determine(
    office: Office,
    document: Document,
    options: Options | None = None,
    name: str = "transaction",
    workspace: str = "",
) -> dict[str, Any]:
    """The determination of one transaction. `name`: what messages call the document; `workspace`: whose decisions on hits count.

    Raises BadInput with every fault.
    """
    options = options or Options()
    if not options.screen:
        return determine_case(office.engine, _case(office.law, document, options, name), options)
    case, screening = screened(document, office.screener(workspace), options, name)
    answer = determine_case(office.engine, case, options)
    answer["screening"] = screening
    return answer


def determine_case(engine: Engine, case: Case, options: Options) -> dict[str, Any]:
    """The determination of a transaction that was read already. Raises TooOpen."""
    from sekisho.determine.answer import answer

    return answer(
        _bounded(engine, case, options),
        questions=options.questions,
        traces=options.traces,
        ahead=options.ahead,
        ways=options.ways,
    )


def _bounded(engine: Engine, case: Case, options: Options) -> Determination:
    if options.most_duties is None:
        return _determination(engine, case, options)
    refuse_open(engine.law, case)
    found = _determination(engine, case, options)
    duties = sum(len(result.duties) for result in found.authorities.values())
    if duties > options.most_duties:
        raise TooOpen(duties, options.most_duties)
    return found


def refuse_open(law: Law, case: Case) -> None:
    """Refuse a transaction whose items may meet so many entries that determining it would take minutes. Raises TooOpen."""
    from sekisho.determine.gates import open_entries
    from sekisho.logic.values import Path

    members = case.root.lists.get("items")
    paths = tuple(Path(name, ("*",)) for name, one in law.lists.items() if not one.parties)
    count = 0
    for item in members.objects if members is not None else ():
        count += len(open_entries(law, paths, (), item))
        if count > MOST_OPEN:
            raise TooOpen(count, MOST_OPEN)


def determine_many(
    office: Office,
    documents: Sequence[Document],
    options: Options | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Iterator[dict[str, Any] | BadInput]:
    """The determinations of many transactions in their order; for one that cannot be read, its faults in its place.

    `told`: is called with those done and all; it may raise to give up.
    """
    for number, document in enumerate(documents):
        try:
            yield determine(office, document, options, f"transaction {number + 1}")
        except BadInput as error:
            yield error
        if told is not None:
            told(number + 1, len(documents))


def ask_questions(
    office: Office,
    document: Document,
    options: Options | None = None,
    name: str = "transaction",
    workspace: str = "",
) -> dict[str, Any]:
    """The facts that could change the answer, the weightiest first, beside the interval of each authority. Raises BadInput."""
    options = options or Options()
    if options.screen:
        case, _ = screened(document, office.screener(workspace), options, name)
    else:
        case = _case(office.law, document, options, name)
    found = _bounded(office.engine, case, options)
    known = found.known or office.engine.newest_check
    return {
        "schema": QUESTIONS,
        "id": case.id,
        "on": None if case.on is None else case.on.isoformat(),
        "known": None if known is None else known.isoformat(),
        "law": law_of(office.law),
        "authorities": {
            code: {
                "at_least": result.span.low.word,
                "at_most": result.span.high.word,
                "decided": result.span.decided,
            }
            for code, result in found.authorities.items()
        },
        "questions": found.questions,
        "assumed": dict(found.assume),
    }


def law_of(law: Law) -> dict[str, Any]:
    """Which law answered: the hash of its files, and by authority the last day on which a source was confirmed."""
    return {"hash": law.hash, "checked": {code: day.isoformat() for code, day in law.checked.items()}}


def screened(
    document: Document, screener: Screener, options: Options, name: str = "transaction"
) -> tuple[Case, dict[str, Any]]:
    """The transaction with what the screening found of its parties, and that as data. The document is not changed.

    Raises BadInput: what cannot be read is told before anybody is screened.
    """
    from sekisho.facts.load import load
    from sekisho.screening.answer import answer, list_of
    from sekisho.screening.transactions import screen_transaction

    _case(screener.law, document, options, name)
    tree = load(document, name)  # a copy of its own
    parties = screen_transaction(tree, screener.screen, screener.today)
    case = _case(screener.law, tree, options, name)
    unsearched = {one.list: one.why for party in parties for one in party.result.unsearched}
    return case, {
        "on": screener.today.isoformat(),
        "parties": [
            {
                "path": party.path,
                "name": party.name,
                "roles": list(party.roles),
                **answer(party.result, (), screener.law, screener.today),
            }
            for party in parties
        ],
        "lists": [list_of(state) for state in screener.lists],
        "unsearched": [{"list": name, "why": why} for name, why in unsearched.items()],
    }


def faults(error: BadInput, document: Any) -> list[dict[str, Any]]:
    """What is wrong with a document, fault by fault: the pointer to the place, path and line, what is wrong, what to do."""
    return [_fault(problem, document) for problem in error.problems]


def _fault(problem: Problem, document: Any) -> dict[str, Any]:
    from .pointers import pointer

    return {
        "pointer": pointer(document, problem.path),
        "path": problem.path,
        "line": problem.line or None,
        "message": problem.message,
        "mend": problem.mend,
    }


def _case(law: Law, document: Document, options: Options, name: str) -> Case:
    return read_case(document, law, options.on, options.known, name)


def _determination(engine: Engine, case: Case, options: Options) -> Determination:
    return engine.determine(
        case,
        assume=options.assume,
        authorities=options.authorities,
        claim_available=options.claim_available,
    )
