"""The commands below `sekisho law`: read the law, set days or authorities side by side, check the files,
run the cases.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .failure import told
from .options import AS_JSON, Lang, Language, a_day, authorities_of, day

app = typer.Typer(
    help="Read the law, compare days and authorities, check its files.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)

Item = Annotated[
    str | None, typer.Option(metavar="CODE", help="A control code, a kind of item or a word of a name.")
]
Party = Annotated[
    str | None, typer.Option(metavar="NAME", help="A part of a listed party's name, in any script.")
]
Authority = Annotated[str | None, typer.Option(metavar="CN,JP", help="Only these authorities.")]
Day = Annotated[
    str | None, typer.Option("--date", metavar="DAY", help="In force (or happening) on this day.")
]
Kind = Annotated[
    str | None, typer.Option(metavar="KIND", help="Kind of instrument: list, suspension, dialogue …")
]


@app.command("list")
def list_(
    context: typer.Context,
    item: Item = None,
    party: Party = None,
    authority: Authority = None,
    date: Day = None,
    kind: Kind = None,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """List the instruments of the law, newest first, with their state on a day."""
    with told():
        from .instruments import Filter, print_list

        law = context.obj.load()
        chosen = Filter(item, party, authorities_of(authority, law, True), day(date, "--date"), kind)
        print_list(law, chosen, lang.value, as_json)


@app.command()
def show(
    context: typer.Context,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="An instrument, a provision, a code or a party row.")
    ],
    date: Day = None,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Show one instrument or provision: citation, sources, days, its condition in words, the cases that
    test it.
    """
    with told():
        from .provisions import print_one

        print_one(context.obj, id, day(date, "--date"), lang.value, as_json)


@app.command()
def diff(
    context: typer.Context,
    day1: Annotated[str, typer.Argument(metavar="DAY1", help="The earlier day.")],
    day2: Annotated[str, typer.Argument(metavar="DAY2", help="The later day.")],
    item: Item = None,
    party: Party = None,
    authority: Authority = None,
    kind: Kind = None,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Say what changed in the law between two days."""
    first, second = a_day(day1, "DAY1"), a_day(day2, "DAY2")
    with told():
        from .changes import print_diff
        from .instruments import Filter

        law = context.obj.load()
        chosen = Filter(item, party, authorities_of(authority, law), None, kind)
        print_diff(law, first, second, chosen, lang.value, as_json)


@app.command()
def timeline(
    context: typer.Context,
    item: Item = None,
    party: Party = None,
    authority: Authority = None,
    date: Day = None,
    kind: Kind = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Only up to this day.")] = None,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Show measures and countermeasures in the order of their days, with what answers what and who says
    so.

    Measures of authorities whose law is not modelled stand in it with day, title and source.
    """
    with told():
        from .changes import print_timeline
        from .instruments import Filter

        law = context.obj.load()
        chosen = Filter(item, party, authorities_of(authority, law, True), day(date, "--date"), kind)
        span = (day(since, "--since"), day(until, "--until"))
        print_timeline(law, chosen, lang.value, as_json, span)


@app.command()
def compare(
    context: typer.Context,
    authorities: Annotated[
        list[str], typer.Argument(metavar="JP CN", help="The authorities to set side by side.")
    ],
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Set systems of export control side by side, point by point, each cell with its citation."""
    with told():
        from .comparing import print_comparison

        law = context.obj.load()
        named = authorities_of(",".join(authorities), law)
        assert named is not None
        print_comparison(law, named, lang.value, as_json)


@app.command()
def lint(
    context: typer.Context,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Print how much is modelled, and stop.")
    ] = False,
    update_lock: Annotated[
        bool, typer.Option("--update-lock", help="Write down what each glob stands for.")
    ] = False,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Check the law files. Exit status 1 where one has to be mended."""
    with told():
        from .checking import print_coverage, print_lint

        if coverage:
            print_coverage(context.obj, lang.value, as_json)
        else:
            print_lint(context.obj, update_lock, lang.value, as_json)


@app.command()
def test(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH…", help="Case files, or parts of the ids of cases.")
    ] = None,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Run the cases of the law. Exit status 1 where an answer is not as expected."""
    with told():
        from .checking import print_cases

        print_cases(context.obj, paths or [], lang.value, as_json)
