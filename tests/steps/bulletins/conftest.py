from collections.abc import Callable
from pathlib import Path

import pytest

from dalel.domain.bulletin import Bulletin
from dalel.pack.loading import default_folder, load
from dalel.pack.pack_records import Pack
from dalel.steps.bulletins import parse, read

Parse = Callable[..., Bulletin]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load(default_folder())


@pytest.fixture(scope="session")
def issue() -> bytes:
    """The bulletin as it came."""
    return (Path(default_folder()) / "bulletins" / "2026-01" / "kk.txt").read_bytes()


@pytest.fixture(scope="session")
def parsed(pack: Pack) -> Parse:
    """Reads and parses a file; a string becomes the content of a plain text."""

    def parse_file(content: bytes | str, name: str = "kk.txt", language: str = "kk") -> Bulletin:
        raw = content.encode() if isinstance(content, str) else content
        return parse(read(raw, name), pack.codebook, pack.addresses, pack.sources, language)

    return parse_file


@pytest.fixture(scope="session")
def bulletin(parsed: Parse, issue: bytes) -> Bulletin:
    return parsed(issue)
