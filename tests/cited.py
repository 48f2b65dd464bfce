"""An incident that cites addresses."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from dalel.newsroom.incidents.models import IncidentRow, LinkRow

_UPDATED = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


def cite(*addresses: str, state: str = "unpublished") -> str:
    """The number of a new incident that cites these."""
    incident = IncidentRow.objects.create(
        number=f"XT-2031-{IncidentRow.objects.count() + 1:04}",
        section=1,
        updated=_UPDATED,
        state=state,
    )
    LinkRow.objects.bulk_create(
        LinkRow(
            incident=incident,
            order=order,
            printed=address,
            url=address,
            canonical=address.replace("http:", "https:"),
            host=urlsplit(address).hostname or "",
        )
        for order, address in enumerate(addresses, 1)
    )
    return incident.number
