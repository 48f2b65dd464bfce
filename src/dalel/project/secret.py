"""With which secret does this newsroom sign its sessions?"""

import os
import secrets
from pathlib import Path
from typing import Final

_NAME: Final = "secret-key"


def secret_key(home: Path) -> str:
    """The key in the home, made at the first call; only its owner can read the file."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = home / _NAME
    if not file.exists():
        _create(file, secrets.token_urlsafe(64))
    return file.read_text("ascii")


def _create(file: Path, content: str) -> None:
    """Write the file whole or, where another process was faster, not at all."""
    draft = file.with_name(f"{_NAME}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(content)
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
