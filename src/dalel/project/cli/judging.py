"""Commands that judge what came in."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from dalel.project.cli.ground import stand
from dalel.project.cli.progress import progress


def process(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Judge what came in: is it ours, whose reprint is it, which story does it belong to?"""
    ground = stand()
    from dalel.flow.judging import judge, judges_of, worker_here

    with progress() as told:
        judges = judges_of(ground.configuration.pack)
        report = judge(judges, worker_here(), lambda: datetime.now(UTC), told)
    if as_json:
        typer.echo(json.dumps(asdict(report)))
        return
    typer.echo(
        f"{report.judged} articles judged, {report.ours} of them ours, {report.reprints} reprints; "
        f"{report.opened} new stories."
    )
