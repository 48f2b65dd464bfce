"""Commands that save what is held, bring it back, and take it elsewhere."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.domain.errors import DalelError, StorageError
from dalel.project.cli.care import ROOTS, vault
from dalel.project.cli.ground import Ground, press_of, stage, stand, start_django, tell
from dalel.project.cli.watch import SOFTWARE

if TYPE_CHECKING:
    from dalel.project.configuration import Configuration

#: Under this name a pack that does not come with Dalel lies in a backup.
PACK = "pack"


class KeyMissingError(DalelError):
    """No age key is given."""


class NotMendedError(DalelError):
    """What was withheld since the backup is not known, so nothing is published."""


def backup_key(
    file: Annotated[
        Path, typer.Argument(dir_okay=False, help="Where to write the half that opens backups.")
    ],
) -> None:
    """Make an age key for backups: the file opens them, what is printed encrypts them."""
    from dalel.steps.archive.packing import new_key

    secret, public = new_key()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(f"# opens the backups that were made for {public}\n{secret}\n")
    typer.echo(f'backup_keys = ["{public}"]')
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
) -> None:
    """Save database, evidence and settings, encrypted to keys that are not on this machine."""
    ground = stand()
    from dalel.flow.upkeep.saving import back_up
    from dalel.project.configuration import FILE

    settings = ground.configuration
    keys = to or settings.backup_keys
    if not keys:
        raise KeyMissingError(
            "No age key is given: dalel backup-key FILE makes one. Its public half belongs into "
            "dalel.toml as backup_keys, or behind --to."
        )
    with stage("Saving"):
        packed = back_up(settings.home, vault(settings), keys, file, beside=_beside(settings))
    typer.echo(f"{packed.files} files, {packed.size / 1e6:.1f} MB in {file}.")
    if settings.archive_url:
        tell(f"Not in it: the WARC files that lie at {settings.archive_url}.")
    variables = [place for place in settings.places.values() if not place.endswith(FILE)]
    if variables:
        tell(f"Not in it: what is set by variables ({', '.join(sorted(variables))}).")


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
    ground = stand()
    from dalel.flow.upkeep.carrying import export_record

    with stage("Exporting"):
        counts = export_record(file, ground.pack, now=ground.now, software=SOFTWARE)
    told = ", ".join(f"{count} {kind}s" for kind, count in counts.items())
    typer.echo(f"{told or 'An empty record'} in {file}.")


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The backup.")],
    *,
    key: Annotated[
        Path, typer.Option("--key", exists=True, dir_okay=False, help="A file with the age key.")
    ],
    decisions: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="A chain of decisions (evidence/chains/desk-001.jsonl) newer than the backup.",
        ),
    ] = None,
) -> None:
    """Bring a backup back into an empty home, prove it, and build the site.

    What was withheld or sealed since is done again, as far as archive_url or --decisions tell of
    it. Exit 1 when the evidence is not sound.
    """
    from dalel.flow.upkeep.restoring import restore as bring_back
    from dalel.project.home import home

    lines = key.read_text("utf-8").splitlines()
    identities = [line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not identities:
        raise KeyMissingError(f"{key} holds no line that begins with AGE-SECRET-KEY-.")
    with stage("Restoring"):
        packed = bring_back(file, identities, home())
    typer.echo(f"{packed.files} files, {packed.size / 1e6:.1f} MB.")
    ground = _stand_again(home())
    _make_good(ground, decisions or [])
    from dalel.flow.evidence.verifying import verify_all
    from dalel.flow.public.releasing import publish
    from dalel.project.cli.care import roots_of

    settings = ground.configuration
    with stage("Verifying"):
        proof = verify_all(vault(settings), roots=roots_of(settings))
    with stage("Building the site"):
        built = publish(ground.pack, press_of(settings), now=ground.now)
    typer.echo(
        f"{proof.captures} captures: {'sound' if proof.sound else 'NOT sound'}. "
        f"Site: {built.pages} pages in {settings.site_folder}."
    )
    if not proof.sound:
        tell("dalel verify names what is wrong.")
        raise typer.Exit(1)


def _stand_again(home: Path) -> Ground:
    """Stand on a restored home, whose pack may have lain elsewhere on the old machine."""
    from dalel.project.configuration import FILE, ConfigurationError, configuration

    try:
        configuration()
    except ConfigurationError as error:
        if error.key != "pack" or not (home / PACK).is_dir():
            raise
        os.environ["DALEL_PACK"] = str(home / PACK)
        tell(f'{error}. Its copy is used; write pack = "{home / PACK}" into {home / FILE}.')
    start_django()
    from dalel.flow.upkeep.dumping import load_rows
    from dalel.flow.upkeep.restoring import ROWS

    if (home / ROWS).is_file():
        with stage("Loading the rows"):
            load_rows(home / ROWS)
    return stand()


def _make_good(ground: Ground, decisions: list[Path]) -> None:
    from dalel.flow.evidence.withholding import mend

    settings = ground.configuration
    try:
        done = mend(vault(settings), decisions)
    except StorageError as error:
        raise NotMendedError(
            f"Everything is back, but nothing is published: {error}. Bodies that were withheld "
            "since the backup may be among it. When the place can be read again: "
            "dalel evidence mend, dalel verify, dalel publish."
        ) from error
    typer.echo(
        f"{done.lines} lines and {done.decisions} decisions learnt, {done.buried} bodies withheld "
        f"again, {done.adopted} captures adopted."
    )
    if not settings.archive_url and not decisions:
        tell(
            "If anything was withheld after this backup was made, it is back: archive_url is not "
            "set and no --decisions were given. With evidence/chains/desk-001.jsonl of the old "
            "machine at hand: dalel evidence mend FILE."
        )
