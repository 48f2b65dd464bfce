"""Commands that measure speed."""

import json
from typing import Annotated

import typer

from dalel.project.cli.ground import stage


def publish(
    *,
    incidents: Annotated[int, typer.Option(min=1, help="How many incidents.")] = 10_000,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Build a site of invented incidents from nothing, then after one change, then after none."""
    from dataclasses import asdict

    from dalel.project.catalogue import compile_catalogues
    from dalel.publish.bench import measure

    compile_catalogues()
    with stage(f"Building {incidents} incidents"):
        speed = measure(incidents)
    if as_json:
        typer.echo(json.dumps(asdict(speed)))
        return
    typer.echo(
        f"{speed.incidents} incidents: {speed.pages} pages in {speed.full_seconds:.1f} s, "
        f"{speed.pages_per_second:.0f} pages/s.\n"
        f"Then data {speed.data_seconds:.1f} s, archive {speed.archive_seconds:.1f} s, "
        f"search index {speed.search_seconds:.1f} s.\n"
        f"After one change: pages and feeds in {speed.one_change_seconds:.2f} s, all in "
        f"{speed.one_change_late_seconds:.1f} s, {speed.one_change_files} files. "
        f"After none: {speed.no_change_seconds:.2f} s."
    )
