"""Commands that save what is held, and take it elsewhere."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import command_context, stage, start_django, tell
from dalel.cli.commands.watch import SOFTWARE
from dalel.cli.evidence_services import ROOTS, vault
from dalel.cli.terminal import echo
from dalel.domain.errors import DalelError

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration
    from dalel.newsroom.frame.newsroom_key import FoundKey

#: Under this name a pack that does not come with Dalel lies in a backup.
PACK = "pack"
#: So many seconds a backup looks for damage before it prepares anything.
_LOOK = 10.0
_NO_FILE = (
    "Nothing was saved: the newsroom's key lies in no file, so a backup cannot hold it: leave "
    "--with-key out, and keep the passphrase or the key of today elsewhere."
)


class KeyMissingError(DalelError):
    """No age key is given."""


class NoFolderError(DalelError):
    """Where something is to be written there is no folder."""


class FileThereError(DalelError):
    """Where a backup is to be written a file lies already."""


class InHomeError(DalelError):
    """What opens backups is to lie beside what they hold."""


def backup_key(
    file: Annotated[
        Path, typer.Argument(dir_okay=False, help="Where to write the half that opens backups.")
    ],
) -> None:
    """Make an age key for backups: the file opens them, what is printed encrypts them."""
    from dalel.cli.home import home
    from dalel.steps.archive.encrypted_backup import new_key

    if file.resolve().is_relative_to(home().resolve()):
        raise InHomeError(
            f"{file} lies in the home whose backups it is to open: name a file elsewhere, best "
            "on another disk. Nothing was made."
        )
    secret, public = new_key()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(f"# opens the backups that were made for {public}\n{secret}\n")
    echo(f'backup_keys = ["{public}"]')
    tell(
        f"Write this line into dalel.toml. Take {file} away from this machine and keep it in two "
        "places: without it no backup can be opened."
    )


def backup(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Where to, e.g. dalel.tar.age")],
    *,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", help="An age key (age1...); without it backup_keys of dalel.toml."),
    ] = None,
    with_release_key: Annotated[
        bool,
        typer.Option(
            "--with-release-key", help="Save the key that signs releases, too: see docs/keys.md."
        ),
    ] = False,
    with_key: Annotated[
        bool,
        typer.Option("--with-key", help="The newsroom's key too, though it lies outside the home."),
    ] = False,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="In the place of the file of that name, once it is done."),
    ] = False,
) -> None:
    """Save database, evidence and settings, encrypted to keys that are not on this machine."""
    _refuse_no_folder(file)
    _refuse_existing(file, overwrites=overwrite)
    _refuse_strange(to or [])
    if with_key:
        _refuse_keyless()
    _refuse_damaged()
    context = command_context()
    from dalel.cli.configuration import FILE
    from dalel.newsroom.worker.actions.backup import back_up

    settings = context.configuration
    keys = to or settings.backup_keys
    if not keys:
        raise KeyMissingError(
            "No age key is given: dalel backup-key FILE makes one. Its public half belongs into "
            "dalel.toml as backup_keys, or behind --to."
        )
    with stage("Saving"):
        found = _key_found()
        own = _own_key(found, is_asked=with_key)
        beside = {**_beside(settings), **own}
        packed = back_up(
            settings.home,
            vault(settings),
            keys,
            file,
            beside=beside,
            with_release_key=with_release_key,
        )
    echo(f"{packed.files} files, {packed.size / 1e6:.1f} MB in {file}.")
    if settings.signing_key.exists() and not with_release_key:
        tell("Not in it: the key that signs releases (--with-release-key takes it along).")
    if settings.archive_url:
        tell(f"Not in it: the WARC files that lie at {settings.archive_url}.")
    if not own:
        _tell_what_opens_it(found)
    variables = [place for place in settings.places.values() if not place.endswith(FILE)]
    if variables:
        tell(f"Not in it: what is set by variables ({', '.join(sorted(variables))}).")


def _key_found() -> "FoundKey | None":
    """What opens the newsroom's key on this machine; None: a passphrase."""
    from dalel.newsroom.frame.newsroom_key import fitting_key, key_row

    row = key_row()
    fitting = fitting_key(row) if row else None
    return fitting[0] if fitting else None


def _own_key(found: "FoundKey | None", *, is_asked: bool) -> dict[str, Path]:
    """The file of the newsroom's key, under the name that a home knows; empty: it stays out.

    In the home it is saved like all else that lies there: a broken disk takes home and key.

    :raises KeyMissingError: when it is asked for, and lies in no file.
    """
    from dalel.newsroom.frame.newsroom_key import HOME_FILE, lies_in_home

    if not is_asked and not (found and found.file and lies_in_home(found.file)):
        return {}
    if found is None or found.file is None:
        raise KeyMissingError(_NO_FILE)
    return {HOME_FILE: found.file}


def _refuse_keyless() -> None:
    """Where no file holds the newsroom's key say so at once, before anything is looked through.

    :raises KeyMissingError: when a passphrase opens it.
    """
    from dalel.cli.configuration import configuration
    from dalel.newsroom.worker.actions.restore import DATABASE

    settings = configuration()
    if not settings.database_url and not (settings.home / DATABASE).exists():
        return
    start_django()
    from django.db import DatabaseError

    from dalel.newsroom.frame.models import KeyWay
    from dalel.newsroom.frame.newsroom_key import key_row

    try:
        row = key_row()
    except DatabaseError:
        # What is wrong with it is told by those who look for damage.
        return
    if row is not None and row.way is KeyWay.PASSPHRASE:
        raise KeyMissingError(_NO_FILE)


def _tell_what_opens_it(found: "FoundKey | None") -> None:
    if found is None:
        what = "the newsroom's passphrase of today"
        advice = "Keep it on paper, elsewhere: it lies in no file that a backup could hold."
    elif found.file is None:
        what = f"the key in {found.place}"
        advice = "Keep it elsewhere: it lies in no file that a backup could hold."
    else:
        what, advice = f"the key in {found.place}", "Keep it elsewhere, or back up --with-key."
    tell(
        f"Not in it: {what}, without which nobody reads drafts, demands and sources in this "
        f"backup. {advice}"
    )


def _refuse_no_folder(file: Path) -> None:
    """A folder that is not there may be a disk that is not mounted: it is never made up.

    :raises NoFolderError: when there is none to write into.
    """
    folder = file.absolute().parent
    if not folder.is_dir():
        raise NoFolderError(
            f"{folder} is not there, nothing was saved: if it is on another disk, mount that; else "
            f"make the folder (mkdir -p {shlex.quote(str(folder))}); then do the same again."
        )


def _refuse_existing(file: Path, *, overwrites: bool) -> None:
    """What lies there may be the only sound backup, or no backup at all.

    :raises FileThereError: when it is not to be overwritten.
    """
    if file.exists() and not overwrites:
        raise FileThereError(
            f"{file} is there already, nothing was saved: name another file, or say --overwrite."
        )


def _refuse_strange(keys: Sequence[str]) -> None:
    """What is given as a key is one; the settings' own keys were looked at when they were read.

    :raises KeyMissingError: when one is none.
    """
    from dalel.steps.archive.encrypted_backup import is_key

    for key in keys:
        if not is_key(key):
            raise KeyMissingError(
                f"{key!r} is no age key: give the line that begins with age1, as dalel backup-key "
                "printed it, not a file and not the half that opens backups."
            )


def _refuse_damaged() -> None:
    """Look at the database before anything is prepared: damage holds up all that reads it.

    It is looked at as a whole when it is copied.

    :raises BackupRefusedError: when it is damaged, as far as a few seconds tell.
    """
    from dalel.cli.configuration import configuration
    from dalel.newsroom.worker.actions.restore import DATABASE, refuse_damaged
    from dalel.newsroom.worker.actions.soundness import problems_of

    settings = configuration()
    file = settings.home / DATABASE
    if not settings.database_url and file.exists():
        refuse_damaged(problems_of(file, longest=_LOOK))


def _beside(settings: "Configuration") -> dict[str, Path]:
    """What a bare machine would lack: a pack of one's own, certificates, what was learnt here."""
    from dalel.pack import default_folder

    beside = {}
    if settings.pack != default_folder():
        beside[PACK] = settings.pack
    if settings.timestamp_roots and settings.timestamp_roots.is_file():
        beside[ROOTS] = settings.timestamp_roots
    if settings.models_folder.is_dir():
        beside[settings.models_folder.name] = settings.models_folder
    return beside


def export(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Where to, e.g. record.jsonl")],
) -> None:
    """Write the whole record as JSON Lines, to take it elsewhere.

    Editions, incidents with all their texts, sources, articles, digests of captures; no bodies and
    no accounts. It holds drafts too: it is the newsroom's, not for the public.
    """
    context = command_context(reads=True)
    from dalel.newsroom.worker.actions.export_record import export_record

    with stage("Exporting"):
        counts = export_record(file, context.pack, now=context.now, software=SOFTWARE)
    told = ", ".join(f"{count} {kind}s" for kind, count in counts.items())
    echo(f"{told or 'An empty record'} in {file}.")
