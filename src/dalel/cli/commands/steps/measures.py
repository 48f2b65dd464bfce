"""Benchmark of the figures over a long invented record."""

import json
from typing import Annotated

import typer

from dalel.cli.options import AsJson
from dalel.cli.terminal import echo


def bench(
    *,
    entries: Annotated[int, typer.Option(min=1, help="How many entries.")] = 100_000,
    as_json: AsJson = False,
) -> None:
    """Count the processor's time for all figures of invented entries, and for one more entry."""
    from dataclasses import asdict

    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.steps.measure.bench import measure

    pack = pack_at(configuration().pack)
    speed = measure(entries, pack.codebook, [place.code for place in pack.places], pack.measures)
    if as_json:
        echo(json.dumps(asdict(speed)))
        return
    more = ", ".join(f"{name} {1000 * took:.1f} ms" for name, took in speed.one_more.items())
    echo(
        f"{speed.entries} entries, {speed.cells} cells: board {speed.board_seconds:.2f} s, "
        f"change {speed.change_seconds:.2f} s, attention {speed.attention_seconds:.2f} s, "
        f"threats {speed.threats_seconds:.2f} s; all {speed.all_seconds:.2f} s.\n"
        f"One more entry: {more}."
    )
