"""Which concerns stand about an incident, each with the key by which a person decides it?"""

from dataclasses import dataclass

from dalel.domain.concern import Concern, Weight
from dalel.domain.states import ConcernState
from dalel.store.concerns import latest_decisions
from dalel.store.models import ConcernRow


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A concern and its key."""

    key: str
    concern: Concern


def concerns(number: str) -> tuple[Kept, ...]:
    """The concerns of an incident that are not resolved, what holds it back first."""
    rows = ConcernRow.objects.filter(incident__number=number).exclude(state=ConcernState.RESOLVED)
    decided = latest_decisions(rows)
    found: dict[str, Kept] = {}
    for row in rows.order_by("pk"):
        found[row.key] = Kept(
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
    return tuple(sorted(found.values(), key=_urgency))


def _urgency(kept: Kept) -> tuple[bool, int]:
    return (kept.concern.state is not ConcernState.OPEN, list(Weight).index(kept.concern.weight))
