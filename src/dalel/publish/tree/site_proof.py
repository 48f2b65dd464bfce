"""Proof of a copy of the site: signed by a key that a reader knows, whole, and unchanged."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zipfile import is_zipfile

from dalel.publish.tree.atomic_writes import (
    MANIFEST,
    SIGNATURE,
    Digests,
    is_preview,
    read_manifest,
)
from dalel.publish.tree.signing import ForgedError, verify
from dalel.publish.tree.site_copies import SiteCopy, UnprovenSiteError, opened, several
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


def prove_site(place: Path, known: str, earlier: Path | None = None) -> SiteProof:
    """Prove a copy by the public key that somebody kept (the text of ``minisign.pub``).

    It lies in a folder, or is a ``mirror.zip``. ``earlier`` is a copy that was proved before, or
    its list of keys: whatever it says of keys has to stand here still.

    :raises BrokenSuccessionError: when the key was taken back, or the one that signed does not
        follow it.
    :raises UnprovenSiteError: when it is not signed, or files differ, are missing or too many.
    """
    key, next_digest = known_key(known)
    with opened(place) as copy:
        return _proved(copy, key, next_digest, earlier)


def _proved(copy: SiteCopy, key: str, next_digest: str, earlier: Path | None) -> SiteProof:
    _refuse_unsigned(copy)
    keys = _keys(copy, next_digest)
    if earlier is not None:
        _refuse_forgotten(keys, _earlier(earlier))
    present = followed(keys, key, next_digest) if keys else key
    manifest, signed = _signed(copy, present)
    told = _told(manifest)
    if keys and PUBLIC_KEY in copy.paths:
        _refuse_other_key(copy.read(PUBLIC_KEY), keys)
    _refuse_wrong(copy, told)
    return SiteProof(
        signed=signed,
        key=name_of(present),
        files=len(told),
        is_followed=present != key,
        follows=bool(next_digest),
        taken_back=taken_back(keys, key) if keys else (),
    )


def _keys(copy: SiteCopy, next_digest: str) -> Succession | None:
    """What the copy says of keys, in all its places the same; None: a site of before that."""
    if KEYS_FILE not in copy.paths:
        if next_digest:
            raise BrokenSuccessionError(
                f"{KEYS_FILE} is missing, and your minisign.pub announces a next key"
            )
        return None
    keys = read_strictly(copy.read(KEYS_FILE))
    files = keys.files()
    named = {path for path in copy.paths if path.startswith(f"{STATEMENTS}/")}
    if named != files.keys() - {KEYS_FILE} or any(
        copy.read(path) != content for path, content in files.items()
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
        if is_zipfile(listed):
            with opened(listed) as copy:
                return read_strictly(copy.read(KEYS_FILE) if KEYS_FILE in copy.paths else b"")
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


def _refuse_unsigned(copy: SiteCopy) -> None:
    """Say what a copy is in which no signature lies, and what to do."""
    if {MANIFEST, SIGNATURE} <= copy.paths:
        return
    if MANIFEST not in copy.paths:
        why = (
            f"there is no {MANIFEST} in it. Give the folder of a copy in which it lies, or a "
            "mirror.zip"
        )
    elif is_preview(copy.read(MANIFEST)):
        why = (
            "this is a preview, which was never released, so nobody signed it. Only what dalel "
            "publish makes of a release is signed"
        )
    else:
        why = (
            f"{SIGNATURE} is missing. Fetch it from where the copy comes from; a newsroom whose "
            "key is away shows none (dalel doctor tells)"
        )
    raise UnprovenSiteError(f"{copy.place} holds no signed site: {why}.")


def _signed(copy: SiteCopy, key: str) -> tuple[bytes, datetime]:
    manifest, signature = copy.read(MANIFEST), copy.read(SIGNATURE)
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


def _refuse_wrong(copy: SiteCopy, told: Digests) -> None:
    """The manifest names each file but itself and its signature.

    An archive that it names was made with the site, and is proved by its digest.
    """
    here = copy.paths
    wrong = [f"{path} is missing" for path in sorted(told.keys() - here)]
    wrong += copy.wrong_beside(told, here - told.keys() - {MANIFEST, SIGNATURE})
    wrong += [
        f"{path} was changed"
        for path in sorted(told.keys() & here)
        if copy.digest(path, told[path][1]) != told[path][0]
    ]
    if wrong:
        raise UnprovenSiteError(several(wrong))
