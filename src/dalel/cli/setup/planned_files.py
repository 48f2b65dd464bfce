"""What ``dalel setup`` does to the files of a server: it plans, refuses, writes and deletes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

import typer

from dalel.cli.setup.answers import KEPT, Answers, Remembered, kept, unchecked
from dalel.cli.setup.machine_files import HOME, MachineFile, machine_files, settings_of
from dalel.cli.setup.settings_file import differing, with_settings
from dalel.cli.terminal import echo
from dalel.domain.errors import DalelError

_SECRET: Final = 0o600
_SETTINGS: Final = HOME / "dalel.toml"


class SetupError(DalelError):
    """The server cannot be set up so."""


@dataclass(frozen=True, kw_only=True)
class PlannedFile:
    """A file as it lies there and as it is to be.

    ``before`` None: there is none; ``after`` None: it is to be deleted.
    """

    path: PurePosixPath
    place: Path
    before: str | None
    after: str | None
    mode: int
    #: Whether it lies there as this command wrote it, so that nobody's work is lost.
    is_ours: bool
    #: The keys in it that somebody set to something else, where only those are lost.
    keys: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything is to be written or deleted."""
        return self.before != self.after

    @property
    def is_strange(self) -> bool:
        """Whether somebody's own work in it would be lost."""
        return self.changes and not self.is_ours

    @property
    def named(self) -> str:
        """The file, and what of it somebody changed."""
        return f"{self.path} ({', '.join(self.keys)})" if self.keys else str(self.path)

    @property
    def diff(self) -> str:
        """What would change in it."""
        name = str(self.path)
        if self.after is None:
            return f"--- {name}\n+++ {name} (deleted: these answers do without it)"
        old, new = (self.before or "").splitlines(), self.after.splitlines()
        return "\n".join(unified_diff(old, new, name, f"{name} (new)", lineterm=""))

    @property
    def shown(self) -> str:
        """What becomes of it, for somebody who only looks."""
        text = self.diff if self.changes and self.before else self.after
        if not self.is_strange:
            return f"== {self.path}\n{text}"
        lost = "written or changed by somebody else: only --overwrite does this"
        return f"== {self.path}\n{lost}\n{text}"


def planned(answers: Answers, root: Path, last: Remembered) -> tuple[PlannedFile, ...]:
    """All files of a server, its settings, and those of the last time that go.

    :raises SetupError: when one that lies there cannot be read.
    """
    files = machine_files(answers)
    wanted = {file.path for file in files}
    gone = [path for path in map(PurePosixPath, sorted(last.written)) if path not in wanted]
    return (
        *(_of_file(file, root, last) for file in files),
        _of_settings(answers, root, last),
        *_of_gone(gone, root, last),
    )


def _of_file(file: MachineFile, root: Path, last: Remembered) -> PlannedFile:
    place = below(root, file.path)
    before = text_of(place)
    return PlannedFile(
        path=file.path,
        place=place,
        before=before,
        after=file.text,
        mode=file.mode,
        is_ours=before is None or _is_written(file.path, before, last),
    )


def _of_settings(answers: Answers, root: Path, last: Remembered) -> PlannedFile:
    wanted, place = settings_of(answers), below(root, _SETTINGS)
    before = text_of(place)
    text = with_settings(before or "", wanted)
    changed = differing(before or "", wanted)
    # What stands there as it was answered the last time is nobody else's.
    ours = settings_of(unchecked(last.answers)) if last.answers else {}
    own = {key: ours[key] for key in changed if key in ours}
    strange = {*changed} - own.keys() | {*differing(before or "", own)}
    return PlannedFile(
        path=_SETTINGS,
        place=place,
        before=before,
        after=text,
        mode=_SECRET,
        is_ours=not strange,
        keys=tuple(key for key in changed if key in strange),
    )


def _of_gone(paths: list[PurePosixPath], root: Path, last: Remembered) -> Iterator[PlannedFile]:
    """Files of the last time for which these answers have no use: what lies there goes on."""
    for path in paths:
        # A list that was written over names nothing outside of the root.
        place = below(root, path)
        if not path.is_absolute() or ".." in path.parts:
            continue
        before = text_of(place)
        yield PlannedFile(
            path=path,
            place=place,
            before=before,
            after=None,
            mode=_SECRET,
            is_ours=before is None or _is_written(path, before, last),
        )


def _is_written(path: PurePosixPath, before: str, last: Remembered) -> bool:
    return last.written.get(str(path)) == _digest(before)


def refuse_strange(files: tuple[PlannedFile, ...], *, overwrites: bool, asks: bool) -> None:
    """Nobody's own work is lost without being asked about; all that would be is named at once.

    :raises SetupError: when somebody does not want it, or nobody could be asked.
    """
    strange = [one for one in files if one.is_strange]
    if not strange:
        return
    names = ", ".join(one.named for one in strange)
    if overwrites:
        echo(f"Lost, what somebody else wrote or changed in: {names}")
        return
    if asks:
        echo(f"Written or changed by somebody else: {names}")
    for one in strange:
        echo(one.diff)
        what = f"Delete {one.path}" if one.after is None else f"Write {one.path} so"
        if asks and not typer.confirm(what, default=False):
            raise SetupError("nothing was written")
    if not asks:
        raise SetupError(
            f"written or changed by somebody else: {names}; nothing was written: --overwrite "
            "writes or deletes it all the same"
        )


def put_all(files: tuple[PlannedFile, ...]) -> Iterator[str]:
    """Delete and write what changes; what was done, a line for each.

    What goes does so first: it is what may show the desk to everybody.
    """
    for one in files:
        if one.after is None and one.changes:
            _delete(one.place)
            yield f"Deleted: {one.place}"
    for one in files:
        if one.after is None or not (one.changes or _mode(one.place) != one.mode):
            continue
        _put(one.place, one.after, one.mode)
        yield f"Written: {one.place}"


def remember(answers: Answers, files: tuple[PlannedFile, ...], root: Path) -> None:
    """Keep the answers and what was written, for the next time."""
    lying = [(one.path, one.after) for one in files if one.path != _SETTINGS]
    written = {str(path): _digest(text) for path, text in lying if text is not None}
    text, place = kept(answers, written), below(root, KEPT)
    if text_of(place) != text:
        _put(place, text, _SECRET)


def below(root: Path, path: Path | PurePosixPath) -> Path:
    """Where a file of the server lies below another root."""
    return root / str(path).lstrip("/")


def text_of(place: Path) -> str | None:
    """What a file holds; None: there is none.

    :raises SetupError: when it cannot be read.
    """
    try:
        return place.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{place} cannot be read: {error}") from error


def _mode(place: Path) -> int:
    return place.stat().st_mode & 0o777


def _delete(place: Path) -> None:
    try:
        place.unlink(missing_ok=True)
    except OSError as error:
        raise SetupError(f"{place} cannot be deleted: {error.strerror}") from error


def _put(place: Path, text: str, mode: int) -> None:
    """Write a file whole; folders that are missing are open to all, as those of the system."""
    for folder in reversed(place.parents):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o755)
    before = place.stat() if place.exists() else None
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _SECRET), "w") as stream:  # noqa: PTH123 - its mode first
            stream.write(text)
        draft.chmod(mode)
        if before is not None:
            os.chown(draft, before.st_uid, before.st_gid)
        draft.replace(place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise SetupError(f"{place} cannot be written: {error.strerror}") from error


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
