"""The commands of the screening: `screen` and `decide`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from .failure import told
from .options import AS_JSON, Lang, Language, day

if TYPE_CHECKING:
    from sekisho.screening.reasons import Query


class Kind(StrEnum):
    """What the party is, where that is known."""

    person = "person"
    organisation = "organisation"
    vessel = "vessel"
    unknown = "unknown"


class Verdict(StrEnum):
    """Is the listed party the one that was asked for?"""

    same = "same"
    other = "other"
    unsure = "unsure"


Country = Annotated[str, typer.Option(metavar="CC", help="Country of the party, two letters.")]
KindOption = Annotated[Kind, typer.Option("--kind", help="What the party is.")]
Born = Annotated[str, typer.Option(metavar="DAY", help="Date of birth, or the year.")]
Number = Annotated[
    list[str] | None, typer.Option("--number", metavar="KIND=VALUE", help="A number of the party: uscc=…, houjin=…, lei=…, passport=…")
]  # fmt: skip
Address = Annotated[
    list[str] | None, typer.Option("--address", help="An address of the party, in any script.")
]


def screen(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME…", help="Names, in any script.")] = None,
    country: Country = "",
    kind: KindOption = Kind.unknown,
    born: Born = "",
    number: Number = None,
    address: Address = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="A table of parties, CSV or xlsx.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="With --file: write the doubtful ones as CSV."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DAY",
            help="With --file: only parties that a change of the lists after this day can touch.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many matches of a name to show.")] = 8,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Hold names, owners and addresses against every official list at hand, in every script.

    Exit status 0 when it could answer, whoever was met; 2 for bad input. A list that is absent is said aloud.
    """
    with told():
        from .screening import screen_again, screen_file, screen_names

        if file is not None:
            if names or address:
                raise typer.BadParameter("give names, or a table, not both", param_hint="--file")
            from sekisho.screening.party_files import BadTable

            try:
                if since is not None:
                    screen_again(file, context.obj, from_day(since), lang=lang.value, as_json=as_json)
                    return
                screen_file(file, context.obj, out_file=output, lang=lang.value, as_json=as_json)
            except (BadTable, OSError) as error:
                raise typer.BadParameter(str(error), param_hint="--file") from None
            return
        if not names and not address:
            raise typer.BadParameter("give a name, an address, or a table with --file", param_hint="NAME")
        query = query_of("", country, kind, born, number, address)
        screen_names(names or [""], context.obj, query, limit=limit, lang=lang.value, as_json=as_json)


def decide(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The party that was screened.")],
    entry: Annotated[
        str, typer.Option(metavar="ENTRY", help="The entry that was met, as `screen` prints it.")
    ],
    verdict: Annotated[
        Verdict, typer.Option("--is", help="Is the listed party the same, another, or can nobody say?")
    ],
    by: Annotated[str, typer.Option(metavar="WHO", help="Who decides.")],
    why: Annotated[str, typer.Option(metavar="REASON", help="On what ground.")],
    evidence: Annotated[str, typer.Option(metavar="PAPER", help="What shows it.")] = "",
    country: Country = "",
    kind: KindOption = Kind.unknown,
    born: Born = "",
    number: Number = None,
    address: Address = None,
    lang: Lang = Language.en,
) -> None:
    """Write down whether a hit is the party that was asked for, who says so and why.

    The decision rests on what is known of both now; when one of those facts changes, the hit is open again.
    """
    with told():
        from .deciding import decide_hit

        query = query_of(name, country, kind, born, number, address)
        decide_hit(
            context.obj,
            query,
            entry,
            verdict=verdict.value,
            by=by,
            why=why,
            evidence=evidence,
            lang=lang.value,
        )


def owners(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A transaction file, YAML or JSON.")],
    on: Annotated[str | None, typer.Option(metavar="DAY", help="The day, instead of the file's.")] = None,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Say what the owners of each party mean: per authority its own arithmetic, with the chain, the sum and what would settle it."""
    with told():
        from .owning import print_owners

        print_owners(file, context.obj, on=day(on, "--on"), lang=lang.value, as_json=as_json)


def from_day(text: str) -> date:
    """The day of --since."""
    found = day(text, "--since")
    assert found is not None
    return found


def query_of(
    name: str, country: str, kind: Kind, born: str, number: list[str] | None, address: list[str] | None
) -> Query:
    """What the options say of a party. Raises BadParameter for what cannot be meant."""
    from sekisho.screening.reasons import Query
    from sekisho.sources.formats.reading import country_code, partial_day
    from sekisho.sources.records import Identifier, PartyKind

    place = country.strip().upper() if len(country.strip()) == 2 else country_code(country)
    if country and not (len(place) == 2 and place.isalpha()):
        raise typer.BadParameter(
            f"{country!r} is no country; write two letters, such as CN", param_hint="--country"
        )
    birth = partial_day(born)
    if born and not birth:
        raise typer.BadParameter(
            f"{born!r} is no day; write 1962-03-05, 1962-03 or 1962", param_hint="--born"
        )
    numbers = []
    for words in number or ():
        scheme, sign, value = (part.strip() for part in words.partition("="))
        if not sign or not value:
            raise typer.BadParameter(f"{words!r}: write KIND=VALUE, such as lei=…", param_hint="--number")
        numbers.append(Identifier(scheme.casefold(), value))
    assert kind.value in get_args(PartyKind)
    return Query(
        name=name,
        kind=kind.value,
        country=place,
        births=(birth,) if birth else (),
        identifiers=tuple(numbers),
        addresses=tuple(address or ()),
    )
