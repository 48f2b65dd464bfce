"""The context of commands that stay: what beginning a record costs is over before they serve."""

import subprocess

import typer

from dalel.cli.command_context import CommandContext, command_context
from dalel.cli.commands.builds import BESIDE
from dalel.cli.read_only import DATABASE


def prepare() -> None:
    """Prepare this home and end; where it is locked, as far as that goes."""
    command_context(unlocks=lambda: False)


def lasting_context() -> CommandContext:
    """The context of a command that serves people until it is ended, locked or not.

    :raises DalelError: as of ``command_context``. :raises typer.Exit: when a record could not be
        begun; why has been told.
    """
    _begin_apart()
    return command_context(unlocks=lambda: False)


def _begin_apart() -> None:
    """Have a record begun by a process of its own.

    Whoever brings the pack's bulletins in holds a quarter of a gigabyte from then on.
    """
    from dalel.cli.configuration import configuration

    settings = configuration()
    if settings.database_url or (settings.home / DATABASE).exists():
        return
    with subprocess.Popen([*BESIDE, "prepare"], stdin=subprocess.PIPE) as child:  # noqa: S603
        # Its standard input stays open meanwhile: it ends with us.
        code = child.wait()
    if code > 0:
        raise typer.Exit(code)
