"""Proof of a copy of the site: signed by a key that a reader knows, whole, and unchanged."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError
from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, read_manifest
from dalel.publish.tree.mirror_archive import MIRROR
from dalel.publish.tree.signing import ForgedError, verify
from dalel.publish.tree.succession import (
    KEYS_FILE,
    Succession,
    followed,
    known_key,
    name_of,
    read,
    refuse_late,
)

_NAMED: Final = 5


class UnprovenSiteError(DalelError):
    """The copy is not what the newsroom signed."""


@dataclass(frozen=True, kw_only=True)
class SiteProof:
    """A copy that is the newsroom's own: when it was signed, by which key, how many files."""

    signed: datetime
    key: str
    files: int
    is_followed: bool


def prove_site(folder: Path, known: str) -> SiteProof:
    """Prove a copy by the public key that somebody kept (the text of ``minisign.pub``).

    :raises BrokenSuccessionError: when the key was taken back, or the one that signed does not
        follow it.
    :raises UnprovenSiteError: when it is not signed, or files differ, are missing or too many.
    """
    key, next_digest = known_key(known)
    listed = folder / KEYS_FILE
    keys = read(listed.read_bytes()) if listed.is_file() else Succession(first=key)
    if keys.since is not None:
        present, _next = followed(keys, key, next_digest)
    else:
        present = key
    signed = _signed(folder, present)
    refuse_late(keys, present, signed)
    return SiteProof(
        signed=signed,
        key=name_of(present),
        files=_same_files(folder),
        is_followed=present != key,
    )


def _signed(folder: Path, key: str) -> datetime:
    try:
        manifest = (folder / MANIFEST).read_bytes()
        signature = (folder / SIGNATURE).read_bytes()
    except OSError as error:
        raise UnprovenSiteError(f"{folder} holds no signed site: {error}") from error
    try:
        comment = verify(manifest, signature, f"\n{key}".encode())
    except ForgedError as error:
        raise UnprovenSiteError(
            f"{SIGNATURE} is not by {name_of(key)}, the key in force, but by {_signer(signature)}"
        ) from error
    stamp = comment.split("\t")[0].removeprefix("timestamp:")
    return datetime.fromtimestamp(int(stamp), UTC)


def _signer(signature: bytes) -> str:
    """Who claims to have signed."""
    try:
        return name_of(signature.decode().splitlines()[1])
    except (ValueError, IndexError):
        return "nobody"


def _same_files(folder: Path) -> int:
    told = read_manifest((folder / MANIFEST).read_bytes())
    here = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()
    } - {MANIFEST, SIGNATURE}
    wrong = [f"{path} is missing" for path in sorted(told.keys() - here)]
    # The archive of the whole site is made after the manifest that it holds.
    wrong += [f"{path} was added" for path in sorted(here - told.keys() - {MIRROR})]
    wrong += [
        f"{path} was changed"
        for path in sorted(told.keys() & here)
        if sha256((folder / path).read_bytes()).hexdigest() != told[path][0]
    ]
    if wrong:
        more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
        raise UnprovenSiteError("; ".join(wrong[:_NAMED]) + more)
    return len(told)
