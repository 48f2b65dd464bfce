"""The files of pictures that the newsroom gave to entries, by their digests.

They lie in the newsroom's own folder. Whoever takes a picture off takes its files away, so that no
release that is put up again shows it.
"""

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from dalel.domain.incident import Incident
from dalel.domain.picture import PictureFile

_NAME: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class PictureShelf:
    """A folder of pictures; None: there are none."""

    folder: Path | None

    def with_those_there(self, incident: Incident) -> Incident:
        """The incident with those of its pictures whose files are there."""
        if not incident.pictures:
            return incident
        there = tuple(
            one for one in incident.pictures if self._holds(one.large) and self._holds(one.small)
        )
        return incident if there == incident.pictures else replace(incident, pictures=there)

    def read(self, file: PictureFile) -> bytes | None:
        """The bytes of a picture; None where they are gone or are not what was kept."""
        content = self._at(file).read_bytes() if self._holds(file) else b""
        return content if sha256(content).hexdigest() == file.name else None

    def _holds(self, file: PictureFile) -> bool:
        is_name = self.folder is not None and _NAME.fullmatch(file.name) is not None
        return is_name and self._at(file).is_file()

    def _at(self, file: PictureFile) -> Path:
        return (self.folder or Path()) / file.name
