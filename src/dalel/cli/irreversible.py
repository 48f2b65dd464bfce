"""Acts that nothing undoes: whoever asks for one says so a second time, by a word or by --yes."""

import sys
from typing import Annotated

import typer

from dalel.cli.terminal import echo
from dalel.domain.errors import DalelError

#: The option by which scripts do without the question.
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask again.")]


class NotConfirmedError(DalelError):
    """Nothing was done."""


def require_word(told: str, word: str, *, yes: bool) -> None:
    """Say what is to happen, and go on only when the word is typed, or ``yes`` was given.

    :raises NotConfirmedError: when another word comes, or nobody is there to type one.
    """
    if yes:
        return
    echo(told, err=True)
    try:
        typed: str = typer.prompt(f"Type {word} to go on", default="", show_default=False, err=True)
    except typer.Abort as error:
        if sys.stdin.isatty():
            raise
        raise NotConfirmedError(
            "nothing was done: nobody is there to ask, and --yes was not given"
        ) from error
    if typed.strip() != word:
        raise NotConfirmedError(f"nothing was done: the word is {word}")
