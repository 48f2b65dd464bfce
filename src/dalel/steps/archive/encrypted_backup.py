"""Encrypted backups of everything that is held, and their restoration.

A tar stream, encrypted with age to keys whose other halves are not on the server, and a list of
digests as its last member. Nothing is held in memory but a few blocks; nothing lies unencrypted on
the disk of the backup.
"""

import hashlib
import json
import os
import stat
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

import pyrage

from dalel.domain.errors import ArchiveError
from dalel.steps.archive.durable_files import atomic, digest_of, sync_folder

#: The last member: path and SHA-256 of each file.
LIST: Final = "digests.json"
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Packed:
    """What went into a backup, or came out."""

    files: int
    size: int


def new_key() -> tuple[str, str]:
    """A new age key: the half that opens backups, and the half that they are encrypted to."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def is_key(recipient: str) -> bool:
    """Whether a backup can be encrypted to this (``age1...``)."""
    try:
        _keys([recipient], pyrage.x25519.Recipient.from_str)
    except ArchiveError:
        return False
    return True


def pack_up(
    sources: Mapping[str, Path],
    recipients: Sequence[str],
    out: Path,
    *,
    room: Path | None = None,
    prove: Callable[[Path], object] = lambda _room: None,
    told: Callable[[int, int], object] = lambda _done, _total: None,
) -> Packed:
    """Encrypt files and folders, each under its name, to age keys (``age1...``).

    With a ``room`` the backup is opened again before it stands at ``out``: every digest is
    compared, the first source is unpacked into the room, and ``prove`` may refuse what came out.
    For that it is encrypted to one key more, which is in memory and nowhere else. ``told`` hears
    from another thread how many files of how many are in it, and ends it by an error of its own.

    Chains are read before WARC files (by name), so a running worker does no harm: what a backup
    holds of a WARC file behind its chain's last line is cut when the chain is claimed again.

    :raises ArchiveError: when there is no valid key, or a source is missing.
    """
    keys = _keys(recipients, pyrage.x25519.Recipient.from_str)
    for name, source in sources.items():
        if not source.exists():
            raise ArchiveError(f"{name}: {source.name} does not exist")
    own = pyrage.x25519.Identity.generate()
    packed: list[Packed] = []
    with atomic(out) as target:
        with _piped(lambda pipe: packed.append(_write_tar(pipe, sources, told))) as plain:
            pyrage.encrypt_io(plain, target, [*keys, own.to_public()] if room else keys)
        if room is not None:
            target.seek(0)
            _open_again(target, [own], room, next(iter(sources)))
            prove(room)
    return packed[0]


def _open_again(backup: BinaryIO, keys: list[Any], room: Path, name: str) -> None:
    with _reading(lambda pipe: pyrage.decrypt_io(backup, pipe, keys)) as plain:
        _compare(*_read_tar(plain, room, only=name))


def restore(backup: Path, identities: Sequence[str], into: Path) -> Packed:
    """Decrypt a backup into a folder that must not exist, once every digest is proved.

    :raises ArchiveError: when the keys do not fit, or anything is missing or not what was packed;
        then nothing is left behind.
    """
    keys = _keys(identities, pyrage.x25519.Identity.from_str)
    if into.exists():
        raise ArchiveError(f"{into.name} exists already; restore into a new folder")
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent, prefix=".restoring-") as folder:
        room = Path(folder, "room")
        room.mkdir(mode=0o700)
        packed = _unpack(backup, keys, room)
        room.rename(into)
    sync_folder(into.parent)
    return packed


def _unpack(backup: Path, keys: list[Any], room: Path) -> Packed:
    def decrypt(pipe: BinaryIO) -> None:
        with backup.open("rb") as source:
            pyrage.decrypt_io(source, pipe, keys)

    with _reading(decrypt) as plain:
        found, listed = _read_tar(plain, room)
    _compare(found, listed)
    return Packed(
        files=len(found),
        size=sum(path.stat().st_size for path in room.rglob("*") if path.is_file()),
    )


@contextmanager
def _reading(decrypt: Callable[[BinaryIO], object]) -> Iterator[BinaryIO]:
    """The tar stream of a backup; whatever keeps it from being read is an error of the archive."""
    try:
        with _piped(decrypt) as plain:
            yield plain
    except (tarfile.TarError, ValueError, EOFError, pyrage.DecryptError, OSError) as error:
        raise ArchiveError(f"the backup cannot be read: {error}") from error


def _compare(found: Mapping[str, str], listed: Mapping[str, str] | None) -> None:
    if found != listed:
        wrong = sorted(set(found.items()) ^ set((listed or {}).items()))
        name = wrong[0][0] if wrong else LIST
        raise ArchiveError(f"the backup is not what was packed: {name}")


def _keys(texts: Sequence[str], read: Callable[[str], Any]) -> list[Any]:
    try:
        keys = [read(text) for text in texts]
    except (pyrage.RecipientError, pyrage.IdentityError) as error:
        raise ArchiveError(f"not an age key: {error}") from error
    if not keys:
        raise ArchiveError("no age key is given")
    return keys


@contextmanager
def _piped(write: Callable[[BinaryIO], object]) -> Iterator[BinaryIO]:
    """What another thread writes, as it writes it; its error is raised at the end."""
    reading, writing = os.pipe()
    failures: list[Exception] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as pipe:
                write(pipe)
        # Nobody reads on: then the reader has the better reason.
        except BrokenPipeError:
            pass
        except Exception as error:  # noqa: BLE001 - raised again where the reader is
            failures.append(error)

    thread = threading.Thread(target=run, name="packing", daemon=True)
    thread.start()
    try:
        with os.fdopen(reading, "rb") as stream:
            yield stream
            # Let the writer come to its end, and so to its own checks.
            while stream.read(_CHUNK):
                pass
    except Exception:
        thread.join()
        if failures:
            raise failures[0] from None
        raise
    thread.join()
    if failures:
        raise failures[0]


def _write_tar(
    pipe: BinaryIO, sources: Mapping[str, Path], told: Callable[[int, int], object]
) -> Packed:
    digests: dict[str, str] = {}
    size = 0
    total = sum(len(_files(source)) for source in sources.values())
    with tarfile.open(fileobj=pipe, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for name, source in sources.items():
            for path in _files(source):
                told(min(len(digests), total), total)
                inside = f"{name}/{path.relative_to(source)}" if path != source else name
                # A worker may ship a file away while we pack; it is safe where it went.
                with suppress(FileNotFoundError), path.open("rb") as stream:
                    size += _add(tar, inside, stream, digests)
        content = json.dumps(digests, sort_keys=True).encode()
        entry = tarfile.TarInfo(LIST)
        entry.size = len(content)
        tar.addfile(entry, BytesIO(content))
    return Packed(files=len(digests), size=size)


def _files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    return sorted(path for path in source.rglob("*") if path.is_file() and not path.is_symlink())


class _Measured:
    """Exactly ``size`` bytes of a stream, and their digest: the file may be growing."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._left = size
        self.digest = hashlib.sha256()

    def read(self, count: int) -> bytes:
        chunk = self._stream.read(min(count, self._left))
        self._left -= len(chunk)
        self.digest.update(chunk)
        return chunk


def _add(tar: tarfile.TarFile, name: str, stream: BinaryIO, digests: dict[str, str]) -> int:
    status = os.fstat(stream.fileno())
    entry = tarfile.TarInfo(name)
    entry.size = status.st_size
    entry.mtime = int(status.st_mtime)
    entry.mode = stat.S_IMODE(status.st_mode)
    measured = _Measured(stream, entry.size)
    tar.addfile(entry, measured)  # type: ignore[arg-type] # it asks for read() only
    digests[name] = measured.digest.hexdigest()
    return entry.size


def _read_tar(
    plain: BinaryIO, room: Path, *, only: str = ""
) -> tuple[dict[str, str], dict[str, str] | None]:
    """Unpack into the room; the digests as they are, and as they were listed.

    With ``only`` a name, all is read and that one is unpacked.
    """
    found: dict[str, str] = {}
    listed: dict[str, str] | None = None
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            if content is None or listed is not None:
                raise ValueError(f"{entry.name} does not belong into a backup")
            if entry.name == LIST:
                listed = json.loads(content.read())
            elif only and entry.name != only:
                found[entry.name] = digest_of(content)
            else:
                found[entry.name] = _unpack_one(entry, content, room)
    return found, listed


def _unpack_one(entry: tarfile.TarInfo, content: IO[bytes], room: Path) -> str:
    # Refuses names that lead out of the room.
    safe = tarfile.data_filter(entry, str(room))
    target = room / safe.name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with target.open("xb") as stream:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    target.chmod(stat.S_IMODE(entry.mode) | stat.S_IRUSR)
    return digest.hexdigest()
