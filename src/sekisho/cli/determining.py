"""`sekisho determine`: reads transaction files, asks the engine, prints the answers."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from .options import LawFolder, authorities_of
from .screen import console, print_json

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.logic.objects import Case


def determine_files(
    files: Sequence[Path],
    folder: LawFolder,
    *,
    on: date | None,
    known: date | None,
    authorities: str | None,
    assume: Sequence[str],
    claim_available: bool,
    lang: str,
    explain: bool,
    as_json: bool,
    screen: bool = False,
) -> None:
    """Answer each file; every fault of every file is told before anything is answered.

    One file as JSON is one object. `screen`: hold the parties against the lists at hand first.
    """
    from sekisho.determine import Engine

    law = folder.load()
    named = authorities_of(authorities, law)
    readings = readings_of(assume, law)
    cases = read_cases(files, law, on, known)
    screenings: list[dict[str, Any]] = []
    if screen:
        from .determining_screened import screened

        cases, screenings = screened(files, cases, folder, on, known)
    engine = Engine(law)
    # The law stays until the end: looking through it for garbage again and again would take longer than the answers.
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    answers = [
        engine.determine(case, assume=readings, authorities=named, claim_available=claim_available).to_dict(
            traces=explain or as_json
        )
        for case in cases
    ]
    for answer, found in zip(answers, screenings, strict=False):
        answer["screening"] = found
    if as_json:
        print_json(answers[0] if len(answers) == 1 else answers)
        return
    print_answers(answers, lang, readings, explain)


def print_answers(
    answers: Sequence[dict[str, Any]], lang: str, assumed: dict[str, str], explain: bool
) -> None:
    """Print answers one after the other, with the whole reason where it is wanted."""
    from .answer import print_answer
    from .explain import print_explanation

    out = console()
    for number, answer in enumerate(answers):
        if number:
            out.rule(characters="=")
        print_answer(out, answer, lang, assumed)
        if "screening" in answer:
            from .determining_screened import print_screening

            print_screening(out, answer["screening"], lang)
        if explain:
            print_explanation(out, answer, lang)


def read_cases(
    files: Sequence[Path], law: Law, on: date | None = None, known: date | None = None
) -> list[Case]:
    """The transactions of the files, on the days asked for. Raises Faulty with the faults of all files."""
    from sekisho.facts import BadInput, read_case

    from .failure import Faulty

    cases: list[Case] = []
    faults: list[str] = []
    for file in files:
        try:
            cases.append(read_case(file, law, on, known))
        except BadInput as error:
            faults.extend(map(str, error.problems))
        except OSError as error:
            faults.append(f"{file}: {error.strerror}")
    if faults:
        raise Faulty(faults)
    return cases


def readings_of(assume: Sequence[str], law: Law) -> dict[str, str]:
    """The readings of unconfirmed law that are to be taken, by id.

    Raises BadParameter for an id or a state that is none.
    """
    from sekisho.law.force import READINGS

    readings: dict[str, str] = {}
    for words in assume:
        id, sign, state = (part.strip() for part in words.partition("="))
        if not sign or state not in READINGS:
            raise typer.BadParameter(
                f"{words!r}: write ID=STATE, where STATE is one of {', '.join(READINGS)}",
                param_hint="--assume",
            )
        suspension = id.removesuffix(".entries")
        if law.provision(id) is None and suspension not in law.suspensions and id not in law.party_rows:
            raise typer.BadParameter(
                f"{id!r} is no provision or suspension of this law", param_hint="--assume"
            )
        readings[id] = state
    return readings
