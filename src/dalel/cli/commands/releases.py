"""Commands about releases: those that are kept, and what is withdrawn from all of them."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import (
    CommandContext,
    command_context,
    mirrors_of,
    press_of,
    stage,
    tell,
)
from dalel.cli.doctor.delivery_examination import delivery_findings
from dalel.cli.terminal import echo
from dalel.domain.errors import DalelError
from dalel.outside.mirrors import shown

if TYPE_CHECKING:
    from dalel.newsroom.releases.actions.withdraw import Survey

_By = Annotated[str, typer.Option("--by", help="Who does it: a publisher's username.")]
_Reason = Annotated[str, typer.Option(help="Why; it stays written down.")]


def listed(
    *, as_json: Annotated[bool, typer.Option("--json", help="List as JSON.")] = False
) -> None:
    """List the releases that are kept, the latest first."""
    context = command_context(reads=True)
    names = press_of(context.configuration).shelf.names()
    echo(json.dumps(names) if as_json else "\n".join(names) or "No release is kept yet.")


def restore(
    name: Annotated[str, typer.Argument(help="As dalel releases list names it.")],
    *,
    base: Annotated[str, typer.Option(help="The site's path on its host.")] = "/",
) -> None:
    """Put a kept release up again, without what was taken back since.

    The next release, or dalel publish, puts up what the record says now.
    """
    context = command_context()
    from dalel.newsroom.releases.actions.build_site import restored

    press = press_of(context.configuration)
    with stage(f"Restoring {name}"):
        report = restored(name, press, base, context.pack)
    echo(f"{report.pages} pages in {press.site}.")


def withdraw(
    words: Annotated[
        list[str], typer.Argument(help="Names, passages or addresses, as they stand there.")
    ],
    *,
    reason: _Reason,
    by: _By,
    look: Annotated[
        bool, typer.Option("--look", help="Only say where they stand; nothing is changed.")
    ] = False,
) -> None:
    """Take a name, a passage or an address out of everything that is public or kept.

    Pages, search, feeds, data, archive and kept releases are made anew without it. Then the site is
    sent to each place that dalel.toml names (mirrors). Exit 1 where it does not get to one, or
    something that was taken back can still be read.
    """
    context = command_context()
    from dalel.newsroom.accounts.act import Act
    from dalel.newsroom.accounts.actions.members import member_row
    from dalel.newsroom.frame.permissions import Action, may
    from dalel.newsroom.releases.actions.withdraw import akin, survey, withdraw_words

    member = member_row(by)
    if not may(member, Action.RELEASE):
        raise typer.BadParameter(f"{by} is no publisher")
    press = press_of(context.configuration)
    if look:
        with stage("Looking"):
            found, others = survey(words, context.pack, press), akin(words, context.pack)
        _tell(found, others)
        return
    with stage("Withdrawing"):
        done = withdraw_words(
            words, reason, context.pack, press, act=Act(member=member, time=context.now)
        )
    if done.trouble is not None:
        tell(f"Kept releases are cleared, but {done.left} files still hold the words.")
        raise done.trouble
    echo(
        f"Withdrawn; {done.pages} pages stand without it, {done.kept} kept releases were "
        f"rewritten, {done.posts} posts change. {done.left} files still hold it."
    )
    if not _send(context):
        raise typer.Exit(1)


def _tell(found: "Survey", others: Collection[str]) -> None:
    """Where the words stand, and what else may be meant."""
    for entry in found.entries:
        texts = ", ".join(f"{count} in {name}" for name, count in entry.texts.items())
        echo(f"{entry.number}: {texts or 'no text'}, {entry.beside} beside")
    for kind, (files, times) in found.files.items():
        echo(f"{kind}: {files} files, {times} times")
    for path in found.drawn:
        echo(f"Made of the same texts: {path}")
    echo(
        f"Kept releases: {len(found.kept)}. Preview: {found.preview} files. "
        f"Posts: {found.posts}. Letters that cannot be called back: {found.letters}."
    )
    for form in others:
        echo(f"Another form: {form}")


def send(
    *,
    forget: Annotated[
        str, typer.Option(help="Know no more of a place that you took the site down from.")
    ] = "",
) -> None:
    """Send the site to each place that dalel.toml names (mirrors), and say how each place stands.

    The worker (dalel work) does it by itself. Exit 1 where something is not as it should be.
    """
    context = command_context()
    from dalel.cli.setting_forms import one_name
    from dalel.newsroom.releases.actions import delivery_state

    if forget and not any(map(delivery_state.forget, (forget, one_name(forget)))):
        raise typer.BadParameter(f"nothing was ever sent to {forget}")
    if not _send(context):
        raise typer.Exit(1)


def _send(context: CommandContext) -> bool:
    """Send the site to each place, and tell how they stand; whether all is well."""
    from dalel.newsroom.releases.actions.mirror import NOT_OF_THE_PLACE

    mirrors, well = mirrors_of(context.configuration), True
    for place in mirrors.places:
        try:
            with stage(f"Sending to {shown(place)}"):
                mirrors.send(place, lambda: datetime.now(UTC))
        except DalelError as error:
            well = False
            if isinstance(error, NOT_OF_THE_PLACE):
                # What else went wrong stands in the finding.
                echo(f"{shown(place)}: {error}")
    findings = tuple(delivery_findings(context.configuration))
    for one in findings:
        echo(one.problem or one.state)
    if not findings:
        echo("We know of no other place; name it in dalel.toml (mirrors).")
    return well and not any(one.problem for one in findings)
