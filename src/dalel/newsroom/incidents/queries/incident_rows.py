"""The row of an incident, by the number or the name that it has."""

from dalel.domain.errors import NotFoundError
from dalel.newsroom.incidents.models import IncidentRow


def incident_row(number: str) -> IncidentRow:
    """The incident of a number, or of the name that it had before.

    :raises NotFoundError: when there is none.
    """
    row = (
        IncidentRow.objects.filter(number=number).first()
        or IncidentRow.objects.filter(provisional=number).exclude(provisional="").first()
    )
    if row is None:
        raise NotFoundError(f"There is no incident {number}.")
    return row
