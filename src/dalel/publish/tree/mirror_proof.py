"""Proof of the archive beside an unpacked site: it holds that site, and not a byte more."""

import zlib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, Digests
from dalel.publish.tree.mirror_archive import MIRROR

_AT_ONCE: Final = 1 << 20
#: Bytes of a member's two headers, and those that end an archive, of up to 65535 members or more.
_HEADERS: Final = 30 + 46
_END: Final = (22, 22 + 76)
_BROKEN: Final = (BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError, zlib.error)


def wrong_members(folder: Path, told: Digests) -> list[str]:
    """What the archive in a proved folder holds otherwise than the manifest tells; at best nothing.

    No more of a member is unpacked than its file is long.
    """
    beside = {path: (folder / path).read_bytes() for path in (MANIFEST, SIGNATURE)}
    due = told | {path: (sha256(one).hexdigest(), len(one)) for path, one in beside.items()}
    try:
        with ZipFile(folder / MIRROR) as packed:
            members = packed.infolist()
            if not _is_plain([one.filename for one in members], due):
                return [f"{MIRROR} holds other files than {MANIFEST} names"]
            if holds_more(folder / MIRROR, members):
                return [f"{MIRROR} holds more than its files"]
            return [
                f"{one.filename} in {MIRROR} was changed"
                for one in members
                if not _is_due(packed, one, due[one.filename])
            ]
    except _BROKEN:
        return [f"{MIRROR} cannot be read"]


def holds_more(archive: Path, members: Iterable[ZipInfo]) -> bool:
    """Whether anything stands between, before or after the members of an archive."""
    return archive.stat().st_size not in _sizes(members)


def _is_plain(names: list[str], due: Digests) -> bool:
    """Whether each file is there once, and no other."""
    return sorted(names) == sorted(due)


def _sizes(members: Iterable[ZipInfo]) -> list[int]:
    """How many bytes the archive may have, if nothing stands between, before or after them."""
    needed = sum(
        _HEADERS + 2 * len(one.orig_filename.encode()) + one.compress_size for one in members
    )
    return [needed + end for end in _END]


def _is_due(packed: ZipFile, member: ZipInfo, due: tuple[str, int]) -> bool:
    if member.file_size != due[1] or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return False
    found = sha256()
    left = due[1]
    with packed.open(member) as stream:
        while left >= 0 and (some := stream.read(_AT_ONCE)):
            found.update(some)
            left -= len(some)
    return found.hexdigest() == due[0]
