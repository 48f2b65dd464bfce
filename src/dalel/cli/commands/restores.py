"""The command that brings a backup back: into an empty home, proved, and with its site built."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import (
    CommandContext,
    ask_passphrase,
    command_context,
    press_of,
    stage,
    start_django,
    tell,
)
from dalel.cli.commands.backups import PACK
from dalel.cli.commands.given_files import STANDARD_INPUT, identities, passphrase_in
from dalel.cli.commands.given_files import decisions as given_decisions
from dalel.cli.commands.verification_report import proof_lines
from dalel.cli.evidence_services import vault
from dalel.cli.terminal import echo
from dalel.domain.errors import DalelError, StorageError

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration


class NotMendedError(DalelError):
    """What was withheld since the backup is not known, so nothing is published."""


class OtherPassphraseError(DalelError):
    """The passphrase that was given is not the one of this backup: do the same with another."""


class NoPassphraseGivenError(DalelError):
    """A passphrase opens this backup, and there is no terminal in which to ask for it."""


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The backup.")],
    *,
    key: Annotated[
        Path,
        typer.Option("--key", help="A file with the age key; - reads it from standard input."),
    ],
    decisions: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="A chain of decisions (evidence/chains/desk-001.jsonl) newer than the backup.",
        ),
    ] = None,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(
            help="A file with the newsroom's passphrase of then, where one opens it; - reads it "
            "from standard input. Without it you are asked.",
        ),
    ] = None,
) -> None:
    """Bring a backup back into an empty home, prove it, and build the site.

    What was withheld or sealed since is done again, as far as archive_url or --decisions tell of
    it. Exit 1 when the evidence is not sound.
    """
    from dalel.cli.home import home
    from dalel.newsroom.worker.actions.restore import finish
    from dalel.newsroom.worker.actions.restore import restore as bring_back

    keys, chains = identities(key), given_decisions(decisions or [])
    follows_key = key == passphrase_file == STANDARD_INPUT
    words = passphrase_in(passphrase_file, follows_key=follows_key) if passphrase_file else None
    with stage("Restoring"):
        packed = bring_back(file, keys, home())
    echo(f"{packed.files} files, {packed.size / 1e6:.1f} MB.")
    context = _stand_again(home(), words)
    from dalel.newsroom.accounts.actions.sessions import end_all_sessions

    # The copy from which the backup was made may be in other hands, with its session keys.
    end_all_sessions()
    try:
        _make_good(context, chains)
    except NotMendedError:
        finish(home())
        raise
    finish(home())
    from dalel.cli.evidence_services import roots_of
    from dalel.newsroom.evidence.actions.verification import verify_all
    from dalel.newsroom.releases.actions.release import publish

    settings = context.configuration
    with stage("Verifying"):
        proof = verify_all(vault(settings), roots=roots_of(settings))
    with stage("Building the site"):
        built = publish(context.pack, press_of(settings), now=context.now)
    echo(
        f"{proof.captures} captures: {'sound' if proof.sound else 'NOT sound'}. "
        f"Site: {built.pages} pages in {settings.site_folder}."
    )
    for line in proof_lines(proof):
        tell(line)
    _tell_of_release_key(settings)
    if not proof.sound:
        tell("dalel verify names what is wrong.")
        raise typer.Exit(1)


def _tell_of_release_key(settings: "Configuration") -> None:
    """Where the backup did not hold the key that signs releases: what to do."""
    from dalel.newsroom.releases.actions.release_key import KeyAbsentError, present, succession_of

    if not succession_of(settings.signing_key).present:
        return
    try:
        present(settings.signing_key)
    except KeyAbsentError as error:
        tell(f"The site is not signed: {error}. Then: dalel publish.")


def _stand_again(home: Path, passphrase: str | None) -> CommandContext:
    """Stand on a restored home, whose pack may have lain elsewhere on the old machine.

    :raises OtherPassphraseError: when another passphrase opens it than the one that was given.
    """
    from dalel.cli.configuration import FILE, ConfigurationError, configuration

    try:
        configuration()
    except ConfigurationError as error:
        if error.key != "pack" or not (home / PACK).is_dir():
            raise
        os.environ["DALEL_PACK"] = str(home / PACK)
        tell(f'{error}. Its copy is used; write pack = "{home / PACK}" into {home / FILE}.')
    start_django()
    from dalel.newsroom.worker.actions.dump import load_rows
    from dalel.newsroom.worker.actions.restore import ROWS

    if (home / ROWS).is_file():
        with stage("Loading the rows"):
            load_rows(home / ROWS)
    unlocks = _ask if passphrase is None else lambda: _enter(passphrase)
    return command_context(is_restoring=True, unlocks=unlocks)


def _ask() -> bool:
    """Ask for the passphrase, if anybody is there to be asked.

    :raises NoPassphraseGivenError: when there is no terminal: nor is there a desk of this home yet.
    """
    if not sys.stdin.isatty():
        raise NoPassphraseGivenError(
            "A passphrase opens this backup, and there is no terminal in which to ask for it: do "
            "the same with --passphrase-file FILE (- reads it from the standard input, in the line "
            "after the key where that comes so too)."
        )
    return ask_passphrase()


def _enter(passphrase: str) -> bool:
    from dalel.newsroom.frame.newsroom_key import enter

    if not enter(passphrase):
        raise OtherPassphraseError
    return True


def _make_good(context: CommandContext, decisions: Sequence[Path]) -> None:
    from dalel.newsroom.evidence.actions.withhold import mend

    settings = context.configuration
    try:
        done = mend(vault(settings), decisions)
    except StorageError as error:
        raise NotMendedError(
            f"Everything is back, but nothing is published: {error}. Bodies that were withheld "
            "since the backup may be among it. When the place can be read again: "
            "dalel evidence mend, dalel verify, dalel publish."
        ) from error
    echo(
        f"{done.lines} lines and {done.decisions} decisions learnt, {done.buried} bodies withheld "
        f"again, {done.adopted} captures adopted."
    )
    if not settings.archive_url and not decisions:
        tell(
            "If anything was withheld after this backup was made, it is back: archive_url is not "
            "set and no --decisions were given. With evidence/chains/desk-001.jsonl of the old "
            "machine at hand: dalel evidence mend FILE."
        )
