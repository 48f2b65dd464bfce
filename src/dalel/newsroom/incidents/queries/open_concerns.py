"""Queries for recorded concerns, each with the key by which it is decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from dalel.domain.concern import Concern, Decision, Weight
from dalel.domain.states import ConcernState
from dalel.newsroom.incidents.models import (
    ConcernDecisionRow,
    ConcernRow,
)


@dataclass(frozen=True, kw_only=True)
class KeptConcern:
    """A concern and its key."""

    key: str
    concern: Concern


def concerns(number: str) -> tuple[KeptConcern, ...]:
    """The concerns of an incident that are not resolved, what holds it back first."""
    return open_ones(every(ConcernRow.objects.filter(incident__number=number)))


def waived(number: str) -> tuple[KeptConcern, ...]:
    """What somebody let stand in an incident."""
    rows = ConcernRow.objects.filter(incident__number=number, state=ConcernState.WAIVED)
    return every(rows)


def every(rows: "QuerySet[ConcernRow]") -> tuple[KeptConcern, ...]:
    """Concerns as they are kept, in two queries; one that stands in two editions comes once."""
    found = list(rows.order_by("line", "pk"))
    decided = latest_decisions(found)
    kept = {
        (row.incident_id, row.key): KeptConcern(
            key=row.key,
            concern=Concern(
                rule=row.rule,
                weight=Weight(row.weight),
                excerpt=row.excerpt,
                field=row.field or None,
                language=row.language or None,
                line=row.line,
                values=row.values,
                suggestion=row.suggestion or None,
                state=ConcernState(row.state),
                decision=decided.get(row.pk),
            ),
        )
        for row in found
    }
    return tuple(kept.values())


def open_ones(kept: Iterable[KeptConcern]) -> tuple[KeptConcern, ...]:
    """Those that are not resolved, what holds the text back first."""
    there = (one for one in kept if one.concern.state is not ConcernState.RESOLVED)
    return tuple(sorted(there, key=_urgency))


def _urgency(kept: KeptConcern) -> tuple[bool, int]:
    return (kept.concern.state is not ConcernState.OPEN, list(Weight).index(kept.concern.weight))


def latest_decisions(concerns: Iterable[ConcernRow]) -> Mapping[int, Decision]:
    """The latest decision on each of these concerns that has one, by the concern's row."""
    rows = ConcernDecisionRow.objects.filter(concern__in=concerns).select_related("member")
    return {
        row.concern_id: Decision(
            state=ConcernState(row.state),
            member=str(row.member),
            time=row.time,
            reason=row.reason,
        )
        for row in rows.order_by("time", "pk")
    }


def open_errors() -> Mapping[str, int]:
    """How many open errors hold back each incident, by its number."""
    held = ConcernRow.objects.filter(
        state=ConcernState.OPEN, weight=Weight.ERROR, incident__isnull=False
    )
    counted = held.order_by().values_list("incident__number").annotate(total=Count("pk"))
    return dict(counted)
