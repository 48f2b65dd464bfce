"""The mirror archive: the whole site as one reproducible file to host elsewhere."""

import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dalel.publish.tree.build_tasks import File

#: Its name in the site.
MIRROR: Final = "mirror.zip"
#: What is compressed already.
_PACKED: Final = frozenset(
    {".woff2", ".png", ".zip", ".xlsx", ".docx", ".pdf", ".parquet", ".pagefind", ".pf_fragment"}
    | {".pf_index", ".pf_meta"}
)
_READABLE: Final = 0o644 << 16
#: A zip knows no earlier year.
_FIRST: Final = datetime(1980, 1, 1, tzinfo=UTC)


def pack(
    root: Path, paths: Iterable[str], beside: dict[str, bytes], time: datetime, out: Path
) -> None:
    """Archive the files of a folder, and some beside them, in order of their paths."""
    paths = sorted({*paths, *beside})
    files = (
        (path, beside[path] if path in beside else _content(f"{root}/{path}")) for path in paths
    )
    archive(files, time, out)


def _content(file: str) -> bytes:
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - of tens of thousands
        return stream.read()


def archive(files: Iterable[File], time: datetime, out: Path | BytesIO) -> None:
    """Write files into an archive, all with the same time: the same files give the same bytes."""
    stamp = max(time.astimezone(UTC), _FIRST).timetuple()[:6]
    with ZipFile(out, "w", compresslevel=zlib.Z_BEST_SPEED) as packed:
        for path, content in files:
            entry = ZipInfo(path, stamp)
            entry.external_attr = _READABLE
            is_packed = path[path.rfind(".") :] in _PACKED
            packed.writestr(entry, content, ZIP_STORED if is_packed else ZIP_DEFLATED, 1)
