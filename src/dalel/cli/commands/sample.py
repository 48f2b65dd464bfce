"""Commands of the sample press: everything, without a network."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import CommandContext, command_context, stage, tell, wait_for_key
from dalel.cli.commands.drafting import drafting_on, reading_on
from dalel.cli.commands.judging import judges_here
from dalel.cli.commands.progress import progress
from dalel.cli.commands.watch import SOFTWARE, going_on_beside, told_of
from dalel.cli.end_signals import asked_to_end, wait_for
from dalel.cli.evidence_services import vault
from dalel.cli.new_home import look_at, sample_of
from dalel.cli.terminal import echo
from dalel.domain.errors import DalelError

if TYPE_CHECKING:
    from dalel.newsroom.evidence.actions.network_policy import Reach
    from dalel.newsroom.worker.actions.passes import PassReport
    from dalel.pack import Pack

#: So often, in seconds, a running sample looks whether somebody added a link.
_ADDED = 2.0


class SampleFailedError(DalelError):
    """An outlet of the sample press gave nothing, or the evidence is not sound."""


@dataclass(frozen=True, kw_only=True)
class SampleContext:
    """The sample's own context, and the press as a pack of sources with the way to it."""

    context: CommandContext
    press: "Pack"
    reach: "Reach"
    port: int


def serve(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8090,
) -> None:
    """Serve the sample press on this machine: 15 outlets, told apart by the Host header."""
    from threading import Event

    from dalel.cli.sample import exhibits
    from dalel.cli.sample.measurer import HOST, PATH
    from dalel.cli.sample.outlets import OUTLETS, address
    from dalel.cli.sample.press import ARTICLES, open_press
    from dalel.pack import default_folder

    with open_press(default_folder() / ARTICLES, port=port) as at:
        for outlet in OUTLETS:
            echo(f"{outlet.name:<16} {address(outlet)}")
        echo(f"{'Measurer':<16} http://{HOST}{PATH}")
        echo(f"{'By script':<16} http://{exhibits.HOST}{exhibits.SCRIPTED}")
        echo(f"{'A video':<16} http://{exhibits.HOST}{exhibits.VIDEO}")
        host = OUTLETS[0].host
        echo(f"All at 127.0.0.1:{at}, e.g. curl -H 'Host: {host}' http://127.0.0.1:{at}/rss")
        tell("Ctrl-C ends it.")
        try:
            wait_for(Event())
        except KeyboardInterrupt:
            tell("Ended.")


@contextmanager
def sample_context(prepared: Callable[[], CommandContext]) -> Iterator[SampleContext]:
    """Open the press and stand on a home of the sample's own, ``sample`` in the usual one.

    ``prepared`` gives the context of that home once the settings lead to it.
    """
    from dalel.cli.home import home
    from dalel.cli.sample.press import ARTICLES, open_press
    from dalel.pack import default_folder

    # Before Django reads its settings, which are in force for the whole process.
    place = sample_of(home())
    os.environ["DALEL_HOME"] = str(place)
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("DALEL_DATABASE_URL", None)
    # What is invented is no matter for authorities outside.
    os.environ["DALEL_TIMESTAMP_URLS"] = "none"
    tell(f"The sample's record lies in {place}, apart from yours; look at it by: {look_at(place)}")
    context = prepared()
    _ask_nobody(place)
    with open_press(default_folder() / ARTICLES) as port:
        yield _sample_at(context, port)


def _ask_nobody(place: Path) -> None:
    """Commands that somebody gives on the sample's home ask no authority either."""
    from dalel.cli.configuration import FILE

    if not (place / FILE).exists():
        (place / FILE).write_text('timestamp_urls = "none"\n', "utf-8")


def _sample_at(context: CommandContext, port: int) -> SampleContext:
    from dalel.cli.sample.press import press_pack, press_reach

    return SampleContext(
        context=context, press=press_pack(context.pack), reach=press_reach(port), port=port
    )


def watch(*, port: Annotated[int, typer.Argument(help="Where the press is open.")]) -> None:
    """Watch the press that another process has opened, make drafts and read files until the end.

    As of a worker that watches outlets, nobody has to ask for drafts of what is taken.
    """
    from threading import Event

    context = command_context(unlocks=wait_for_key)
    from dalel.newsroom.evidence.watch_progress import noted
    from dalel.newsroom.releases.actions import build_queue
    from dalel.newsroom.releases.actions.builder import place
    from dalel.newsroom.releases.models import BuildKind

    press = _sample_at(context, port)
    stop = Event()
    with (
        going_on_beside(stop, lambda: drafting_on(context)(stop)),
        going_on_beside(stop, lambda: reading_on(context.pack, stop)),
    ):
        with noted(context.configuration.home) as noting:
            watch_press(press, noting)
        build_queue.want(place(), BuildKind.SITE, datetime.now(UTC))
        with asked_to_end(stop.set):
            while not stop.wait(_ADDED):
                fetch_added(press)


def watch_press(
    sample: SampleContext, noting: Callable[[str, int], None] = lambda _stage, _done: None
) -> None:
    """One pass over the press; names every outlet collected or its failure, and verifies.

    ``noting`` gets the stages as they go on.

    :raises SampleFailedError: when an outlet gave nothing, or the evidence is not sound.
    """
    from dalel.newsroom.evidence.actions.verification import verify_all

    evidence = vault(sample.context.configuration)
    with progress() as shown:

        def told(stage: str, done: int) -> None:
            shown(stage, done)
            noting(stage, done)

        report = _pass(sample, told)
    echo(told_of(report))
    with stage("Verifying"):
        proof = verify_all(evidence)
    echo(f"Evidence: {proof.captures} captures, {'sound' if proof.sound else 'NOT sound'}.")
    # What members added by hand belongs to no outlet, and may well give nothing.
    outlets = {source.id for source in sample.press.sources if source.addresses}
    silent = [key for key, tally in report.sources.items() if key in outlets and not tally.looks]
    if silent or report.cut_off or not proof.sound:
        raise SampleFailedError(
            f"The sample failed: nothing from {', '.join(silent) or 'nobody'}; "
            f"evidence {'sound' if proof.sound else 'not sound'}."
        )


def fetch_added(sample: SampleContext) -> None:
    """Fetch and judge what members added by hand since; nothing waits, nothing is done."""
    from dalel.newsroom.evidence.actions import added_links

    if added_links.waiting().filter(next_at__lte=datetime.now(UTC)).exists():
        _pass(sample, everything=False)


def _pass(
    sample: SampleContext,
    told: Callable[[str, int], None] = lambda _stage, _done: None,
    *,
    everything: bool = True,
) -> "PassReport":
    from dalel.newsroom.worker.actions.passes import Orders, run_once

    return run_once(
        sample.press,
        sample.reach,
        vault(sample.context.configuration),
        software=SOFTWARE,
        # Its texts are from one spring, however late it is.
        orders=Orders(everything=everything, back=None, cites=False),
        told=told,
        judges=judges_here(sample.context.configuration),
    )
