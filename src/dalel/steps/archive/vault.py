"""The vault: the local folder and the remote address where the evidence lies.

A local folder holds the chains and the WARC files that are being written. Closed WARC files stay
there, or are shipped to any address that fsspec knows (``s3://bucket/folder``, ``memory://``),
with the lines that tell of them under ``chains``.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import fsspec

from dalel.domain.errors import StorageError
from dalel.steps.archive.durable_files import deliver, reaching, sync_folder
from dalel.steps.archive.plain_files import is_plain, open_plain

_CHUNK: Final = 1 << 20
#: The folder of shipped lines, below ``url``.
_LINES: Final = "chains"


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

    def chain_files(self, role: str = "") -> list[Path]:
        """Every chain, or those of a role, by name; what is no plain file is none."""
        return [path for path in self.chain_places(role) if is_plain(path)]

    def chain_places(self, role: str = "") -> list[Path]:
        """Whatever is called like a chain, or like one of a role, by name."""
        return sorted(self.chains.glob(f"{role}-*.jsonl" if role else "*.jsonl"))

    def warc_files(self) -> dict[str, int]:
        """Name and size of every WARC file, local or shipped; links count as they lie there.

        :raises StorageError: when the shipped ones cannot be listed.
        """
        sizes = self.shipped_files()
        if self.warcs.is_dir():
            sizes |= {path.name: path.lstat().st_size for path in self.warcs.iterdir()}
        return dict(sorted(sizes.items()))

    def shipped_files(self) -> dict[str, int]:
        """Name and size of every WARC file that was shipped.

        :raises StorageError: when they cannot be listed.
        """
        return self._shipped("")

    def is_place(self) -> bool:
        """Whether there is anything at ``url`` yet, if only an empty folder.

        :raises StorageError: when that cannot be told.
        """
        with reaching(self.url or ""):
            system, root = self._remote()
            return bool(system.exists(root))

    @contextmanager
    def open_warc(self, name: str) -> Iterator[BinaryIO]:
        """Read a WARC file.

        :raises FileNotFoundError: when there is none.
        :raises OSError: when what lies there is no plain file.
        :raises StorageError: when it is not here and the other place cannot be reached.
        """
        local = self.warcs / name
        is_here = self.url is None or os.path.lexists(local)
        with open_plain(local) if is_here else self._open(name) as stream:
            yield stream

    def ship(self, name: str) -> None:
        """Move a closed WARC file to ``url``; the local one goes when the other is proved whole.

        :raises StorageError: when it cannot be sent, what arrived is not what was sent, or another
            file of this name lies there.
        """
        if self.url is None:
            return
        with self._unmoved():
            local = self.warcs / name
            if name in self.shipped_files() and not self._began(local):
                raise StorageError(f"{self.url}/{name}: another file lies there; nothing was sent")
            deliver(local, f"{self.url}/{name}", self.options)
            local.unlink()
            sync_folder(self.warcs)

    def ship_lines(self, name: str, lines: bytes) -> None:
        """Put lines of a chain beside the shipped WARC files, under this name.

        :raises StorageError: when they cannot be sent.
        """
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            copy = Path(folder, name)
            copy.write_bytes(lines)
            deliver(copy, f"{self.url}/{_LINES}/{name}", self.options)

    def shipped_lines(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each piece of a chain that was shipped, by name.

        :raises StorageError: when they cannot be read.
        """
        for name in sorted(self._shipped(f"/{_LINES}")):
            with self._open(f"{_LINES}/{name}") as stream:
                yield name, stream.read()

    def overwrite(self, name: str, offset: int, replacement: bytes) -> None:
        """Replace as many bytes of a WARC file, at their place.

        A local file may be the one that a worker is appending to, so it is not moved away.

        :raises StorageError: when it was shipped and cannot be replaced there.
        """
        with self._unmoved():
            local = self.warcs / name
            if self.url is None or local.exists():
                _overwrite(local, offset, replacement)
                return
            with tempfile.TemporaryDirectory(dir=self.folder) as folder:
                copy = Path(folder, name)
                with self._open(name) as source, copy.open("wb") as target:
                    shutil.copyfileobj(source, target, _CHUNK)
                _overwrite(copy, offset, replacement)
                deliver(copy, f"{self.url}/{name}", self.options)

    @contextmanager
    def cared_for(self) -> Iterator[bool]:
        """True for the one process that may look after the vault now; the others go on."""
        handle = os.open(self.chains, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
        finally:
            os.close(handle)

    @contextmanager
    def _unmoved(self) -> Iterator[None]:
        """While one process ships or overwrites a file, no other does.

        Else a body could be on its way out of the house while its tombstone is written here.
        """
        handle = os.open(self.warcs, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _shipped(self, folder: str) -> dict[str, int]:
        """Name and size of each file in a folder below ``url``."""
        if self.url is None:
            return {}
        with reaching(self.url):
            system, root = self._remote()
            place = root + folder
            found = system.ls(place, detail=True) if system.exists(place) else []
        return {
            entry["name"].rpartition("/")[2]: entry["size"]
            for entry in found
            if entry["type"] == "file"
        }

    def _began(self, local: Path) -> bool:
        """Whether what lies there of a file is its beginning: a copy that broke off, or all."""
        with local.open("rb") as ours, self._open(local.name) as theirs:
            while chunk := theirs.read(_CHUNK):
                if ours.read(len(chunk)) != chunk:
                    return False
        return True

    def _open(self, name: str) -> BinaryIO:
        with reaching(self.url or ""):
            system, root = self._remote()
            try:
                return cast("BinaryIO", system.open(f"{root}/{name}", "rb"))
            except FileNotFoundError:
                pass
        raise FileNotFoundError(name)

    def _remote(self) -> tuple[Any, str]:
        system, root = fsspec.core.url_to_fs(self.url, **self.options)
        # Another process may have written since this one looked.
        system.invalidate_cache()
        return system, root.rstrip("/")


def _overwrite(path: Path, offset: int, replacement: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(offset)
        stream.write(replacement)
        stream.flush()
        os.fsync(stream.fileno())
