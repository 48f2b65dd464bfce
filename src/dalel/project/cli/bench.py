"""Commands that measure speed."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from dalel.project.cli.ground import stage, stand


def publish(
    *,
    incidents: Annotated[int, typer.Option(min=1, help="How many incidents.")] = 10_000,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Build a large site from nothing, then once more after one change."""
    ground = stand()
    from dataclasses import asdict

    from dalel.flow.benching import time_publish

    with TemporaryDirectory(dir=ground.configuration.home) as folder, stage("Building"):
        speed = time_publish(ground.pack, Path(folder) / "site", incidents=incidents)
    if as_json:
        typer.echo(json.dumps(asdict(speed)))
        return
    typer.echo(
        f"{speed.incidents} incidents: {speed.pages} pages in {speed.seconds:.1f} s, "
        f"{speed.pages_per_second:.0f} pages/s.\n"
        f"After one change: {speed.seconds_after_change:.2f} s, "
        f"{speed.files_after_change} files written."
    )
