"""Commands that watch the sources and prove what they kept."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final

import typer

from dalel import __version__
from dalel.cli.command_context import (
    CommandContext,
    command_context,
    mirrors_of,
    tell,
    wait_for_key,
)
from dalel.cli.commands.builds import builder_of, later_of
from dalel.cli.commands.contact_rounds import Round, rounds
from dalel.cli.commands.damage import look_daily
from dalel.cli.commands.drafting import drafting_here, drafting_on, reading_on, worker_name
from dalel.cli.commands.judging import judges_here, judging_lines
from dalel.cli.commands.progress import progress
from dalel.cli.end_signals import asked_to_end
from dalel.cli.evidence_services import care_of, vault
from dalel.cli.options import AsJson
from dalel.cli.sd_notify import notify, watchdog_pause
from dalel.cli.terminal import echo
from dalel.cli.work_stop import WatchedStop
from dalel.domain.errors import DalelError

if TYPE_CHECKING:
    from dalel.newsroom.evidence.actions.network_policy import Reach
    from dalel.newsroom.evidence.actions.upkeep import Cared
    from dalel.newsroom.worker.actions.passes import PassReport

SOFTWARE = f"dalel {__version__}"
UNWATCHED = (
    "Nothing is watched: no contact address is set. Set one at the desk; no restart is needed."
)


#: So often at most the worker says that it lives, in seconds.
_PULSE: Final = 20.0


class NoContactError(DalelError):
    """Outlets must be able to reach who reads them: set contact at the desk or in dalel.toml."""


def run(
    *,
    as_json: AsJson = False,
) -> None:
    """One pass: look at every source, fetch and keep what is new, capture again what is due."""
    _pass(fetches=True, as_json=as_json)


def collect(
    *,
    as_json: AsJson = False,
) -> None:
    """Look at every source and note what is new, without fetching it."""
    _pass(fetches=False, as_json=as_json)


def _pass(*, fetches: bool, as_json: bool) -> None:
    context = command_context()
    from dalel.newsroom.worker.actions.passes import Orders, run_once

    with progress() as told:
        report = run_once(
            context.pack,
            reach(context),
            vault(context.configuration),
            software=SOFTWARE,
            orders=Orders(fetches=fetches),
            told=told,
            care=care_of(context.configuration),
            judges=judges_here(context.configuration) if fetches else None,
        )
        if fetches:
            drafting_here(context)(worker_name())
    echo(json.dumps(record(report)) if as_json else told_of(report))
    if report.cut_off:
        raise typer.Exit(1)


def work() -> None:
    """Work on, taking what is due, until it is ended. As many workers as you like.

    Until a contact address is set, no source is asked and nothing new is judged; what was
    scheduled, messages, the site and the daily care go on.
    """
    context = command_context(unlocks=wait_for_key)
    from dalel.newsroom.accounts.queries.newsroom_settings import contact
    from dalel.newsroom.frame.item_failure import ItemWork
    from dalel.newsroom.releases.actions.mirror import bring_on
    from dalel.newsroom.releases.actions.send import Sender, send_on
    from dalel.newsroom.worker.actions.remind import Reminding, remind_on
    from dalel.newsroom.worker.actions.scheduler import tend
    from dalel.newsroom.worker.actions.ways_of_telling import ways_of_telling
    from dalel.newsroom.worker.actions.work import work as work_on

    def clock() -> datetime:
        return datetime.now(UTC)

    stop = _stop_of(context.configuration.home)
    channels, mirrors = context.configuration.channels, mirrors_of(context.configuration)
    sender = Sender(context.pack, channels)
    reminding = Reminding(
        pack=context.pack,
        ways=ways_of_telling(channels, context.configuration.bot_of_members),
        desk=context.configuration.desk_address.rstrip("/"),
    )

    def tended() -> None:
        with ItemWork("The daily look at the database"):
            look_daily(context.configuration, clock())
        voices = channels.voices(context.pack.languages)
        tend(context.pack, later_of(context.configuration), now=clock(), voices=voices)

    def tended_alone() -> None:
        with ItemWork("What has its time"):
            tended()

    def work_as(reached: str, this: Round) -> None:
        def tended_and_looked() -> None:
            tended()
            if contact() != reached:
                this.set()

        work_on(
            context.pack,
            reach(context),
            vault(context.configuration),
            software=SOFTWARE,
            stop=this,
            reported=lambda report: tell(summary(report)),
            tended=tended_and_looked,
            told=lambda _stage, _done: stop.look(),
            care=care_of(context.configuration),
            judges=lambda: judges_here(context.configuration),
        )

    with (
        asked_to_end(stop.set),
        going_on_beside(stop, lambda: send_on(sender, stop, clock)),
        going_on_beside(stop, lambda: remind_on(reminding, stop, clock)),
        going_on_beside(stop, lambda: members_bot_on(context, stop, clock)),
        going_on_beside(stop, lambda: bring_on(mirrors, stop, clock)),
        going_on_beside(stop, lambda: drafting_on(context)(stop)),
        going_on_beside(stop, lambda: reading_on(context.pack, stop)),
        going_on_beside(stop, lambda: builder_of(context.configuration).build_on(stop, clock)),
    ):
        tell("Working. Ctrl-C ends it.")
        notify("READY=1")
        for reached, this in rounds(
            contact, stop, waiting=lambda: tell(UNWATCHED), tended=tended_alone
        ):
            work_as(reached, this)


def _stop_of(home: Path) -> WatchedStop:
    """What ends the worker, and by whose looks home and supervisor learn that it lives."""
    from dalel.newsroom.frame.worker_pulse import beat

    def alive() -> None:
        beat(home)
        notify("WATCHDOG=1")

    return WatchedStop(alive, pause=min(_PULSE, watchdog_pause() or _PULSE))


def members_bot_on(context: CommandContext, stop: Event, clock: Callable[[], datetime]) -> None:
    """Read what members send to their bot, where there is one."""
    from dalel.newsroom.worker.actions.members_bot import MembersBot, read_on

    settings = context.configuration
    if settings.bot_of_members is not None:
        bot = MembersBot(
            bot=settings.bot_of_members,
            pack=context.pack,
            desk=settings.desk_address.rstrip("/"),
            worker=worker_name(),
            clock=clock,
            is_ending=stop.is_set,
        )
        read_on(bot, stop)


@contextmanager
def going_on_beside(stop: Event, go_on: Callable[[], None]) -> Iterator[None]:
    """Drafts, messages and the site are made beside the work: they do not wait for the sources.

    What breaks there ends the work, too; its connections to the database end with it.
    """
    from django.db import connections

    broken: list[BaseException] = []

    def send() -> None:
        try:
            go_on()
        except BaseException as error:  # noqa: BLE001 - raised again where it is heard
            broken.append(error)
            stop.set()
        finally:
            connections.close_all()

    thread = Thread(target=send)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    if broken:
        raise broken[0]


def reach(context: CommandContext) -> "Reach":
    """By which ways this newsroom asks.

    :raises NoContactError: when it has not said how it is reached.
    """
    from dalel.cli.evidence_services import chromium_of
    from dalel.newsroom.accounts.queries.newsroom_settings import contact
    from dalel.newsroom.evidence.actions.network_policy import reach_of

    settings = context.configuration
    reached = contact()
    if not reached:
        raise NoContactError
    return reach_of(
        context.pack,
        contact=reached,
        proxies=settings.proxies,
        ways=settings.ways,
        radar_token=settings.radar_token,
        chromium=chromium_of(settings),
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
        "read": report.read,
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
    if report.read:
        line += f" {report.read} articles read for the checks."
    if report.failing:
        line += f" No answer: {', '.join(report.failing)}."
    if report.outages:
        line += f" Down: {', '.join(report.outages)}."
    return "\n".join([line, *judging_lines(report.judged), *care_lines(report.cared)])


def care_lines(cared: "Cared") -> Iterator[str]:
    """What was done for the evidence, and what could not be."""
    parts = [
        *([f"sealed as {cared.seal}"] if cared.seal else []),
        *([f"confirmed by {cared.stamped} time-stamping authorities"] if cared.stamped else []),
        *(["seals shown on the site"] if cared.shown else []),
        *([f"{cared.shipped} files shipped"] if cared.shipped else []),
        *([f"{cared.asked} copies asked for"] if cared.asked else []),
        *([f"{cared.copied} copies made"] if cared.copied else []),
    ]
    if parts:
        yield f"Evidence: {', '.join(parts)}."
    for problem in cared.problems:
        yield f"Evidence: not done: {problem}"
