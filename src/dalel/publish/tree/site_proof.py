"""Proof of a copy of the site: signed by a key that a reader knows, whole, and unchanged."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError
from dalel.publish.tree.atomic_writes import (
    MANIFEST,
    SIGNATURE,
    Digests,
    is_preview,
    read_manifest,
)
from dalel.publish.tree.mirror_archive import MIRROR
from dalel.publish.tree.mirror_proof import wrong_members
from dalel.publish.tree.signing import ForgedError, verify
from dalel.publish.tree.strict_succession import read_strictly
from dalel.publish.tree.succession import (
    KEYS_FILE,
    PUBLIC_KEY,
    STATEMENTS,
    BrokenSuccessionError,
    KeyPeriod,
    Succession,
    followed,
    known_key,
    name_of,
    taken_back,
)

_NAMED: Final = 5


class UnprovenSiteError(DalelError):
    """The copy is not what the newsroom signed."""


@dataclass(frozen=True, kw_only=True)
class SiteProof:
    """A copy that is the newsroom's own: when it was signed, by which key, how many files.

    ``follows`` tells whether a successor of the key could be told from a thief's: the reader knows
    what was announced. ``taken_back`` are the keys, from the one that the reader knows on, of which
    the copy says that they were stolen or lost.
    """

    signed: datetime
    key: str
    files: int
    is_followed: bool
    follows: bool
    taken_back: tuple[KeyPeriod, ...] = ()


def prove_site(folder: Path, known: str, earlier: Path | None = None) -> SiteProof:
    """Prove a copy by the public key that somebody kept (the text of ``minisign.pub``).

    ``earlier`` is a copy that was proved before, or its list of keys: whatever it says of keys has
    to stand here still.

    :raises BrokenSuccessionError: when the key was taken back, or the one that signed does not
        follow it.
    :raises UnprovenSiteError: when it is not signed, or files differ, are missing or too many.
    """
    key, next_digest = known_key(known)
    here = _plain_files(folder)
    _refuse_unsigned(folder, here)
    keys = _keys(folder, here, next_digest)
    if earlier is not None:
        _refuse_forgotten(keys, _earlier(earlier))
    present = followed(keys, key, next_digest) if keys else key
    manifest, signed = _signed(folder, here, present)
    told = _told(manifest)
    if keys and PUBLIC_KEY in here:
        _refuse_other_key((folder / PUBLIC_KEY).read_bytes(), keys)
    _refuse_wrong(folder, told, here)
    return SiteProof(
        signed=signed,
        key=name_of(present),
        files=len(told),
        is_followed=present != key,
        follows=bool(next_digest),
        taken_back=taken_back(keys, key) if keys else (),
    )


def _plain_files(folder: Path) -> frozenset[str]:
    """Paths of the files in a folder; a link may lead anywhere, a pipe or device give anything."""
    odd: list[str] = []
    found = frozenset(_walked(folder, "", odd))
    if odd:
        raise UnprovenSiteError(_several([f"{path} is no plain file" for path in sorted(odd)]))
    return found


def _walked(folder: Path, under: str, odd: list[str]) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError as error:
        raise UnprovenSiteError(f"{folder} cannot be read: {error}") from error
    for entry in listed:
        path = under + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walked(folder / entry.name, f"{path}/", odd)
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            odd.append(path)


def _keys(folder: Path, here: frozenset[str], next_digest: str) -> Succession | None:
    """What the copy says of keys, in all its places the same; None: a site of before that."""
    if KEYS_FILE not in here:
        if next_digest:
            raise BrokenSuccessionError(
                f"{KEYS_FILE} is missing, and your minisign.pub announces a next key"
            )
        return None
    keys = read_strictly((folder / KEYS_FILE).read_bytes())
    files = keys.files()
    named = {path for path in here if path.startswith(f"{STATEMENTS}/")}
    if named != files.keys() - {KEYS_FILE} or any(
        (folder / path).read_bytes() != content for path, content in files.items()
    ):
        raise BrokenSuccessionError(f"{KEYS_FILE} and {STATEMENTS}/ say different things")
    return keys


def _refuse_other_key(content: bytes, keys: Succession) -> None:
    """What readers are given to keep is what the list says."""
    if known_key(content.decode(errors="replace")) != (keys.present, keys.next_digest):
        raise BrokenSuccessionError(f"{PUBLIC_KEY} and {KEYS_FILE} say different things")


def _earlier(known: Path) -> Succession:
    listed = known / KEYS_FILE if known.is_dir() else known
    try:
        return read_strictly(listed.read_bytes())
    except OSError as error:
        raise BrokenSuccessionError(f"{listed} cannot be read: {error}") from error


def _refuse_forgotten(keys: Succession | None, earlier: Succession) -> None:
    """Whatever was once said of keys is said still, and in the same words."""
    said = len(earlier.statements)
    if (
        keys is None
        or (keys.first, keys.since) != (earlier.first, earlier.since)
        or keys.statements[:said] != earlier.statements
        or earlier.first_next not in {"", keys.first_next}
    ):
        raise BrokenSuccessionError(
            "this copy leaves out or changes what an earlier one says of keys: it is older than "
            "that, or whoever has an old key hides that it was taken back"
        )


def _refuse_unsigned(folder: Path, here: frozenset[str]) -> None:
    """Say what a folder is in which no signature lies, and what to do."""
    if {MANIFEST, SIGNATURE} <= here:
        return
    if MANIFEST not in here:
        why = (
            f"there is no {MANIFEST} in it. Give the folder of a copy in which it lies, or that "
            "of an unpacked mirror.zip"
        )
    elif is_preview((folder / MANIFEST).read_bytes()):
        why = (
            "this is a preview, which was never released, so nobody signed it. Only what dalel "
            "publish makes of a release is signed"
        )
    else:
        why = (
            f"{SIGNATURE} is missing. Fetch it from where the copy comes from; a newsroom whose "
            "key is away shows none (dalel doctor tells)"
        )
    raise UnprovenSiteError(f"{folder} holds no signed site: {why}.")


def _signed(folder: Path, here: frozenset[str], key: str) -> tuple[bytes, datetime]:
    manifest = (folder / MANIFEST).read_bytes()
    signature = (folder / SIGNATURE).read_bytes()
    try:
        comment = verify(manifest, signature, f"\n{key}".encode())
    except ForgedError as error:
        raise UnprovenSiteError(
            f"{SIGNATURE} is not by {name_of(key)}, the key in force, but by {_signer(signature)}"
        ) from error
    stamp = comment.split("\t")[0].removeprefix("timestamp:")
    try:
        return manifest, datetime.fromtimestamp(int(stamp), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UnprovenSiteError(f"{SIGNATURE} names no time") from error


def _signer(signature: bytes) -> str:
    """Who claims to have signed."""
    try:
        return name_of(signature.decode().splitlines()[1])
    except (ValueError, IndexError):
        return "nobody"


def _told(manifest: bytes) -> Digests:
    try:
        return read_manifest(manifest)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnprovenSiteError(f"{MANIFEST} cannot be read") from error


def _refuse_wrong(folder: Path, told: Digests, here: frozenset[str]) -> None:
    """The manifest names each file but itself and its signature.

    An archive that it names was made with the site, and is proved by its digest. One that was put
    beside an unpacked site, which says nothing of it, is proved by what is in it.
    """
    extra = here - told.keys() - {MANIFEST, SIGNATURE}
    wrong = [f"{path} is missing" for path in sorted(told.keys() - here)]
    wrong += [f"{path} was added" for path in sorted(extra - {MIRROR})]
    wrong += [
        f"{path} was changed"
        for path in sorted(told.keys() & here)
        if _digest(folder / path) != told[path][0]
    ]
    if MIRROR in extra:
        wrong += wrong_members(folder, told)
    if wrong:
        raise UnprovenSiteError(_several(wrong))


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _several(wrong: list[str]) -> str:
    more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
    return "; ".join(wrong[:_NAMED]) + more
