"""Doctor checks of risks to people: disk encryption, file access, keys and second factors."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.cli.home_modes import open_to_others

_MOUNTS: Final = Path("/proc/self/mountinfo")
_DEVICES: Final = Path("/sys/dev/block")
#: File systems that encrypt what is above them.
_ENCRYPTING: Final = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"})
#: How the device mapper names what cryptsetup opened (its UUID begins so).
_CRYPT: Final = "CRYPT-"
#: So many open files are named.
_NAMED: Final = 3


def dangers(settings: Configuration) -> Iterator[Diagnosis]:
    """Look at the disk, the keys and the address."""
    yield _disk(settings.home)
    yield _home(settings.home)
    yield from _keys(settings)
    yield _address(settings)


def _disk(home: Path) -> Diagnosis:
    encrypted = is_encrypted(home)
    if encrypted is None:
        return Diagnosis(
            subject="disk",
            state=f"not known whether the disk of {home} is encrypted: look yourself",
        )
    problem = (
        ""
        if encrypted
        else f"the disk of {home} is not encrypted: whoever takes the machine reads everything"
    )
    return Diagnosis(subject="disk", state=f"{home} is encrypted", problem=problem)


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


def _home(home: Path) -> Diagnosis:
    """Whether other users of this machine can look into the home."""
    opened = open_to_others(home) if home.is_dir() else ()
    named = " ".join(map(str, opened[:_NAMED]))
    return Diagnosis(
        subject="home",
        state=f"{home} is closed to other users of this machine",
        problem=f"other users of this machine can look into {named}: chmod go-rwx {named}"
        if opened
        else "",
    )


def _keys(settings: Configuration) -> Iterator[Diagnosis]:
    home, key = settings.home, settings.signing_key
    for secret in (home / "secret-key", home / "newsroom-key"):
        if not secret.is_file():
            continue
        is_open = bool(secret.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
        yield Diagnosis(
            subject="secret",
            state=f"{secret} is read by its owner only",
            problem=f"{secret} can be read by others: chmod 600 {secret}" if is_open else "",
        )
    yield _release_key(key)
    strange = [file for file in sorted(home.rglob("*")) if file != key and _signs(file)]
    yield Diagnosis(
        subject="keys",
        state="no private key of anybody else lies here",
        problem=f"a private key lies on the desk's machine: {strange[0]}; take it away"
        if strange
        else "",
    )


def _release_key(file: Path) -> Diagnosis:
    """The key that signs releases: it is ours, and lies where releases are made."""
    from dalel.publish.tree.signing import SigningKeyError, signer

    if not file.is_file():
        return Diagnosis(
            subject="signing", state=f"no release was signed yet; the first makes {file}"
        )
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        problem = f"{file} signs releases and can be read by others: chmod 600 {file}"
        return Diagnosis(subject="signing", state="", problem=problem)
    try:
        name = signer(file).name
    except (SigningKeyError, OSError) as error:
        return Diagnosis(subject="signing", state="", problem=f"releases cannot be signed: {error}")
    return Diagnosis(
        subject="signing",
        state=f"releases are signed with the key {name} in {file}, read by its owner only",
        advice=_without_paper(file),
    )


def _without_paper(file: Path) -> str:
    """What to do where no next key lies on paper."""
    from dalel.newsroom.releases.actions.release_key import succession_of
    from dalel.publish.tree.succession import BrokenSuccessionError

    try:
        has_next = bool(succession_of(file).next_digest)
    except BrokenSuccessionError:
        # Another examination tells of the damage.
        return ""
    return (
        ""
        if has_next
        else "no next key lies on paper: where this machine is taken, nobody can tell readers "
        "which key follows. Make it with dalel release-key paper (docs/keys.md)"
    )


def _signs(file: Path) -> bool:
    """Whether a file looks like a private key: minisign, signify, age, OpenSSH, PEM."""
    if file.suffix not in {".key", ".sec", ".pem", ".txt", ""} or not file.is_file():
        return False
    if not os.access(file, os.R_OK):
        # In a copy that belongs to somebody else: what we cannot read, we cannot judge.
        return False
    with file.open("rb") as stream:
        head = stream.read(200)
    marks = (b"PRIVATE KEY-----", b"secret key", b"AGE-SECRET-KEY-")
    return any(mark in head for mark in marks)


def _address(settings: Configuration) -> Diagnosis:
    host = urlsplit(settings.desk_address).hostname or ""
    open_wire = is_open(settings.desk_address)
    is_told = bool(host) and host == urlsplit(settings.letters_address).hostname
    return Diagnosis(
        subject="address",
        state=settings.desk_address or "this machine only",
        problem=f"{settings.desk_address} is http: passwords and cookies travel open; use https"
        if open_wire
        else "",
        advice="letters_address is on the desk's own host: every letter tells readers where the "
        "desk is; let it be the site's host (docs/deploy.md)"
        if is_told
        else "",
    )


def is_open(address: str) -> bool:
    """Whether passwords travel open to an address: by http, but not within Tor or this machine."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    is_own = host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".onion")
    return parts.scheme == "http" and not is_own


def publishers_without_factor() -> Diagnosis:
    """Whoever can release signs in with more than a password."""
    from dalel.newsroom.accounts.actions.members import colleagues
    from dalel.newsroom.frame.roles import Role
    from dalel.newsroom.incidents.queries.snapshot import has_released

    team = [one for one in colleagues() if one.is_active]
    who_release = {Role.PUBLISHER}
    if has_released() and not any(one.role == Role.PUBLISHER for one in team):
        # Only where the newsroom is small could anything have been released without one.
        who_release.add(Role.ADMINISTRATOR)
    releasing = [one for one in team if one.role in who_release]
    bare = [one.username for one in releasing if not one.has_factor]
    return Diagnosis(
        subject="factors",
        state="whoever can release has a second factor"
        if releasing
        else "nobody can release yet: there is no publisher, whose second factor is looked at",
        problem=f"no second factor: {', '.join(bare)}, who can release" if bare else "",
    )
