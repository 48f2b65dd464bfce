"""Which commands are there?

Modules of a command are imported when it runs: ``dalel --help`` answers at once.
"""

import sys
from typing import Annotated

import typer

from dalel import __version__
from dalel.domain.errors import DalelError
from dalel.project.cli import (
    accounts,
    bulletins,
    checking,
    evidence,
    judging,
    keeping,
    messages,
    newsroom,
    outlets,
    releases,
    sample,
    serving,
    site,
    steps,
    watch,
)

app = typer.Typer(
    name="dalel",
    help="A digital rights monitor: news in, a bilingual public record of incidents out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("up")(serving.up)
app.command("run")(watch.run)
app.command("work")(watch.work)
app.command("collect")(watch.collect)
app.command("process")(judging.process)
app.command("learn")(judging.learn)
app.command("verify")(watch.verify)
app.command("sample")(sample.serve)
app.command("backup")(keeping.backup)
app.command("backup-key")(keeping.backup_key)
app.command("restore")(keeping.restore)
app.command("export")(keeping.export)
app.command("import")(bulletins.bring_in)
app.command("lint")(bulletins.lint)
app.command("check")(checking.check)
app.command("publish")(site.publish)
app.command("send")(messages.send)
app.command("codebook")(site.codebook)
app.command("doctor")(newsroom.doctor)

sources = typer.Typer(help="Outlets, channels and registers that are watched.")
sources.command("list")(newsroom.list_sources)
sources.command("test")(outlets.test)
sources.command("add")(outlets.add)
sources.command("activate")(outlets.activate)
sources.command("pause")(outlets.pause)
sources.command("health")(outlets.health)
sources.command("take")(outlets.take)
app.add_typer(sources, name="sources")

pieces = typer.Typer(help="Single pieces of evidence: shown, handed on, withheld, sealed.")
pieces.command("show")(evidence.show)
pieces.command("export")(evidence.export)
pieces.command("find")(evidence.find)
pieces.command("withhold")(evidence.withhold)
pieces.command("class")(evidence.put_in_class)
pieces.command("stamp")(evidence.stamp)
pieces.command("ship")(evidence.ship)
pieces.command("copies")(evidence.copies)
pieces.command("mend")(evidence.mend)
app.add_typer(pieces, name="evidence")

user = typer.Typer(help="Accounts of the newsroom.")
user.command("add")(accounts.add_user)
user.command("invite")(accounts.invite)
user.command("list")(accounts.list_users)
user.command("suspend")(accounts.suspend)
user.command("restore")(accounts.restore)
user.command("reset-second-factor")(accounts.reset_second_factor)
app.add_typer(user, name="user")

kept = typer.Typer(help="Releases that are kept, and what is withdrawn from all of them.")
kept.command("list")(releases.listed)
kept.command("restore")(releases.restore)
kept.command("withdraw")(releases.withdraw)
kept.command("send")(releases.send)
app.add_typer(kept, name="releases")

app.add_typer(steps.predict, name="predict")
app.add_typer(steps.score, name="score")
app.add_typer(steps.bench, name="bench")


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"dalel {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=lambda asked: _version(asked=asked), is_eager=True)
    ] = False,
) -> None:
    """What every command has in common."""


def main() -> None:
    """Run a command; an error that we know by name becomes one line, and the exit code 1."""
    try:
        app()
    except DalelError as error:
        typer.echo(f"dalel: {error}", err=True)
        sys.exit(1)
