"""Atomic, durable delivery of files to disk or to any address that fsspec knows."""

import errno
import glob
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

import fsspec

from dalel.domain.errors import ArchiveError, StorageError

_CHUNK: Final = 1 << 20
_PLAIN: Final[Mapping[int | None, str]] = {
    errno.ENOENT: "there is nothing of that name",
    errno.ENOTDIR: "a file stands where a folder should",
    errno.EEXIST: "a file stands where a folder should",
    errno.EISDIR: "a folder, where a file should be",
    errno.EACCES: "this user may not open it",
    errno.EROFS: "its disk is read-only",
    errno.ENOSPC: "the disk is full",
}


def deliver(source: Path, url: str, options: Mapping[str, Any]) -> None:
    """Copy a file to an address, so that a reader there sees all of it or the one before.

    On disk that is a rename after fsync; an object store's put is atomic by itself.

    :raises StorageError: when it cannot be sent, or what arrived is not what was sent.
    """
    with reaching(url):
        system, path = fsspec.core.url_to_fs(url, **options)
        if "file" in ((system.protocol,) if isinstance(system.protocol, str) else system.protocol):
            with atomic(Path(path)) as target, source.open("rb") as stream:
                shutil.copyfileobj(stream, target, _CHUNK)
        else:
            system.makedirs(path.rpartition("/")[0], exist_ok=True)
            system.put_file(str(source), path)
        with source.open("rb") as sent, system.open(path, "rb") as arrived:
            if digest_of(sent) != digest_of(arrived):
                raise StorageError(f"{url}: what arrived is not what was sent; the source is kept")


@contextmanager
def reaching(url: str) -> Iterator[None]:
    """Name what goes wrong on the way to an address."""
    try:
        yield
    except ArchiveError:
        raise
    except ImportError as error:
        raise StorageError(
            f"{url}: what speaks with this store is not installed; for S3: pip install 'dalel[s3]'"
        ) from error
    # Behind fsspec anything can come out: each file system has errors of its own.
    except Exception as error:
        raise StorageError(f"{url}: {what_went_wrong(error)}") from error


def what_went_wrong(error: BaseException) -> str:
    """What an error on the way to a place says, in a line without the place."""
    if isinstance(error, OSError) and error.errno in _PLAIN:
        return _PLAIN[error.errno]
    if isinstance(error, FileNotFoundError) and error.__cause__ is not None:
        # fsspec says this of whatever a web server answers, or does not.
        return f"not there, or out of reach ({what_went_wrong(error.__cause__)})"
    if type(error).__name__ == "NoCredentialsError":
        return "a store that asks who we are: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    told = str(error).strip().splitlines()
    return told[0] if told else type(error).__name__


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """Write a file that appears whole, and durably, or not at all; it can be read back meanwhile.

    What was killed before its end leaves a file behind that ``leftovers`` names.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_draft(path))
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def leftovers(path: Path) -> list[Path]:
    """What is left of attempts to write a file; nobody else may be writing it now."""
    return sorted(path.parent.glob(f"{glob.escape(_draft(path))}*"))


def _draft(path: Path) -> str:
    return f".{path.name}.unfinished-"


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all(handle: int, content: bytes) -> None:
    """Write everything, however little the system takes at once."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def digest_of(stream: Any) -> str:
    """SHA-256 of the rest of a stream."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
