"""Incidents as they are counted: period, codes, established actors and reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from dalel.domain.conduct import Attribution, established
from dalel.domain.count_board import UNKNOWN_EFFECT, Counted, Effect, Period, PeriodLength
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Codes, Incident

_SPANS: Final = (PeriodLength.MONTH, PeriodLength.QUARTER, PeriodLength.YEAR)


@dataclass(frozen=True, kw_only=True)
class KnownOfEntry:
    """What is recorded about an entry beside its texts and codes; see ``Counted``."""

    attributions: tuple[Attribution, ...] = ()
    effect: Effect = UNKNOWN_EFFECT
    reports: Mapping[str, date] = field(default_factory=dict)
    steps: tuple[tuple[date, str], ...] = ()
    hit: tuple[str, ...] = ()
    printed: date | None = None


def counted(
    incidents: Iterable[Incident], known: Mapping[str, KnownOfEntry]
) -> tuple[Counted, ...]:
    """Incidents as they are counted; ``known`` is by their number. What was taken back is not."""
    nothing = KnownOfEntry()
    return tuple(
        _counted(one, known.get(one.number, nothing)) for one in incidents if not one.is_taken_back
    )


def period_of(when: PartialDate | None) -> Period | None:
    """The shortest period in which a date surely lies."""
    if when is None:
        return None
    first, last = _ends(when)
    for span in _SPANS:
        if Period.of(first, span) == Period.of(last, span):
            return Period.of(first, span)
    return None


def _ends(when: PartialDate) -> tuple[date, date]:
    """The first day, and the month's first of the last day."""
    start, _, end = when.iso.partition("/")
    year, month, day = (*(end or start).split("-"), "", "")[:3]
    # A bare year ends with December, a month is one already.
    return when.first_day, date(int(year), int(month or 12), int(day or 1))


def _counted(incident: Incident, known: KnownOfEntry) -> Counted:
    when = incident.date
    is_day = when is not None and when.precision is Precision.DAY
    seen = Counted(
        number=incident.number,
        section=incident.section,
        period=period_of(when),
        day=when.first_day if when and is_day else None,
        effect=known.effect,
        reports=known.reports,
        steps=known.steps,
        hit=known.hit,
        printed=known.printed,
    )
    return _coded(seen, incident.codes, known.attributions) if incident.codes else seen


def _coded(seen: Counted, codes: Codes, attributions: tuple[Attribution, ...]) -> Counted:
    who = established(codes.actors, attributions)
    return replace(
        seen,
        event_type=codes.event_type,
        direction=codes.direction,
        severity=codes.severity,
        verification=codes.verification,
        case_status=codes.case_status,
        rights=codes.rights,
        targets=codes.targets,
        means=codes.means,
        platforms=codes.platforms,
        places=codes.places,
        statutes=codes.statutes,
        actors=who.established,
        alleged=who.alleged,
    )
