"""Release of an edition in the record: its readiness, its times, and taking entries back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dalel.domain.concern import Weight
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.states import (
    ConcernState,
    EditionState,
    IncidentState,
    VersionState,
)
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.frame.pending_builds import owe
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import sentence_memory
from dalel.newsroom.incidents.actions.search_rules import index_published
from dalel.newsroom.incidents.models import ConcernRow, IncidentRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.records import readings
from dalel.newsroom.incidents.queries.stale_texts import stale_texts
from dalel.newsroom.releases.actions.editions import EmbargoError


class Lack(StrEnum):
    """What keeps an entry or an issue back; each has its own words on the screen."""

    EMPTY = "no entries"
    INTRODUCTION = "introduction not approved"
    NOT_APPROVED = "not approved"
    CODES = "codes not approved"
    FRAME = "section, date or links not approved"
    CONCERNS = "open concerns"
    STALE = "languages not confirmed"
    CITES_NOTHING = "no link"


class ReleaseRefusedError(DalelError):
    """The issue is not released; ``why`` says what is lacking."""

    def __init__(self, why: "Readiness") -> None:
        super().__init__("; ".join(why.told()))
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """What is lacking: of the issue as a whole, and by the number of an incident."""

    whole: tuple[Lack, ...] = ()
    entries: Mapping[str, tuple[Lack, ...]] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is lacking."""
        return not self.whole and not self.entries

    @property
    def kinds(self) -> dict[Lack, tuple[str, ...]]:
        """By what is lacking, the numbers of the entries that lack it."""
        return {
            lack: numbers
            for lack in Lack
            if (numbers := tuple(one for one, lacks in self.entries.items() if lack in lacks))
        }

    def told(self) -> tuple[str, ...]:
        """What is lacking, in the words of the program."""
        return (
            *self.whole,
            *(f"{number}: {', '.join(lacks)}" for number, lacks in self.entries.items()),
        )


def readiness(number: int, languages: Collection[str]) -> Readiness:
    """What keeps an issue from being released, in a fixed number of queries.

    :raises NotFoundError: when there is none of this number.
    """
    edition = _edition(number)
    rows = IncidentRow.objects.filter(entries__edition=edition).order_by("number")
    held = set(
        ConcernRow.objects.filter(
            incident__in=rows, state=ConcernState.OPEN, weight=Weight.ERROR
        ).values_list("incident__number", flat=True)
    )
    stale = stale_texts(rows)
    entries = {}
    for reading in readings(rows, whole=False):
        incident = reading.incident
        lacking = {
            Lack.NOT_APPROVED: not incident.approved >= set(languages)
            or frozenset(reading.states) != incident.approved,
            Lack.CODES: reading.codes_state is not VersionState.APPROVED or bool(reading.undecided),
            Lack.FRAME: reading.frame_state not in {None, VersionState.APPROVED},
            Lack.CONCERNS: incident.number in held,
            Lack.STALE: bool(stale.get(incident.number)),
            Lack.CITES_NOTHING: not incident.links,
        }
        if lacks := tuple(lack for lack, is_so in lacking.items() if is_so):
            entries[incident.number] = lacks
    approved = IntroductionRow.objects.filter(edition=edition, state=VersionState.APPROVED)
    opened = set(approved.values_list("language", flat=True))
    whole = {Lack.EMPTY: not rows.exists(), Lack.INTRODUCTION: not opened >= set(languages)}
    return Readiness(whole=tuple(lack for lack, is_so in whole.items() if is_so), entries=entries)


@dataclass(frozen=True, kw_only=True)
class Times:
    """When an issue is to be released or was, and until when it is under embargo."""

    scheduled: datetime | None
    embargo: datetime | None
    released: datetime | None


def times(number: int) -> Times:
    """The moments of an issue.

    :raises NotFoundError: when there is none of this number.
    """
    row = _edition(number)
    return Times(scheduled=row.scheduled, embargo=row.embargo, released=row.released)


def release(number: int, languages: Collection[str], act: Act) -> None:
    """Make an issue and what stands in it public.

    :raises EmbargoError: when the embargo has not ended.
    :raises ReleaseRefusedError: when something is lacking.
    :raises ForbiddenMoveError: when its state does not allow it.
    """
    with writing():
        edition = _edition(number)
        if edition.embargo is not None and act.time < edition.embargo:
            raise EmbargoError
        lacking = readiness(number, languages)
        if not lacking.is_ready:
            raise ReleaseRefusedError(lacking)
        edition.released = act.time
        move_row(edition, EditionState.RELEASED, "released")
        for incident in IncidentRow.objects.filter(
            entries__edition=edition, state=IncidentState.UNPUBLISHED
        ):
            _set_state(incident, IncidentState.PUBLISHED, act)
            index_published(incident)
        owe(act.time)
        act.note("released", f"edition {number}")


def take_back(number: str, state: IncidentState, reason: str, act: Act) -> None:
    """Retract or withdraw what is public, with a reason that stays written down.

    :raises ForbiddenMoveError: when its state does not allow it.
    """
    with writing():
        incident = incident_row(number)
        _set_state(incident, state, act)
        sentence_memory.forget_incident(incident, act.time)
        owe(act.time)
        act.note(str(state), incident.number, reason)


def _set_state(incident: IncidentRow, state: IncidentState, act: Act) -> None:
    incident.updated = act.time
    move_row(incident, state, "updated")


def _edition(number: int) -> EditionRow:
    row = EditionRow.objects.filter(number=number).first()
    if row is None:
        raise NotFoundError(f"There is no edition {number}.")
    return row
