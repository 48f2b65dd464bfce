"""The command that checks incidents."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel.cli.command_context import command_context, stage
from dalel.cli.options import AsJson
from dalel.cli.read_only import want_a_copy
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.domain.concern import Concern
    from dalel.language.wording import Gettext


def check(
    number: Annotated[
        str | None, typer.Argument(help="An incident (KZ-2026-0001); without one all are checked.")
    ] = None,
    *,
    wording: Annotated[
        str | None, typer.Option(help="Language of the reasons; without it the pack's first.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check incidents, and show their open concerns. Exit 1 when one of them holds a text back."""
    want_a_copy()
    context = command_context(reads=True)
    from dalel.domain.states import ConcernState
    from dalel.language.wording import catalogue
    from dalel.newsroom.incidents.actions.check import check_incident, check_record, checked
    from dalel.newsroom.incidents.concern_labels import labelled

    spoken = wording or context.pack.languages[0]
    if spoken not in context.pack.ui_languages:
        raise typer.BadParameter(f"{spoken!r} is none of {', '.join(context.pack.ui_languages)}")
    with stage("Checking"):
        if number is None:
            check_record(context.pack, now=context.now)
        else:
            check_incident(number, context.pack, now=context.now)
    say = catalogue(spoken).gettext
    found = [
        (incident.number, concern)
        for incident in checked([number] if number else None)
        for concern in incident.concerns
        if concern.state is ConcernState.OPEN
    ]
    records = [_record(of, labelled(concern, context.pack, spoken), say) for of, concern in found]
    if as_json:
        echo(json.dumps(records, ensure_ascii=False))
    else:
        echo("\n".join(map(_line, records)) or "No open concerns.")
    if any(concern.holds_back for _, concern in found):
        raise typer.Exit(1)


def _record(number: str, concern: "Concern", say: "Gettext") -> dict[str, Any]:
    from dalel.newsroom.incidents.concern_labels import advice, reason

    return {
        "number": number,
        "rule": concern.rule,
        "weight": str(concern.weight),
        "language": concern.language,
        "field": concern.field,
        "excerpt": concern.excerpt,
        "reason": reason(concern, say),
        "suggestion": concern.suggestion,
        "advice": advice(concern, say),
    }


def _line(record: dict[str, Any]) -> str:
    """``KZ-2026-0001 kk title: error guilt: «...» reason advice``."""
    place = " ".join(
        part for part in (record["number"], record["language"], record["field"]) if part
    )
    excerpt = f" «{record['excerpt']}»" if record["excerpt"] else ""
    told = f"{record['reason']} {record['advice']}"
    return f"{place}: {record['weight']} {record['rule']}:{excerpt} {told}"
