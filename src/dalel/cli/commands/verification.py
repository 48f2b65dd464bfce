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
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.domain.public_seal import PublicSeal
    from dalel.steps.archive.findings import Report, Stamp, WitnessProof

#: A seal that was confirmed so long after its own time may have been made as late.
_LATE: Final = timedelta(days=2)


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
        echo(json.dumps(told, default=str, ensure_ascii=False))
    else:
        echo("\n".join(_told(report)))
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
        yield (
            "Not proved against its keeper: whoever has this machine can make all of it anew, so "
            "that it is sound in itself. Hold it against what others kept: dalel verify --site "
            "ADDRESS, or --seal FILE with a seal that was printed, mailed or saved elsewhere."
        )
    else:
        yield _agreement(report)
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


def _agreement(report: "Report") -> str:
    proof, proved = report.proof, [one.sealed.date() for one in report.stamps if one.proved]
    by_time = (
        f"by timestamps up to the seal of {max(proved)}: nothing was changed since the time that "
        "they tell. Whoever keeps the evidence can take timestamps out and have later ones made"
        if proved
        else ""
    )
    if proof.agreed:
        kept = (
            f"Proved by {len(proof.agreed)} seals that others kept: up to the seal of "
            f"{proof.agreed[-1].day} nothing was changed, put in or taken away since they got it."
        )
        return f"{kept} Also {by_time}." if by_time else kept
    return f"Proved {by_time}: hold it also against what others kept (--site, --seal)."
