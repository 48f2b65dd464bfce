"""Commands of the sample press: everything, without a network."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.domain.errors import DalelError
from dalel.project.cli.care import vault
from dalel.project.cli.ground import Ground, stage, stand, tell
from dalel.project.cli.judging import judges_here
from dalel.project.cli.progress import progress
from dalel.project.cli.watch import SOFTWARE, told_of

if TYPE_CHECKING:
    from dalel.flow.watch.reach import Reach
    from dalel.pack import Pack


class SampleFailedError(DalelError):
    """An outlet of the sample press gave nothing, or the evidence is not sound."""


@dataclass(frozen=True, kw_only=True)
class SampleGround:
    """The sample's own ground, and the press as a pack of sources with the way to it."""

    ground: Ground
    press: "Pack"
    reach: "Reach"
    port: int


def serve(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8090,
) -> None:
    """Serve the sample press on this machine: 15 outlets, told apart by the Host header."""
    from threading import Event

    from dalel.pack import default_folder
    from dalel.project.sample.outlets import OUTLETS, address
    from dalel.project.sample.press import ARTICLES, open_press

    with open_press(default_folder() / ARTICLES, port=port) as at:
        for outlet in OUTLETS:
            typer.echo(f"{outlet.name:<16} {address(outlet)}")
        host = OUTLETS[0].host
        typer.echo(f"All at 127.0.0.1:{at}, e.g. curl -H 'Host: {host}' http://127.0.0.1:{at}/rss")
        tell("Ctrl-C ends it.")
        try:
            Event().wait()
        except KeyboardInterrupt:
            tell("Ended.")


@contextmanager
def sample_ground() -> Iterator[SampleGround]:
    """Open the press and stand on a home of the sample's own, ``sample`` in the usual one."""
    from dalel.pack import default_folder
    from dalel.project.home import home
    from dalel.project.sample.press import ARTICLES, open_press, press_pack, press_reach

    # Before Django reads its settings, which are in force for the whole process.
    os.environ["DALEL_HOME"] = str(home() / "sample")
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("DALEL_DATABASE_URL", None)
    ground = stand()
    with open_press(default_folder() / ARTICLES) as port:
        yield SampleGround(
            ground=ground,
            press=press_pack(ground.pack),
            reach=press_reach(port),
            port=port,
        )


def watch_press(sample: SampleGround) -> None:
    """One pass over the press; names every outlet collected or its failure, and verifies.

    :raises SampleFailedError: when an outlet gave nothing, or the evidence is not sound.
    """
    from dalel.flow.evidence.verifying import verify_all
    from dalel.flow.running import Orders, run_once

    evidence = vault(sample.ground.configuration)
    with progress() as told:
        report = run_once(
            sample.press,
            sample.reach,
            evidence,
            software=SOFTWARE,
            # Its texts are from one spring, however late it is.
            orders=Orders(back=None, cites=False),
            told=told,
            judges=judges_here(sample.ground.configuration),
        )
    typer.echo(told_of(report))
    with stage("Verifying"):
        proof = verify_all(evidence)
    typer.echo(f"Evidence: {proof.captures} captures, {'sound' if proof.sound else 'NOT sound'}.")
    silent = [key for key, tally in report.sources.items() if not tally.looks]
    if silent or report.cut_off or not proof.sound:
        raise SampleFailedError(
            f"The sample failed: nothing from {', '.join(silent) or 'nobody'}; "
            f"evidence {'sound' if proof.sound else 'not sound'}."
        )
