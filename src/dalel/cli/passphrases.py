"""Passphrases as commands ask for them: in the terminal, else a line each of what is piped in."""

import sys
from getpass import getpass
from typing import Final

import typer

from dalel.domain.errors import DalelError

_TRIES: Final = 3
#: No passphrase, and no line of a key, is longer.
_LONGEST: Final = 1_000


class WrongPassphraseError(DalelError):
    """This passphrase is wrong; nothing was changed."""


class NoPassphraseError(DalelError):
    """No passphrase came: give the one in force and then the new one, a line each."""


class OldPassphrase:
    """The passphrase in force, asked for once a command."""

    def __init__(self) -> None:
        self.was_right = False

    def ask(self) -> bool:
        """Ask for it and open the key with it.

        :raises WrongPassphraseError: when it is wrong, in a terminal three times.
        :raises NoPassphraseError: when the standard input is at its end.
        """
        from dalel.newsroom.frame.newsroom_key import enter

        for _ in range(_TRIES if sys.stdin.isatty() else 1):
            if enter(_said("Passphrase in force: ")):
                self.was_right = True
                return True
        raise WrongPassphraseError


def new_passphrase() -> str:
    """The new one, in a terminal typed twice. Raises ``NoPassphraseError`` as ``OldPassphrase``."""
    if sys.stdin.isatty():
        typed: str = typer.prompt("New passphrase", hide_input=True, confirmation_prompt=True)
        return typed
    return _said("New passphrase: ")


def _said(question: str) -> str:
    line = typed(question)
    if not (line or sys.stdin.isatty()):
        raise NoPassphraseError
    return line.rstrip("\r\n")


def typed(question: str) -> str:
    """The next line of the standard input, which nobody sees who looks at a terminal."""
    if sys.stdin.isatty():
        return getpass(question)
    return sys.stdin.buffer.readline(_LONGEST).decode("utf-8", "replace")
