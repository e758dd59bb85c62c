"""`sekisho users`: accounts of a service for a team, for whoever runs it."""

from __future__ import annotations

from typing import Annotated

import typer

from .failure import told

app = typer.Typer(
    help="Accounts of a service for a team: make the first admin, list, give a code, close.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
EMAIL = Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address of the person.")]


@app.command()
def add(
    email: EMAIL,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Name; without it, the address.")] = None,
    admin: Annotated[bool, typer.Option("--admin", help="As --role admin.")] = False,
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE", help="viewer, engineer, officer, approver, auditor, admin; may be repeated."
        ),
    ] = None,
    workspace: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The workspace; it is made if there is none of this name."),
    ] = None,
    code: Annotated[
        bool,
        typer.Option("--code", help="Print a code by which the person sets the password, and ask for none."),
    ] = False,
) -> None:
    """Add a person. The password is asked for, or read as one line from standard input; never given as an option."""
    with told():
        from .users import add_user

        add_user(
            email,
            name=name,
            roles=[*(role or ()), *(["admin"] if admin else ())],
            workspace=workspace,
            code=code,
        )


@app.command("list")
def list_users() -> None:
    """List the accounts with their workspaces and roles."""
    with told():
        from .users import print_users

        print_users()


@app.command()
def code(email: EMAIL) -> None:
    """Print a code by which a person sets a new password; the sessions of the person end."""
    with told():
        from .users import give_code

        give_code(email)


@app.command()
def close(email: EMAIL) -> None:
    """Close an account: its sessions end, its tokens are worth nothing. What it recorded stays."""
    with told():
        from .users import close_user

        close_user(email, closed=True)


@app.command()
def reopen(email: EMAIL) -> None:
    """Open an account again that was closed, or locked after wrong passwords."""
    with told():
        from .users import close_user

        close_user(email, closed=False)
