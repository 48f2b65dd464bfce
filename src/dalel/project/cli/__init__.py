"""Which commands are there?

Modules of a command are imported when it runs: ``dalel --help`` answers at once.
"""

import sys
from typing import Annotated

import typer

from dalel import __version__
from dalel.domain.errors import DalelError
from dalel.project.cli import bulletins, newsroom, serving, site
from dalel.project.cli.bench import publish as time_publish

app = typer.Typer(
    name="dalel",
    help="A digital rights monitor: news in, a bilingual public record of incidents out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("up")(serving.up)
app.command("import")(bulletins.bring_in)
app.command("lint")(bulletins.lint)
app.command("publish")(site.publish)
app.command("codebook")(site.codebook)
app.command("doctor")(newsroom.doctor)

sources = typer.Typer(help="Outlets, channels and registers that are watched.")
sources.command("list")(newsroom.list_sources)
app.add_typer(sources, name="sources")

user = typer.Typer(help="Accounts of the newsroom.")
user.command("add")(newsroom.add_user)
app.add_typer(user, name="user")

speed = typer.Typer(help="How fast the work is done on this machine.")
speed.command("publish")(time_publish)
app.add_typer(speed, name="bench")


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
