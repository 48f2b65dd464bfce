"""The Parquet files that web archives became: found in a folder or a bucket, read in batches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from dalel.bulk.joined_rows import JOINED, version_in
from dalel.bulk.page_rows import VERSION
from dalel.bulk.parts import UNREAD
from dalel.domain.errors import ArchiveError
from dalel.steps.archive.durable_files import reaching

_END: Final = ".parquet"
_MARK: Final = b"dalel.bulk"
_AT_ONCE: Final = 2_048


@dataclass(frozen=True, kw_only=True)
class PageFile:
    """One Parquet file of pages, wherever fsspec finds it."""

    system: Any
    path: str

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Its rows in their order, with these columns alone.

        :raises ArchiveError: when it is none of ours, of another version, or damaged.
        """
        with reaching(self.path), self.system.open(self.path, "rb") as stream:
            file = pq.ParquetFile(stream, page_checksum_verification=True)
            found = version_in(file, _MARK)
            if found != str(VERSION):
                raise ArchiveError(
                    f"{self.path}: its rows are of version {found}, not {VERSION}; "
                    "let dalel bulk run make it again"
                )
            yield from file.iter_batches(batch_size=_AT_ONCE, columns=list(columns))


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
    kept = tuple(file for file in found if not _is_joined(file))
    if not kept:
        raise ArchiveError(f"{place}: no Parquet file of pages")
    return kept


def unread_archives(place: str, options: Mapping[str, Any] | None = None) -> int:
    """Of how many archives there is only a note that they could not be read.

    :raises ArchiveError: when the place cannot be reached.
    """
    with reaching(place):
        system, root = fsspec.core.url_to_fs(place, **(options or {}))
        paths = [] if system.isfile(root) else system.find(root)
        return sum(path.endswith(UNREAD) for path in paths)


def _is_joined(file: PageFile) -> bool:
    with reaching(file.path), file.system.open(file.path, "rb") as stream:
        return JOINED in (pq.read_schema(stream).metadata or {})
