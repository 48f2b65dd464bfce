"""The digest of the reader: what a kept reading was made with, to the last word and weight.

Code and words of ``language`` and ``domain``, the libraries that read with them, and the country's
lexicon. A reading with another digest is made anew.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import cattrs

from dalel.domain.lexicon import Lexicon

#: What reading is made of, besides the lexicon.
_PACKAGES: Final = ("dalel.domain", "dalel.language")
_LIBRARIES: Final = (
    "natasha", "navec", "numpy", "pymorphy3", "pymorphy3-dicts-ru", "python-crfsuite", "rapidfuzz",
    "razdel", "slovnet", "snowballstemmer",
)  # fmt: skip
#: The words of screens read nothing, and compiled code says what its source does.
_APART: Final = frozenset({"locale", "__pycache__"})
_LETTERS: Final = 32


@lru_cache(16)
def reader_digest(lexicon: Lexicon) -> str:
    """The digest of what texts are read with, 32 hex digits; worked out once a process."""
    words = json.dumps(cattrs.unstructure(lexicon), ensure_ascii=False, default=sorted)
    return hashlib.sha256(f"{_code()}\n{words}".encode()).hexdigest()[:_LETTERS]


@cache
def _code() -> str:
    found = hashlib.sha256()
    for library in _LIBRARIES:
        found.update(f"{library} {version(library)}\n".encode())
    found.update(_digest_of(*_PACKAGES).encode())
    return found.hexdigest()


@cache
def code_digest(package: str) -> str:
    """The digest of the code and words of a package; worked out once a process."""
    return _digest_of(package)


def _digest_of(*packages: str) -> str:
    found = hashlib.sha256()
    for package in packages:
        for name, content in _contents(files(package), package):
            found.update(f"{name} {len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        name = f"{path}/{each.name}"
        if each.is_file():
            yield name, each.read_bytes()
        elif each.name not in _APART:
            yield from _contents(each, name)
