"""Commands about the sources: what they give, how one could be watched, how they stand."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.command_context import command_context, stage, tell
from dalel.cli.commands.given_files import addresses
from dalel.cli.commands.watch import reach
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.cli.command_context import CommandContext
    from dalel.domain.collection import Collected
    from dalel.domain.exchange import FetchFailure
    from dalel.domain.extraction import Extraction
    from dalel.newsroom.evidence.actions.probe_sources import SourceProbe
    from dalel.newsroom.evidence.queries.source_health import SourceHealth


def try_source(
    source: Annotated[str, typer.Argument(help="Its id, as dalel sources list shows it.")] = "",
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Try the addresses of all sources from this machine.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="With --all: keep what was learnt of them.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what a source gives at each of its addresses, without saving. Exit 1: nothing at all.

    With --all each address of every source is tried, and others are looked for where none
    answers; only --write keeps that, in the newsroom's own file of sources.
    """
    if every == bool(source):
        raise typer.BadParameter("wanted the id of a source, or --all")
    context = command_context()
    if every:
        _test_all(context, write=write, as_json=as_json)
        return
    from dalel.newsroom.evidence.actions import try_source as trying

    with stage(f"Looking at {source}"):
        trials = trying.try_source(source, context.pack, reach(context))
    brought = 0
    for trial in trials:
        echo(f"{trial.address.kind} {trial.address.grade} {trial.address.url}")
        if trial.collected is None:
            echo("    no collector reads this kind")
            continue
        found = trial.collected
        brought += len(found.findings) + len(found.posts) + len(found.events)
        brought += len(found.counts) + len(found.changes)
        _show(found)
        if trial.page is not None:
            _show_page(found.findings[0].url, trial.page)
    if not brought:
        raise typer.Exit(1)


def _test_all(context: "CommandContext", *, write: bool, as_json: bool) -> None:
    from dalel.domain.exchange import DIRECT
    from dalel.newsroom.evidence.actions.choose_sources import keep_mended
    from dalel.newsroom.evidence.actions.probe_sources import ProbeResult, probe_all

    ways = reach(context)
    probes = probe_all(context.pack, ways, _no_word if as_json else _show_probe)
    results = [each.result for one in probes for each in one.probes]
    if as_json:
        echo(json.dumps([asdict(one) for one in probes], default=str, ensure_ascii=False))
    else:
        counts = ", ".join(f"{results.count(one)} {one}" for one in ProbeResult)
        found = sum(bool(one.proposed) for one in probes)
        echo(f"{len(probes)} sources, {len(results)} addresses: {counts}; others found for {found}")
    learnt = [
        mended
        for one in probes
        if (mended := one.mended(context.now, ways.ways.get(one.source.id, DIRECT))) != one.source
    ]
    if write and learnt:
        settings = context.configuration
        keep_mended(learnt, settings.pack, settings.sources_file, context.now)
        tell(f"{len(learnt)} sources are kept as they are now in {settings.sources_file}.")
    elif learnt:
        tell(f"{len(learnt)} sources stand otherwise than the pack says; --write keeps that.")
    if ProbeResult.ANSWERS not in results:
        raise typer.Exit(1)


def _no_word(_probe: "SourceProbe") -> None:
    pass


def _show_probe(probe: "SourceProbe") -> None:
    for one in probe.probes:
        echo(f"{one.result:<10}{probe.source.id:<28} {one.address.kind} {one.address.url}")
        echo(f"{'':<10}{one.said}")
    for address in probe.proposed:
        echo(f"{'found':<10}{probe.source.id:<28} {address.kind} {address.url}")
    if probe.flaw:
        echo(f"{'failed':<10}{probe.source.id:<28} {probe.flaw}")


def _show(found: "Collected") -> None:
    for finding in found.findings:
        when = f"{finding.published:%Y-%m-%d %H:%M}" if finding.published else "undated"
        echo(f"    {when:<16} {finding.title or '-'}  {finding.url}")
    for post in found.posts:
        when = f"{post.published:%Y-%m-%d %H:%M}" if post.published else "undated"
        echo(f"    {when:<16} {post.text.partition(chr(10))[0][:100]}  {post.url}")
    for count in found.counts[:3]:
        said = f"{count.anomalies} of {count.measured} measurements look like interference"
        echo(f"    {count.day:%Y-%m-%d}       {said}")
    if len(found.counts) > 3:
        echo(f"    ... {len(found.counts)} counts in all")
    _show_rows(found)
    _show_events(found)
    for skip in found.skips:
        example = f" ({skip.examples[0]} ...)" if skip.examples else ""
        echo(f"    not taken: {skip.count} {skip.reason}{example}")
    for failure in found.failures:
        echo(f"    failed: {failure.kind}: {failure.reason} ({failure.url})")


def _show_rows(found: "Collected") -> None:
    for change in found.changes[:20]:
        when = f"{change.entry.published:%Y-%m-%d}" if change.entry.published else "undated"
        echo(f"    {when:<16} {change.entry.title[:100]}  {change.entry.url}")
    if len(found.changes) > 20:
        echo(f"    ... {len(found.changes)} rows in all")


def _show_events(found: "Collected") -> None:
    for event in found.events:
        lasts = ", it lasts" if event.lasts else ""
        where = f"{event.method} {event.subject.key} {event.name}"
        echo(f"    {event.started:%Y-%m-%d %H:%M} {where} until {event.ended:%d %H:%M}{lasts}")


def _show_page(url: str, page: "Extraction | FetchFailure") -> None:
    from dalel.domain.exchange import FetchFailure

    echo(f"    its first page: {url}")
    if isinstance(page, FetchFailure):
        echo(f"        failed: {page.kind}: {page.reason}")
        return
    if page.reason:
        echo(f"        no article: {page.reason}")
    when = page.published.iso if page.published else "undated"
    by, language = page.author or "no author", page.language or "language unknown"
    echo(f"        {page.title or 'no title'}")
    echo(f"        {when}, {by}, {language}, {len(page.text)} characters of text")
    echo(f"        found by {', '.join(f'{k}: {v}' for k, v in page.found_by.items())}")


def add(
    url: Annotated[str, typer.Argument(help="The site's address, or a channel: t.me/NAME.")],
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Add it to the newsroom's own sources.")
    ] = False,
) -> None:
    """Find feed, sitemap or channel of a site, and propose it as a source.

    With --write it is added, as proposed: nothing is collected until dalel sources activate.
    """
    context = command_context()
    from dalel.newsroom.evidence.actions.try_source import propose

    with stage(f"Looking for ways to watch {url}"):
        proposal = propose(url, context.pack, reach(context))
    for failure in proposal.failures:
        tell(f"{failure.kind}: {failure.reason} ({failure.url})")
    for sample in proposal.samples[:5]:
        tell(f"e.g. {sample}")
    if proposal.source is None or not proposal.source.addresses:
        tell(f"Nothing at {url} can be watched: no feed, no sitemap, no channel with a preview.")
        raise typer.Exit(1)
    if not write:
        echo(json.dumps(asdict(proposal.source), ensure_ascii=False, indent=1))
        tell(f"Judge it; with --write it goes into {context.configuration.sources_file}.")
        return
    from dalel.newsroom.evidence.actions.choose_sources import add_source

    settings = context.configuration
    source = add_source(
        proposal.source, context.pack, settings.pack, settings.sources_file, context.now
    )
    echo(f"{source.id} is proposed; its entry is in {settings.sources_file}.")
    tell(
        f"dalel sources test {source.id} shows what it gives, dalel sources activate {source.id} "
        "begins to watch it. A dalel work that is running sees it when it is started again."
    )


def activate(
    source: Annotated[str, typer.Argument(help="Its id, as dalel sources list shows it.")],
) -> None:
    """Watch a source that was proposed, paused or dead."""
    _decide(source, "active")


def pause(
    source: Annotated[str, typer.Argument(help="Its id, as dalel sources list shows it.")],
) -> None:
    """Let a source rest: nothing new is collected from it until it is activated again."""
    _decide(source, "paused")


def _decide(source: str, state: str) -> None:
    context = command_context()
    from dalel.domain.states import SourceState
    from dalel.newsroom.evidence.actions.choose_sources import decide

    decide(source, SourceState(state), context.pack, context.now)
    echo(f"{source} is {state}.")
    from dalel.newsroom.evidence.queries.watched_addresses import decisions

    [decided] = [one for one in decisions(context.pack) if one.source.id == source]
    if decided.unwatched and state == "active":
        tell(f"It is read nowhere all the same: {decided.unwatched} (dalel sources list).")


def health(
    *,
    as_json: AsJson = False,
) -> None:
    """Show how each source stands: last success, yield, failures, alarms."""
    context = command_context()
    from dalel.newsroom.evidence.queries import source_health

    found = source_health.sources(context.now)
    if as_json:
        told = [asdict(one) for one in found]
        echo(json.dumps(told, default=str, ensure_ascii=False))
        return
    for one in found:
        echo(_line(one))
    if not found:
        echo("No source was looked at yet: dalel run.")


def _line(one: "SourceHealth") -> str:
    if one.unwatched and one.alarm == "none":
        return f"{'-':<8}{one.key:<28} not watched: {one.unwatched}"
    success = f"{one.last_success:%Y-%m-%d %H:%M}" if one.last_success else "never"
    usual = f"{one.per_day:.1f} a day" if one.per_day is not None else "yield not known yet"
    # Who was never asked, or never answered, is not well.
    well = "ok" if one.last_success else "silent" if one.last_look else "new"
    parts = [
        f"{one.alarm if one.alarm != 'none' else well:<8}{one.key:<28} answered {success}",
        f"{one.articles} articles",
        usual,
    ]
    if one.waiting:
        parts.append(f"{one.waiting} waiting, {one.stuck} of them stuck")
    if one.silenced_by:
        parts.append(f"silent with {one.silenced_by}")
    elif one.trouble:
        parts.append(f"wrong now: {one.trouble}")
    elif one.error:
        parts.append(f"last failure {one.error_kind}: {one.error}")
    return ", ".join(parts)


def try_again(
    source: Annotated[
        str, typer.Argument(help="Only of this source, by its id; else of all.")
    ] = "",
) -> None:
    """Have all that rests after failures or deaths of workers tried again with the next pass."""
    context = command_context()
    from dalel.newsroom.frame import resting
    from dalel.newsroom.sources.actions import source_state

    if source and source not in source_state.states():
        tell(f"There is no source {source!r}: dalel sources list shows all.")
        raise typer.Exit(1)
    count = resting.try_all_again(context.now, source or None)
    echo(f"{count} pieces of work are tried again." if count else "Nothing rests.")


def take(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Addresses, one or more a line.")
    ],
) -> None:
    """Note the addresses in a file as findings; the next pass fetches them."""
    content = addresses(file)
    context = command_context()
    from dalel.language.letters import decode
    from dalel.newsroom.evidence.actions.try_source import take_addresses

    new, wrong = take_addresses(decode(content)[0], context.pack, context.now)
    echo(f"{new} new addresses.")
    for one in wrong:
        echo(f"no address: {one}", err=True)
