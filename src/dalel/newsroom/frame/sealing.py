"""Seals short texts with a key that lies in the home, not in the database.

A copy of the database alone tells nothing of them. Whoever has the running machine has the key too.
"""

from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from dalel.domain.errors import DalelError
from dalel.newsroom.frame.secret_file import make_once

#: The file of the key; only its owner can read it.
KEY_FILE: Final = "source-key"


class BrokenSealError(DalelError):
    """The key that opens this seal is not there, or was replaced: nobody can read it any more."""


def seal(text: str) -> str:
    """The text as a token of Fernet (https://github.com/fernet/spec); never the same one twice."""
    return Fernet(_key()).encrypt(text.encode()).decode("ascii")


def unsealed(token: str) -> str:
    """The text of a token.

    :raises BrokenSealError: when another key sealed it, or the key or the token is damaged.
    """
    try:
        return Fernet(_key()).decrypt(token.encode("ascii")).decode()
    except (InvalidToken, ValueError) as error:
        raise BrokenSealError from error


def _key() -> bytes:
    file: Path = settings.DALEL.home / KEY_FILE
    if not file.exists():
        make_once(file, Fernet.generate_key())
    return file.read_bytes()
