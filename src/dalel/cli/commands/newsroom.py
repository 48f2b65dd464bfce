"""Commands about the newsroom: its sources, its machine."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dalel.cli.command_context import command_context, start_django
from dalel.cli.options import AsJson
from dalel.cli.read_only import is_read_only
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.domain.states import SourceState
    from dalel.newsroom.evidence.queries.watched_addresses import WatchDecision


def list_sources(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="List as JSON.")] = False,
) -> None:
    """List the sources: state, and where each is read, or why it is not watched."""
    from dataclasses import asdict

    context = command_context(reads=True, begins=True)
    from dalel.newsroom.evidence.actions.collect import enrol
    from dalel.newsroom.evidence.queries.watched_addresses import decisions
    from dalel.newsroom.sources.actions.source_state import states

    pack = context.pack
    if not is_read_only(context.configuration.home):
        enrol(pack, context.now)
    state = states()
    decided = decisions(pack)
    if as_json:
        told = [
            asdict(one.source)
            | {
                "state": state.get(one.source.id),
                "read_at": [address.url for address in one.addresses],
                "not_watched": one.unwatched,
            }
            for one in decided
        ]
        echo(json.dumps(told, ensure_ascii=False))
        return
    for one in sorted(decided, key=lambda one: (one.source.priority, one.source.id)):
        source = one.source
        echo(
            f"{source.priority}  {'-' if one.unwatched else state.get(source.id, '-'):<8} "
            f"{source.id:<28} {source.kind:<20} "
            f"{'/'.join(source.languages):<8} {source.host or source.telegram or '-':<28} "
            f"{_decided(one)}"
        )
    for line in _summary(decided, state):
        echo(line)


#: What each reason means, and what a person could do about it.
_WHY: Final = {
    "own": "the newsroom itself",
    "no_address": "no address is known at which it could be read",
    "unproved": "its addresses were only guessed: dalel sources test ID, or test --all --write",
    "needs_browser": "its lists are empty without a browser; pages that are cited are shown in one",
    "needs_key": "it asks for a key that is not set",
    "needs_certificate": "its authority's certificate is missing: dalel doctor tells",
    "by_hand": "its terms or a login keep programs out: people read it",
    "elsewhere": "what it says is read at another source",
    "carrier": "its channels are sources of their own",
    "out_of_scope": "it tells nothing of the country",
}


#: How well it is known that an address answers.
_GRADES: Final = {
    "probed_ok": "it answered when it was tried",
    "listed_in_code": "a public list names it, nobody here has tried it",
    "stored_copy": "a public archive holds a copy of it",
    "inferred_cms_default": "where such sites have it as a rule",
    "unverified_guess": "a guess, never read by default",
    "probed_dead": "it did not answer when it was tried",
}


def _decided(one: "WatchDecision") -> str:
    if one.addresses:
        return ", ".join(f"{address.kind} {address.grade}" for address in one.addresses)
    if not one.unwatched:
        return "NOT DECIDED"
    note = f" ({one.source.note})" if one.source.note else ""
    return f"not watched: {one.unwatched}: {_WHY[one.unwatched]}{note}"


def _summary(
    decided: "Sequence[WatchDecision]", state: "Mapping[str, SourceState]"
) -> Iterator[str]:
    """How many are read, and how well it is known that their addresses answer."""
    with_address = [one for one in decided if one.addresses]
    read = [one for one in with_address if state.get(one.source.id, "active") == "active"]
    resting = Counter(str(state[one.source.id]) for one in with_address if one not in read)
    unwatched = Counter(str(one.unwatched) for one in decided if one.unwatched)
    undecided = [one.source.id for one in decided if one.is_open]
    yield ""
    yield f"{len(decided)} sources, {len(read)} read, {len(undecided)} without decision"
    if resting:
        yield "not read now: " + ", ".join(f"{count} {why}" for why, count in resting.items())
    if undecided:
        yield f"without decision: {', '.join(undecided)}"
    yield "not watched: " + ", ".join(f"{count} {why}" for why, count in unwatched.most_common())
    kinds = Counter((one.kind, one.grade) for each in read for one in each.addresses)
    for kind in sorted({kind for kind, _ in kinds}):
        grades = ", ".join(f"{kinds[kind, grade]} {grade}" for k, grade in kinds if k is kind)
        yield f"{kind:<10} {grades}"
    yield from (f"{grade}: {_GRADES[grade]}" for grade in sorted({grade for _, grade in kinds}))


def doctor(
    *,
    as_json: AsJson = False,
) -> None:
    """Show what is in force and what is wrong. Exit 1 when something is."""
    from dalel.cli.doctor.examination import examine

    findings = examine(lambda: start_django(only_looks=True))
    if as_json:
        echo(json.dumps([dict(finding.told()) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = "WRONG" if finding.problem else "NOTE" if finding.advice else "ok"
            told = finding.problem or finding.advice or finding.state
            echo(f"{mark:<6}{finding.subject:<12}{told}")
    if any(finding.problem for finding in findings):
        raise typer.Exit(1)
