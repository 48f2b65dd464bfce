"""What on this machine could bring people into danger?"""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dalel.project.cli.finding import Finding
from dalel.project.configuration import Configuration

_MOUNTS: Final = Path("/proc/self/mountinfo")
_DEVICES: Final = Path("/sys/dev/block")
#: File systems that encrypt what is above them.
_ENCRYPTING: Final = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"})
#: How the device mapper names what cryptsetup opened (its UUID begins so).
_CRYPT: Final = "CRYPT-"


def dangers(settings: Configuration) -> Iterator[Finding]:
    """Look at the disk, the keys and the address."""
    yield _disk(settings.home)
    yield from _keys(settings.home)
    yield _address(settings)


def _disk(home: Path) -> Finding:
    encrypted = is_encrypted(home)
    if encrypted is None:
        return Finding(
            subject="disk",
            state=f"not known whether the disk of {home} is encrypted: look yourself",
        )
    problem = (
        ""
        if encrypted
        else f"the disk of {home} is not encrypted: whoever takes the machine reads everything"
    )
    return Finding(subject="disk", state=f"{home} is encrypted", problem=problem)


def is_encrypted(folder: Path, *, mounts: Path = _MOUNTS, devices: Path = _DEVICES) -> bool | None:
    """Whether a folder lies on an encrypted disk; None where this machine does not tell.

    Seen are ecryptfs and its kin, and dm-crypt at any depth (LVM on LUKS is common). Not seen:
    fscrypt, disks that encrypt themselves, and what a host does below a virtual machine.
    """
    try:
        lines = mounts.read_text("utf-8").splitlines()
    except OSError:
        return None
    mount = _mount_of(folder, lines)
    if mount is None:
        return None
    device, kind = mount
    if kind in _ENCRYPTING:
        return True
    place = devices / device
    return _is_crypt(place.resolve()) if place.exists() else None


def _mount_of(folder: Path, lines: list[str]) -> tuple[str, str] | None:
    """Device and file system of the mount that a folder lies in; proc(5) tells the columns."""
    best, found = -1, None
    for line in lines:
        columns, _, tail = line.partition(" - ")
        fields = columns.split()
        point = Path(fields[4].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), (fields[2], tail.split()[0])
    return found


def _is_crypt(device: Path) -> bool:
    name = device / "dm" / "uuid"
    if name.is_file() and name.read_text("utf-8").startswith(_CRYPT):
        return True
    below = device / "slaves"
    return below.is_dir() and any(_is_crypt(part.resolve()) for part in below.iterdir())


def _keys(home: Path) -> Iterator[Finding]:
    secret = home / "secret-key"
    if secret.is_file():
        is_open = bool(secret.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
        yield Finding(
            subject="secret",
            state=f"{secret} is read by its owner only",
            problem=f"{secret} can be read by others: chmod 600 {secret}" if is_open else "",
        )
    signing = [file for file in sorted(home.rglob("*")) if _signs(file)]
    yield Finding(
        subject="signing",
        state="no signing key lies here",
        problem=f"a signing key lies on the desk's machine: {signing[0]}; take it away"
        if signing
        else "",
    )


def _signs(file: Path) -> bool:
    """Whether a file looks like a private key: minisign, signify, age, OpenSSH, PEM."""
    if file.suffix not in {".key", ".sec", ".pem", ".txt", ""} or not file.is_file():
        return False
    with file.open("rb") as stream:
        head = stream.read(200)
    marks = (b"PRIVATE KEY-----", b"secret key", b"AGE-SECRET-KEY-")
    return any(mark in head for mark in marks)


def _address(settings: Configuration) -> Finding:
    parts = urlsplit(settings.desk_address)
    open_wire = parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}
    return Finding(
        subject="address",
        state=settings.desk_address or "this machine only",
        problem=f"{settings.desk_address} is http: passwords and cookies travel open; use https"
        if open_wire
        else "",
    )


def publishers_without_factor() -> Finding:
    """Whoever can release signs in with more than a password."""
    from dalel.store.models import Role
    from dalel.store.people.members import colleagues

    bare = [
        one.username
        for one in colleagues()
        if one.is_active and one.role == Role.PUBLISHER and not one.has_factor
    ]
    return Finding(
        subject="factors",
        state="every publisher has a second factor",
        problem=f"no second factor: {', '.join(bare)}, who can release" if bare else "",
    )
