"""The command that makes a server ready for a team: it asks, shows what changes, and writes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.cli.setup.answers import Answers, Remembered


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
    from dalel.cli.setup.machine_files import next_steps
    from dalel.cli.setup.planned_files import planned, put_all, refuse_strange, remember

    files = planned(answers, root, last)
    # What somebody deleted by hand may still be in force.
    unwanted = tuple(one.path for one in files if one.after is None)
    steps = next_steps(answers, unwanted)
    if dry_run:
        echo("\n".join(one.shown for one in files if one.before or one.after))
        echo(f"\n{steps}", nl=False)
        return
    refuse_strange(files, overwrites=overwrite, asks=not yes)
    done = (*put_all(files),)
    remember(answers, files, root)
    echo("\n".join(done) or "Nothing has changed.")
    if done:
        for line in missing:
            echo(line)
        echo(f"\n{steps}", nl=False)


def _names() -> set[str]:
    from dalel.cli.setup.answers import Answers

    return set(Answers.__dataclass_fields__)


def _guessed() -> dict[str, Any]:
    """Where this very program is installed."""
    program = Path(sys.executable).with_name("dalel")
    return {"program": str(program)} if program.is_file() else {}


def _last(root: Path) -> "Remembered":
    from dalel.cli.setup.answers import KEPT, remembered
    from dalel.cli.setup.planned_files import below, text_of

    return remembered(text_of(below(root, KEPT)) or "")


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
    from dalel.cli.setup.planned_files import below, text_of

    return (text_of(below(root, ONIONS / "dalel-desk" / "hostname")) or "").strip()
