"""The secret key of the desk, for marks of browsers and rows of sessions: made on first use."""

import secrets
from pathlib import Path
from typing import Final

from dalel.cli.read_only import is_read_only
from dalel.domain.errors import DalelError
from dalel.newsroom.frame.secret_file import make_once

_NAME: Final = "secret-key"


class SecretKeyError(DalelError):
    """The secret key of the desk cannot be read."""


def secret_key(home: Path) -> str:
    """The key in the home, made at the first call; only its owner can read the file.

    Where nothing can be written nobody signs in either: there the key is another each time.

    :raises SecretKeyError: when the file holds something else.
    """
    if is_read_only(home):
        return secrets.token_urlsafe(64)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = home / _NAME
    if not file.exists():
        make_once(file, secrets.token_urlsafe(64).encode("ascii"))
    key = file.read_bytes()
    if not key.isascii() or not key.strip():
        raise SecretKeyError(
            f"{file} is damaged: delete it, and a new one is made; everybody signs in anew then."
        )
    return key.decode("ascii")
