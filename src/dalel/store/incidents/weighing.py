"""Which concerns stand about an incident, each with the key by which a person decides it?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from dalel.domain.concern import Concern, Weight
from dalel.domain.states import ConcernState
from dalel.store.incidents.concerns import latest_decisions
from dalel.store.models import ConcernRow


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A concern and its key."""

    key: str
    concern: Concern


def concerns(number: str) -> tuple[Kept, ...]:
    """The concerns of an incident that are not resolved, what holds it back first."""
    return open_ones(every(ConcernRow.objects.filter(incident__number=number)))


def waived(number: str) -> tuple[Kept, ...]:
    """What somebody let stand in an incident."""
    rows = ConcernRow.objects.filter(incident__number=number, state=ConcernState.WAIVED)
    return every(rows)


def every(rows: "QuerySet[ConcernRow]") -> tuple[Kept, ...]:
    """Concerns as they are kept, in two queries; one that stands in two editions comes once."""
    found = list(rows.order_by("line", "pk"))
    decided = latest_decisions(found)
    kept = {
        (row.incident_id, row.key): Kept(
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


def open_ones(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """Those that are not resolved, what holds the text back first."""
    there = (one for one in kept if one.concern.state is not ConcernState.RESOLVED)
    return tuple(sorted(there, key=_urgency))


def _urgency(kept: Kept) -> tuple[bool, int]:
    return (kept.concern.state is not ConcernState.OPEN, list(Weight).index(kept.concern.weight))
