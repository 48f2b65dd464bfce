"""Reads, parses and lints a past bulletin's file."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final

from dalel.domain.bulletin import Bulletin
from dalel.domain.codebook import Codebook
from dalel.domain.concern import Concern
from dalel.domain.errors import BulletinError, DalelError, UnreadableError
from dalel.domain.incident import Codes
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.pack import Pack
from dalel.steps.bulletins import parse, read
from dalel.steps.bulletins.line_reader import read_sent
from dalel.steps.bulletins.lines import Line
from dalel.steps.bulletins.lint import lint

#: So many entries are looked at while somebody waits for the page.
MOST_SENT_ENTRIES: Final = 300
#: What makes lines of a file's bytes and name, in a child process.
LineReader = Callable[[bytes, str], tuple[Line, ...]]


class FileRefusedError(DalelError):
    """The file cannot be used: which one, and the problem in the program's own words."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}")
        self.file = file
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class BulletinFile:
    """A file's name and bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class OpenedBulletin:
    """A bulletin that was read, the file it came from, and what the lint finds in it."""

    name: str
    sha256: str
    bulletin: Bulletin
    concerns: tuple[Concern, ...]


def open_bulletin(
    file: BulletinFile,
    pack: Pack,
    *,
    language: str | None = None,
    codes: Mapping[str, Codes] | None = None,
    reader: LineReader = read,
    most: int | None = None,
) -> OpenedBulletin:
    """Read, parse and check a file; without ``language`` its section headings tell it.

    ``reader`` is one of the sandbox: what it takes and gives is bounded there. ``most``: so many
    entries it may have.

    :raises FileRefusedError: when it cannot be read or understood, with line and reason.
    """
    try:
        lines = pool().call(reader, file.content, file.name)
        spoken = language or _language([line.text for line in lines], pack.codebook, pack.languages)
        bulletin = parse(lines, pack.codebook, pack.addresses, pack.sources, spoken)
    except (BulletinError, UnreadableError) as error:
        raise FileRefusedError(file.name, str(error)) from error
    if most is not None and len(bulletin.entries) > most:
        raise FileRefusedError(file.name, f"more than {most} entries")
    return OpenedBulletin(
        name=file.name,
        sha256=hashlib.sha256(file.content).hexdigest(),
        bulletin=bulletin,
        concerns=lint(bulletin, pack, codes, lexicon_at(pack.folder)),
    )


def open_sent(files: Sequence[BulletinFile], pack: Pack) -> tuple[OpenedBulletin, ...]:
    """Open what was sent to the desk: one bulletin, or the same in two languages.

    Its own name is not kept: people write into names what they would not print.

    :raises FileRefusedError: when one cannot be read or understood, both are in one language, or
        there are more entries than are looked at in one go.
    """
    opened: list[OpenedBulletin] = []
    for file in files:
        one = open_bulletin(file, pack, reader=read_sent, most=MOST_SENT_ENTRIES)
        language = one.bulletin.language
        if any(other.bulletin.language == language for other in opened):
            raise FileRefusedError(file.name, "two files in one language")
        ending = PurePath(file.name).suffix.lower()
        opened.append(replace(one, name=f"{language}{ending or '.txt'}"))
    return tuple(opened)


def file_at(path: Path) -> BulletinFile:
    """A file of this machine.

    :raises FileRefusedError: when there is no such file, or it may not be read.
    """
    return BulletinFile(name=path.name, content=content_of(path))


def content_of(file: Path) -> bytes:
    """The bytes of a file.

    :raises FileRefusedError: when there is no such file, or it may not be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileRefusedError(str(file), f"{error.strerror}. Check the path.") from error


def _language(texts: Iterable[str], codebook: Codebook, languages: tuple[str, ...]) -> str:
    """The language in which most section headings stand; in doubt the first one."""
    folded = "\n".join(texts).casefold()
    return max(
        languages,
        key=lambda language: sum(
            section.labels[language].casefold() in folded for section in codebook.sections
        ),
    )
