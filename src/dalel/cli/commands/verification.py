"""The command that proves the evidence, by itself and against what others kept of it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dalel.cli.command_context import command_context, stage
from dalel.cli.evidence_services import roots_of, vault
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo, one_line

if TYPE_CHECKING:
    from dalel.domain.public_seal import PublicSeal
    from dalel.steps.archive.findings import Report, Stamp, WitnessProof

#: A seal that was confirmed so long after its own time may have been made as late.
_LATE: Final = timedelta(days=2)

_ALONE: Final = (
    "Not proved against its keeper: whoever has this machine can make all of it anew, so that it "
    "is sound in itself. Hold it against what others kept: dalel verify --site ADDRESS, or --seal "
    "FILE with a seal that was printed, mailed or saved elsewhere."
)


def verify(
    *,
    seal: Annotated[
        list[str] | None,
        typer.Option(
            help="A seal that somebody kept: its 64 digits, or a file in which seals stand (a "
            "list, a saved feed or page). Several times if you like."
        ),
    ] = None,
    site: Annotated[
        list[str] | None,
        typer.Option(
            help="A site that shows the seals: its address, or a folder or mirror.zip that "
            "somebody kept of it. Several times if you like."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Prove all evidence: digests, chains, timestamps, and seals that others kept.

    Without --seal or --site only against itself: whoever keeps the evidence could have made all of
    it anew. Exit 1 when something is wrong, or is not as others were shown it.
    """
    context = command_context(reads=True)
    from dalel.newsroom.evidence.actions.outside_seals import (
        given_seals,
        is_whole_list,
        site_seals,
    )
    from dalel.newsroom.evidence.queries.verification import verify_all

    lists = [site_seals(place) for place in site or ()]
    witnesses: list[PublicSeal] = [one for seals in lists for one in seals]
    for what in seal or ():
        given = given_seals(what)
        witnesses += given
        if is_whole_list(what):
            lists.append(given)
    settings = context.configuration
    with stage("Verifying"):
        report = verify_all(
            vault(settings), witnesses=witnesses, lists=lists, roots=roots_of(settings)
        )
    if as_json:
        told = asdict(report) | {"sound": report.sound}
        told["proof"] |= {
            "first_difference": report.proof.first_difference,
            "last_agreement": report.proof.last_agreement,
        }
        told["first_touched"] = report.first_touched
        echo(json.dumps(told, default=str, ensure_ascii=False))
    else:
        for line in _told(report):
            # Words of the ledger stand in it, and could say anything on a line of their own.
            echo(one_line(line))
    if not report.sound:
        raise typer.Exit(1)


def _told(report: "Report") -> Iterator[str]:
    for found in report.findings:
        place = f"{found.file}:{found.offset}" if found.offset is not None else found.file
        yield f"{found.fault}: {f'{place}: ' if place else ''}{found.what}"
    for gone in report.withheld:
        place = f"{gone.file}:{gone.tombstone.offset}"
        yield f"withheld: {place}: {gone.reason} ({gone.by}, {gone.time:%Y-%m-%d})"
    yield from _stamps(report.stamps)
    yield (
        f"{report.captures} captures in {report.files} files of {report.chains} chains, "
        f"{report.bytes_read / 1e6:.1f} MB read; {report.seals} seals, "
        f"{len(report.stamps)} timestamps, {len(report.withheld)} withheld: "
        + ("sound." if report.sound else f"{len(report.findings)} things are wrong.")
    )
    yield from proof_lines(report)


def _stamps(stamps: "tuple[Stamp, ...]") -> Iterator[str]:
    """What each authority confirmed; of what it proves the first and the last are named."""
    by_authority = defaultdict(list)
    for one in sorted(stamps, key=lambda stamp: stamp.time):
        by_authority[one.authority].append(one)
    for authority, given in by_authority.items():
        proved = [one for one in given if one.proved]
        for one in dict.fromkeys((*proved[:1], *proved[-1:])):
            late = ", so late that it says nothing of the days between" if _is_late(one) else ""
            yield (
                f"timestamp: the seal of {one.sealed:%Y-%m-%d} was there at "
                f"{one.time:%Y-%m-%d %H:%M:%S} UTC{late}; by {authority}"
            )
        if len(given) > len(proved):
            yield (
                f"timestamp: {len(given) - len(proved)} not proved: they lead to no root that is "
                f"known here (timestamp_roots); by {authority}"
            )


def _is_late(stamp: "Stamp") -> bool:
    return stamp.time - stamp.sealed > _LATE


def proof_lines(report: "Report") -> Iterator[str]:
    """How far the evidence is proved against whoever keeps it, and what would prove more."""
    proof = report.proof
    if proof.differing or proof.unlisted:
        yield _difference(proof)
    elif proof.until is None:
        yield _ALONE
    elif report.findings:
        yield _faults(report)
    else:
        yield from _agreement(report)
    if proof.until is not None and proof.unproved:
        count = sum(number for _, number in proof.unproved)
        first, last = proof.unproved[0][0], proof.unproved[-1][0]
        days = f"of {first}" if first == last else f"of {first} to {last}"
        yield f"Not proved yet: {count} captures {days}, behind the seal of {proof.until.day}."


def _difference(proof: "WitnessProof") -> str:
    first, last = proof.first_difference, proof.last_agreement
    return f"NOT what others were shown: the first day that differs is {first or 'not known'}; " + (
        f"up to {last} it is as they were shown." if last else "on no day before it agrees."
    )


def _faults(report: "Report") -> str:
    """What holds when the chains are as others were shown them and something is wrong."""
    day = report.first_touched
    first = f"the first day that they touch is {day}" if day else "no line tells which days"
    until = report.proof.until
    return (
        f"NOT proved: {len(report.findings)} things are wrong (they are named above); {first}. "
        f"The chains hold the seal of {until.day if until else 'no day'} all the same: what is not "
        "named above is as that seal has it."
    )


def _agreement(report: "Report") -> Iterator[str]:
    proof, proved = report.proof, [one for one in report.stamps if one.proved]
    if proof.agreed:
        yield (
            f"Proved by {len(proof.agreed)} seals that others kept: up to the seal of "
            f"{proof.agreed[-1].day} nothing was changed, put in or taken away since they got it."
        )
    known = [one for one in proved if not one.own_root]
    own = [one for one in proved if one.own_root]
    if known:
        yield _by_timestamps(known)
    if own:
        names = "; ".join(sorted({one_line(one.own_root) for one in own}))
        yield (
            f"{_by_timestamps(own)} They count by a root that this home names: {names}. Whoever "
            "keeps the evidence may have made it: they are worth what that root is worth to you."
        )
    if not proof.agreed:
        if not known:
            yield _ALONE
        yield "Hold it also against what others kept (--site, --seal)."


def _by_timestamps(stamps: "list[Stamp]") -> str:
    return (
        f"Proved by timestamps up to the seal of {max(one.sealed for one in stamps).date()}: "
        "nothing was changed since the time that they tell. Whoever keeps the evidence can take "
        "timestamps out and have later ones made."
    )
