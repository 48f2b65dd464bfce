"""Reproducible ZIP archives: the same content gives the same bytes."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: The earliest moment that a zip knows: the parts of a document have no time of their own.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
#: A plain file that its owner may write, as Unix says it.
_MODE: Final = 0o644 << 16
_UNIX: Final = 3


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, in their order, without times or machine."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            about = ZipInfo(name, _NO_TIME)
            about.compress_type = ZIP_DEFLATED
            about.create_system = _UNIX
            about.external_attr = _MODE
            archive.writestr(about, content)
    return target.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """The files of a zip, by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
