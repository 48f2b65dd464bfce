"""The context of a command: settings, pack, Django setup and status output."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

from dalel.cli.sd_notify import notify
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration
    from dalel.newsroom.incidents.actions.import_bulletin import ImportReport
    from dalel.newsroom.releases.actions.build_site import SiteBuilder
    from dalel.newsroom.releases.actions.mirror import Mirrors
    from dalel.newsroom.stories.actions.embeddings import EmbeddingChoice
    from dalel.pack import Pack

#: Seconds between two looks whether a newsroom is unlocked.
_LOOK: Final = 2.0
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class CommandContext:
    """What is in force, the country's pack, and the time at which the command began."""

    configuration: "Configuration"
    pack: "Pack"
    now: datetime


def command_context(
    *,
    reads: bool = False,
    begins: bool = False,
    needs_record: bool = False,
    is_restoring: bool = False,
    unlocks: "Callable[[], bool] | None" = None,
) -> CommandContext:
    """Prepare whatever is missing: wording, home, database, the pack's own bulletins.

    In a home that cannot be written, commands that only read stand on what is there; in one that
    holds no record they begin none, unless the command ``begins`` one: what it tells is the pack's.
    A command that ``needs_record`` writes, and begins none either.
    Where the newsroom is locked, ``unlocks`` is asked to wait for the key; when it gives False the
    command goes on with what is not sealed. Without it somebody is asked for the passphrase.

    :raises DalelError: when settings or pack are not valid, a bulletin cannot be brought in, or
        the home is not fit for the command.
    """
    from dalel.cli.home import home
    from dalel.cli.read_only import is_read_only

    is_still = is_read_only(home())
    _refuse_unfit(home(), is_still=is_still, reads=reads, is_restoring=is_restoring)
    start_django()
    from django.conf import settings

    from dalel.cli.new_home import refuse_new
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.newsroom.worker.actions.prepare import prepare, refuse_lost, refuse_older

    if needs_record or (reads and not begins):
        refuse_new(settings.DALEL)
    if is_still:
        refuse_older()
        pack = pack_at(settings.DALEL.pack, settings.DALEL.sources_file)
        return CommandContext(configuration=settings.DALEL, pack=pack, now=datetime.now(UTC))
    refuse_lost(settings.DALEL.evidence_folder)
    pack = pack_at(settings.DALEL.pack, settings.DALEL.sources_file)
    now = datetime.now(UTC)
    for refused in pack.refused_sources:
        tell(f"{settings.DALEL.sources_file}: {refused.told}; this source is left out.")
    for report in _prepared(lambda: prepare(pack, now=now), unlocks or ask_passphrase):
        tell(f"Edition {report.edition} came with the pack: {report.entries} entries, all drafts.")
    return CommandContext(configuration=settings.DALEL, pack=pack, now=now)


def _prepared(
    prepare: "Callable[[], tuple[ImportReport, ...]]", unlocks: "Callable[[], bool]"
) -> "tuple[ImportReport, ...]":
    from dalel.newsroom.frame.newsroom_key import LockedError

    try:
        return prepare()
    except LockedError:
        return prepare() if unlocks() else ()


def ask_passphrase() -> bool:
    """Ask for the passphrase of a locked newsroom in the terminal.

    :raises LockedError: when there is no terminal, or three were wrong.
    """
    from dalel.newsroom.frame.newsroom_key import LockedError, enter

    if not sys.stdin.isatty():
        raise LockedError
    for _ in range(3):
        if enter(getpass("Passphrase of the newsroom: ")):
            return True
        tell("This passphrase is wrong.")
    raise LockedError


def wait_for_key(stop: "Event | None" = None) -> bool:
    """Wait until somebody enters the passphrase at the desk; False when ``stop`` came first."""
    from dalel.newsroom.frame.newsroom_key import is_open

    waiting = stop or Event()
    if is_open():
        return True
    tell("Locked: waiting until somebody enters the passphrase at the desk.")
    # Who waits for a person is well: no supervisor need start it anew.
    notify("READY=1")
    while not waiting.wait(_LOOK):
        notify("WATCHDOG=1")
        if is_open():
            tell("Unlocked.")
            return True
    return False


def _refuse_unfit(home: Path, *, is_still: bool, reads: bool, is_restoring: bool) -> None:
    from dalel.cli.read_only import ReadOnlyHomeError, lies_on_read_only_disk
    from dalel.newsroom.worker.actions.restore import refuse_unfinished

    if not is_restoring:
        refuse_unfinished(home)
    if is_still and not reads:
        cure = (
            "its disk is read-only: let it be written"
            if lies_on_read_only_disk(home)
            else "give the folder back to your account"
        )
        raise ReadOnlyHomeError(
            f"Nothing can be written into {home}, which this command needs: {cure}, or set "
            "DALEL_HOME to a folder that can be written."
        )


def press_of(settings: "Configuration") -> "SiteBuilder":
    """Where the public site is built, signed and kept."""
    from dalel.newsroom.releases.actions import build_site

    return build_site.press_of(settings)


def choice_in(settings: "Configuration") -> "EmbeddingChoice":
    """The model of meaning that was chosen."""
    from dalel.newsroom.stories.actions.embeddings import EmbeddingChoice

    return EmbeddingChoice(**settings.embeddings)


def mirrors_of(settings: "Configuration") -> "Mirrors":
    """Where the public site also stands."""
    from dalel.newsroom.releases.actions import mirror

    return mirror.mirrors_of(settings)


def start_django(*, only_looks: bool = False) -> None:
    """Let Django know its settings, with the wording compiled.

    Who ``only_looks`` loads nothing of what listens to acts.

    :raises ConfigurationError: when a setting is not valid.
    :raises MissingExtraError: when the database needs one. :raises HomeError: when there can be no
        home.
    """
    from dalel.cli.catalogue import compile_catalogues
    from dalel.cli.configuration import configuration
    from dalel.cli.extras import require_database
    from dalel.cli.home_modes import make_home
    from dalel.cli.logs import watch_threads

    # Read here first: what is wrong with it is then our own error, not Django's.
    settings = configuration()
    require_database(settings)
    make_home(settings.home)
    compile_catalogues()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dalel.cli.django_settings")
    import django
    from django.conf import settings as known

    known.ONLY_LOOKS = only_looks
    django.setup()
    watch_threads()


def tell(line: str) -> None:
    """Say something that is not the command's result: results go to stdout, this to stderr."""
    echo(line, err=True)
    _LOG.info("%s", line, extra={"told": True})


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Show that a piece of work runs: moving on a terminal, one plain line elsewhere."""
    _LOG.info("%s: begun", name)
    began = monotonic()
    with _shown(name):
        yield
    _LOG.info("%s: done in %.1f s", name, monotonic() - began)


@contextmanager
def _shown(name: str) -> Iterator[None]:
    if not sys.stderr.isatty():
        echo(f"{name} ...", err=True)
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{name} ..."):
        yield
