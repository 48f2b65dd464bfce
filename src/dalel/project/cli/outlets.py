"""Commands about the sources: what they give, how one could be watched, how they stand."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.project.cli.ground import stage, stand, tell
from dalel.project.cli.watch import reach

if TYPE_CHECKING:
    from dalel.domain.collecting import Collected
    from dalel.domain.exchange import FetchFailure
    from dalel.domain.extraction import Extraction
    from dalel.store.watch.health import SourceHealth


def test(
    source: Annotated[str, typer.Argument(help="Its id, as dalel sources list shows it.")],
) -> None:
    """Show what a source gives at each of its addresses, without saving. Exit 1: nothing at all."""
    ground = stand()
    from dalel.flow.watch.trying import try_source

    with stage(f"Looking at {source}"):
        trials = try_source(source, ground.pack, reach(ground))
    brought = 0
    for trial in trials:
        typer.echo(f"{trial.address.kind} {trial.address.grade} {trial.address.url}")
        if trial.collected is None:
            typer.echo("    no collector reads this kind")
            continue
        found = trial.collected
        brought += len(found.findings) + len(found.posts) + len(found.counts)
        _show(found)
        if trial.page is not None:
            _show_page(found.findings[0].url, trial.page)
    if not brought:
        raise typer.Exit(1)


def _show(found: "Collected") -> None:
    for finding in found.findings:
        when = f"{finding.published:%Y-%m-%d %H:%M}" if finding.published else "undated"
        typer.echo(f"    {when:<16} {finding.title or '-'}  {finding.url}")
    for post in found.posts:
        when = f"{post.published:%Y-%m-%d %H:%M}" if post.published else "undated"
        typer.echo(f"    {when:<16} {post.text.partition(chr(10))[0][:100]}  {post.url}")
    for count in found.counts[:3]:
        said = f"{count.anomalies} of {count.measured} measurements look like interference"
        typer.echo(f"    {count.day:%Y-%m-%d}       {said}")
    if len(found.counts) > 3:
        typer.echo(f"    ... {len(found.counts)} counts in all")
    for skip in found.skips:
        example = f" ({skip.examples[0]} ...)" if skip.examples else ""
        typer.echo(f"    not taken: {skip.count} {skip.reason}{example}")
    for failure in found.failures:
        typer.echo(f"    failed: {failure.kind}: {failure.reason} ({failure.url})")


def _show_page(url: str, page: "Extraction | FetchFailure") -> None:
    from dalel.domain.exchange import FetchFailure

    typer.echo(f"    its first page: {url}")
    if isinstance(page, FetchFailure):
        typer.echo(f"        failed: {page.kind}: {page.reason}")
        return
    if page.reason:
        typer.echo(f"        no article: {page.reason}")
    when = page.published.iso if page.published else "undated"
    by, language = page.author or "no author", page.language or "language unknown"
    typer.echo(f"        {page.title or 'no title'}")
    typer.echo(f"        {when}, {by}, {language}, {len(page.text)} characters of text")
    typer.echo(f"        found by {', '.join(f'{k}: {v}' for k, v in page.found_by.items())}")


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
    ground = stand()
    from dalel.flow.watch.trying import propose

    with stage(f"Looking for ways to watch {url}"):
        proposal = propose(url, ground.pack, reach(ground))
    for failure in proposal.failures:
        tell(f"{failure.kind}: {failure.reason} ({failure.url})")
    for sample in proposal.samples[:5]:
        tell(f"e.g. {sample}")
    if proposal.source is None or not proposal.source.addresses:
        tell(f"Nothing at {url} can be watched: no feed, no sitemap, no channel with a preview.")
        raise typer.Exit(1)
    if not write:
        typer.echo(json.dumps(asdict(proposal.source), ensure_ascii=False, indent=1))
        tell(f"Judge it; with --write it goes into {ground.configuration.sources_file}.")
        return
    from dalel.flow.watch.choosing import add_source

    settings = ground.configuration
    source = add_source(
        proposal.source, ground.pack, settings.pack, settings.sources_file, ground.now
    )
    typer.echo(f"{source.id} is proposed; its entry is in {settings.sources_file}.")
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
    ground = stand()
    from dalel.domain.states import SourceState
    from dalel.flow.watch.choosing import decide

    decide(source, SourceState(state), ground.pack, ground.now)
    typer.echo(f"{source} is {state}.")


def health(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Show how each source stands: last success, yield, failures, alarms."""
    ground = stand()
    from dalel.store.watch.health import sources

    found = sources(ground.now)
    if as_json:
        told = [asdict(one) for one in found]
        typer.echo(json.dumps(told, default=str, ensure_ascii=False))
        return
    for one in found:
        typer.echo(_line(one))
    if not found:
        typer.echo("No source was looked at yet: dalel run.")


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


def take(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Addresses, one or more a line.")
    ],
) -> None:
    """Note the addresses in a file as findings; the next pass fetches them."""
    ground = stand()
    from dalel.flow.watch.trying import take_addresses
    from dalel.language.letters import decode

    new, wrong = take_addresses(decode(file.read_bytes())[0], ground.pack, ground.now)
    typer.echo(f"{new} new addresses.")
    for one in wrong:
        typer.echo(f"no address: {one}", err=True)
