"""Commands that watch the sources and prove what they kept."""

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel import __version__
from dalel.domain.errors import DalelError
from dalel.project.cli.care import care_of, roots_of, vault
from dalel.project.cli.drafting import drafting_here, worker_name
from dalel.project.cli.ground import Ground, mirrors_of, press_of, stage, stand, tell
from dalel.project.cli.judging import judges_here, judging_lines
from dalel.project.cli.progress import progress

if TYPE_CHECKING:
    from dalel.flow.evidence.caring import Cared
    from dalel.flow.running import PassReport
    from dalel.flow.watch.reach import Reach
    from dalel.steps.archive.findings import Report

SOFTWARE = f"dalel {__version__}"


class NoContactError(DalelError):
    """Outlets must be able to reach whoever reads them: set contact in dalel.toml to an e-mail."""


def run(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """One pass: look at every source, fetch and keep what is new, capture again what is due."""
    _pass(fetches=True, as_json=as_json)


def collect(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Look at every source and note what is new, without fetching it."""
    _pass(fetches=False, as_json=as_json)


def _pass(*, fetches: bool, as_json: bool) -> None:
    ground = stand()
    from dalel.flow.running import Orders, run_once

    with progress() as told:
        report = run_once(
            ground.pack,
            reach(ground),
            vault(ground.configuration),
            software=SOFTWARE,
            orders=Orders(fetches=fetches),
            told=told,
            care=care_of(ground.configuration),
            judges=judges_here(ground.configuration) if fetches else None,
        )
        if fetches:
            drafting_here(ground)(worker_name())
    typer.echo(json.dumps(record(report)) if as_json else told_of(report))
    if report.cut_off:
        raise typer.Exit(1)


def work() -> None:
    """Work on, taking what is due, until it is ended. As many workers as you like."""
    ground = stand()
    from dalel.flow.public.mirroring import bring_on
    from dalel.flow.public.sending import Sender, send_on
    from dalel.flow.tending import tend
    from dalel.flow.working import work as work_on

    def clock() -> datetime:
        return datetime.now(UTC)

    channels = ground.configuration.channels
    mirrors = mirrors_of(ground.configuration)
    sender = Sender(ground.pack, channels)
    with (
        _stopping() as stop,
        _beside(stop, lambda: send_on(sender, stop, clock)),
        _beside(stop, lambda: bring_on(mirrors, stop, clock)),
    ):
        tell("Working. Ctrl-C ends it.")
        work_on(
            ground.pack,
            reach(ground),
            vault(ground.configuration),
            software=SOFTWARE,
            stop=stop,
            reported=lambda report: tell(summary(report)),
            tended=lambda: tend(
                ground.pack,
                press_of(ground.configuration),
                now=clock(),
                voices=channels.voices(ground.pack.languages),
            ),
            care=care_of(ground.configuration),
            drafted=drafting_here(ground),
            judges=lambda: judges_here(ground.configuration),
        )


@contextmanager
def _beside(stop: Event, go_on: Callable[[], None]) -> Iterator[None]:
    """Messages and the site go out beside the work: they do not wait until all sources were asked.

    What breaks there ends the work, too.
    """
    broken: list[BaseException] = []

    def send() -> None:
        try:
            go_on()
        except BaseException as error:  # noqa: BLE001 - raised again where it is heard
            broken.append(error)
            stop.set()

    thread = Thread(target=send)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    if broken:
        raise broken[0]


@contextmanager
def _stopping() -> Iterator[Event]:
    """An event that is set when the process is asked to end; a second Ctrl-C ends it at once."""
    stop = Event()

    def end(_signal: int, _frame: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = [(kind, signal.signal(kind, end)) for kind in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield stop
    finally:
        for kind, handler in before:
            signal.signal(kind, handler)


def verify(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Prove all evidence: digests, chains, timestamps. Exit 1 when something is wrong."""
    ground = stand()
    from dalel.flow.evidence.verifying import verify_all

    with stage("Verifying"):
        report = verify_all(vault(ground.configuration), roots=roots_of(ground.configuration))
    if as_json:
        told = asdict(report) | {"sound": report.sound}
        typer.echo(json.dumps(told, default=str, ensure_ascii=False))
    else:
        typer.echo("\n".join(_proof(report)))
    if not report.sound:
        raise typer.Exit(1)


def _proof(report: "Report") -> Iterator[str]:
    for found in report.findings:
        place = f"{found.file}:{found.offset}" if found.offset is not None else found.file
        yield f"{found.fault}: {place}: {found.what}"
    for gone in report.withheld:
        place = f"{gone.file}:{gone.tombstone.offset}"
        yield f"withheld: {place}: {gone.reason} ({gone.by}, {gone.time:%Y-%m-%d})"
    for stamp in report.stamps:
        trust = "" if stamp.proved else ", not proved: set timestamp_roots"
        yield f"timestamp: {stamp.time:%Y-%m-%d %H:%M:%S} UTC by {stamp.authority}{trust}"
    yield (
        f"{report.captures} captures in {report.files} files of {report.chains} chains, "
        f"{report.bytes_read / 1e6:.1f} MB read; {report.seals} seals, "
        f"{len(report.stamps)} timestamps, {len(report.withheld)} withheld: "
        + ("sound." if report.sound else f"{len(report.findings)} things are wrong.")
    )


def reach(ground: Ground) -> "Reach":
    """By which ways this newsroom asks.

    :raises NoContactError: when it has not said how it is reached.
    """
    from dalel.flow.watch.reach import reach_of

    settings = ground.configuration
    if not settings.contact:
        raise NoContactError
    return reach_of(
        ground.pack,
        contact=settings.contact,
        proxies=settings.proxies,
        ways=settings.ways,
        version=__version__,
    )


def record(report: "PassReport") -> dict[str, Any]:
    """A pass for scripts."""
    return {
        "started": report.started.isoformat(),
        "ended": report.ended.isoformat(),
        "cut_off": list(report.cut_off),
        "adopted": report.adopted,
        "cited": report.cited,
        "watched": report.watched,
        "outages": list(report.outages),
        "evidence": asdict(report.cared),
        "judged": asdict(report.judged),
        "sources": {
            key: {
                "looks": tally.looks,
                "unchanged": tally.unchanged,
                "found": tally.found,
                "articles": tally.articles,
                "versions": tally.versions,
                "captures": tally.captures,
                "skipped": dict(tally.skipped),
                "failures": [
                    {"url": failure.url, "kind": failure.kind, "reason": failure.reason}
                    for failure in tally.failures
                ],
            }
            for key, tally in report.sources.items()
        },
    }


def told_of(report: "PassReport") -> str:
    """A pass for people: a line for each source, its failures named."""
    return "\n".join([*_lines(report), summary(report)])


def _lines(report: "PassReport") -> Iterator[str]:
    for key, tally in report.sources.items():
        parts = [
            f"{tally.found} found",
            f"{tally.articles} articles",
            *([f"{tally.versions} new versions"] if tally.versions else []),
            *([f"{tally.unchanged} unchanged"] if tally.unchanged else []),
            *(f"{count} {reason}" for reason, count in sorted(tally.skipped.items())),
        ]
        yield f"{key:<24} {', '.join(parts)}"
        reasons: dict[str, list[str]] = {}
        for failure in tally.failures:
            kind = f"{failure.kind} {failure.status or ''}".strip()
            reasons.setdefault(kind, []).append(f"{failure.reason} ({failure.url})")
        for kind, said in reasons.items():
            yield f"{'':<24} failed: {len(said)} {kind}: {said[0]}"


def summary(report: "PassReport") -> str:
    """A pass in a line."""
    if report.cut_off:
        silent = ", ".join(report.cut_off)
        return (
            f"We are cut off: no control host {silent} answers. Nothing is recorded about others."
        )
    counts = [tally for tally in report.sources.values() if tally.looks or tally.captures]
    seconds = (report.ended - report.started).total_seconds()
    line = (
        f"{len(counts)} sources, {sum(one.found for one in counts)} found, "
        f"{sum(one.articles for one in counts)} articles, "
        f"{sum(one.versions for one in counts)} new versions, "
        f"{sum(one.captures for one in counts)} captures in {seconds:.0f} s."
    )
    if report.failing:
        line += f" No answer: {', '.join(report.failing)}."
    if report.outages:
        line += f" Down: {', '.join(report.outages)}."
    return "\n".join([line, *judging_lines(report.judged), *care_lines(report.cared)])


def care_lines(cared: "Cared") -> Iterator[str]:
    """What was done for the evidence, and what could not be."""
    parts = [
        *([f"sealed as {cared.seal}"] if cared.seal else []),
        *(["confirmed by the time-stamping authority"] if cared.stamped else []),
        *([f"{cared.shipped} files shipped"] if cared.shipped else []),
        *([f"{cared.asked} copies asked for"] if cared.asked else []),
        *([f"{cared.copied} copies made"] if cared.copied else []),
    ]
    if parts:
        yield f"Evidence: {', '.join(parts)}."
    for problem in cared.problems:
        yield f"Evidence: not done: {problem}"
