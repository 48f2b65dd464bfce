"""The command that makes a server ready for a team: it asks, shows what changes, and writes."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dalel.cli.terminal import echo
from dalel.domain.errors import DalelError

if TYPE_CHECKING:
    from dalel.cli.setup.answers import Answers, Remembered
    from dalel.cli.setup.machine_files import MachineFile

_SECRET: Final = 0o600


class SetupError(DalelError):
    """The server cannot be set up so."""


@dataclass(frozen=True, kw_only=True)
class PlannedFile:
    """A file as it lies there and as it is to be; ``before`` None: there is none."""

    file: "MachineFile"
    place: Path
    before: str | None
    #: Whether it lies there as this command wrote it, so that nobody's work is lost.
    is_ours: bool

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return self.before != self.file.text

    @property
    def diff(self) -> str:
        """What would change in it."""
        name = str(self.file.path)
        old, new = (self.before or "").splitlines(), self.file.text.splitlines()
        return "\n".join(unified_diff(old, new, name, f"{name} (new)", lineterm=""))


def setup(
    *,
    door: Annotated[str | None, typer.Option(help="tls, vpn or onion.")] = None,
    desk: Annotated[str | None, typer.Option(help="Host name of the desk.")] = None,
    site: Annotated[str | None, typer.Option(help="Host name of the public site.")] = None,
    contact: Annotated[str | None, typer.Option(help="Where outlets reach you.")] = None,
    language: Annotated[str | None, typer.Option(help="en, kk or ru.")] = None,
    server: Annotated[str | None, typer.Option(help="caddy, nginx or none.")] = None,
    vpn_address: Annotated[str | None, typer.Option(help="This server in the VPN.")] = None,
    certificate: Annotated[str | None, typer.Option(help="File of the certificate.")] = None,
    certificate_key: Annotated[str | None, typer.Option(help="File of its key.")] = None,
    site_onion: Annotated[bool | None, typer.Option(help="The site as an onion, too.")] = None,
    browser: Annotated[bool | None, typer.Option(help="Pages in Chromium.")] = None,
    database_url: Annotated[
        str | None, typer.Option(help="PostgreSQL, without a password; else SQLite.")
    ] = None,
    backup_key: Annotated[str | None, typer.Option(help="age1... of the backups.")] = None,
    backup_folder: Annotated[str | None, typer.Option(help="Where backups go.")] = None,
    backup_time: Annotated[str | None, typer.Option(help="When, like 03:30.")] = None,
    key_file: Annotated[str | None, typer.Option(help="The newsroom's key elsewhere.")] = None,
    program: Annotated[str | None, typer.Option(help="Where dalel is installed.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Also what somebody else wrote or changed.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show all files, write none.")] = False,
    root: Annotated[Path, typer.Option(help="Write below this folder.")] = Path("/"),
) -> None:
    """Make this server ready for a team: settings, units of systemd, web server, backups.

    Asks at a terminal, each question with its default; what is given as an option is not asked.
    """
    given = {name: value for name, value in locals().items() if name in _names()}
    told = {name: value for name, value in given.items() if value is not None}
    last = _last(root)
    everything = {**_guessed(), **last.answers, **told}
    answers, missing = _answered(everything, set(told), root, asks=not yes)
    planned = tuple(_planned(answers, root, last))
    if dry_run:
        for one in planned:
            echo(f"== {one.file.path}\n{one.diff if one.before and one.changes else one.file.text}")
        return
    _refuse_strange(planned, overwrites=overwrite, asks=not yes)
    written = _write(planned)
    _remember(answers, planned, root)
    from dalel.cli.setup.machine_files import next_steps

    echo("\n".join(f"Written: {place}" for place in written) or "Nothing has changed.")
    if written:
        for line in missing:
            echo(line)
        echo(f"\n{next_steps(answers)}", nl=False)


def _names() -> set[str]:
    from dalel.cli.setup.answers import Answers

    return set(Answers.__dataclass_fields__)


def _guessed() -> dict[str, Any]:
    """Where this very program is installed."""
    program = Path(sys.executable).with_name("dalel")
    return {"program": str(program)} if program.is_file() else {}


def _last(root: Path) -> "Remembered":
    from dalel.cli.setup.answers import KEPT, remembered

    return remembered(_text(_below(root, KEPT)) or "")


def _answered(
    told: dict[str, Any], given: set[str], root: Path, *, asks: bool
) -> "tuple[Answers, tuple[str, ...]]":
    """All answers, and what they name that has to come yet.

    They are those that were given, those of the last time, and what is asked now. Where somebody
    can be asked, an answer is looked at as soon as it is given; all that is wrong without a
    question is told at once, and ends the command with the exit code of a wrong call.
    """
    from dalel.cli.setup.answers import unchecked
    from dalel.cli.setup.machine_look import MachineLook
    from dalel.cli.setup.questions import SetupQuestions

    questions = SetupQuestions(given=given, look=MachineLook(root=root), onion=_onion_name(root))
    wrong: tuple[str, ...] = ()
    if asks and not _is_asked():
        wrong = ("nobody is there to ask: give the answers as options, and --yes",)
    elif asks:
        _refuse(questions.wrong_unasked(told))
        told = questions.ask(told)
    _refuse((*wrong, *questions.wrong(told)))
    answers = unchecked(questions.whole(told))
    return answers, tuple(questions.look.reminders(answers))


def _refuse(wrong: tuple[str, ...]) -> None:
    """End the command as one that was called wrongly, if anything is wrong; all of it is told."""
    for line in wrong:
        echo(f"dalel: {line}", err=True)
    if wrong:
        raise typer.Exit(2)


def _is_asked() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty()


def _onion_name(root: Path) -> str:
    """The name that tor made for the desk, once it did."""
    from dalel.cli.setup.machine_files import ONIONS

    return (_text(_below(root, ONIONS / "dalel-desk" / "hostname")) or "").strip()


def _planned(answers: "Answers", root: Path, last: "Remembered") -> Iterator[PlannedFile]:
    from dalel.cli.setup.answers import unchecked
    from dalel.cli.setup.machine_files import (
        HOME,
        MachineFile,
        machine_files,
        settings_of,
    )
    from dalel.cli.setup.settings_file import differing, with_settings

    for file in machine_files(answers):
        place = _below(root, file.path)
        before = _text(place)
        is_ours = before is None or last.written.get(str(file.path)) == _digest(before)
        yield PlannedFile(file=file, place=place, before=before, is_ours=is_ours)
    path, wanted = HOME / "dalel.toml", settings_of(answers)
    before = _text(_below(root, path))
    text = with_settings(before or "", wanted)
    changed = differing(before or "", wanted)
    # What stands there as it was answered the last time is nobody else's.
    ours = settings_of(unchecked(last.answers)) if last.answers else {}
    kept = {key: ours[key] for key in changed if key in ours}
    yield PlannedFile(
        file=MachineFile(path=path, text=text, mode=_SECRET),
        place=_below(root, path),
        before=before,
        is_ours=len(kept) == len(changed) and not differing(before or "", kept),
    )


def _refuse_strange(planned: tuple[PlannedFile, ...], *, overwrites: bool, asks: bool) -> None:
    """Nobody's own work is overwritten without being asked about.

    :raises SetupError: when somebody does not want it, or nobody could be asked.
    """
    for one in planned:
        if not one.changes or one.is_ours or overwrites:
            continue
        echo(one.diff)
        if not asks:
            raise SetupError(
                f"{one.file.path} was written or changed by somebody else, and nothing was "
                "written: --overwrite writes it all the same"
            )
        if not typer.confirm(f"Write {one.file.path} so", default=False):
            raise SetupError("nothing was written")


def _write(planned: tuple[PlannedFile, ...]) -> list[Path]:
    written = []
    for one in planned:
        if not one.changes and one.place.stat().st_mode & 0o777 == one.file.mode:
            continue
        _put(one.place, one.file.text, one.file.mode)
        written.append(one.place)
    return written


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


def _remember(answers: "Answers", planned: tuple[PlannedFile, ...], root: Path) -> None:
    from dalel.cli.setup.answers import KEPT, kept

    written = {str(one.file.path): _digest(one.file.text) for one in planned[:-1]}
    text, place = kept(answers, written), _below(root, KEPT)
    if _text(place) != text:
        _put(place, text, _SECRET)


def _below(root: Path, path: Path | PurePosixPath) -> Path:
    return root / str(path).lstrip("/")


def _text(place: Path) -> str | None:
    try:
        return place.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{place} cannot be read: {error}") from error


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
