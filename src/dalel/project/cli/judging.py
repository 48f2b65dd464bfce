"""Commands that judge what came in."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.project.cli.ground import stand, tell
from dalel.project.cli.progress import progress

if TYPE_CHECKING:
    from dalel.flow.judging import Judges, JudgingReport
    from dalel.project.configuration import Configuration


def process(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Judge what came in: is it ours, whose reprint is it, which story does it belong to?"""
    ground = stand()
    from dalel.flow.judging import judge, judges_of, worker_here

    with progress() as told:
        judges = judges_of(ground.configuration.pack, ground.configuration.sources_file)
        report = judge(judges, worker_here(), lambda: datetime.now(UTC), told)
    if as_json:
        typer.echo(json.dumps(asdict(report)))
        return
    lines = list(judging_lines(report))
    typer.echo("\n".join(lines) if lines else "Nothing new to judge.")


def judges_here(settings: "Configuration") -> "Judges | None":
    """The judges of the pack in force; None where the pack has no trained model."""
    from dalel.flow.judging import has_judges, judges_of

    if not has_judges(settings.pack):
        tell(f"{settings.pack} has no trained model: what comes in is kept and not judged.")
        return None
    return judges_of(settings.pack, settings.sources_file)


def judging_lines(report: "JudgingReport") -> Iterator[str]:
    """What was made of what came in."""
    if report.judged:
        yield (
            f"{report.judged} articles judged: {report.ours} are ours, {report.reprints} reprints; "
            f"{report.opened} new stories, {report.days} days to come proposed."
        )
