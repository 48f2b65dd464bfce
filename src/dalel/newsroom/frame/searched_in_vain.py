"""Remembers in the home in which texts something was sought in vain, so that it is sought once.

Most texts hold nothing of a kind, and finding that out takes as long as reading one that does. A
file holds a short name of each such text, and at its head the digest of whatever reads them: read
otherwise, all are read anew. A name is made with the home's secret and tells nobody what a text
says. Where nothing can be written nothing is remembered.
"""

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

from dalel.newsroom.frame.proved_once import told_apart

#: Bytes of a name, and of the digest at the head of a file.
_NAME: Final = 16
#: So many new names are written at once: whoever is killed reads no more than these anew.
_AT_ONCE: Final = 2_000
#: Of more names most are of texts that are no more: all begins anew.
_MOST: Final = 1_000_000


class SearchedInVain:
    """The texts in which a reader, known by a digest, found nothing of a kind."""

    def __init__(self, kind: str, reader: str) -> None:
        home: Path = settings.DALEL.home
        self._file = home / "cache" / kind
        self._secret = salted_hmac("dalel.searched-in-vain", kind, algorithm="sha256").digest()
        self._head = self._name(reader)
        self._known = self._read()
        self._new: list[bytes] = []

    def _name(self, *parts: str) -> bytes:
        found = blake2b(key=self._secret, digest_size=_NAME)
        for said in told_apart(parts):
            found.update(said)
        return found.digest()

    def _read(self) -> set[bytes]:
        try:
            held = self._file.read_bytes()
        except OSError:
            return set()
        # A write that was cut off would move all that follows.
        if not held.startswith(self._head) or len(held) % _NAME or len(held) > _MOST * _NAME:
            with suppress(OSError):
                self._file.unlink()
            return set()
        return {held[at : at + _NAME] for at in range(_NAME, len(held), _NAME)}

    def is_known(self, *parts: str) -> bool:
        """Whether nothing was found in what these parts say."""
        return self._name(*parts) in self._known

    def note(self, *parts: str) -> None:
        """Remember that nothing is found in what these parts say."""
        name = self._name(*parts)
        self._known.add(name)
        self._new.append(name)
        if len(self._new) >= _AT_ONCE:
            self.keep()

    def keep(self) -> None:
        """Write down what is new."""
        if not self._new:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # One write, which others who do the same do not cut in two.
            with self._file.open("ab", buffering=0) as stream:
                head = b"" if stream.tell() else self._head
                stream.write(head + b"".join(self._new))
        self._new.clear()
