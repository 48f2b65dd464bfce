"""The examination of the work: how workers ended lately, what rests and what fails repeatedly."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.cli.supervisor import manner
from dalel.domain.source import Unwatched
from dalel.pack.own_roots import ROOTS

if TYPE_CHECKING:
    from pathlib import Path

    from dalel.cli.configuration import Configuration
    from dalel.newsroom.frame.resting import Worn
    from dalel.pack.own_roots import OwnRoot

#: So many are named.
_NAMED: Final = 20
NO_CONTACT: Final = Diagnosis(
    subject="watch",
    state="nothing is watched",
    problem="nothing is watched: contact is not set, and nothing is fetched until outlets can "
    "reach you: set it at the desk, or in dalel.toml",
)


def watch_finding() -> Diagnosis:
    """Whether anything is watched, as the desk says it."""
    from dalel.newsroom.evidence.queries.watch_lacks import WatchLack, watch_lack

    match watch_lack():
        case WatchLack.CONTACT:
            return NO_CONTACT
        case WatchLack.SOURCES:
            return Diagnosis(
                subject="watch",
                state="nothing is watched",
                problem="nothing is watched: no source is on: begin to watch one at the desk, "
                "under Sources",
            )
        case None:
            return Diagnosis(subject="watch", state="sources are on, outlets can reach us")


def decision_findings(settings: "Configuration", now: datetime) -> Iterator[Diagnosis]:
    """How many sources are read, whom nobody decided about, and what a person could give."""
    from dalel.newsroom.evidence.queries.watched_addresses import decisions
    from dalel.newsroom.frame.context import pack

    decided = decisions(pack())
    read = sum(bool(one.addresses) for one in decided)
    undecided = [one.source.id for one in decided if one.is_open]
    yield Diagnosis(
        subject="sources",
        state=f"{read} of {len(decided)} are read; dalel sources list tells why the others are not",
        advice=f"nobody has decided about {', '.join(undecided)}: they have no address to be read "
        f"at. Find one with dalel sources test --all, or say in {settings.sources_file} why not "
        "(unwatched)"
        if undecided
        else "",
    )
    for one in decided:
        if one.unwatched is Unwatched.NEEDS_CERTIFICATE:
            place = settings.sources_file.parent / ROOTS / f"{one.source.host}.pem"
            note = one.source.note.rstrip(".")
            yield Diagnosis(
                subject="sources",
                state=one.source.id,
                advice=f"{one.source.id} is not watched ({note}): {one.source.host} has a "
                "certificate of an authority that no browser knows. Get that authority's own "
                f"certificate by a way that you trust, compare its fingerprint, and put it at "
                f"{place}: it is believed for that host alone",
            )
    for root in pack().own_roots:
        yield _of_root(root, now)


def _of_root(root: "OwnRoot", now: datetime) -> Diagnosis:
    is_over = bool(root.expires) and root.expires < now.date().isoformat()
    problem = root.problem or (f"it ended on {root.expires}" if is_over else "")
    return Diagnosis(
        subject="sources",
        state=f"{root.host} is believed by {root.subject}, SHA-256 {root.fingerprint}, until "
        f"{root.expires}",
        problem=f"{root.file} is not the certificate by which {root.host} can be believed: "
        f"{problem}. Only that host is not read; take the file away, or put the authority's own "
        "certificate there"
        if problem
        else "",
    )


def work_findings(now: datetime) -> Iterator[Diagnosis]:
    """Look at how workers ended, and at all work that does not succeed."""
    from dalel.newsroom.frame import resting, worker_lives

    deaths = worker_lives.deaths(now)
    yield Diagnosis(
        subject="worker",
        state="none died in the last 24 hours",
        advice=""
        if deaths is None
        else f"the worker ended {deaths.count} times since {deaths.first:%Y-%m-%d %H:%M} UTC, last "
        f"at {deaths.last:%Y-%m-%d %H:%M}"
        + (f" ({manner(deaths.code)})" if deaths.code is not None else "")
        + (f": {deaths.words}" if deaths.words else ""),
    )
    found = resting.worn()
    for one in found[:_NAMED]:
        yield Diagnosis(subject="work", state=one.name, advice=told_of(one))
    if len(found) > _NAMED:
        yield Diagnosis(
            subject="work", state="more", advice=f"{len(found) - _NAMED} more: the desk shows all"
        )
    if any(one.rests for one in found):
        yield Diagnosis(
            subject="work",
            state="resting",
            advice="dalel try-again has all that rests tried again, and so does the desk",
        )


def silence_findings(home: "Path", now: datetime) -> Iterator[Diagnosis]:
    """Say since when a worker that was at work here has not been seen."""
    from dalel.newsroom.frame import worker_pulse

    seen = worker_pulse.last_beat(home)
    if seen is not None and not worker_pulse.lives(home, now):
        yield Diagnosis(
            subject="worker",
            state="silent",
            advice=f"the worker was last seen at {seen:%Y-%m-%d %H:%M} UTC: is dalel work running?",
        )


def told_of(one: "Worn") -> str:
    """A piece of work that does not succeed, in a line."""
    since = f" since {one.since:%Y-%m-%d %H:%M} UTC" if one.since else ""
    whose = f" of {one.source}" if one.source else ""
    how = "rests" if one.rests else "fails"
    return f"{one.work} {one.name}{whose} {how}{since}, {one.times} in a row: {one.error}"
