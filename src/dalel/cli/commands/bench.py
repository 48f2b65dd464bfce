"""Commands that measure speed."""

import json
from pathlib import Path
from typing import Annotated

import typer

from dalel.cli.command_context import stage
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo


def publish(
    *,
    incidents: Annotated[int, typer.Option(min=1, help="How many incidents.")] = 10_000,
    whole: Annotated[
        bool, typer.Option("--whole", help="With cards and documents: minutes, and gigabytes.")
    ] = False,
    folder: Annotated[Path | None, typer.Option("--in", help="Where the site lies.")] = None,
    as_json: AsJson = False,
) -> None:
    """Build a site of invented incidents: from nothing, after one change, with a new edition.

    All seconds are the processor's.
    """
    from dataclasses import asdict

    from dalel.cli.catalogue import compile_catalogues
    from dalel.publish.speed import ChangeCost, measure

    compile_catalogues()
    with stage(f"Building {incidents} incidents"):
        speed = measure(incidents, folder, whole=whole)
    if as_json:
        echo(json.dumps(asdict(speed)))
        return

    def told(change: ChangeCost) -> str:
        return (
            f"pages and feeds in {change.shown:.2f} s, all in {change.whole:.1f} s, "
            f"{change.files} files"
        )

    after = ", ".join(f"{name} {took:.1f} s" for name, took in speed.after.items())
    echo(
        f"{speed.incidents} incidents: {speed.pages} pages, {speed.megabytes:.0f} MB; "
        f"{speed.pages_per_second:.0f} pages a second of the processor.\n"
        f"Then {after}.\n"
        f"A card {1000 * speed.each_card:.1f} ms, "
        f"an edition's documents {speed.each_edition:.1f} s.\n"
        f"After one change: {told(speed.one_change)}.\n"
        f"The whole set then, at night: {speed.night:.1f} s.\n"
        f"With a new edition: {told(speed.new_edition)}.\n"
        f"After none: {speed.no_change:.2f} s."
    )
