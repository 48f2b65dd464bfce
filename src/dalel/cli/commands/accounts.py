"""Commands about accounts, for whoever keeps the machine: they work when the desk does not."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import CommandContext, command_context
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.newsroom.accounts.act import Act

ROLES = ("reporter", "editor", "publisher", "administrator")

_Member = Annotated[str, typer.Argument(help="The username.")]
_RoleName = Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")]
_NewRole = Annotated[
    str,
    typer.Option(
        help=f"One of {', '.join(ROLES)}. Else the first account is an administrator's, and each "
        "later one a reporter's.",
        show_default=False,
    ),
]
_Reads = Annotated[
    list[str] | None, typer.Option(help="A language they can judge; give it once each.")
]
_By = Annotated[str, typer.Option("--by", help="Who does it: a member's username, written down.")]


def add_user(
    username: Annotated[
        str, typer.Argument(help="What they sign in with: a working name, no real one.")
    ],
    *,
    role: _NewRole = "",
    name: Annotated[
        str, typer.Option(help="What colleagues see in its place; no real name either.")
    ] = "",
    reads: _Reads = None,
) -> None:
    """Make an account; its password is shown once and should be changed at the first sign-in."""
    context = _context_for(role or "reporter", reads)
    from dalel.newsroom.accounts.actions.new_account import add_account, has_accounts
    from dalel.newsroom.frame.roles import Role

    role = role or ("reporter" if has_accounts() else "administrator")
    account = add_account(username, name=name, role=Role(role), reads=reads or [])
    echo(f"Account {account.username}, password {account.password}")
    echo("The password is shown only now. Its owner is asked to change it.", err=True)
    _warn_of_http(context)


def invite(
    *,
    by: _By,
    role: _RoleName = "reporter",
    note: Annotated[str, typer.Option(help="For whom, to tell links apart.")] = "",
    reads: _Reads = None,
) -> None:
    """Make a link that lets somebody in once, within 72 hours."""
    context = _context_for(role, reads)
    from dalel.newsroom.accounts.actions.invitations import invite as make
    from dalel.newsroom.frame.roles import Role

    _tell_link(context, make(note, Role(role), reads or [], _act(by, context), is_confirmed=True))


def list_users(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="List as JSON.")] = False,
) -> None:
    """List the members: role, languages, second factor, whether the account is closed."""
    command_context(reads=True)
    from dataclasses import asdict

    from dalel.newsroom.accounts.actions.members import colleagues

    found = colleagues()
    if as_json:
        listed = [asdict(one) for one in found]
        echo(json.dumps(listed, default=str, ensure_ascii=False))
        return
    for one in found:
        state = "" if one.is_active else "closed"
        if one.suspension and one.suspension.asked_by:
            state += f", {one.suspension.asked_by} asks to open it"
        factor = "second factor" if one.has_factor else "no second factor"
        echo(
            f"{one.username:<20} {one.role:<14} {'/'.join(one.reads) or '-':<9} "
            f"{factor:<17} {state}".rstrip()
        )


def suspend(
    username: _Member,
    *,
    by: _By,
    reason: Annotated[str, typer.Option(help="Why, for the record.")] = "",
) -> None:
    """Close an account at once: its sessions, passkeys and password end."""
    context = command_context()
    from dalel.newsroom.desk.actions.suspension import suspend as close

    closed = close(username, reason, _act(by, context))
    echo(
        f"{username} is closed: {closed.sessions} sessions and {closed.factors} second factors "
        f"ended, {closed.texts} texts and {closed.releases} releases no longer on their way."
    )


def restore(
    username: _Member,
    *,
    asked_by: Annotated[str, typer.Option(help="The first member who wants it.")],
    confirmed_by: Annotated[str, typer.Option(help="The second member, another person.")],
) -> None:
    """Open a closed account again, and make the link by which its owner comes in."""
    context = command_context()
    from dalel.newsroom.accounts.actions.invitations import link_for
    from dalel.newsroom.desk.actions.suspension import ask_restoring, confirm_restoring

    ask_restoring(username, _act(asked_by, context))
    second = _act(confirmed_by, context)
    confirm_restoring(username, second)
    _tell_link(context, link_for(username, second))


def reset_second_factor(username: _Member, *, by: _By) -> None:
    """Take a member's second factors away, as when a phone is lost; ends all sessions."""
    context = command_context()
    from dalel.newsroom.accounts.actions.members import reset_factors

    count = reset_factors(username, _act(by, context))
    echo(f"{username}: {count} second factors taken away, all sessions ended.")


def recover(username: _Member) -> None:
    """Let in anew who lost password, phone and paper: for whoever sits at this very machine.

    Second factors and sessions of that account end, and colleagues read it in the audit log.
    """
    context = command_context()
    from dalel.newsroom.accounts.actions.invitations import link_by_keeper

    _tell_link(context, link_by_keeper(username, context.now))


def confirm(username: _Member, *, by: _By) -> None:
    """Say that an account is of a person of its own, which no second member has confirmed."""
    context = command_context()
    from dalel.newsroom.accounts.actions.members import confirm_person

    confirm_person(username, _act(by, context))
    echo(f"{username} counts as a person of their own.")


def recovery_code() -> None:
    """Make a new paper code, which stands once for a second member; the one before is dead."""
    command_context()
    from dalel.newsroom.accounts.actions.recovery_code import new

    echo(new())
    echo(
        "Write it on paper, and keep it outside the newsroom. It is shown only now, and serves "
        "once.",
        err=True,
    )


def _context_for(role: str, reads: list[str] | None) -> CommandContext:
    if role not in ROLES:
        raise typer.BadParameter(f"role {role!r} is none of {', '.join(ROLES)}")
    context = command_context()
    if unknown := sorted(set(reads or []) - set(context.pack.ui_languages)):
        raise typer.BadParameter(f"languages that the pack does not know: {', '.join(unknown)}")
    return context


def _act(username: str, context: CommandContext) -> "Act":
    """Whoever is named acts, when the account is open."""
    from dalel.newsroom.accounts.act import Act
    from dalel.newsroom.accounts.actions.members import member_row

    member = member_row(username)
    if not member.is_active:
        raise typer.BadParameter(f"the account of {username} is closed")
    return Act(member=member, time=context.now)


def _tell_link(context: CommandContext, secret: str) -> None:
    settings = context.configuration
    address = settings.desk_address or f"http://127.0.0.1:{settings.desk_port}"
    echo(f"{address}/invitation/{secret}/")
    echo("It works once, for 72 hours, and is shown only now.", err=True)
    _warn_of_http(context)


def _warn_of_http(context: CommandContext) -> None:
    from dalel.cli.doctor.danger_examination import is_open

    if is_open(context.configuration.desk_address):
        echo("The desk's address is http: passwords travel open. See dalel doctor.", err=True)
