"""A cache on disk of the vectors that a text model computed.

A text costs a model a tenth of a second and more, and the same training articles are read again
whenever something is learnt. What a text gave once is kept in a file, by the text's digest.
"""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from dalel.language.vectors import STORED, TextModel, Vectors

_BYTES: Final = 16


class Remembering:
    """A model that asks another one only for texts that its file does not know.

    Vectors come out half as exact as they were made, the first time too, so that it does not matter
    which time it is. A file that cannot be read is begun anew.
    """

    def __init__(self, model: TextModel, file: Path) -> None:
        self._model = model
        self._file = file
        self._known: dict[bytes, NDArray[np.float16]] | None = None

    @property
    def name(self) -> str:
        """That of the model it asks."""
        return self._model.name

    @property
    def version(self) -> str:
        """That of the model it asks."""
        return self._model.version

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row for each text."""
        if not texts:
            return self._model.encode(texts)
        if self._known is None:
            self._known = _read(self._file)
        keys = [self._key(text) for text in texts]
        missing = {
            key: text for key, text in zip(keys, texts, strict=True) if key not in self._known
        }
        if missing:
            rows = self._model.encode(list(missing.values())).astype(STORED)
            self._known |= dict(zip(missing, rows, strict=True))
            _write(self._known, self._file)
        return np.stack([self._known[key] for key in keys]).astype(np.float32)

    def _key(self, text: str) -> bytes:
        told = f"{self.name}\0{self.version}\0{text}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()[:_BYTES]


def _read(file: Path) -> dict[bytes, NDArray[np.float16]]:
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            keys, rows = arrays["keys"], arrays["rows"]
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return {}
    return {key.tobytes(): row for key, row in zip(keys, rows, strict=False)}


def _write(known: dict[bytes, NDArray[np.float16]], file: Path) -> None:
    """Write beside and exchange: whoever reads meanwhile, or comes after a crash, sees a whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    order = sorted(known)
    keys = np.frombuffer(b"".join(order), dtype=np.uint8).reshape(len(order), _BYTES)
    with NamedTemporaryFile(dir=file.parent, suffix=".npz", delete=False) as beside:
        np.savez(beside, allow_pickle=False, keys=keys, rows=np.stack([known[k] for k in order]))
    os.replace(beside.name, file)  # noqa: PTH105 - the name of a file just closed
