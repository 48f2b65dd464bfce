"""The command that proves the evidence, by itself and against what others kept of it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import CommandContext, command_context, stage, tell
from dalel.cli.commands.progress import rows_held
from dalel.cli.commands.verification_advice import next_steps
from dalel.cli.commands.verification_report import report_lines
from dalel.cli.evidence_services import roots_of, vault
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo, one_line
from dalel.domain.errors import NotFoundError

if TYPE_CHECKING:
    from dalel.domain.public_seal import PublicSeal
    from dalel.newsroom.evidence.actions.given_seals import SealsOfOthers
    from dalel.steps.archive.findings import Report
    from dalel.steps.archive.vault import Vault


def verify(
    *,
    seal: Annotated[
        list[str] | None,
        typer.Option(
            help="A seal that somebody kept: its 64 digits, the sentence of a mail in which it "
            "stands, or a file in which seals stand (a list, a mail, a saved feed or page). "
            "Several times if you like."
        ),
    ] = None,
    site: Annotated[
        list[str] | None,
        typer.Option(
            help="A site that shows the seals: its address, or a folder or mirror.zip that "
            "somebody kept of it. Several times if you like."
        ),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="A folder of evidence that you were given (with chains/ and warc/ in it), instead "
            "of this home's. Needs no home, no key and no database.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Prove all evidence: digests, chains, timestamps, rows, and seals that others kept.

    Without --seal or --site only against itself: whoever keeps the evidence could have made all of
    it anew. Exit 1 when something is wrong, or is not as others were shown it.
    """
    context = None if evidence is not None else command_context(reads=True)
    kept = vault(context.configuration) if context is not None else _outside(evidence or Path())
    witnesses, lists = _witnesses(kept, seal or (), site or ())
    _tell_of_own(context, site or ())
    report = _verified(context, kept, witnesses, lists)
    if as_json:
        _tell_as_json(report)
    else:
        # Words of the ledger stand in it, and could say anything on a line of their own.
        for line in (*report_lines(report), *_ending(context, report)):
            echo(one_line(line))
    if not report.sound:
        raise typer.Exit(1)


def _tell_as_json(report: "Report") -> None:
    told = asdict(report) | {"sound": report.sound}
    told["proof"] |= {
        "first_difference": report.proof.first_difference,
        "last_agreement": report.proof.last_agreement,
    }
    told["first_touched"] = report.first_touched
    echo(json.dumps(told, default=str, ensure_ascii=False))


def _ending(context: CommandContext | None, report: "Report") -> Iterator[str]:
    if context is None:
        yield (
            "Rows were not held: a folder of evidence has none. Whose evidence it is, only the "
            "seals of others tell."
        )
    elif report.sound and not report.proof.agreed:
        yield from next_steps(context.configuration, report)


def _witnesses(
    kept: "Vault", seal: Sequence[str], site: Sequence[str]
) -> "tuple[list[PublicSeal], list[tuple[PublicSeal, ...]]]":
    """All seals of others, and those of their lists that are whole."""
    from dalel.newsroom.evidence.actions.given_seals import given_seals, refuse_mistyped
    from dalel.newsroom.evidence.actions.outside_seals import site_seals

    lists = [site_seals(place) for place in site]
    witnesses = [one for seals in lists for one in seals]
    for what in seal:
        given = given_seals(what)
        refuse_mistyped(kept, given)
        _tell_of_misread(given)
        witnesses += given.seals
        if given.is_list:
            lists.append(given.seals)
    return witnesses, lists


def _tell_of_misread(given: "SealsOfOthers") -> None:
    from dalel.newsroom.evidence.actions.given_seals import told_misread

    for line in told_misread(given.misread):
        tell(one_line(f"{line} It was not held; the others were."))


def _verified(
    context: CommandContext | None,
    kept: "Vault",
    witnesses: "list[PublicSeal]",
    lists: "list[tuple[PublicSeal, ...]]",
) -> "Report":
    if context is None:
        from dalel.steps.archive.timestamps import known_roots
        from dalel.steps.archive.verification import verify as prove

        with stage("Verifying"):
            return prove(kept, witnesses=witnesses, lists=lists, roots=known_roots())
    from dalel.newsroom.evidence.actions.verification import verify_all

    with stage("Verifying"), rows_held() as noting:
        return verify_all(
            kept,
            witnesses=witnesses,
            lists=lists,
            roots=roots_of(context.configuration),
            pack=context.pack,
            noting=noting,
        )


def _outside(folder: Path) -> "Vault":
    """A folder of evidence, or the one below a home; which of them is told.

    :raises NotFoundError: when it holds no chains, or both do.
    """
    from dalel.steps.archive.vault import Vault

    found = [
        kept
        for place in (folder, folder / "evidence")
        if (kept := Vault(folder=place)).chain_places()
    ]
    if len(found) > 1:
        raise NotFoundError(
            f"{folder}: evidence lies in chains/ and in evidence/chains/, and only one can be the "
            f"one that was meant. Give {found[1].folder}, or a folder with the other alone."
        )
    if found:
        tell(one_line(f"Read: {found[0].folder.resolve()}"))
        return found[0]
    raise NotFoundError(
        f"{folder}: no evidence lies in it. Give the folder with chains/ (files .jsonl) and warc/."
    )


def _tell_of_own(context: CommandContext | None, site: Sequence[str]) -> None:
    if context is None:
        return
    own = context.configuration.site_folder.resolve()
    if any("://" not in place and Path(place).resolve() == own for place in site):
        tell(
            f"{own} is this home's own site: it agrees with what lies on this machine, and proves "
            "nothing against whoever has it. Ask somebody else for a copy."
        )
