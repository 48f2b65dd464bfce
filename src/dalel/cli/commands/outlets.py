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
    from dalel.domain.collection import Collected
    from dalel.domain.exchange import FetchFailure
    from dalel.domain.extraction import Extraction
    from dalel.newsroom.evidence.queries.source_health import SourceHealth


def test(
    source: Annotated[str, typer.Argument(help="Its id, as dalel sources list shows it.")],
) -> None:
    """Show what a source gives at each of its addresses, without saving. Exit 1: nothing at all."""
    context = command_context()
    from dalel.newsroom.evidence.actions.try_source import try_source

    with stage(f"Looking at {source}"):
        trials = try_source(source, context.pack, reach(context))
    brought = 0
    for trial in trials:
        echo(f"{trial.address.kind} {trial.address.grade} {trial.address.url}")
        if trial.collected is None:
            echo("    no collector reads this kind")
            continue
        found = trial.collected
        brought += len(found.findings) + len(found.posts) + len(found.counts) + len(found.events)
        _show(found)
        if trial.page is not None:
            _show_page(found.findings[0].url, trial.page)
    if not brought:
        raise typer.Exit(1)


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
    _show_events(found)
    for skip in found.skips:
        example = f" ({skip.examples[0]} ...)" if skip.examples else ""
        echo(f"    not taken: {skip.count} {skip.reason}{example}")
    for failure in found.failures:
        echo(f"    failed: {failure.kind}: {failure.reason} ({failure.url})")


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
    success = f"{one.last_success:%Y-%m-%d %H:%M}" if one.last_success else "never"
    usual = f"{one.per_day:.1f} a day" if one.per_day is not None else "yield not known yet"
    parts = [
        f"{one.alarm if one.alarm != 'none' else 'ok':<8}{one.key:<24} answered {success}",
        f"{one.articles} articles",
        usual,
    ]
    if one.waiting:
        parts.append(f"{one.waiting} waiting, {one.stuck} of them stuck")
    if one.trouble:
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
