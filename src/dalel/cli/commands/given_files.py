"""Files that somebody names at the command line: another kind of file is refused in a sentence."""

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dalel.cli.passphrases import typed
from dalel.domain.errors import DalelError

#: How standard input is named in the place of a file.
STANDARD_INPUT: Final = Path("-")
#: So much of a file tells what kind it is.
_HEAD: Final = 1 << 16
#: No file of keys is longer.
_LONGEST_KEYS: Final = 1 << 20
#: Nor is any line of a file with a passphrase; and so many lines may stand before a key.
_LONGEST_LINE: Final = 1_000
_MOST_LINES: Final = 100
#: A list of addresses that is longer is none.
_LONGEST_LIST: Final = 32 << 20
_SECRET_HALF: Final = "AGE-SECRET-KEY-"  # noqa: S105 - how all of them begin
_CONTROL: Final = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")


class WrongFileError(DalelError):
    """The file is not of the kind that is asked for."""


def identities(file: Path) -> list[str]:
    """The age keys in a file; ``-`` is standard input, of which no more is read than one key.

    :raises WrongFileError: when it holds none.
    """
    try:
        lines = _lines_of_keys(file)
    except OSError as error:
        raise WrongFileError(f"{file} cannot be read: {error.strerror}") from error
    if found := [line.strip() for line in lines if line.startswith(_SECRET_HALF)]:
        return found
    raise WrongFileError(
        f"{file} is no age key: it holds no line that begins with {_SECRET_HALF}. Give the file "
        "that dalel backup-key made."
    )


def _lines_of_keys(file: Path) -> list[str]:
    if file != STANDARD_INPUT:
        with file.open("rb") as stream:
            return stream.read(_LONGEST_KEYS).decode("utf-8", "replace").splitlines()
    for _ in range(_MOST_LINES):
        line = typed(f"The line that begins with {_SECRET_HALF}: ")
        if not line or line.startswith(_SECRET_HALF):
            return [line]
    return []


def passphrase_in(file: Path, *, follows_key: bool = False) -> str:
    """The passphrase that stands in the first line of a file; ``-`` is standard input.

    It ``follows_key`` where a key was read from standard input before.

    :raises WrongFileError: when there is none, or others than its owner can read the file.
    """
    try:
        words = _first_line(file).strip()
    except OSError as error:
        raise WrongFileError(f"{file} cannot be read: {error.strerror}") from error
    if not words:
        where = "the line after the key" if follows_key else "the first line"
        raise WrongFileError(f"{file} holds no passphrase: it has to stand in {where}.")
    return words


def _first_line(file: Path) -> str:
    if file == STANDARD_INPUT:
        return typed("Passphrase: ")
    with file.open("rb") as stream:
        mode = os.fstat(stream.fileno()).st_mode
        if stat.S_ISREG(mode) and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise WrongFileError(f"{file} can be read by others than you: chmod 600 {file}")
        return stream.readline(_LONGEST_LINE).decode("utf-8", "replace")


def addresses(file: Path) -> bytes:
    """What a list of addresses holds.

    :raises WrongFileError: when it is no text, or empty.
    """
    with file.open("rb") as stream:
        content = stream.read(_LONGEST_LIST + 1)
    # Texts in UTF-16 hold zeros.
    if len(content) > _LONGEST_LIST or _CONTROL.search(content[:_HEAD]) or not content.strip(b"\0"):
        raise WrongFileError(
            f"{file} is no list of addresses: give a text file with one address or more a line."
        )
    return content


def decisions(files: Sequence[Path]) -> Sequence[Path]:
    """Chains of decisions, each looked at.

    :raises WrongFileError: when one of them is something else.
    """
    for file in files:
        with file.open("rb") as stream:
            if stream.read(1) != b"{":
                raise WrongFileError(
                    f"{file} is no chain of decisions: give evidence/chains/desk-001.jsonl of the "
                    "other machine."
                )
    return files
