"""The register of demands, as it is read."""

from datetime import date

from django.db.models import QuerySet

from dalel.domain.demand import Pressure
from dalel.domain.errors import NotFoundError
from dalel.newsroom.incidents.models import DemandRow


def demands(today: date) -> tuple[DemandRow, ...]:
    """All demands: those that press first, then by their day. In one query."""
    order = (Pressure.OVERDUE, Pressure.SOON, Pressure.NONE)
    return tuple(
        sorted(_rows(), key=lambda one: (order.index(one.pressure(today)), one.is_over, one.due))
    )


def demand(number: int) -> DemandRow:
    """One demand.

    :raises NotFoundError: when there is none of this number.
    """
    row = _rows().filter(number=number).first()
    if row is None:
        raise NotFoundError(f"There is no demand {number}.")
    return row


def demands_about(incident: str) -> tuple[DemandRow, ...]:
    """The demands about an incident, the earliest first."""
    return tuple(_rows().filter(incident__number=incident).order_by("number"))


def held() -> frozenset[str]:
    """The numbers of the incidents about which nothing may expire."""
    found = DemandRow.objects.filter(is_held=True)
    return frozenset(found.values_list("incident__number", flat=True))


def _rows() -> QuerySet[DemandRow]:
    return DemandRow.objects.select_related("incident", "version", "decided_by", "registered_by")
