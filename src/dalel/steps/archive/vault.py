"""Where does the evidence lie, and how do bytes get there whole?

A local folder holds the chains and the WARC files that are being written. Closed WARC files stay
there, or are shipped to any address that fsspec knows (``s3://bucket/folder``, ``memory://``).
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import fsspec

from dalel.domain.errors import ArchiveError

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Vault:
    """``folder`` is local; ``url``, where given, is where closed WARC files are shipped to.

    ``options`` are the file system's own settings, such as ``endpoint_url`` for S3.
    """

    folder: Path
    url: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def chains(self) -> Path:
        """The folder of the chains."""
        return self.folder / "chains"

    @property
    def warcs(self) -> Path:
        """The local folder of WARC files."""
        return self.folder / "warc"

    @property
    def torn(self) -> Path:
        """The folder of what was cut off after a crash: no evidence, but nothing vanishes."""
        return self.folder / "torn"

    def prepare(self) -> None:
        """Make the local folders, readable by their owner only."""
        for folder in (self.chains, self.warcs, self.torn):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def chain_files(self) -> list[Path]:
        """Every chain, by name."""
        return sorted(self.chains.glob("*.jsonl"))

    def warc_files(self) -> dict[str, int]:
        """Name and size of every WARC file, local or shipped."""
        sizes: dict[str, int] = {}
        if self.url is not None:
            system, root = self._remote()
            if system.exists(root):
                found = system.ls(root, detail=True)
                sizes = {
                    entry["name"].rpartition("/")[2]: entry["size"]
                    for entry in found
                    if entry["type"] == "file"
                }
        if self.warcs.is_dir():
            sizes |= {path.name: path.stat().st_size for path in self.warcs.iterdir()}
        return dict(sorted(sizes.items()))

    @contextmanager
    def open_warc(self, name: str) -> Iterator[BinaryIO]:
        """Read a WARC file.

        :raises FileNotFoundError: when there is none.
        """
        local = self.warcs / name
        if self.url is None or local.exists():
            with local.open("rb") as stream:
                yield stream
            return
        system, root = self._remote()
        with system.open(f"{root}/{name}", "rb") as stream:
            yield cast("BinaryIO", stream)

    def ship(self, name: str) -> None:
        """Move a closed WARC file to ``url``; the local one goes when the other is proved whole.

        :raises ArchiveError: when what arrived is not what was sent.
        """
        if self.url is None:
            return
        local = self.warcs / name
        deliver(local, f"{self.url}/{name}", self.options)
        local.unlink()
        sync_folder(self.warcs)

    def overwrite(self, name: str, offset: int, replacement: bytes) -> None:
        """Replace as many bytes of a WARC file, at their place.

        A local file may be the one that a worker is appending to, so it is not moved away.
        """
        local = self.warcs / name
        if self.url is None or local.exists():
            _overwrite(local, offset, replacement)
            return
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            copy = Path(folder, name)
            with self.open_warc(name) as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target, _CHUNK)
            _overwrite(copy, offset, replacement)
            deliver(copy, f"{self.url}/{name}", self.options)

    def _remote(self) -> tuple[Any, str]:
        system, root = fsspec.core.url_to_fs(self.url, **self.options)
        # Another process may have written since this one looked.
        system.invalidate_cache()
        return system, root.rstrip("/")


def deliver(source: Path, url: str, options: Mapping[str, Any]) -> None:
    """Copy a file to an address, so that a reader there sees all of it or the one before.

    On disk that is a rename after fsync; an object store's put is atomic by itself.

    :raises ArchiveError: when what arrived is not what was sent.
    """
    system, path = fsspec.core.url_to_fs(url, **options)
    if "file" in ((system.protocol,) if isinstance(system.protocol, str) else system.protocol):
        with atomic(Path(path)) as target, source.open("rb") as stream:
            shutil.copyfileobj(stream, target, _CHUNK)
        return
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    system.put_file(str(source), path)
    with source.open("rb") as sent, system.open(path, "rb") as arrived:
        if digest_of(sent) != digest_of(arrived):
            raise ArchiveError(f"{url}: what arrived is not what was sent; the source is kept")


@contextmanager
def atomic(path: Path) -> Iterator[BinaryIO]:
    """Write a file that appears whole, and durably, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


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


def _overwrite(path: Path, offset: int, replacement: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(offset)
        stream.write(replacement)
        stream.flush()
        os.fsync(stream.fileno())
