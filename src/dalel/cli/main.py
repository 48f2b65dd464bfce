"""The ``dalel`` command line: its commands and its entry point.

Modules of a command are imported when it runs: ``dalel --help`` answers at once.
"""

import os
import sys
from contextlib import suppress
from typing import Annotated, Final

import typer

from dalel import __version__
from dalel.cli.commands import (
    accounts,
    backups,
    beginning,
    builds,
    bulk,
    bulk_records,
    bulletins,
    checking,
    evidence,
    explaining,
    judging,
    keys,
    memory,
    messages,
    models,
    names,
    newsroom,
    outlets,
    release_keys,
    releases,
    restores,
    sample,
    server_setup,
    serving,
    site,
    steps,
    verification,
    watch,
)
from dalel.cli.home_modes import UMASK
from dalel.cli.terminal import echo

_STOPPED: Final = "Stopped."
#: How a command that was interrupted ends, as a shell counts: 128 and the number of the signal.
_INTERRUPTED: Final = 130

app = typer.Typer(
    name="dalel",
    help="A digital rights monitor: news in, a bilingual public record of incidents out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("up")(serving.up)
app.command("setup")(server_setup.setup)
app.command("serve")(serving.serve)
app.command("run")(watch.run)
app.command("work")(watch.work)
app.command("try-again")(outlets.try_again)
app.command("collect")(watch.collect)
app.command("process")(judging.process)
app.command("learn")(judging.learn)
app.command("verify")(verification.verify)
app.command("sample")(sample.serve)
app.command("backup")(backups.backup)
app.command("backup-key")(backups.backup_key)
app.command("restore")(restores.restore)
app.command("export")(backups.export)
app.command("import")(bulletins.bring_in)
app.command("lint")(bulletins.lint)
app.command("check")(checking.check)
app.command("explain")(explaining.explain)
app.command("publish")(site.publish)
app.command("send")(messages.send)
app.command("verify-site")(release_keys.verify_site)
app.command("codebook")(site.codebook)
app.command("doctor")(newsroom.doctor)
app.command("names")(names.names)
app.command("prepare", hidden=True)(beginning.prepare)
app.command("sample-watch", hidden=True)(sample.watch)
app.command("desk", hidden=True)(serving.serve_desk)
app.command("builder", hidden=True)(builds.builder)
app.command("build", hidden=True)(builds.build)

sources = typer.Typer(help="Outlets, channels and registers that are watched.")
sources.command("list")(newsroom.list_sources)
sources.command("test")(outlets.try_source)
sources.command("add")(outlets.add)
sources.command("activate")(outlets.activate)
sources.command("pause")(outlets.pause)
sources.command("health")(outlets.health)
sources.command("take")(outlets.take)
app.add_typer(sources, name="sources")

pieces = typer.Typer(help="Single pieces of evidence: shown, handed on, withheld, sealed.")
pieces.command("show")(evidence.show)
pieces.command("export")(evidence.export)
pieces.command("find")(evidence.find)
pieces.command("withhold")(evidence.withhold)
pieces.command("class")(evidence.put_in_class)
pieces.command("stamp")(evidence.stamp)
pieces.command("ship")(evidence.ship)
pieces.command("copies")(evidence.copies)
pieces.command("mend")(evidence.mend)
app.add_typer(pieces, name="evidence")

user = typer.Typer(help="Accounts of the newsroom.")
user.command("add")(accounts.add_user)
user.command("invite")(accounts.invite)
user.command("list")(accounts.list_users)
user.command("suspend")(accounts.suspend)
user.command("restore")(accounts.restore)
user.command("reset-second-factor")(accounts.reset_second_factor)
user.command("recover")(accounts.recover)
user.command("confirm")(accounts.confirm)
user.command("recovery-code")(accounts.recovery_code)
app.add_typer(user, name="user")

signing = typer.Typer(help="The key that signs releases, and the next one on paper.")
signing.command("show")(release_keys.show)
signing.command("paper")(release_keys.paper)
signing.command("rotate")(release_keys.rotate)
signing.command("revoke")(release_keys.revoke)
app.add_typer(signing, name="release-key")

key = typer.Typer(help="The newsroom's key, which seals drafts, demands and sources.")
key.command("show")(keys.show)
key.command("move")(keys.move)
key.command("home")(keys.home)
key.command("lock")(keys.lock)
key.command("change")(keys.change)
app.add_typer(key, name="key")

kept = typer.Typer(help="Releases that are kept, and what is withdrawn from all of them.")
kept.command("list")(releases.listed)
kept.command("restore")(releases.restore)
kept.command("withdraw")(releases.withdraw)
kept.command("send")(releases.send)
app.add_typer(kept, name="releases")

translators = typer.Typer(help="Models of the home that translate drafts, and what was sent out.")
translators.command("add")(models.add)
translators.command("list")(models.list_models)
translators.command("remove")(models.remove)
translators.command("sent")(models.sent)
app.add_typer(translators, name="models")
sentences = typer.Typer(help="The memory of sentences: approved and imported pairs of them.")
sentences.command("import")(memory.bring_in)
sentences.command("export")(memory.hand_on)
sentences.command("list")(memory.listed)
sentences.command("forget")(memory.forget)
app.add_typer(sentences, name="memory")

bulk.app.command("join")(bulk_records.join)
bulk.app.command("report")(bulk_records.report)
bulk.app.command("load")(bulk_records.load)
app.add_typer(bulk.app, name="bulk")

app.add_typer(steps.predict, name="predict")
app.add_typer(steps.score, name="score")
app.add_typer(steps.bench, name="bench")


def _version(*, asked: bool) -> None:
    if asked:
        echo(f"dalel {__version__}")
        raise typer.Exit


def _debug(*, asked: bool) -> None:
    if asked:
        os.environ["DALEL_DEBUG"] = "1"


@app.callback()
def _start(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=lambda asked: _version(asked=asked), is_eager=True)
    ] = False,
    debug: Annotated[
        bool,
        typer.Option(
            "--debug",
            callback=lambda asked: _debug(asked=asked),
            is_eager=True,
            help="Show the whole story of an error (DALEL_DEBUG does so, too).",
        ),
    ] = False,
) -> None:
    """What every command has in common."""


def main() -> None:
    """Run a command; what goes wrong becomes one sentence, and the exit code 1.

    What is written is its owner's alone, but for the public site.
    """
    os.umask(UMASK)
    try:
        app()
    except KeyboardInterrupt:
        _end(_STOPPED, _INTERRUPTED)
    except SystemExit as end:
        # Within a command typer has made this of Ctrl-C, and said nothing.
        if end.code == _INTERRUPTED:
            _end(_STOPPED, _INTERRUPTED)
        raise
    except BrokenPipeError:
        # Whoever read the output has read enough; nor can anything be flushed at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - a person reads what comes out here
        _end(f"dalel: {_told(error)}", 1)


def _told(error: Exception) -> str:
    """What is said of an error: for the code that says it there may be no room either."""
    try:
        from dalel.cli.commands.complaint import complaint

        return complaint(error)
    except (MemoryError, SystemError):
        # The latter when Python has no room to compile that code.
        return "the memory of this machine is not enough: end other programs or give it more"


def _end(words: str, code: int) -> None:
    with suppress(OSError):
        echo(words, err=True)
    sys.exit(code)
