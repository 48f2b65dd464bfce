"""The state of sources in the database: addresses to read, health, outages and daily counts."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dalel.domain.collection import NetworkCount
from dalel.domain.errors import NotFoundError
from dalel.domain.exchange import FetchFailure, Outcome, Validators
from dalel.domain.extraction import Extraction
from dalel.domain.health import is_absence
from dalel.domain.retry_policy import MOST_DEATHS
from dalel.domain.source import Address, Source
from dalel.domain.states import SourceState, move
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.sources.models import AddressRow, NetworkCountRow, OutageRow, SourceRow

#: Of so many pages of one address it is remembered how to ask whether they changed.
_MOST_VALIDATORS = 50


@dataclass(kw_only=True)
class SourceTally:
    """How one pass went with one source."""

    name: str = ""
    #: Looks at its addresses that succeeded, and how many of them told that nothing is new.
    looks: int = 0
    unchanged: int = 0
    found: int = 0
    #: Articles and posts that are new, and versions of those we had.
    articles: int = 0
    versions: int = 0
    captures: int = 0
    #: Requests that gave what was asked for.
    served: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    last_answer: datetime | None = None
    failures: list[FetchFailure] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count what one request brought. Any answer of the outlet's machine is an answer."""
        if isinstance(outcome, FetchFailure):
            self.failures.append(outcome)
            if is_absence(outcome) or not outcome.exchanges:
                return
        else:
            self.served += 1
        self.answered += 1
        time = outcome.exchanges[-1].started
        self.last_answer = max(self.last_answer or time, time)

    def cut(self, page: Extraction) -> None:
        """Count what a page says beyond what is judged."""
        if page.cut:
            self.skipped["characters beyond the longest text"] += page.cut


def enrol(
    wanted: Sequence[tuple[Source, Sequence[Address]]],
    name_in: str,
    now: datetime,
    *,
    proposed: Container[str] = (),
) -> None:
    """Let the rows know every source and the addresses at which it is read.

    An address that is no longer wanted rests; what was learnt of it stays. A source that is
    ``proposed``, by its id, waits until a person activates it.
    """
    with writing():
        rows = {row.key: row for row in SourceRow.objects.all()}
        new = [
            SourceRow(
                key=source.id,
                name=source.name(name_in),
                state=SourceState.PROPOSED if source.id in proposed else SourceState.ACTIVE,
            )
            for source, _ in wanted
            if source.id not in rows
        ]
        SourceRow.objects.bulk_create(new, batch_size=BATCH)
        rows |= {row.key: row for row in new}
        known = {(row.source_id, row.url): row for row in AddressRow.objects.all()}
        places = {
            (rows[source.id].pk, address.url): address
            for source, addresses in wanted
            for address in addresses
        }
        AddressRow.objects.bulk_create(
            [
                AddressRow(source_id=source, url=url, kind=address.kind, next_at=now)
                for (source, url), address in places.items()
                if (source, url) not in known
            ],
            batch_size=BATCH,
        )
        for place, row in known.items():
            if row.is_read != (place in places):
                row.is_read = place in places
                row.save(update_fields=["is_read"])


def states() -> dict[str, SourceState]:
    """How we stand to each source that the rows know, by id."""
    return {key: SourceState(state) for key, state in SourceRow.objects.values_list("key", "state")}


def decide(key: str, state: SourceState) -> None:
    """Take a source into another state.

    :raises NotFoundError: when the rows do not know it.
    :raises ForbiddenMoveError: when this state may not follow.
    """
    with writing():
        row = SourceRow.objects.filter(key=key).first()
        if row is None:
            raise NotFoundError(f"There is no source {key!r}.")
        row.state = move(SourceState(row.state), state)
        row.save(update_fields=["state"])


def make_all_due(now: datetime) -> None:
    """Every address of an active source is looked at now, whenever its turn would be.

    What rests after failures is tried again, too; what workers died of is not: it would end the
    pass for all others.
    """
    with writing():
        free = _read().filter(lease_until=None, deaths__lt=MOST_DEATHS)
        free.exclude(next_at__lte=now).update(next_at=now, attempts=0)


def read_addresses() -> Any:
    """The addresses of active sources, for claiming."""
    return _read().select_related("source")


def _read() -> Any:
    return AddressRow.objects.filter(is_read=True, source__state=SourceState.ACTIVE)


def validators_of(row: AddressRow) -> dict[str, Validators]:
    """What to ask with, by page."""
    return {
        url: Validators(etag=etag, last_modified=modified)
        for url, (etag, modified) in row.validators.items()
    }


def looked(
    row: AddressRow, validators: Mapping[str, Validators], skips: Mapping[str, int], now: datetime
) -> None:
    """Note on an address that a look at it succeeded."""
    fresh = {url: [one.etag, one.last_modified] for url, one in validators.items()}
    kept = {url: one for url, one in row.validators.items() if url not in fresh} | fresh
    row.validators = dict(list(kept.items())[-_MOST_VALIDATORS:])
    row.skips = dict(skips)
    row.looks += 1
    row.last_success = now
    row.save(update_fields=["validators", "skips", "looks", "last_success"])


def count_networks(source: SourceRow, counts: Iterable[NetworkCount]) -> None:
    """Keep daily counts; a day that is counted again is corrected."""
    rows = {
        (count.day, count.country or "", count.subject or "", count.network or ""): NetworkCountRow(
            source=source,
            day=count.day,
            country=count.country or "",
            subject=count.subject or "",
            network=count.network or "",
            measured=count.measured,
            anomalies=count.anomalies,
            confirmed=count.confirmed,
            failures=count.failures,
        )
        for count in counts
    }
    NetworkCountRow.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["source", "day", "country", "subject", "network"],
        update_fields=["measured", "anomalies", "confirmed", "failures"],
        batch_size=500,
    )


def note_health(tallies: Mapping[str, SourceTally], now: datetime) -> None:
    """Note how a pass went with each source, by key; an answer ends an outage."""
    with writing():
        for row in SourceRow.objects.filter(key__in=list(tallies)):
            tally = tallies[row.key]
            row.first_look = row.first_look or now
            row.last_look = now
            _note_failures(row, tally.failures)
            if tally.last_answer is not None:
                row.last_success = tally.last_answer
                row.failing_since, row.absent_in_a_row = None, 0
                _end_outages(row, tally, tally.last_answer)
            row.save()


def _end_outages(row: SourceRow, tally: SourceTally, time: datetime) -> None:
    """An answer ends an outage; a refusal does not open what is closed."""
    ended = OutageRow.objects.filter(source=row, ended=None, started__lte=time)
    if not tally.served:
        ended = ended.filter(answers_from="")
    ended.update(ended=time)


def _note_failures(row: SourceRow, failures: list[FetchFailure]) -> None:
    if not failures:
        return
    last = failures[-1]
    row.error_kind, row.error, row.error_at = last.kind, last.reason, last.time
    counts = Counter(row.errors)
    counts.update(str(failure.kind) for failure in failures)
    row.errors = dict(counts)
    absences = [failure for failure in failures if is_absence(failure)]
    if absences:
        row.failing_since = row.failing_since or absences[0].time
        row.absent_in_a_row += len(absences)


def begin_outage(key: str, failure: FetchFailure, answers_from: str = "") -> None:
    """Record that an outlet is down, or closed to us, since its failures began.

    ``answers_from``: the vantage point from which it answers meanwhile. What is known is not
    recorded again.
    """
    row = SourceRow.objects.get(key=key)
    outage, _ = OutageRow.objects.get_or_create(
        source=row,
        ended=None,
        defaults={
            "started": row.failing_since or failure.time,
            "error_kind": failure.kind,
            "error": failure.reason,
            "vantage": failure.vantage,
        },
    )
    if answers_from and answers_from != outage.answers_from:
        outage.answers_from = answers_from
        outage.save(update_fields=["answers_from"])


def set_state(key: str, state: SourceState, act: Act) -> None:
    """Begin to watch a source, or let it rest; what was learnt of it stays.

    :raises NotFoundError: when there is no such source.
    :raises ForbiddenMoveError: when it is in that state already.
    """
    with writing():
        decide(key, state)
        act.note(f"source {state}", key)


def absent_in_a_row(key: str) -> int:
    """How many requests to a source failed since it last answered."""
    return SourceRow.objects.get(key=key).absent_in_a_row
