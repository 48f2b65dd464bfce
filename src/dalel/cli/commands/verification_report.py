"""What a verification of the evidence found, line by line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from dalel.cli.terminal import one_line, shortened

if TYPE_CHECKING:
    from dalel.steps.archive.findings import HeldRows, Report, Stamp, WitnessProof

#: A seal that was confirmed so long after its own time may have been made as late.
_LATE: Final = timedelta(days=2)
_NAMED: Final = 20

_ALONE: Final = (
    "Not proved against its keeper: whoever has this machine can make all of it anew, so that it "
    "is sound in itself. Hold it against what others kept: dalel verify --site ADDRESS, or --seal "
    "FILE with a seal that was printed, mailed or saved elsewhere."
)


def report_lines(report: "Report") -> Iterator[str]:
    """All that was found, and how far it is proved."""
    for found in report.findings:
        place = f"{found.file}:{found.offset}" if found.offset is not None else found.file
        yield f"{found.fault}: {f'{place}: ' if place else ''}{found.what}"
    for gone in report.withheld:
        place = f"{gone.file}:{gone.tombstone.offset}"
        who = f"{shortened(gone.by)}, {gone.time:%Y-%m-%d}"
        yield f"withheld: {place}: {shortened(gone.reason)} ({who})"
    yield from _elsewhere(report)
    yield from (f"not read: {name}: a process is writing it." for name in report.unread)
    yield from _stamps(report.stamps)
    yield (
        f"{report.captures} captures in {report.files} files of {report.chains} chains, "
        f"{report.bytes_read / 1e6:.1f} MB read; {report.seals} seals, "
        f"{len(report.stamps)} timestamps, {len(report.withheld)} withheld: "
        + ("sound." if report.sound else f"{len(report.findings)} things are wrong.")
    )
    for rows in report.rows:
        yield from _rows(rows)
    yield from proof_lines(report)


def _elsewhere(report: "Report") -> Iterator[str]:
    """Decisions about captures that are not here, as a restored backup brings them."""
    for gone in report.withheld_elsewhere[:_NAMED]:
        why = f"{shortened(gone.reason)} ({shortened(gone.by)}, {gone.time:%Y-%m-%d})"
        yield (
            f"not here: a line withholds a capture of which no line tells: {why}. A restored "
            "backup brings such lines; else it is made up, or the capture was taken away."
        )
    if len(report.withheld_elsewhere) > _NAMED:
        yield f"not here: {len(report.withheld_elsewhere) - _NAMED} more such lines."


def _rows(held: "HeldRows") -> Iterator[str]:
    rest = f"; {held.not_held} not held: {held.why}" if held.not_held else ""
    yield f"rows: {held.held} {held.kind} held against the evidence{rest}."
    if held.to_see:
        yield (
            f"rows: {len(held.to_see)} {held.kind} say that Dalel tells them of measurements, and "
            "their evidence is of no measurer that the pack knows: look at them: "
            f"{_first(held.to_see)}."
        )
    if held.otherwise:
        yield (
            f"rows: of {len(held.otherwise)} {held.kind} each line stands in the page, and today "
            "something else is read from it: another version of Dalel read it, or somebody took "
            f"lines out: {_first(held.otherwise)}."
        )


def _first(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return "; ".join(names[:_NAMED]) + more


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
    yield from _undated(proof)


def _undated(proof: "WitnessProof") -> Iterator[str]:
    if proof.until is not None and proof.undated:
        yield (
            f"{proof.undated} decisions (withheld, barred, classed) that no witness names, behind "
            f"the seal of {proof.until.day}: their dates are not proved."
        )


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
