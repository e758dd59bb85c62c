"""The command `sekisho`.

Everything heavy is imported inside the command that needs it, so that help comes at once.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from . import law_commands, screening_commands, users_commands
from .failure import told
from .options import AS_JSON, Lang, Language, LawFolder, day

app = typer.Typer(
    name="sekisho",
    help="What export-control laws of several authorities say of a transaction, and why. Not legal advice.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
app.add_typer(law_commands.app, name="law")
app.add_typer(users_commands.app, name="users")


class Claim(StrEnum):
    """Which exceptions by choice to claim beside those that the file claims."""

    available = "available"


class ServerLog(StrEnum):
    """How much the server logs."""

    info = "info"
    warning = "warning"
    error = "error"


def _version(wanted: bool) -> None:
    if wanted:
        from sekisho import __version__

        typer.echo(f"sekisho {__version__}")
        raise typer.Exit


@app.callback()
def sekisho(
    context: typer.Context,
    law: Annotated[
        Path | None,
        typer.Option("--law", metavar="DIR", envvar="SEKISHO_LAW", help="Read the law from this folder."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    context.obj = LawFolder(law)


@app.command()
def determine(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Transaction files, YAML or JSON.")],
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of export, instead of the file's.")
    ] = None,
    known: Annotated[str | None, typer.Option(metavar="DAY", help="Law as it was known on this day.")] = None,
    authority: Annotated[str | None, typer.Option(metavar="CN,JP", help="Only these authorities.")] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID=STATE", help="Take one reading of law that is unconfirmed; may be repeated."
        ),
    ] = None,
    claim: Annotated[
        Claim | None,
        typer.Option(metavar="available", help="Claim every exception by choice whose conditions are met."),
    ] = None,
    screen: Annotated[
        bool,
        typer.Option("--screen", help="Hold the parties and their owners against the lists at hand first."),
    ] = False,
    lang: Lang = Language.en,
    explain: Annotated[bool, typer.Option("--explain", help="Print the whole reason as a tree.")] = False,
    as_json: AS_JSON = False,
) -> None:
    """Say what the law of each authority demands of a transaction, why, what is missing and what changes
    next.

    Exit status 0 when it could answer, whatever the answer; 2 for bad input, with file and line.
    """
    with told():
        from .determining import determine_files

        determine_files(
            files,
            context.obj,
            on=day(on, "--on"),
            known=day(known, "--known"),
            authorities=authority,
            assume=assume or [],
            claim_available=claim is not None,
            lang=lang.value,
            explain=explain,
            as_json=as_json,
            screen=screen,
        )


@app.command()
def mcp(
    context: typer.Context,
    http: Annotated[
        bool, typer.Option("--http", help="Listen on this machine instead of standard input and output.")
    ] = False,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="With --http: a loopback address.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="With --http: this port.")] = 8471,
) -> None:
    """Answer an assistant by the Model Context Protocol: determine, ask, look up the law. It reads only and keeps nothing."""
    with told():
        from .mcp_command import run_mcp

        run_mcp(context.obj, http=http, host=host, port=port)


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Listen on this address. Unset: 127.0.0.1.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Listen on this port.")] = 8470,
    team: Annotated[
        bool, typer.Option("--team", help="For several people with accounts, as SEKISHO_MODE=team.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="So many processes.")] = 1,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")] = True,
    log: Annotated[
        ServerLog | None,
        typer.Option(
            metavar="info|warning|error", help="What is logged. Unset: info for a team, else warning."
        ),
    ] = None,
) -> None:
    """Run the web application and the API on this machine, for its one user; with --team, for several people."""
    with told():
        from .serving import run_server

        run_server(
            context.obj,
            host=host,
            port=port,
            team=team,
            workers=workers,
            browser=browser,
            log=log.value if log else "",
        )


@app.command()
def interview(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A transaction file; answers are saved to it.")
    ],
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who answers; asked for if absent.")] = None,
    save: Annotated[Path | None, typer.Option(metavar="OTHER", help="Save to this file instead.")] = None,
    authority: Annotated[str | None, typer.Option(metavar="CN,JP", help="Only these authorities.")] = None,
    lang: Lang = Language.en,
) -> None:
    """Ask the best question, one at a time, and save each answer with who gave it and when.

    Answer, or: ? for a hint, b back, q stop, u "I cannot find out".
    """
    with told():
        from .interviewing import run_interview

        run_interview(file, context.obj, by=by, save=save, authorities=authority, lang=lang.value)


@app.command()
def history(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A transaction file, YAML or JSON.")],
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day.")] = None,
    known: Annotated[str | None, typer.Option(metavar="DAY", help="Law as it was known on this day.")] = None,
    authority: Annotated[str | None, typer.Option(metavar="CN,JP", help="Only these authorities.")] = None,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Run one transaction over every day on which the law changed, and print the days on which the answer
    did.
    """
    with told():
        from .histories import print_history

        print_history(
            file,
            context.obj,
            start=day(start, "--from"),
            until=day(until, "--to"),
            known=day(known, "--known"),
            authorities=authority,
            lang=lang.value,
            as_json=as_json,
        )


@app.command()
def correspond(
    context: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A code of any list: 3B001.f.1.b, us.ccl:3B001, 7の項(16).")
    ],
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Say how the other lists number the same thing: a hint with its source, never a decision."""
    with told():
        from .corresponding import print_correspondence

        try:
            print_correspondence(context.obj.load(), code, lang.value, as_json)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="CODE") from None


@app.command()
def new(
    context: typer.Context,
    kind: Annotated[str | None, typer.Argument(metavar="KIND", help="A kind of item, as in --list.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the kinds and stop.")] = False,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Write a transaction file with the questions that matter for a kind of item as comments."""
    with told():
        from .templates import list_kinds, write_template

        if listing:
            list_kinds(context.obj, kind or "", lang.value, as_json)
        elif kind is None:
            raise typer.BadParameter("name a kind of item, or give --list to see them", param_hint="KIND")
        else:
            write_template(kind, context.obj, output, lang.value)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
) -> None:
    """Copy the database of the service while it runs, and look whether the copy is sound.

    For SQLite; with PostgreSQL it says which tool of the database does it. Exit status 2 where it could not be copied.
    """
    with told():
        from .backing_up import run_backup

        run_backup(file)


@app.command()
def sync(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE…", help="Only these sources; without any, all.")
    ] = None,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--from", metavar="FILE", help="Import this file instead of fetching it; may be repeated."
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--day", metavar="DAY", help="Day on which the imported files were fetched."),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take the edition that the checks refused, as a person.")
    ] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who accepts it.")] = None,
    why: Annotated[str | None, typer.Option(metavar="REASON", help="Why it is whole all the same.")] = None,
    lang: Lang = Language.en,
    as_json: AS_JSON = False,
) -> None:
    """Fetch the official lists of parties, check each and keep it; a broken one never replaces a good one.

    Exit status 0 when every list came or stands unchanged, 1 when one did not, 2 for bad input.
    """
    with told():
        from .syncing import run_sync

        run_sync(
            names or [],
            files or [],
            day=day(on, "--day"),
            accept=accept,
            by=by,
            why=why,
            lang=lang.value,
            as_json=as_json,
        )


@app.command()
def lists(lang: Lang = Language.en, as_json: AS_JSON = False) -> None:
    """Say how the official lists stand: day, count and age of each, and which are missing or stale."""
    with told():
        from .syncing import print_lists

        print_lists(lang.value, as_json)


app.command()(screening_commands.screen)
app.command()(screening_commands.decide)
app.command()(screening_commands.owners)


def main() -> None:
    """The entry of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


if __name__ == "__main__":
    main()
