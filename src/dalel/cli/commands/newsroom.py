"""Commands about the newsroom: its sources, its machine."""

import json
from typing import Annotated

import typer

from dalel.cli.command_context import command_context, start_django
from dalel.cli.options import AsJson
from dalel.cli.read_only import is_read_only
from dalel.cli.terminal import echo


def list_sources(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="List as JSON.")] = False,
) -> None:
    """List the sources with their state, addresses and grades."""
    from dataclasses import asdict

    context = command_context(reads=True, begins=True)
    from dalel.newsroom.evidence.actions.collect import enrol
    from dalel.newsroom.sources.actions.source_state import states

    pack = context.pack
    if not is_read_only(context.configuration.home):
        enrol(pack, context.now)
    state = states()
    if as_json:
        told = [asdict(source) | {"state": state.get(source.id)} for source in pack.sources]
        echo(json.dumps(told, ensure_ascii=False))
        return
    for source in sorted(pack.sources, key=lambda source: (source.priority, source.id)):
        grades = ", ".join(f"{address.kind} {address.grade}" for address in source.addresses)
        echo(
            f"{source.priority}  {state.get(source.id, '-'):<8} {source.id:<24} {source.kind:<12} "
            f"{'/'.join(source.languages):<8} {source.host or source.telegram or '-':<28} {grades}"
        )


def doctor(
    *,
    as_json: AsJson = False,
) -> None:
    """Show what is in force and what is wrong. Exit 1 when something is."""
    from dataclasses import asdict

    from dalel.cli.doctor.examination import examine

    findings = examine(start_django)
    if as_json:
        echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = "WRONG" if finding.problem else "NOTE" if finding.advice else "ok"
            told = finding.problem or finding.advice or finding.state
            echo(f"{mark:<6}{finding.subject:<12}{told}")
    if any(finding.problem for finding in findings):
        raise typer.Exit(1)
