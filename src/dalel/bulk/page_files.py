"""The Parquet files that web archives became: found in a folder or a bucket, read in batches."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

import fsspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dalel.bulk.joined_rows import JOINED, NO_VERSION, is_of_content, version_in
from dalel.bulk.page_rows import VERSION
from dalel.bulk.parts import UNENDED, UNREAD, breaks_off
from dalel.domain.errors import ArchiveError, StorageError
from dalel.steps.archive.durable_files import reaching

_END: Final = ".parquet"
_MARK: Final = b"dalel.bulk"
_AT_ONCE: Final = 2_048


@dataclass(frozen=True, kw_only=True)
class PageFile:
    """One Parquet file of pages, wherever fsspec finds it."""

    system: Any
    path: str
    #: The archive of which it is; empty where it has no rows.
    archive: str = ""
    #: Whether that archive broke off.
    is_torn: bool = False
    #: Files of the same archive that come before it: what they tell of is passed over here.
    beside: tuple["PageFile", ...] = ()

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Its rows in their order, with these columns alone.

        :raises ArchiveError: when it is none of ours, of another version, or damaged.
        """
        with self.reading() as file:
            found = version_in(file, _MARK)
            if found != str(VERSION):
                raise ArchiveError(f"{self.path}: {_otherwise(found)}")
            wanted = list(columns)
            if not self.beside:
                yield from file.iter_batches(batch_size=_AT_ONCE, columns=wanted)
                return
            known = self._known()
            for batch in file.iter_batches(
                batch_size=_AT_ONCE, columns=list(dict.fromkeys([*wanted, "offset"]))
            ):
                is_new = pc.invert(pc.is_in(batch["offset"], value_set=known))
                yield batch.filter(is_new).select(wanted)

    @contextmanager
    def reading(self) -> Iterator[pq.ParquetFile]:
        """The open file.

        :raises ArchiveError: when it is damaged, or out of reach.
        """
        try:
            with reaching(self.path), self.system.open(self.path, "rb") as stream:
                yield pq.ParquetFile(stream, page_checksum_verification=True)
        except StorageError as error:
            if is_of_content(error.__cause__):
                raise ArchiveError(
                    f"{error}. If dalel bulk run made this file, it is damaged: delete it and run "
                    "again; else take it out of the folder"
                ) from error
            raise

    def _known(self) -> pa.Array:
        """The places of the records that other files tell of."""
        parts = [one.column("offset") for file in self.beside for one in file.batches(["offset"])]
        return pa.concat_arrays(parts) if parts else pa.array([], type=pa.int64())


def _otherwise(version: str) -> str:
    if version == NO_VERSION:
        return "not a file of dalel bulk run; take it out of the folder"
    return f"its rows are of version {version}, not {VERSION}; let dalel bulk run make it again"


def page_files(place: str, options: Mapping[str, Any] | None = None) -> tuple[PageFile, ...]:
    """The files under a folder or at an address such as ``s3://bucket/folder``, by name.

    What begins with a dot or an underscore is not finished; what was joined is left out.

    :raises ArchiveError: when there is none, or the place cannot be reached.
    """
    with reaching(place):
        system, root = fsspec.core.url_to_fs(place, **(options or {}))
        paths = [root] if system.isfile(root) else sorted(system.find(root))
        found = tuple(
            PageFile(system=system, path=path)
            for path in paths
            if path.endswith(_END) and not path.rpartition("/")[2].startswith((".", "_"))
        )
    kept = tuple(_each_once(found))
    if not kept:
        raise ArchiveError(f"{place}: no Parquet file of pages")
    return kept


def _each_once(files: Sequence[PageFile]) -> Iterator[PageFile]:
    """Those of pages, and each record in one of them: plans may have asked for an archive twice."""
    before: dict[str, tuple[PageFile, ...]] = {}
    for file in files:
        with file.reading() as read:
            is_joined = JOINED in (read.schema_arrow.metadata or {})
            name, is_torn = _archive_of(read), breaks_off(read.metadata.metadata or {})
        if is_joined:
            continue
        yield replace(file, archive=name, is_torn=is_torn, beside=before.get(name, ()))
        if name:
            before[name] = (*before.get(name, ()), file)


def _archive_of(file: pq.ParquetFile) -> str:
    """The archive of which a file is, as its rows name it; empty where it has no rows."""
    told, at = file.metadata, file.schema_arrow.get_field_index("input")
    if not told.num_row_groups or at < 0:
        return ""
    statistics = told.row_group(0).column(at).statistics
    return str(statistics.min) if statistics and statistics.has_min_max else ""


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """What is not there: archives that could not be read, and those that a run did not come to.

    ``planned`` is of how many archives a run told that is not at its end; 0: there is none.
    """

    unread: int
    planned: int


def gaps_in(place: str, options: Mapping[str, Any] | None = None) -> Gaps:
    """What is not in a folder, by the notes there.

    :raises ArchiveError: when the place cannot be reached.
    """
    with reaching(place):
        system, root = fsspec.core.url_to_fs(place, **(options or {}))
        paths = [] if system.isfile(root) else system.find(root)
        unended = [path for path in paths if path.rpartition("/")[2] == UNENDED]
        planned = [_planned_in(bytes(system.cat_file(path))) for path in unended]
        return Gaps(unread=sum(path.endswith(UNREAD) for path in paths), planned=sum(planned))


def _planned_in(note: bytes) -> int:
    try:
        return int(json.loads(note)["archives"])
    except (ValueError, TypeError, KeyError):
        return 1
