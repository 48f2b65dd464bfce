"""Parquet files of bulk work: where they lie, whether they are whole, and how they are written.

A file appears whole or not at all: on disk by a rename, in an object store by one put, which is
atomic there. Its bytes depend on what was read alone.
"""

import errno
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Final

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from dalel.bulk.archive_records import TORN
from dalel.bulk.journal import Journal
from dalel.bulk.orders import Order
from dalel.bulk.page_rows import SCHEMA, PageRow, table_of
from dalel.bulk.units import ArchiveUnit
from dalel.domain.errors import DalelError, StorageError
from dalel.publish.tree.folder_lock import locked
from dalel.steps.archive.durable_files import atomic, deliver, reaching

#: Under this key a file tells how it came about, and under the other one what was counted.
ORDER_KEY: Final = b"dalel.order"
COUNTS_KEY: Final = b"dalel.counts"
#: How large the archive was said to be; not told where nobody knew.
SIZE_KEY: Final = b"dalel.size"
#: How the note ends that stands in place of an archive that could not be read.
UNREAD: Final = ".failed.json"
_ROWS: Final = 2000
#: What lies there while a run is not at its end; it tells of how many archives.
UNENDED: Final = "_run-not-ended.json"
#: Its name begins with a dot, like that of everything that is no file of pages.
_LOCK: Final = ".dalel-run.lock"
_UNWRITABLE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES})


class OutFolderError(DalelError):
    """The folder for the files cannot be written, or another run is writing it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What there is of a unit.

    ``is_torn``: its archive broke off; ``ordered_otherwise`` names what of the order was another.
    """

    is_done: bool
    is_torn: bool
    ordered_otherwise: tuple[str, ...]


@dataclass(frozen=True)
class OutFolder:
    """The folder of the Parquet files: a path of this machine, or an address of a store."""

    url: str

    @cached_property
    def _place(self) -> tuple[Any, str]:
        with reaching(self.url):
            system, root = fsspec.core.url_to_fs(self.url)
        return system, root.rstrip("/")

    @property
    def is_local(self) -> bool:
        """Whether it lies on a disk."""
        return "://" not in self.url

    def made(self) -> "OutFolder":
        """The same, and it is there.

        :raises StorageError: when it is a file, or cannot be made.
        """
        system, root = self._place
        with reaching(self.url):
            if system.isfile(root):
                raise StorageError(f"{self.url}: a file; name a folder")
            system.makedirs(root, exist_ok=True)
        return self

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other runs on this machine away; in a store nobody can.

        :raises OutFolderError: when one is under way.
        """
        if not self.is_local:
            yield
            return
        file = Path(self.url) / _LOCK
        with ExitStack() as held:
            with self._writing():
                held.enter_context(locked(file, self._busy))
            held.callback(file.unlink, missing_ok=True)
            yield

    def _busy(self) -> OutFolderError:
        return OutFolderError(f"{self.url}: another run is writing there; wait for it, or end it")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Name the folder that cannot be written, and what to do."""
        try:
            yield
        except OSError as error:
            if error.errno not in _UNWRITABLE:
                raise
            raise OutFolderError(
                f"{self.url}: {error.strerror}. Make room or let it be written, and run the same "
                "again: what was read is kept"
            ) from error

    def names(self) -> frozenset[str]:
        """The names of all files in it."""
        system, root = self._place
        with reaching(self.url):
            system.invalidate_cache()
            found = system.ls(root, detail=False) if system.exists(root) else []
        return frozenset(str(path).rpartition("/")[2] for path in found)

    def journal(self, unit: ArchiveUnit) -> Journal:
        """The journal of a unit."""
        system, root = self._place
        return Journal(system, f"{root}/{unit.name}.journal", is_local=self.is_local)

    def told_by(self, unit: ArchiveUnit) -> Mapping[bytes, bytes]:
        """What the Parquet file of a unit tells of itself; nothing where it cannot be read."""
        system, root = self._place
        try:
            with system.open(f"{root}/{unit.name}.parquet", "rb") as stream:
                return pq.read_metadata(stream).metadata or {}
        # Whatever is wrong with it, the unit is read again.
        except (OSError, ValueError, pa.ArrowException):
            return {}

    def standing(self, unit: ArchiveUnit, order: Order) -> "Standing":
        """Whether a unit has its Parquet file, whole, as ordered now, of the archive as it is.

        An archive of which only now somebody tells how large it is counts as the same.
        """
        told = self.told_by(unit)
        sizes = {told.get(SIZE_KEY), _size_of(unit)} - {None}
        said = told.get(ORDER_KEY, b"")
        is_done = said == order.said_of(unit) and len(sizes) < 2
        return Standing(
            is_done=is_done,
            is_torn=is_done and breaks_off(told),
            ordered_otherwise=order.differing_from(said, unit),
        )

    def write(
        self, unit: ArchiveUnit, order: Order, rows: Iterable[PageRow], counts: Mapping[str, int]
    ) -> None:
        """Write the Parquet file of a unit; ``counts`` are final once the rows have ended.

        :raises StorageError: when the store does not take it.
        """
        name = f"{unit.name}.parquet"
        with self._target(name) as stream:
            told_of = {ORDER_KEY: order.said_of(unit)}
            if (size := _size_of(unit)) is not None:
                told_of[SIZE_KEY] = size
            schema = SCHEMA.with_metadata({**(SCHEMA.metadata or {}), **told_of})
            with pq.ParquetWriter(
                stream, schema, compression="zstd", version="2.6", write_page_checksum=True
            ) as writer:
                for group in _groups(rows):
                    writer.write_table(table_of(group).cast(schema), row_group_size=_ROWS)
                told = json.dumps(counts, sort_keys=True)
                writer.add_key_value_metadata({COUNTS_KEY.decode(): told})
        self._remove(_note_of(unit))

    @contextmanager
    def _target(self, name: str) -> Iterator[Any]:
        if self.is_local:
            with self._writing(), atomic(Path(self.url) / name) as stream:
                yield stream
            return
        with tempfile.NamedTemporaryFile(prefix="dalel-", suffix=".parquet") as stream:
            yield stream
            stream.flush()
            deliver(Path(stream.name), f"{self.url.rstrip('/')}/{name}", {})

    def clear(self, units: Iterable[ArchiveUnit]) -> None:
        """Remove what attempts that were killed left on disk; nobody may be at work on these."""
        names = {f".{unit.name}.parquet" for unit in units}
        for stray in Path(self.url).glob(".*.parquet.unfinished-*") if self.is_local else ():
            if stray.name.rpartition(".unfinished-")[0] in names:
                stray.unlink(missing_ok=True)

    @contextmanager
    def running(self, archives: int) -> Iterator[None]:
        """While it lasts, and after a run that was stopped, a note tells that there is more."""
        system, root = self._place
        said = json.dumps({"archives": archives})
        with reaching(self.url):
            system.pipe_file(f"{root}/{UNENDED}", f"{said}\n".encode())
        yield
        self.note_end()

    def note_end(self) -> None:
        """Take the note of a run away: one that was killed at its very end left it."""
        self._remove(UNENDED)

    def note_failure(self, unit: ArchiveUnit, reason: str) -> None:
        """Leave a note why a unit has no Parquet file; it is tried again with the next run."""
        system, root = self._place
        said = json.dumps({"input": unit.input, "reason": reason}, ensure_ascii=False, indent=1)
        with reaching(self.url):
            system.pipe_file(f"{root}/{_note_of(unit)}", f"{said}\n".encode())

    def _remove(self, name: str) -> None:
        system, root = self._place
        with suppress(FileNotFoundError), reaching(self.url):
            if system.exists(f"{root}/{name}"):
                system.rm_file(f"{root}/{name}")


def breaks_off(told: Mapping[bytes, bytes]) -> bool:
    """Whether the archive of a Parquet file broke off, by what the file tells of itself."""
    try:
        counts = json.loads(told.get(COUNTS_KEY, b"{}"))
    except ValueError:
        return False
    return isinstance(counts, dict) and bool(counts.get(TORN))


def _size_of(unit: ArchiveUnit) -> bytes | None:
    return None if unit.size is None else str(unit.size).encode()


def _note_of(unit: ArchiveUnit) -> str:
    return f"{unit.name}{UNREAD}"


def _groups(rows: Iterable[PageRow]) -> Iterator[list[PageRow]]:
    """Groups of equal size, so that the same rows always give the same file."""
    waiting = iter(rows)
    while group := list(islice(waiting, _ROWS)):
        yield group
