"""The queue of builds: what is wanted, which build runs, how far it is, what became of it.

Its rows are of a ``place``: a home, since each home has a site and a preview of its own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from statistics import median
from typing import Final

from django.db.models import Q, QuerySet

from dalel.domain.errors import NotFoundError
from dalel.domain.states import BuildState, move
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.pending_builds import owed
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.releases.models import BuildKind, BuildRow
from dalel.newsroom.releases.models.build import ALIVE, LEASE, PUBLIC

#: What readers are owed is tried again after so long, twice as long each time it fails.
_PAUSE: Final = timedelta(seconds=30)
_LONGEST_PAUSE: Final = timedelta(minutes=10)
#: What somebody cancelled is not begun again at once.
_AFTER_CANCEL: Final = timedelta(minutes=5)
#: The whole set that came to nothing is tried again after so long.
_NEXT_NIGHT: Final = timedelta(days=1)
#: So many builds of a kind of which in a row the builder died are begun again by themselves.
_MOST_DEATHS: Final = 3
#: So many builds that were done tell how long the next one takes.
_COMPARED: Final = 5
#: Rows of builds that are over are kept so long.
_KEPT: Final = timedelta(days=30)
#: What is written down of a build whose process ended without a word.
KILLED: Final = "the build was ended from outside, perhaps for lack of memory"
DIED: Final = "the builder ended before the build was done"
DAMAGED: Final = "the database is damaged"


def want(
    place: str,
    kind: BuildKind,
    now: datetime,
    *,
    act: Act | None = None,
    edition: int | None = None,
    is_urgent: bool = False,
) -> int:
    """Ask for a build; one of the same kind that waits already serves for both. Gives its key."""
    with writing():
        row = _waiting(place, kind).first() or BuildRow(place=place, kind=kind)
        row.is_urgent |= is_urgent
        row.edition = edition
        row.member = act.member if act else None
        row.asked = now
        row.save()
    return row.pk


def want_whole_set(place: str, night: datetime) -> None:
    """Ask for the whole set at night; one that waits since an earlier night is not put off."""
    with writing():
        if not _waiting(place, BuildKind.WHOLE_SET).exists():
            want(place, BuildKind.WHOLE_SET, night)


def claim(place: str, now: datetime) -> BuildRow | None:
    """Take the next build of a place: what is urgent, then what came first, last the whole set.

    None: nothing waits.

    Only whoever is the builder of the place may ask: what still runs there by the rows is dead.
    """
    with writing():
        _bury(place, now)
        due = _due(place, now).order_by("-is_urgent", "asked", "pk")
        row = due.exclude(kind=BuildKind.WHOLE_SET).first() or due.first()
        if row is None:
            return None
        row.state = move(BuildState.WANTED, BuildState.RUNNING)
        row.step, row.share, row.started, row.lease_until = "", 0, now, now + LEASE
        row.save()
    return row


def _bury(place: str, now: datetime) -> None:
    """End what a dead builder left and ask for it again; forget what is over for long."""
    for row in _running(place):
        _end(row.pk, BuildState.FAILED, now, error=DIED)
        if _deaths(place, row.kind) < _MOST_DEATHS:
            _again(row, now)
        elif row.kind is BuildKind.WHOLE_SET:
            _again(row, now + _NEXT_NIGHT)
    BuildRow.objects.filter(place=place, ended__lt=now - _KEPT).delete()


def _deaths(place: str, kind: str) -> int:
    """How many of the last builds of a kind ended with their builder, one after the other."""
    ended = BuildRow.objects.filter(place=place, kind=kind, ended__isnull=False)
    errors = ended.order_by("-ended", "-pk").values_list("error", flat=True)[:_MOST_DEATHS]
    return sum(1 for _ in takewhile(DIED.__eq__, errors))


def _again(dead: BuildRow, now: datetime) -> None:
    """Ask for what a dead build was to be; what was asked for since stays as it was asked."""
    row = _waiting(dead.place, dead.kind).first() or BuildRow(
        place=dead.place, kind=dead.kind, edition=dead.edition, member=dead.member, asked=now
    )
    row.is_urgent |= dead.is_urgent
    row.save()


def _waiting(place: str, kind: str) -> "QuerySet[BuildRow]":
    """The build of a kind that waits, if one does: it serves for whoever asks next."""
    return BuildRow.objects.filter(place=place, kind=kind, state=BuildState.WANTED)


def go_on(key: int, step: str, share: float) -> bool:
    """Note how far a build is; False: nobody wants it any more."""
    found = BuildRow.objects.filter(pk=key, state=BuildState.RUNNING)
    return bool(found.update(step=step, share=share))


def hold(key: int, now: datetime) -> bool:
    """Give a sign that the builder lives; False: nobody wants the build any more."""
    found = BuildRow.objects.filter(pk=key, state=BuildState.RUNNING)
    return bool(found.update(lease_until=now + LEASE))


def finish(key: int, now: datetime, *, pages: int, left: int | None = None) -> bool:
    """A build is whole; False: somebody cancelled it in the meantime."""
    return _end(key, BuildState.DONE, now, share=1, pages=pages, left=left)


def fail(key: int, now: datetime, error: str) -> bool:
    """A build came to nothing, and why; False: it has ended otherwise.

    The whole set, which nobody waits for, is tried again a day later.
    """
    with writing():
        if not _end(key, BuildState.FAILED, now, error=error):
            return False
        row = BuildRow.objects.get(pk=key)
        if row.kind is BuildKind.WHOLE_SET:
            _again(row, now + _NEXT_NIGHT)
    return True


def _end(key: int, state: BuildState, now: datetime, **found: object) -> bool:
    row = BuildRow.objects.filter(pk=key, state=BuildState.RUNNING)
    return bool(
        row.update(state=move(BuildState.RUNNING, state), ended=now, lease_until=None, **found)
    )


def give_way(key: int, now: datetime) -> None:
    """A build that runs waits again, unless one of its kind waits already: that one serves."""
    with writing():
        row = BuildRow.objects.filter(pk=key, state=BuildState.RUNNING).first()
        if row is None:
            return
        if _waiting(row.place, row.kind).exists():
            _end(key, BuildState.CANCELLED, now)
            return
        row.state = move(BuildState.RUNNING, BuildState.WANTED)
        row.step, row.share, row.started, row.lease_until = "", 0, None, None
        row.save()


def is_overtaken(build: BuildRow, now: datetime) -> bool:
    """Whether something urgent waits, before which a build gives way; the whole set does to all."""
    rows = _due(build.place, now).exclude(pk=build.pk)
    if build.kind is BuildKind.WHOLE_SET:
        return rows.exclude(kind=build.kind).exists()
    return rows.filter(is_urgent=True).exists()


def cancel(place: str, key: int, act: Act) -> None:
    """Nobody wants a build any more; what takes something away from readers is not cancelled.

    :raises NotFoundError: when there is none of this key in the place.
    """
    with writing():
        row = BuildRow.objects.filter(place=place, pk=key).first()
        if row is None:
            raise NotFoundError(f"There is no build {key}.")
        if row.state not in ALIVE or row.is_urgent:
            return
        row.state = move(row.state, BuildState.CANCELLED)
        row.ended, row.lease_until = act.time, None
        row.save()
        act.note("cancelled a build", row.kind)


def one(place: str, key: int) -> BuildRow:
    """A build of a place.

    :raises NotFoundError: when there is none of this key.
    """
    row = BuildRow.objects.filter(place=place, pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no build {key}.")
    return row


def latest(place: str) -> tuple[BuildRow, ...]:
    """What people want to see: the newest build of the site and that of the preview.

    Of what readers get, a build that runs goes before one that waits behind it.
    """
    groups: tuple[Sequence[BuildKind], ...] = (PUBLIC, (BuildKind.PREVIEW,))
    here = BuildRow.objects.filter(place=place)
    wanted = Q(state=BuildState.RUNNING)
    for kinds in groups:
        wanted |= Q(pk__in=here.filter(kind__in=kinds).order_by("-pk").values("pk")[:1])
    rows = sorted(here.filter(wanted), key=lambda row: (row.state != BuildState.RUNNING, -row.pk))
    firsts = (next((row for row in rows if row.kind in kinds), None) for kinds in groups)
    return tuple(row for row in firsts if row is not None)


def usually_left(build: BuildRow, now: datetime) -> timedelta | None:
    """The time it will take as the last ones of its kind did; None where nobody can say."""
    if build.state is not BuildState.RUNNING or build.started is None:
        return None
    done = BuildRow.objects.filter(place=build.place, kind=build.kind, state=BuildState.DONE)
    times = done.order_by("-pk").values_list("started", "ended")[:_COMPARED]
    took = [(ended - started).total_seconds() for started, ended in times if started and ended]
    if not took:
        return None
    left = timedelta(seconds=median(took)) - (now - build.started)
    return left if left > timedelta() else None


def pay(place: str, now: datetime) -> bool:
    """Ask for a build where readers wait for one and none is under way; tells whether it did.

    After a failure it waits a while, longer each time; after somebody cancelled it, too.
    """
    if not owed():
        return False
    rows = BuildRow.objects.filter(place=place, kind__in=PUBLIC)
    if rows.filter(state__in=ALIVE).exists():
        return False
    last = rows.filter(ended__isnull=False).order_by("-ended", "-pk").first()
    if last is not None and last.ended is not None and now < last.ended + _pause(rows, last):
        return False
    want(place, BuildKind.READERS, now, is_urgent=last is not None and last.is_urgent)
    return True


def _pause(rows: "QuerySet[BuildRow]", last: BuildRow) -> timedelta:
    if last.state == BuildState.CANCELLED:
        return _AFTER_CANCEL
    if last.state == BuildState.DONE:
        return timedelta()
    states = rows.order_by("-ended", "-pk").values_list("state", flat=True)[:6]
    failures = next((at for at, one in enumerate(states) if one != BuildState.FAILED), len(states))
    return min(_PAUSE * (1 << max(failures - 1, 0)), _LONGEST_PAUSE)


def _due(place: str, now: datetime) -> "QuerySet[BuildRow]":
    """The builds that wait, without what waits for the night."""
    rows = BuildRow.objects.filter(place=place, state=BuildState.WANTED)
    return rows.exclude(kind=BuildKind.WHOLE_SET, asked__gt=now)


def _running(place: str) -> "QuerySet[BuildRow]":
    return BuildRow.objects.filter(place=place, state=BuildState.RUNNING)
