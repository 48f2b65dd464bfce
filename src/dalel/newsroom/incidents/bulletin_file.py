"""Reads, parses and lints a past bulletin's file."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dalel.domain.bulletin import Bulletin
from dalel.domain.codebook import Codebook
from dalel.domain.concern import Concern
from dalel.domain.errors import BulletinError, DalelError, UnreadableError
from dalel.domain.incident import Codes
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.pack import Pack
from dalel.steps.bulletins import parse, read
from dalel.steps.bulletins.lint import lint


class FileRefusedError(DalelError):
    """The file cannot be used."""


@dataclass(frozen=True, kw_only=True)
class OpenedBulletin:
    """A bulletin that was read, the file it came from, and what the lint finds in it."""

    name: str
    sha256: str
    bulletin: Bulletin
    concerns: tuple[Concern, ...]


def open_bulletin(
    file: Path,
    pack: Pack,
    *,
    language: str | None = None,
    codes: Mapping[str, Codes] | None = None,
) -> OpenedBulletin:
    """Read, parse and check a file; without ``language`` its section headings tell it.

    :raises FileRefusedError: when it cannot be read or understood, with line and reason.
    """
    content = content_of(file)
    try:
        lines = pool().call(read, content, file.name)
        spoken = language or _language([line.text for line in lines], pack.codebook, pack.languages)
        bulletin = parse(lines, pack.codebook, pack.addresses, pack.sources, spoken)
    except (BulletinError, UnreadableError) as error:
        raise FileRefusedError(f"{file.name}: {error}") from error
    return OpenedBulletin(
        name=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        bulletin=bulletin,
        concerns=lint(bulletin, pack, codes, lexicon_at(pack.folder)),
    )


def content_of(file: Path) -> bytes:
    """The bytes of a file.

    :raises FileRefusedError: when there is no such file, or it may not be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileRefusedError(f"{file}: {error.strerror}. Check the path.") from error


def _language(texts: Iterable[str], codebook: Codebook, languages: tuple[str, ...]) -> str:
    """The language in which most section headings stand; in doubt the first one."""
    folded = "\n".join(texts).casefold()
    return max(
        languages,
        key=lambda language: sum(
            section.labels[language].casefold() in folded for section in codebook.sections
        ),
    )
