"""Commands about releases: those that are kept, and what is withdrawn from all of them."""

import json
from typing import Annotated

import typer

from dalel.project.cli.ground import press_of, stage, stand, tell

_By = Annotated[str, typer.Option("--by", help="Who does it: a publisher's username.")]
_Reason = Annotated[str, typer.Option(help="Why; it stays written down.")]


def listed(
    *, as_json: Annotated[bool, typer.Option("--json", help="List as JSON.")] = False
) -> None:
    """List the releases that are kept, the latest first."""
    ground = stand()
    names = press_of(ground.configuration).shelf.names()
    typer.echo(json.dumps(names) if as_json else "\n".join(names) or "No release is kept yet.")


def restore(
    name: Annotated[str, typer.Argument(help="As dalel releases list names it.")],
    *,
    base: Annotated[str, typer.Option(help="The site's path on its host.")] = "/",
) -> None:
    """Put a kept release up again, without what was taken back since.

    The next release, or dalel publish, puts up what the record says now.
    """
    ground = stand()
    from dalel.flow.pressing import restored

    press = press_of(ground.configuration)
    with stage(f"Restoring {name}"):
        report = restored(name, press, base, ground.pack)
    typer.echo(f"{report.pages} pages in {press.site}.")


def withdraw(
    words: Annotated[str, typer.Argument(help="A name, passage or address, as it stands there.")],
    *,
    reason: _Reason,
    by: _By,
) -> None:
    """Take a name, a passage or an address out of everything that is public or kept.

    Pages, search, feeds, data, archive and kept releases are made anew without it. What was sent
    elsewhere (dalel publish --to) has to be sent again.
    """
    ground = stand()
    from dalel.flow.withdrawing import withdraw_words
    from dalel.store.editing import Act
    from dalel.store.members import member_row
    from dalel.store.models import Role

    member = member_row(by)
    if not member.is_active or member.role != Role.PUBLISHER:
        raise typer.BadParameter(f"{by} is no publisher")
    press = press_of(ground.configuration)
    with stage("Withdrawing"):
        report = withdraw_words(
            words, reason, ground.pack, press, act=Act(member=member, time=ground.now)
        )
    typer.echo(f"Withdrawn; {report.pages} pages stand without it.")
    tell("Send the site again to each place it was sent to: dalel publish --to PLACE.")
