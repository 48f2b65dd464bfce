"""Files of one folder whose names are the digests of what they hold, sealed or open.

Sealed are those that must not be read by whoever gets hold of the files alone; whoever has the key
of the newsroom too reads them all the same. What nobody on this machine may read is encrypted to
keys that are not on it (``encrypted_to``).
"""

import hashlib
import re
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dalel.domain.errors import ArchiveError
from dalel.steps.archive.durable_files import atomic

_NONCE: Final = 12
_NAME: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, repr=False)
class SealedFiles:
    """The files of a folder, and what seals them."""

    folder: Path
    #: The key of this newsroom for its files, 32 bytes.
    key: bytes

    def put(self, content: bytes) -> str:
        """Keep bytes, durably; gives the name."""
        name = hashlib.sha256(content).hexdigest()
        if not self._at(name).exists():
            with atomic(self._at(name)) as target:
                target.write(content)
        return name

    def get(self, name: str) -> bytes:
        """What is kept under a name.

        :raises ArchiveError: when it is gone, or is not what was put there.
        """
        try:
            content = self._at(name).read_bytes()
        except OSError as error:
            raise ArchiveError(f"the saved file {name[:12]} is gone: {error.strerror}") from error
        if hashlib.sha256(content).hexdigest() != name:
            raise ArchiveError(f"the saved file {name[:12]} is damaged")
        return content

    def drop(self, names: Collection[str]) -> None:
        """Take files away; what is gone already is gone."""
        for name in names:
            self._at(name).unlink(missing_ok=True)

    def names(self) -> Iterator[tuple[str, float]]:
        """The names of all that is kept, each with the second in which it was written."""
        for path in self.folder.glob("*") if self.folder.exists() else ():
            if _NAME.fullmatch(path.name):
                yield path.name, path.stat().st_mtime

    def seal(self, content: bytes) -> bytes:
        """The bytes, to be opened with the key of this newsroom alone."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, content, None)

    def open(self, sealed: bytes) -> bytes:
        """What ``seal`` was given.

        :raises ArchiveError: when it was sealed with another key, or was changed.
        """
        try:
            return AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
        except (InvalidTag, ValueError) as error:
            raise ArchiveError("it was sealed with another key of the newsroom") from error

    def _at(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ArchiveError("no name of a saved file")
        return self.folder / name


def encrypted_to(content: bytes, recipients: Collection[str]) -> bytes:
    """Bytes encrypted with age, to be opened only with the other halves of these keys.

    :raises ArchiveError: when there is no key, or one is none.
    """
    try:
        keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
        if not keys:
            raise ArchiveError("no key is given")
        sealed: bytes = pyrage.encrypt(content, keys)
    except pyrage.RecipientError as error:
        raise ArchiveError("what is given is no age key (age1...)") from error
    return sealed
