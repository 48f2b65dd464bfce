"""Remembers in the home what was proved, so that the next process need not prove the same again.

Each proof is an empty file, named by the digest of all that it depends on; the newest stay. Where
nothing can be written nothing is remembered, and everything is proved anew.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings

#: So many are remembered.
_MOST: Final = 1_000


def digest_of(parts: Iterable[str]) -> str:
    """The name of a proof that depends on these parts and on nothing else."""
    found = sha256()
    for said in told_apart(parts):
        found.update(said)
    return found.hexdigest()


def told_apart(parts: Iterable[str]) -> Iterator[bytes]:
    """What a digest of these parts reads: no two lists of parts give the same bytes."""
    for part in parts:
        said = part.encode("utf-8", "surrogatepass")
        yield b"%d\n" % len(said)
        yield said


def is_proved(name: str) -> bool:
    """Whether it was proved already."""
    try:
        return (_folder() / name).is_file()
    except OSError:
        return False


def note(name: str) -> None:
    """Remember that it is proved."""
    folder = _folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
        kept = sorted(((one.stat().st_mtime, one) for one in folder.iterdir()), reverse=True)
        for _, old in kept[_MOST:]:
            old.unlink(missing_ok=True)


def _folder() -> Path:
    home: Path = settings.DALEL.home
    return home / "cache" / "proved"
