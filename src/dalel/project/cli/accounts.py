"""Commands about accounts, for whoever keeps the machine: they work when the desk does not."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.project.cli.ground import Ground, stand

if TYPE_CHECKING:
    from dalel.store.acting import Act

ROLES = ("reporter", "editor", "publisher", "administrator")

_Member = Annotated[str, typer.Argument(help="The username.")]
_By = Annotated[str, typer.Option("--by", help="Who does it: a member's username, written down.")]


def add_user(
    username: Annotated[str, typer.Argument(help="What they sign in with.")],
    *,
    role: Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")] = "reporter",
    name: Annotated[str, typer.Option(help="How they are called.")] = "",
    reads: Annotated[
        list[str] | None, typer.Option(help="A language they can judge; give it once each.")
    ] = None,
) -> None:
    """Make an account; its password is shown once and should be changed at the first sign-in."""
    ground = _ground(role, reads)
    from dalel.flow.upkeep.accounts import add_account
    from dalel.store.models import Role

    account = add_account(username, name=name, role=Role(role), reads=reads or [])
    typer.echo(f"Account {account.username}, password {account.password}")
    typer.echo("The password is shown only now. Its owner is asked to change it.", err=True)
    _warn_of_http(ground)


def invite(
    *,
    by: _By,
    role: Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")] = "reporter",
    note: Annotated[str, typer.Option(help="For whom, to tell links apart.")] = "",
    reads: Annotated[
        list[str] | None, typer.Option(help="A language they can judge; give it once each.")
    ] = None,
) -> None:
    """Make a link that lets somebody in once, within 72 hours."""
    ground = _ground(role, reads)
    from dalel.store.models import Role
    from dalel.store.people.invitations import invite as make

    _tell_link(ground, make(note, Role(role), reads or [], _act(by, ground)))


def list_users(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="List as JSON.")] = False,
) -> None:
    """List the members: role, languages, second factor, whether the account is closed."""
    stand()
    from dataclasses import asdict

    from dalel.store.people.members import colleagues

    found = colleagues()
    if as_json:
        listed = [asdict(one) for one in found]
        typer.echo(json.dumps(listed, default=str, ensure_ascii=False))
        return
    for one in found:
        state = "" if one.is_active else "closed"
        if one.suspension and one.suspension.asked_by:
            state += f", {one.suspension.asked_by} asks to open it"
        factor = "second factor" if one.has_factor else "no second factor"
        typer.echo(
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
    ground = stand()
    from dalel.store.people.suspending import suspend as close

    closed = close(username, reason, _act(by, ground))
    typer.echo(
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
    ground = stand()
    from dalel.store.people.invitations import link_for
    from dalel.store.people.suspending import ask_restoring, confirm_restoring

    ask_restoring(username, _act(asked_by, ground))
    second = _act(confirmed_by, ground)
    confirm_restoring(username, second)
    _tell_link(ground, link_for(username, second))


def reset_second_factor(username: _Member, *, by: _By) -> None:
    """Take a member's second factors away, as when a phone is lost; ends all sessions."""
    ground = stand()
    from dalel.store.people.members import reset_factors

    count = reset_factors(username, _act(by, ground))
    typer.echo(f"{username}: {count} second factors taken away, all sessions ended.")


def _ground(role: str, reads: list[str] | None) -> Ground:
    if role not in ROLES:
        raise typer.BadParameter(f"role {role!r} is none of {', '.join(ROLES)}")
    ground = stand()
    if unknown := sorted(set(reads or []) - set(ground.pack.ui_languages)):
        raise typer.BadParameter(f"languages that the pack does not know: {', '.join(unknown)}")
    return ground


def _act(username: str, ground: Ground) -> "Act":
    """Whoever is named acts, when the account is open."""
    from dalel.store.acting import Act
    from dalel.store.people.members import member_row

    member = member_row(username)
    if not member.is_active:
        raise typer.BadParameter(f"the account of {username} is closed")
    return Act(member=member, time=ground.now)


def _tell_link(ground: Ground, secret: str) -> None:
    settings = ground.configuration
    address = settings.desk_address or f"http://127.0.0.1:{settings.desk_port}"
    typer.echo(f"{address}/invitation/{secret}/")
    typer.echo("It works once, for 72 hours, and is shown only now.", err=True)
    _warn_of_http(ground)


def _warn_of_http(ground: Ground) -> None:
    if ground.configuration.desk_address.startswith("http://"):
        typer.echo("The desk's address is http: passwords travel open. See dalel doctor.", err=True)
